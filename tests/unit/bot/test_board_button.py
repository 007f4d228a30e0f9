"""The button of a card that opens the board (checklist 31)."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.board_button import board_button
from bot.cards import task_keyboard
from bot.links import BOARD_PATH, Links
from bot.texts import LANGUAGES, Texts
from domain.errors import UnavailableError
from domain.mini_app import Link, read_link
from domain.outbox import Button, CardMenu
from domain.task import Task
from domain.values import Source, TaskStatus

NOW = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
BOARD = Button(text="Board", url="https://t.me/test_bot?startapp=task_12")


async def _username() -> str:
    return "test_bot"


async def _silence() -> str:
    raise UnavailableError("Telegram does not say what the bot is called.")


def _task(status: TaskStatus = TaskStatus.OPEN) -> Task:
    return Task(
        id=12,
        title="Fix the login",
        source=Source.TELEGRAM,
        status=status,
        created_at=NOW,
        updated_at=NOW,
        version=1,
    )


async def test_in_private_the_address_says_what_the_page_is_to_open() -> None:
    links = Links(_silence, "https://tasks.example.org/manta/")
    button = await board_button(12, Texts(), links, in_private=True)
    assert button is not None
    assert button.url is None
    assert button.web_app is not None
    address = urlsplit(button.web_app)
    assert (address.netloc, address.path) == ("tasks.example.org", f"/manta{BOARD_PATH}")
    # web/src/telegram/launch.ts reads this name, and the server what it says.
    [payload] = parse_qs(address.query)["tgWebAppStartParam"]
    assert read_link(payload) == Link(kind="task", id=12)


async def test_elsewhere_it_is_a_link_to_the_bot() -> None:
    links = Links(_username, "https://tasks.example.org")
    button = await board_button(12, Texts("uk"), links, in_private=False)
    assert button == Button(text="📋 Відкрити на дошці", url="https://t.me/test_bot?startapp=task_12")


@pytest.mark.parametrize("public_url", [None, "http://localhost:8000"])
@pytest.mark.parametrize("in_private", [True, False])
async def test_without_an_address_for_telegram_there_is_none(
    public_url: str | None, *, in_private: bool
) -> None:
    """Nor is Telegram asked for the bot's name then."""
    assert await board_button(12, Texts(), Links(_silence, public_url), in_private=in_private) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", TaskStatus)
def test_it_stands_below_what_a_card_has_without_it(language: str, status: TaskStatus) -> None:
    task, texts = _task(status), Texts(language)
    bare = task_keyboard(task, texts)
    assert task_keyboard(task, texts, board=BOARD) == (*bare, (BOARD,))


def test_due_choices_keep_their_place() -> None:
    bare = task_keyboard(_task(), Texts(), CardMenu.DUE)
    assert task_keyboard(_task(), Texts(), CardMenu.DUE, BOARD) == bare
