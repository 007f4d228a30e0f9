"""Cards and their buttons.

Checklist: 21 one card per task, edited in place; 22 every button is answered, stale ones too, doubles are
harmless and strangers refused; 23 people's words show literally and are cut safely; 24 rapid changes are few
edits.
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetChatMember,
    SendMessage,
    SetMessageReaction,
)
from aiogram.types import ChatMemberLeft, ChatMemberMember, User
from hypothesis import given
from hypothesis import strategies as st

from bot import presses
from bot.callbacks import DuePress, ProposalAction, ProposalPress, TaskAction, TaskPress
from bot.cards import render_task, task_keyboard
from bot.html import MAX_TEXT, one_line
from bot.proposal_cards import render_proposal
from bot.texts import Texts
from domain.card import CardKind
from domain.chat import ChatChange, Standing
from domain.due_choice import DueChoice, due_of
from domain.errors import UnavailableError
from domain.outbox import CardParcel, Letter
from domain.proposal import Proposal, ProposalStatus
from domain.task import SourceMessage, Task, TaskChange, TaskDetail
from domain.values import Priority, Source, TaskStatus
from tests.bot.desk import GROUP, MAIN, OLENA, OTHER_GROUP, PRIVATE, TARAS, Desk, Fields
from tests.bot.seeing import buttons, text_of, toasts
from tests.db.samples import new_task
from tests.db.stores import ADA

KYIV = ZoneInfo("Europe/Kyiv")
TAKEN = Texts()("press-taken")


async def card_in(desk: Desk, chat: Fields = GROUP, title: str = "Fix the login") -> tuple[Task, int]:
    """Let a message become a task and its card be shown; return both, the card by its message's number."""
    await desk.write("Please fix the login by Friday", chat=chat)
    await desk.understand(new_task(title))
    task = (await desk.tasks())[-1]
    number = await shown(desk, task, chat)
    return task, number


async def shown(desk: Desk, task: Task, chat: Fields = GROUP) -> int:
    parcel = CardParcel(card=CardKind.TASK, subject_id=task.id)
    await desk.outbox.post(MAIN, [Letter(chat_id=cast("int", chat["id"]), parcel=parcel)])
    await desk.parcels()
    return await number_of(desk, task.id, chat)


async def number_of(desk: Desk, task_id: int, chat: Fields = GROUP) -> int:
    card = await desk.services.cards.get_card(cast("int", chat["id"]), CardKind.TASK, task_id)
    assert card is not None
    assert card.message_number is not None
    return card.message_number


def data(task: Task, action: TaskAction) -> str:
    return TaskPress(action=action, task_id=task.id, version=task.version).pack()


async def test_done_finishes_in_place(desk: Desk) -> None:
    task, number = await card_in(desk)
    await desk.press(data(task, TaskAction.DONE), number)
    [edit] = await desk.sent(EditMessageText)
    assert (edit.message_id, text_of(edit).startswith("✅ <s>Fix the login</s>")) == (number, True)
    assert buttons(edit) == [["↩ Reopen"]]
    assert await toasts(desk) == ["Done ✓"]
    [finished] = await desk.tasks()
    assert finished.status is TaskStatus.COMPLETED


async def test_a_card_has_exactly_these_buttons(desk: Desk) -> None:
    await card_in(desk)
    [card] = await desk.sent(SendMessage)
    assert buttons(card) == [["✅ Done", "👤 Take"], ["📅 Due", "✖ Not a task"]]


async def test_a_double_tap_is_one(desk: Desk) -> None:
    task, number = await card_in(desk)
    for action in (TaskAction.TAKE, TaskAction.TAKE):
        await desk.press(data(task, action), number)
    [taken] = await desk.tasks()
    assert taken.assignees == ["olena"]
    for _ in range(2):
        await desk.press(data(taken, TaskAction.DONE), number)
    [done] = await desk.tasks()
    assert (done.status, done.version) == (TaskStatus.COMPLETED, taken.version + 1)
    assert await toasts(desk) == [TAKEN, TAKEN, "Done ✓", "Done ✓"]


async def test_what_is_taken_can_be_given_back(desk: Desk) -> None:
    task, number = await card_in(desk)
    await desk.press(data(task, TaskAction.TAKE), number)
    [taken] = await desk.tasks()
    await desk.press(data(taken, TaskAction.TAKE), number)
    [given] = await desk.tasks()
    assert (taken.assignees, given.assignees) == (["olena"], [])
    assert await toasts(desk) == [TAKEN, "No longer yours."]


