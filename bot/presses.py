"""Pressed buttons: each is answered exactly once, so that Telegram's spinner ends, whatever happens."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Final

from aiogram import Bot
from aiogram.client.session.middlewares.base import NextRequestMiddlewareType
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.exceptions import AiogramError
from aiogram.methods import AnswerCallbackQuery, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import CallbackQuery, TelegramObject, Update

from bot.here import HERE, Here
from bot.html import cut
from bot.middleware import Next
from bot.texts import FALLBACK, Texts
from domain.errors import MantaError, NotFoundError, UnavailableError

PATIENCE_S: Final = 8.0
"""How long what a button does may take: people wait for it, and Telegram forgets the press soon after."""

ANSWER_TIMEOUT_S: Final = 5
"""How long Telegram may take to hear of it."""

MAX_TOAST: Final = 200
"""Longest text shown over a chat."""

ATTEMPTS: Final = "attempts"
"""The name under which handlers are given the number of this try to handle the update, from 1."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Toast:
    """What a handler of a button returns: a short text over the chat, to be closed by hand if `alert`."""

    text: str
    alert: bool = False


class PressAnswers:
    """Answers buttons with the `Toast` their handlers return, or with what went wrong.

    A handler may answer by itself instead. What fails is raised after its answer, unless trying again would
    end the same way; a later try of the same press is not answered again.

    Args:
        bot: Answers.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._answered: set[str] = set()
        bot.session.middleware(self._note)

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, object]) -> object:
        """Handle an update, and answer it if it is a pressed button."""
        query = event.callback_query if isinstance(event, Update) else None
        if query is None:
            return await handler(event, data)
        if data.get(ATTEMPTS, 1) != 1:
            self._answered.add(query.id)
        try:
            return await self._press(query, handler, event, data)
        finally:
            self._answered.discard(query.id)

    async def _press(
        self, query: CallbackQuery, handler: Next, event: TelegramObject, data: dict[str, object]
    ) -> object:
        try:
            async with asyncio.timeout(PATIENCE_S):
                result = await handler(event, data)
        except TimeoutError:
            await self._tell(query, data, "press-later")
            raise UnavailableError(f"A button took more than {PATIENCE_S:.0f} s.") from None
        except UnavailableError:
            await self._tell(query, data, "press-later")
            raise
        except MantaError as error:
            _log.info("a button was refused: %s", error.detail)
            missing = isinstance(error, NotFoundError)
            return await self._tell(query, data, "press-gone" if missing else "press-refused")
        except Exception:
            await self._tell(query, data, "press-later")
            raise
        if result is UNHANDLED:
            return await self._tell(query, data, "press-unknown")
        await self._answer(query, result if isinstance(result, Toast) else Toast(""))
        return result

    async def _tell(self, query: CallbackQuery, data: dict[str, object], key: str) -> None:
        here = data.get(HERE)
        texts = here.texts if isinstance(here, Here) else Texts(query.from_user.language_code or FALLBACK)
        await self._answer(query, Toast(texts(key)))

    async def _answer(self, query: CallbackQuery, toast: Toast) -> None:
        if query.id in self._answered:
            return
        try:
            await self._bot.answer_callback_query(
                query.id,
                text=cut(toast.text, MAX_TOAST) or None,
                show_alert=toast.alert,
                request_timeout=ANSWER_TIMEOUT_S,
            )
        except AiogramError as error:
            # It came too late. Other errors' texts may quote the address, which holds the token.
            _log.info("a button was not answered: %s", type(error).__name__)

    async def _note(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Note which presses are answered, by whomever."""
        answer = await make_request(bot, method)
        if isinstance(method, AnswerCallbackQuery):
            self._answered.add(method.callback_query_id)
        return answer
