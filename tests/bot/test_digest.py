"""The digest of a chat: when it comes, what it tells, and that it comes once. Checklist: 18, 20, 23, 29."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiogram.methods import SendMessage

from bot.digest import Digest, render_digest
from bot.texts import Texts
from db.digests import PostgresDigests
from domain.chat import ChatChange, ChatState
from domain.recurrence import at_wall_time
from domain.task import NewTask, Task, TaskChange
from domain.values import Source, TaskStatus
from domain.workspace import WorkspaceChange
from tests.bot.desk import GROUP, MAIN, PRIVATE, Desk
from tests.db.samples import new_task
from tests.db.stores import ADA, Stores

CHAT = -100123
HOUR = timedelta(hours=1)
KYIV = "Europe/Kyiv"


async def ask(desk: Desk, hour: int | None = 9, zone: str = KYIV) -> datetime:
    """Let the group have a digest at an hour and return when the first one comes."""
    await desk.write("hello")
    await desk.chats.change_chat(CHAT, ChatChange(digest_hour=hour, timezone=zone))
    await fire(desk, desk.clock.now())
    local = desk.clock.now().astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=int(local.hour >= (hour or 0)))
    return at_wall_time(datetime.combine(day, time(hour or 0)), ZoneInfo(zone)).astimezone(UTC)


async def fire(desk: Desk, now: datetime) -> int:
    return await PostgresDigests(desk.database).fire(now)


async def add(desk: Desk, title: str, due: datetime | None, chat: int = CHAT) -> int:
    task = NewTask(title=title, due=due, source=Source.TELEGRAM, chat_id=str(chat))
    return (await desk.board.create_task(ADA, task, None)).id


async def test_it_tells_what_is_overdue_due_and_waiting(desk: Desk) -> None:
    at = await ask(desk)
    await add(desk, "Old <one>", at - 30 * HOUR)
    await add(desk, "Today's", at + HOUR)
    await add(desk, "Later", at + 60 * HOUR)
    await add(desk, "Far away", at + 24 * 9 * HOUR)
    await add(desk, "Dateless", None)
    await add(desk, "Elsewhere", at + HOUR, chat=-100456)
    await desk.understand(proposals=[new_task()])
    assert await fire(desk, at) == 1
    [digest] = await desk.sent(SendMessage)
    assert digest.chat_id == GROUP["id"]
    assert digest.disable_notification is True
    text = digest.text
    assert text.index("Overdue") < text.index("Old &lt;one&gt;") < text.index("Today's") < text.index("Later")
    assert "One suggestion waits" in text
    for absent in ("Far away", "Dateless", "Elsewhere"):
        assert absent not in text


async def test_it_tells_what_was_done_the_day_before(desk: Desk) -> None:
    at = await ask(desk, hour=0)
    task_id = await add(desk, "Ready", None)
    await desk.board.change_task(ADA, task_id, TaskChange(status=TaskStatus.COMPLETED), None)
    await fire(desk, at)
    [digest] = await desk.sent(SendMessage)
    assert digest.text.index("Done yesterday") < digest.text.index("Ready")


async def test_an_empty_day_is_not_told(desk: Desk) -> None:
    at = await ask(desk)
    assert await fire(desk, at) == 1
    assert await desk.sent(SendMessage) == []


async def test_it_comes_once_whoever_looks(desk: Desk) -> None:
    at = await ask(desk)
    await add(desk, "Pay", at + HOUR)
    assert await fire(desk, at - timedelta(seconds=1)) == 0
    counts = await asyncio.gather(*(fire(desk, at) for _ in range(4)))
    assert sum(counts) == 1
    assert await fire(desk, at + HOUR) == 0
    assert len(await desk.sent(SendMessage)) == 1
    assert await fire(desk, at + 24 * HOUR) in {0, 1}  # by an hour more or less where clocks change
    await fire(desk, at + 25 * HOUR)
    assert len(await desk.sent(SendMessage)) == 2


async def test_a_row_that_is_not_set_forward_would_be_told_once_all_the_same(desk: Desk) -> None:
    at = await ask(desk)
    await add(desk, "Pay", at + HOUR)
    for _ in range(2):
        await Stores(desk.database).rows("UPDATE telegram_chats SET next_digest_at = $1", at)
        assert await fire(desk, at) == 1
    assert len(await desk.sent(SendMessage)) == 1


@pytest.mark.parametrize(("late", "told"), [(2.9 * HOUR, 1), (3.1 * HOUR, 0)])
async def test_a_missed_one_is_told_while_it_is_worth_it(desk: Desk, late: timedelta, told: int) -> None:
    at = await ask(desk)
    await add(desk, "Pay", at + 5 * HOUR)
    assert await fire(desk, at + late) == 1
    assert len(await desk.sent(SendMessage)) == told


async def test_nobody_is_told_who_did_not_ask_or_has_no_bot(desk: Desk) -> None:
    at = await ask(desk)
    await add(desk, "Pay", at + HOUR)
    await desk.chats.set_state(CHAT, ChatState.LEFT)
    assert await fire(desk, at) == 0
    await desk.chats.set_state(CHAT, ChatState.ACTIVE)
    assert await fire(desk, at + 100 * HOUR) == 1, "it is given its next time and nothing more"
    await desk.chats.change_chat(CHAT, ChatChange(digest_hour=None))
    assert await fire(desk, at + 200 * HOUR) == 0
    assert await desk.sent(SendMessage) == []


async def test_another_zone_moves_it(desk: Desk) -> None:
    at = await ask(desk, hour=9, zone="UTC")
    await add(desk, "Pay", at + HOUR)
    await desk.chats.change_chat(CHAT, ChatChange(timezone="Etc/GMT+5"))
    assert await fire(desk, at - 5 * HOUR) == 1
    assert await fire(desk, at) == 0
    assert await fire(desk, at + 5 * HOUR) == 1


async def test_the_zone_of_the_workspace_moves_chats_without_their_own(desk: Desk) -> None:
    at = await ask(desk, hour=9, zone="UTC")
    await desk.chats.change_chat(CHAT, ChatChange(timezone=None))
    await Stores(desk.database).workspaces.change_workspace(MAIN, WorkspaceChange(timezone="Etc/GMT+5"))
    assert await fire(desk, at - 5 * HOUR) == 1
    assert await fire(desk, at) == 0
    assert await fire(desk, at + 5 * HOUR) == 1


async def test_it_rings_in_private(desk: Desk) -> None:
    await desk.write("hello", chat=PRIVATE)
    await desk.chats.change_chat(7, ChatChange(digest_hour=9, timezone="UTC"))
    await fire(desk, desk.clock.now())
    at = desk.clock.now() + 24 * HOUR
    await add(desk, "Pay", at, chat=7)
    morning = at.replace(hour=9, minute=0, second=0, microsecond=0)
    for day in (0, 24):
        await fire(desk, morning + day * HOUR)
    assert {call.disable_notification for call in await desk.sent(SendMessage)} == {False}


def test_the_longest_one_is_one_message() -> None:
    now = datetime(2041, 12, 31, 22, 59, 59, tzinfo=UTC)
    task = Task(
        id=10**9,
        title="Ж" * 512,
        status=TaskStatus.OPEN,
        created_at=now,
        updated_at=now,
        due=now,
        assignees=["w" * 500] * 3,
        version=1,
    )
    full = Digest(parts=dict.fromkeys(("overdue", "today", "week", "done"), [task] * 500), proposals=200)
    for language in ("en", "uk"):
        html = render_digest(full, date(2041, 12, 31), Texts(language, KYIV))
        assert len(html) <= 4096
