"""Sending to Telegram, and reading from its answers what became of it."""

import html
from typing import Final

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import LinkPreviewOptions, ReplyParameters

from bot.building import build_bot
from config.settings import Settings
from domain.outbox import Announcement, Later, OutboxItem, Refused, SendOutcome, Sent
from domain.task import Task

TIMEOUT_S: Final = 10
"""How long Telegram may take to answer."""

MAX_TASKS: Final = 10
"""Most tasks that one message tells of; Telegram takes 4096 characters."""

MAX_TITLE_CHARS: Final = 200


class TelegramSender:
    """`domain.outbox.Sender` over a bot, which is closed with it."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, item: OutboxItem) -> SendOutcome:
        """See `domain.outbox.Sender`."""
        try:
            sent = await self._bot.send_message(
                item.destination,
                render(item.announcement),
                parse_mode="HTML",
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                reply_parameters=_reply_to(item),
                disable_notification=True,
                request_timeout=TIMEOUT_S,
            )
        except TelegramRetryAfter as error:
            return Later(reason="Telegram asks for patience.", retry_in_s=error.retry_after)
        except TelegramServerError as error:
            return Later(reason=f"Telegram failed: {error.message}", retry_in_s=0.0, doubtful=True)
        except TelegramNetworkError as error:
            return Later(reason=f"Telegram gave no answer: {error.message}", retry_in_s=0.0, doubtful=True)
        except TelegramAPIError as error:
            return Refused(reason=f"Telegram refused: {error.message}")
        except ClientDecodeError:
            return Later(reason="Telegram's answer can't be read.", retry_in_s=0.0, doubtful=True)
        return Sent(answer=f'{{"message_id": {sent.message_id}}}')

    async def close(self) -> None:
        """Close the bot's connections."""
        await self._bot.session.close()


def render(announcement: Announcement) -> str:
    """Return the words that tell of new tasks, as Telegram's HTML."""
    lines = [_line(task) for task in announcement.tasks[:MAX_TASKS]]
    left = len(announcement.tasks) - len(lines)
    return "\n".join([*lines, f"… and {left} more"] if left else lines)


def _line(task: Task) -> str:
    title = html.escape(task.title[:MAX_TITLE_CHARS], quote=False)
    due = [f"due {task.due:%a %d %b}"] if task.due is not None else []
    return " · ".join([f"✅ <b>Task {task.id}</b>: {title}", task.priority, *due])


def _reply_to(item: OutboxItem) -> ReplyParameters | None:
    """Return what makes the message a reply: ids of Telegram's messages are `chat:message`."""
    chat, _, number = item.announcement.reply_to.rpartition(":")
    if chat != item.destination or not number.isdecimal():
        return None
    return ReplyParameters(message_id=int(number), allow_sending_without_reply=True)


def build_sender(settings: Settings) -> TelegramSender:
    """Return a sender for the bot of the settings.

    Raises:
        ConfigurationError: There is no token, or it does not look like one.
    """
    return TelegramSender(build_bot(settings))