async def test_a_stale_button_only_refreshes_the_card(desk: Desk) -> None:
    task, number = await card_in(desk)
    changed = await desk.board.change_task(ADA, task.id, TaskChange(title="Another"), None)
    await desk.parcels()
    for action in (TaskAction.DONE, TaskAction.NOT_A_TASK, TaskAction.TAKE, TaskAction.DUE):
        await desk.press(data(task, action), number)
    assert await desk.tasks() == [changed]
    edits = await desk.sent(EditMessageText)
    assert ("Another" in text_of(edits[-1]), buttons(edits[-1])[0]) == (True, ["✅ Done", "👤 Take"])
    assert {text and "meanwhile" in text for text in await toasts(desk)} == {True}


@pytest.mark.parametrize("pressed", ["t:d:1", "x", "t:d:0:1", "t:d:99999999999999999999:1", "old:1"])
async def test_a_foreign_button_is_answered(desk: Desk, pressed: str) -> None:
    await desk.press(pressed, 5)
    [toast] = await toasts(desk)
    assert toast is not None
    assert "another time" in toast


async def test_a_task_that_is_gone_is_said_to_be(desk: Desk) -> None:
    await desk.press("t:d:12345:1", 5)
    assert await toasts(desk) == ["It does not exist any more."]


async def test_a_failing_button_is_answered_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    task, number = await card_in(desk)

    async def fail(*_: object) -> None:
        raise UnavailableError

    monkeypatch.setattr(desk.board, "get_task", fail)
    with pytest.raises(UnavailableError):
        await desk.press(data(task, TaskAction.DONE), number)
    monkeypatch.undo()
    async with desk.database.connection() as connection:
        await connection.execute("UPDATE telegram_updates SET not_before = now() - interval '1 second'")
    await desk.work()
    assert [task.status for task in await desk.tasks()] == [TaskStatus.COMPLETED]
    assert await toasts(desk) == ["Something is in the way. I keep trying."]


