"""What people see of the bot's calls."""

from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage
from aiogram.types import InlineKeyboardMarkup

from tests.bot.desk import Desk


def text_of(call: EditMessageText | SendMessage) -> str:
    """Return the text of a message that is sent or edited."""
    assert call.text is not None
    return call.text


def buttons(call: EditMessageText | SendMessage) -> list[list[str]]:
    """Return what the buttons under a message say, by row."""
    markup = call.reply_markup
    assert isinstance(markup, InlineKeyboardMarkup)
    return [[button.text for button in row] for row in markup.inline_keyboard]


async def toasts(desk: Desk) -> list[str | None]:
    """Return what has been shown to people who pressed buttons."""
    return [answer.text for answer in await desk.sent(AnswerCallbackQuery)]
