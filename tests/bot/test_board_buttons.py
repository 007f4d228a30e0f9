"""Cards with a way to the board, from a message to what Telegram is told (checklist 31)."""

from typing import cast

import pytest
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot import building
from bot.callbacks import TaskAction, TaskPress
from bot.links import BOARD_PATH
from db.pool import Database
from domain.card import CardKind
from domain.errors import UnavailableError
from domain.outbox import CardParcel, Letter
from domain.task import Task
from tests.bot.desk import GROUP, MAIN, PRIVATE, Desk, Fields
from tests.bot.fakes import TOKEN
from tests.bot.seeing import buttons
from tests.db.samples import new_task
from tests.fakes.serving import served
from tests.fakes.telegram import FakeTelegram, Fault, FaultKind

OPEN = "📋 Open on the board"
USUAL = [["✅ Done", "👤 Take"], ["📅 Due", "✖ Not a task"]]


@pytest.fixture
def public_desk(database: Database) -> Desk:
    """A bot whose board Telegram can open."""
    return Desk(database, public_url="https://tasks.example.org")


async def _post(desk: Desk, task: Task, chat: Fields, *, anew: bool = False) -> None:
    parcel = CardParcel(card=CardKind.TASK, subject_id=task.id, anew=anew)
    await desk.outbox.post(MAIN, [Letter(chat_id=cast("int", chat["id"]), parcel=parcel)])


async def _card_in(desk: Desk, chat: Fields) -> tuple[Task, SendMessage]:
    """Let a message become a task and its card be shown; return both."""
    await desk.write("Please fix the login by Friday", chat=chat)
    await desk.understand(new_task("Fix the login"))
    task = (await desk.tasks())[-1]
    await _post(desk, task, chat)
    return task, (await desk.sent(SendMessage))[-1]


def _last_button(call: SendMessage | EditMessageText) -> InlineKeyboardButton:
    assert isinstance(call.reply_markup, InlineKeyboardMarkup)
    return call.reply_markup.inline_keyboard[-1][0]


def _leads_to(call: SendMessage | EditMessageText) -> tuple[str | None, str | None]:
    """Return the web app and the link behind a message's last button."""
    button = _last_button(call)
    return button.web_app and button.web_app.url, button.url


def _ways(task: Task) -> dict[str, tuple[str | None, str | None]]:
    page = f"https://tasks.example.org{BOARD_PATH}?tgWebAppStartParam=task_{task.id}"
    return {
        "private": (page, None),
        "supergroup": (None, f"https://t.me/test_bot?startapp=task_{task.id}"),
    }


@pytest.mark.parametrize("chat", [PRIVATE, GROUP], ids=["private", "group"])
async def test_a_card_opens_its_task(public_desk: Desk, chat: Fields) -> None:
    task, card = await _card_in(public_desk, chat)
    assert buttons(card) == [*USUAL, [OPEN]]
    assert _leads_to(card) == _ways(task)[cast("str", chat["type"])]


@pytest.mark.parametrize("chat", [PRIVATE, GROUP], ids=["private", "group"])
async def test_it_stays_when_the_card_is_edited(public_desk: Desk, chat: Fields) -> None:
    """In the chat's card, which the sender edits, and in an older message, which whoever presses rewrites."""
    desk = public_desk
    task, _ = await _card_in(desk, chat)
    old = await desk.services.cards.get_card(cast("int", chat["id"]), CardKind.TASK, task.id)
    await _post(desk, task, chat, anew=True)
    await desk.parcels()
    assert old is not None
    assert old.message_number is not None
    press = TaskPress(action=TaskAction.DONE, task_id=task.id, version=task.version)
    await desk.press(press.pack(), old.message_number, chat=chat)
    edits = await desk.sent(EditMessageText)
    assert len({edit.message_id for edit in edits}) == 2
    for edit in edits:
        assert buttons(edit) == [["↩ Reopen"], [OPEN]]
        assert _leads_to(edit) == _ways(task)[cast("str", chat["type"])]


@pytest.mark.parametrize("public_url", [None, "http://localhost:8000"])
@pytest.mark.parametrize("chat", [PRIVATE, GROUP], ids=["private", "group"])
async def test_without_a_public_address_cards_have_the_usual_buttons(
    database: Database, public_url: str | None, chat: Fields
) -> None:
    _, card = await _card_in(Desk(database, public_url=public_url), chat)
    assert buttons(card) == USUAL


@pytest.mark.parametrize("fault", [FaultKind.HANG, FaultKind.SERVER_ERROR])
async def test_telegram_is_not_waited_for_without_end(
    fault: FaultKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where links need the bot's name. The sender tries again later; the error has nothing of the token."""
    monkeypatch.setattr(building, "USERNAME_TIMEOUT_S", 0.2)
    telegram = FakeTelegram()
    telegram.emulator.faults.order(Fault(kind=fault, method="getMe", count=None))
    async with served(telegram.app) as url, building.make_bot(TOKEN, url) as bot:
        with pytest.raises(UnavailableError, match="what the bot is called") as refusal:
            await building.make_links(bot, None).app("task_12")
    assert TOKEN not in str(refusal.value)
    assert refusal.value.__suppress_context__