async def test_a_hanging_button_is_answered_in_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    task, number = await card_in(desk)

    async def hang(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(desk.board, "get_task", hang)
    monkeypatch.setattr(presses, "PATIENCE_S", 0.05)
    with pytest.raises(UnavailableError):
        await desk.press(data(task, TaskAction.DONE), number)
    assert await toasts(desk) == ["Something is in the way. I keep trying."]


async def test_a_mistake_of_the_bot_is_answered_and_raised(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    task, number = await card_in(desk)

    async def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(desk.board, "get_task", fail)
    with pytest.raises(ZeroDivisionError):
        await desk.press(data(task, TaskAction.DONE), number)
    assert len(await toasts(desk)) == 1


async def test_due_choices_take_the_place_of_the_buttons(desk: Desk) -> None:
    task, number = await card_in(desk)
    await desk.press(data(task, TaskAction.DUE), number)
    edit = (await desk.sent(EditMessageText))[-1]
    assert buttons(edit) == [
        ["Today 18:00", "Tomorrow 9:00"],
        ["Next Monday 9:00", "In a week"],
        ["No due time", "← Back"],
    ]
    await desk.press(data(task, TaskAction.BACK), number)
    edit = (await desk.sent(EditMessageText))[-1]
    assert buttons(edit) == [["✅ Done", "👤 Take"], ["📅 Due", "✖ Not a task"]]


async def test_a_change_brings_the_usual_buttons_back(desk: Desk) -> None:
    """The menu and the card's own refresh share a letter: the newest decides."""
    task, number = await card_in(desk)
    await desk.press(data(task, TaskAction.DUE), number)
    await desk.board.change_task(ADA, task.id, TaskChange(title="Another"), None)
    [edit] = await desk.sent(EditMessageText)
    assert buttons(edit)[0] == ["✅ Done", "👤 Take"]


async def test_a_due_time_goes_by_the_clocks_of_the_chat(desk: Desk) -> None:
    task, number = await card_in(desk)
    await desk.chats.change_chat(-100123, ChatChange(timezone="Pacific/Kiritimati"))
    press = DuePress(choice=DueChoice.TOMORROW, task_id=task.id, version=task.version)
    await desk.press(press.pack(), number)
    [changed] = await desk.tasks()
    here = ZoneInfo("Pacific/Kiritimati")
    tomorrow = desk.clock.now().astimezone(here).date() + timedelta(days=1)
    assert changed.due == datetime(*tomorrow.timetuple()[:3], 9, tzinfo=here)
    assert buttons((await desk.sent(EditMessageText))[-1])[0] == ["✅ Done", "👤 Take"]


async def test_no_task_teaches_and_can_be_undone(desk: Desk) -> None:
    task, number = await card_in(desk)
    await desk.press(data(task, TaskAction.NOT_A_TASK), number)
    [closed] = await desk.tasks()
    async with desk.database.connection() as connection:
        assert await connection.fetchval("SELECT is_actionable FROM corrections") is False
    await desk.press(data(closed, TaskAction.REOPEN), number)
    [opened] = await desk.tasks()
    assert (closed.status, opened.status) == (TaskStatus.CLOSED, TaskStatus.OPEN)
    async with desk.database.connection() as connection:
        assert await connection.fetchval("SELECT is_actionable FROM corrections") is True


async def test_one_of_several_tasks_is_closed_alone(desk: Desk) -> None:
    await desk.write("Fix the login and write the docs")
    await desk.understand(new_task("Fix"), new_task("Write"))
    first, _ = await desk.tasks()
    number = await shown(desk, first)
    await desk.press(data(first, TaskAction.NOT_A_TASK), number)
    assert [task.status for task in await desk.tasks()] == [TaskStatus.CLOSED, TaskStatus.OPEN]


@pytest.mark.parametrize("status", [Standing.LEFT, None])
async def test_who_is_not_in_the_chat_may_not(desk: Desk, status: Standing | None) -> None:
    task, number = await card_in(desk)
    if status is not None:
        await desk.write("Hello", by=TARAS)
        await desk.chats.set_standing(cast("int", GROUP["id"]), 9, status)
    taras = User(id=9, is_bot=False, first_name="Taras")
    desk.bot.add_result(GetChatMember, ChatMemberLeft(user=taras))
    await desk.press(data(task, TaskAction.DONE), number, by=TARAS)
    assert [task.status for task in await desk.tasks()] == [TaskStatus.OPEN]
    [answer] = await desk.sent(AnswerCallbackQuery)
    assert (answer.show_alert, answer.text) == (True, Texts("uk")("press-forbidden"))


async def test_a_silent_member_may(desk: Desk) -> None:
    task, number = await card_in(desk)
    desk.bot.add_result(GetChatMember, ChatMemberMember(user=User(id=9, is_bot=False, first_name="Taras")))
    await desk.press(data(task, TaskAction.DONE), number, by=TARAS)
    assert [task.status for task in await desk.tasks()] == [TaskStatus.COMPLETED]


async def test_another_chat_s_task_is_out_of_reach(desk: Desk) -> None:
    task, _ = await card_in(desk)
    await desk.write("Hello", chat=OTHER_GROUP, by=TARAS)
    await desk.press(data(task, TaskAction.DONE), 5, chat=OTHER_GROUP, by=TARAS)
    assert [task.status for task in await desk.tasks()] == [TaskStatus.OPEN]


async def test_a_member_may_press_a_card_in_private(desk: Desk) -> None:
    task, _ = await card_in(desk)
    await desk.write("Hello", chat=PRIVATE)
    number = await shown(desk, task, PRIVATE)
    await desk.press(data(task, TaskAction.DONE), number, chat=PRIVATE)
    assert (await desk.tasks())[0].status is TaskStatus.COMPLETED


async def test_ten_rapid_changes_are_two_edits(desk: Desk) -> None:
    """The first is on its way while the others come; the chat's pace holds back what waits."""
    task, number = await card_in(desk)
    await desk.parcels()
    await desk.board.change_task(ADA, task.id, TaskChange(title="0"), None)
    [item] = await desk.outbox.claim(50)
    outcome = await desk.sender.send(item)
    for title in range(1, 10):
        await desk.board.change_task(ADA, task.id, TaskChange(title=str(title)), None)
    assert await desk.outbox.settle(item, outcome)
    assert await desk.outbox.claim(50) == []
    edits = await desk.sent(EditMessageText)
    assert [(edit.message_id, text_of(edit).splitlines()[0]) for edit in edits] == [
        (number, "🔵 <b>0</b>"),
        (number, "🔵 <b>9</b>"),
    ]


async def test_not_modified_is_success(desk: Desk) -> None:
    task, _ = await card_in(desk)
    desk.bot.add_result(
        EditMessageText, ok=False, description="Bad Request: message is not modified: the same"
    )
    await shown(desk, task)
    async with desk.database.connection() as connection:
        assert await connection.fetchval("SELECT count(*) FROM outbox WHERE state <> 'sent'") == 0


async def test_an_assignee_is_named_without_calling_them(desk: Desk) -> None:
    task, _ = await card_in(desk)
    await desk.board.change_task(ADA, task.id, TaskChange(assignees=["@taras", "Anna"]), None)
    edit = (await desk.sent(EditMessageText))[-1]
    assert ("👤 taras, Anna" in text_of(edit), "@" in text_of(edit)) == (True, False)


class _Reader(HTMLParser):
    """Reads Telegram's HTML as Telegram does: text, and tags that have to match."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert [name for name, _ in attrs] in ([], ["href"], ["expandable"])
        assert tag in {"b", "s", "i", "a", "blockquote"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader.text


_WORDS = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
        st.sampled_from("<>&\"'@#\u202e\u200f\u200d👩‍💻🏳️‍🌈שא\n"),
    ),
    max_size=600,
)
_NAMES = _WORDS.map(lambda text: text.strip()[:512].strip()).filter(bool)


def detail(title: str, description: str, people: Sequence[str], labels: Sequence[str]) -> TaskDetail:
    now = datetime(2026, 3, 14, tzinfo=UTC)
    source = SourceMessage(
        id=1,
        external_id="-1001234567890:45",
        author="A",
        content="c",
        chat_id="-1001234567890",
        sent_at=now,
        url="https://t.me/c/1234567890/45",
    )
    return TaskDetail(
        id=2**63 - 1,
        title=title,
        description=description,
        assignees=list(people),
        labels=list(labels),
        priority=Priority.CRITICAL,
        due=now,
        source=Source.TELEGRAM,
        status=TaskStatus.OPEN,
        created_at=now,
        updated_at=now,
        version=1,
        messages=[source],
    )


@given(
    title=_NAMES,
    description=st.one_of(_WORDS, _WORDS.map(lambda text: text * 50)),
    people=st.lists(_NAMES, max_size=50),
    labels=st.lists(_NAMES, max_size=50),
    language=st.sampled_from(["en", "uk"]),
)
def test_whatever_people_write_is_shown_literally_and_fits(
    title: str, description: str, people: list[str], labels: list[str], language: str
) -> None:
    task = detail(title, description, people, labels)
    texts = Texts(language, "Europe/Kyiv")
    proposal = Proposal(
        id=1,
        message_id=1,
        status=ProposalStatus.PENDING,
        task=task,
        confidence=0.5,
        reason=description,
        created_at=task.created_at,
        messages=task.messages,
    )
    for html in (render_task(task, texts), render_proposal(proposal, texts)):
        text = read(html)
        assert len(text.encode("utf-16-le")) // 2 <= MAX_TEXT
        assert one_line(title)[:500] in text.replace("\u2060", "") or "\u2060" in title
    assert "https://t.me/c/1234567890/45" in render_task(task, texts)


@given(
    id_=st.integers(1, 2**63 - 1),
    version=st.integers(0, 2**31 - 1),
    action=st.sampled_from(TaskAction),
    decision=st.sampled_from(ProposalAction),
    choice=st.sampled_from(DueChoice),
)
def test_buttons_carry_at_most_64_bytes_and_are_read_back(
    id_: int, version: int, action: TaskAction, decision: ProposalAction, choice: DueChoice
) -> None:
    task = TaskPress(action=action, task_id=id_, version=version)
    due = DuePress(choice=choice, task_id=id_, version=version)
    proposal = ProposalPress(action=decision, proposal_id=id_, version=version * 2)
    assert TaskPress.unpack(task.pack()) == task
    assert DuePress.unpack(due.pack()) == due
    assert ProposalPress.unpack(proposal.pack()) == proposal
    assert all(len(press.pack().encode()) <= 64 for press in (task, due, proposal))


@given(
    now=st.integers(0, 5_000).map(
        lambda hours: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours * 7)
    ),
    zone=st.sampled_from(["Europe/Kyiv", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "UTC"]),
    choice=st.sampled_from([choice for choice in DueChoice if choice is not DueChoice.NONE]),
)
def test_due_choices_are_wall_times(now: datetime, zone: str, choice: DueChoice) -> None:
    due = due_of(choice, now, ZoneInfo(zone))
    assert due is not None
    local, today = due.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    assert (local.hour, local.minute) == (18 if choice is DueChoice.TODAY else 9, 0)
    days = (local.date() - today).days
    match choice:
        case DueChoice.TODAY:
            assert days == 0
        case DueChoice.TOMORROW:
            assert (days, due > now) == (1, True)
        case DueChoice.NEXT_MONDAY:
            assert (local.weekday(), 1 <= days <= 7) == (0, True)
        case _:
            assert days == 7


def test_a_day_with_a_change_of_clocks_is_one_day() -> None:
    now = datetime(2026, 3, 28, 20, 0, tzinfo=KYIV)
    assert due_of(DueChoice.TOMORROW, now, KYIV) == datetime(2026, 3, 29, 9, 0, tzinfo=KYIV)


def test_an_ended_card_can_be_reopened() -> None:
    task = detail("A", "", (), ()).model_copy(update={"status": TaskStatus.CLOSED})
    [[button]] = task_keyboard(task, Texts())
    assert button.text == "↩ Reopen"


async def test_the_source_is_marked_too(desk: Desk) -> None:
    task, number = await card_in(desk)
    await desk.press(data(task, TaskAction.DONE), number, by=OLENA)
    assert len(await desk.sent(SetMessageReaction)) == 2
