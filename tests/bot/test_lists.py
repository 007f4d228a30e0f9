"""Lists of tasks and of what was found: checklist 9, 23, 29."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
from aiogram.types import InlineKeyboardMarkup

from bot.callbacks_lists import ListKind, ListOpen, ListTurn
from domain.chat import PersonChange, SeenChat, Sighting
from domain.task import Task, TaskChange
from domain.values import Source, TaskStatus
from tests.bot.desk import GROUP, OTHER_GROUP, PRIVATE, TARAS, Desk, Fields
from tests.db.samples import new_task
from tests.db.stores import ADA

NOW = datetime(2026, 3, 25, 10, 0, tzinfo=UTC)
"""A Wednesday; the clocks of Europe change on the Sunday after it."""


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.clock.set(NOW)
    return desk


async def make(desk: Desk, title: str, chat: Fields | None = GROUP, **changes: object) -> Task:
    """Make a task of a chat."""
    fields: dict[str, object] = {"source": Source.TELEGRAM}
    if chat is not None:
        await desk.chats.meet(Sighting(chat=SeenChat.model_validate(chat | {"kind": chat["type"]})))
        fields |= {"chat_id": str(chat["id"])}
    return await desk.board.create_task(ADA, new_task(title, **fields | changes), None)


async def meet(desk: Desk, chat: Fields, *people: Fields) -> None:
    """Let people write in a chat, so that they are members of it."""
    for person in people:
        await desk.write("Good morning", by=person, chat=chat)


async def last(desk: Desk) -> SendMessage:
    return (await desk.sent(SendMessage))[-1]


def buttons(message: SendMessage | EditMessageText) -> list[str]:
    """Return what the buttons of a message carry."""
    markup = message.reply_markup
    rows = markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else []
    return [button.callback_data or button.url or "" for row in rows for button in row]


async def test_a_group_sees_its_own_open_tasks(desk: Desk) -> None:
    await meet(desk, GROUP, TARAS)
    mine = await make(desk, "Fix <b>it</b> & that", due=NOW + timedelta(hours=1))
    ended = await make(desk, "Ended")
    await desk.board.change_task(ADA, ended.id, TaskChange(status=TaskStatus.COMPLETED), None)
    await make(desk, "Secret of another group", OTHER_GROUP)
    await make(desk, "Of no chat", None)
    await desk.write("/tasks")
    message = await last(desk)
    assert f"#{mine.id} Fix &lt;b&gt;it&lt;/b&gt; &amp; that" in message.text
    assert not re.search("Ended|Secret|Of no chat", message.text)
    assert buttons(message) == [ListOpen(task_id=mine.id).pack()]


async def test_pages_turn_in_place_and_cover_every_task_once(desk: Desk) -> None:
    await meet(desk, GROUP, TARAS)
    made = [await make(desk, f"Task {number}") for number in range(20)]
    await desk.write("/tasks")
    seen = re.findall(r"#(\d+) ", (await last(desk)).text)
    for page in (1, 2):
        await desk.press(ListTurn(kind=ListKind.CHAT, page=page).pack(), 4242)
        edit = (await desk.sent(EditMessageText))[-1]
        assert edit.message_id == 4242
        seen += re.findall(r"#(\d+) ", edit.text or "")
    assert seen == [str(task.id) for task in made]
    assert ListTurn(kind=ListKind.CHAT, page=3).pack() not in buttons(edit)
    assert len(await desk.sent(AnswerCallbackQuery)) == 2


async def test_a_page_behind_the_end_shows_the_last(desk: Desk) -> None:
    await meet(desk, GROUP, TARAS)
    await make(desk, "Alone")
    for page in (7, 10**9, -1):
        await desk.press(ListTurn(kind=ListKind.CHAT, page=page).pack(), 1)
        assert "Alone" in ((await desk.sent(EditMessageText))[-1].text or "")


async def test_a_row_opens_its_card(desk: Desk) -> None:
    await meet(desk, GROUP, TARAS)
    task = await make(desk, "Fix it")
    await desk.press(ListOpen(task_id=task.id).pack(), 1)
    assert f"#{task.id}" in (await last(desk)).text


async def test_a_row_of_elsewhere_opens_nothing(desk: Desk) -> None:
    await meet(desk, GROUP, TARAS)
    task = await make(desk, "Secret", OTHER_GROUP)
    for number in (task.id, 999_999, -5):
        await desk.press(ListOpen(task_id=number).pack(), 1)
    assert await desk.sent(SendMessage) == []
    told = {answer.text for answer in await desk.sent(AnswerCallbackQuery)}
    assert told == {"There is no such task here."}


async def test_my_tasks_are_grouped_by_days_of_my_zone(desk: Desk) -> None:
    await meet(desk, GROUP, TARAS)
    await desk.write("/start", chat=PRIVATE)
    await desk.write("Good morning", chat=GROUP)
    await desk.chats.change_person(7, PersonChange(timezone="Pacific/Kiritimati"))
    own = ["olena"]
    # There it is 0:00 of the 26th.
    await make(desk, "Past", due=NOW - timedelta(minutes=1), assignees=own)
    await make(desk, "Tonight", due=NOW + timedelta(hours=23), assignees=own)
    await make(desk, "Sunday", due=datetime(2026, 3, 29, 9, 59, tzinfo=UTC), assignees=own)
    await make(desk, "Monday", due=datetime(2026, 3, 29, 10, 1, tzinfo=UTC), assignees=own)
    await make(desk, "Some day", assignees=own)
    await make(desk, "Somebody else's", assignees=["taras"])
    await make(desk, "Private", PRIVATE)
    await make(desk, "Secret", OTHER_GROUP, assignees=own)
    await desk.write("/my", chat=PRIVATE)
    found = re.findall(
        r"Overdue|Today|This week|Later|No date|Past|Tonight|Sunday|Monday|Some day|Private|Secret|else's",
        (await last(desk)).text,
    )
    assert found == [
        *("Overdue", "Past", "Today", "Tonight", "This week", "Sunday"),
        *("Later", "Monday", "No date", "Some day", "Private"),
    ]


async def test_today_holds_what_is_due_by_midnight(desk: Desk) -> None:
    await desk.write("/start", chat=PRIVATE)
    await desk.chats.change_person(7, PersonChange(timezone="Europe/Kyiv"))
    await make(desk, "Late", PRIVATE, due=datetime(2026, 3, 25, 21, 59, tzinfo=UTC))
    await make(desk, "Tomorrow", PRIVATE, due=datetime(2026, 3, 25, 22, 0, tzinfo=UTC))
    await make(desk, "Some day", PRIVATE)
    await desk.write("/today", chat=PRIVATE)
    text = (await last(desk)).text
    assert "Late · 23:59" in text
    assert "Tomorrow" not in text
    assert "Some day" not in text


async def test_an_empty_list_says_so(desk: Desk) -> None:
    for command, words in (("/my", "Nothing is assigned"), ("/today", "Nothing is due")):
        await desk.write(command, chat=PRIVATE)
        assert words in (await last(desk)).text


async def test_a_search_finds_tasks_and_messages_of_the_chat(desk: Desk) -> None:
    await desk.write("The invoice <i>was</i> wrong", chat=GROUP)
    await desk.write("A secret invoice", chat=OTHER_GROUP)
    await desk.understand()
    task = await make(desk, "Mend the invoice")
    await make(desk, "Secret invoice", OTHER_GROUP)
    await desk.write("/search   invoice ", chat=GROUP)
    text = (await last(desk)).text
    assert text.startswith("🔎 <b>invoice</b>\n")
    assert f"#{task.id} Mend the invoice" in text
    assert "The <b>invoice</b> &lt;i&gt;was&lt;/i&gt; wrong" in text
    assert 'href="https://t.me/c/123/' in text
    assert "ecret" not in text


async def test_a_private_search_reaches_the_chats_one_is_in(desk: Desk) -> None:
    await meet(desk, OTHER_GROUP, TARAS)
    await desk.write("Good morning", chat=GROUP)
    await make(desk, "Mend the invoice")
    await make(desk, "Secret invoice", OTHER_GROUP)
    await desk.write("/search invoice", chat=PRIVATE)
    text = (await last(desk)).text
    assert "Mend the invoice" in text
    assert "Secret" not in text


async def test_what_others_have_does_not_crowd_out_ones_own(desk: Desk) -> None:
    await desk.write("Good morning", chat=GROUP)
    await make(desk, "Mend the invoice")
    for number in range(120):
        await make(desk, f"Invoice {number}", OTHER_GROUP)
    await desk.write("/search invoice", chat=GROUP)
    assert "Mend the invoice" in (await last(desk)).text


async def test_the_pages_of_a_search_ask_for_the_same(desk: Desk) -> None:
    await desk.write("Good morning", chat=GROUP)
    made = [await make(desk, f"Invoice & {number}") for number in range(10)]
    await desk.write("/search invoice & -nothing", chat=GROUP)
    first = await last(desk)
    message = {
        "message_id": 77,
        "date": 1,
        "chat": GROUP,
        "from": {"id": 42, "is_bot": True, "first_name": "Manta"},
        "text": "🔎 invoice & -nothing\n#1 Invoice",
    }
    press = {"id": "q", "from": TARAS, "chat_instance": "c", "message": message}
    await desk.receive("callback_query", press | {"data": ListTurn(kind=ListKind.SEARCH, page=1).pack()})
    [edit] = await desk.sent(EditMessageText)
    shown = re.findall(r"#(\d+) ", first.text) + re.findall(r"#(\d+) ", edit.text or "")
    assert sorted(shown) == sorted(str(task.id) for task in made)


async def test_a_search_for_nothing_says_how(desk: Desk) -> None:
    await desk.write("/search", chat=PRIVATE)
    assert "<code>/search report</code>" in (await last(desk)).text


async def test_long_rows_stay_within_one_message(desk: Desk) -> None:
    await desk.write("/start", chat=PRIVATE)
    for _ in range(9):
        await make(desk, "😀&" * 256, PRIVATE, assignees=["x" * 500] * 50, due=NOW, priority="critical")
    await desk.write("/my", chat=PRIVATE)
    plain = re.sub(r"<[^>]*>", "", (await last(desk)).text).replace("&amp;", "&")
    assert len(plain.encode("utf-16-le")) // 2 <= 4096
