"""The bot on the real system: polled from a Telegram of ours, through every process and back.

Checklist: 5, 21, 27; 34 what is done in Telegram is told to open boards.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import httpx2
import pytest

from cli.live import LiveEvent
from domain.task import Task
from domain.values import TaskStatus
from tests.e2e.conftest import BOT_TOKEN
from tests.fakes.telegram import Chat, ChatType, Line, Status, TelegramClient, User
from tests.support.polling import wait_until
from tests.support.system import RunningManta

OLENA = User(id=7, first_name="Olena", username="olena")
TARAS = User(id=9, first_name="Taras", username="taras", language_code="uk")
GROUP = Chat(id=-1001, type=ChatType.SUPERGROUP, title="Harbor")
WAIT_S = 60.0


@pytest.fixture(scope="module", autouse=True)
def people(telegram: TelegramClient) -> None:
    for person in (OLENA, TARAS):
        telegram.add_user(person)
    telegram.add_chat(GROUP, {OLENA.id: Status.MEMBER, TARAS.id: Status.MEMBER})


def bot_lines(telegram: TelegramClient, chat_id: int) -> list[Line]:
    return [line for line in telegram.transcript(chat_id) if line.is_bot]


def wait_for(telegram: TelegramClient, chat_id: int, words: str) -> Line:
    """Return the bot's newest message with these words, once there is one."""

    def found() -> list[Line]:
        return [line for line in bot_lines(telegram, chat_id) if words in line.html]

    wait_until(lambda: bool(found()), WAIT_S)
    return found()[-1]


def tasks_of(manta: RunningManta, words: str) -> list[Task]:
    """Return the tasks of our chats with these words: other tests share the system."""
    with manta.client() as client:
        found = client.get(f"/api/tasks?q={words}", list[Task])
    return [task for task in found if task.chat_id in {str(OLENA.id), str(GROUP.id)}]


def change(manta: RunningManta, task_id: int, fields: dict[str, str]) -> None:
    headers = {"Authorization": f"Bearer {manta.key}"}
    url = f"{manta.url}/api/tasks/{task_id}"
    httpx2.patch(url, json=fields, headers=headers, timeout=10, trust_env=False).raise_for_status()


def is_told(events: list[LiveEvent], task_id: int) -> bool:
    """Whether the newest event tells that a task's status has changed."""
    newest = events[-1] if events else None
    return newest is not None and newest.type == "task_status_changed" and newest.data.get("id") == task_id


def test_a_group_sees_a_reaction_and_no_answer(manta: RunningManta, telegram: TelegramClient) -> None:
    assert manta.url
    pushed = telegram.text(GROUP.id, OLENA.id, "The login page crashes on Safari, please fix it by Friday")
    wait_until(
        lambda: any(
            line.reactions for line in telegram.transcript(GROUP.id) if line.message_id == pushed.message_id
        ),
        WAIT_S,
    )
    assert bot_lines(telegram, GROUP.id) == []


def test_a_command_makes_a_card_that_lives_with_its_task(
    manta: RunningManta, telegram: TelegramClient
) -> None:
    telegram.text(OLENA.id, OLENA.id, "/new Paint the fence !high #garden")
    card = wait_for(telegram, OLENA.id, "Paint the fence")
    [task] = tasks_of(manta, "fence")
    assert (task.priority, task.labels, task.chat_id) == ("high", ["garden"], str(OLENA.id))
    done = next(text for row in card.buttons for text in row if "Done" in text)
    telegram.press(OLENA.id, OLENA.id, done, card.message_id)
    struck = wait_for(telegram, OLENA.id, "<s>Paint the fence</s>")
    assert struck.message_id == card.message_id
    assert tasks_of(manta, "fence")[0].status is TaskStatus.COMPLETED
    events = manta.events_until(0, lambda seen: is_told(seen, task.id))
    assert events[-1].data["status"] == TaskStatus.COMPLETED
    change(manta, task.id, {"status": "open"})
    again = wait_for(telegram, OLENA.id, "<b>Paint the fence</b>")
    assert again.message_id == card.message_id


def test_a_reminder_comes_when_the_time_has_come(manta: RunningManta, telegram: TelegramClient) -> None:
    telegram.text(OLENA.id, OLENA.id, "/new Call the harbour master")
    wait_for(telegram, OLENA.id, "Call the harbour master")
    [task] = tasks_of(manta, "harbour")
    due = datetime.now(UTC) + timedelta(seconds=5)
    change(manta, task.id, {"due": due.isoformat()})
    reminder = wait_for(telegram, OLENA.id, "🔔")
    assert "Call the harbour master" in reminder.html


def test_what_was_acknowledged_survives_the_actor(manta: RunningManta, telegram: TelegramClient) -> None:
    for number in range(5):
        telegram.text(GROUP.id, TARAS.id, f"/task Count the ropes {number}")
        manta.kill_actor("ray::TelegramActor")
        wait_until(lambda: bool(manta.find("ray::TelegramActor")), WAIT_S)
    wait_until(lambda: len(tasks_of(manta, "ropes")) == 5, WAIT_S)
    titles = [task.title for task in tasks_of(manta, "ropes")]
    assert sorted(titles) == [f"Count the ropes {number}" for number in range(5)]


def test_the_token_is_nowhere(manta: RunningManta, telegram: TelegramClient) -> None:
    telegram.text(OLENA.id, OLENA.id, "/my")
    wait_for(telegram, OLENA.id, "Call the harbour master")
    secret = BOT_TOKEN.partition(":")[2]
    logs = [path for path in manta.data_dir.rglob("*.log") if path.is_file()]
    assert [path for path in logs if secret in path.read_text(errors="replace")] == []
    sessions = Path("/tmp/ray")  # noqa: S108 - where Ray keeps its logs
    found = [
        path
        for path in sessions.glob("session_*/logs/**/*")
        if path.is_file() and secret in path.read_text(errors="replace")
    ]
    assert found == []
    assert asyncio.run(find_in_tables(manta.database_url(), secret)) == []


async def find_in_tables(url: str, words: str) -> list[str]:
    """Return the tables that hold these words anywhere."""
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        counts = {
            table: await connection.fetchval(
                f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE $1',  # noqa: S608 - a table of ours
                f"%{words}%",
            )
            for (table,) in tables
        }
        return [table for table, count in counts.items() if count]
    finally:
        await connection.close()
