"""Which commands a router listens to, in which chats, and for whom."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Final

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command, Filter
from aiogram.types import Message

from bot.commands import Audience
from domain.chat import ChatKind

AUDIENCE: Final = "audience"
"""The flag of a handler that says who its command is for."""

CommandHandler = Callable[..., Awaitable[None]]

_KINDS: Final = {
    Audience.PRIVATE: frozenset({ChatKind.PRIVATE}),
    Audience.GROUPS: frozenset({ChatKind.GROUP, ChatKind.SUPERGROUP}),
    Audience.ADMINISTRATORS: frozenset({ChatKind.GROUP, ChatKind.SUPERGROUP}),
}


class In(Filter):
    """Passes messages of the chats that an audience reads."""

    def __init__(self, audience: Audience) -> None:
        self._kinds = _KINDS[audience]

    async def __call__(self, message: Message) -> bool:
        """Return whether the message is in such a chat."""
        return message.chat.type in self._kinds


def listen(router: Router, audience: Audience, name: str, handler: CommandHandler) -> None:
    """Have a command handled; one of administrators is refused to others before the handler is asked."""
    router.message.register(
        handler, In(audience), Command(name, ignore_case=True), flags={AUDIENCE: audience}
    )


def listened(router: Router) -> Iterator[tuple[Audience, str]]:
    """Yield the commands that a router and those below it listen to by `listen`."""
    for each in router.chain_tail:
        for handler in each.message.handlers:
            if AUDIENCE in handler.flags:
                yield from ((handler.flags[AUDIENCE], name) for name in command_names(handler))


def command_names(handler: HandlerObject) -> Iterator[str]:
    """Yield the names of the commands that a handler takes, whichever way it was registered."""
    for command in handler.flags.get("commands", ()):
        yield from (name for name in command.commands if isinstance(name, str))
