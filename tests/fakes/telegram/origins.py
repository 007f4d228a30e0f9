"""The four kinds of https://core.telegram.org/bots/api#messageorigin: where a forward says it comes from."""

from typing import Final

from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.models import Chat, User

LONG_AGO: Final = 1_750_000_000
"""When the forwarded message was first sent, in seconds since 1970."""


def from_user(user: User) -> Json:
    """Return the origin of somebody's message."""
    return {"type": "user", "date": LONG_AGO, "sender_user": user.to_json()}


def from_hidden_user(name: str) -> Json:
    """Return the origin of a message of somebody who does not want to be found."""
    return {"type": "hidden_user", "date": LONG_AGO, "sender_user_name": name}


def from_chat(chat: Chat) -> Json:
    """Return the origin of a message in the name of a group."""
    return {"type": "chat", "date": LONG_AGO, "sender_chat": chat.to_json()}


def from_channel(chat: Chat, message_id: int) -> Json:
    """Return the origin of a channel's post."""
    return {"type": "channel", "date": LONG_AGO, "chat": chat.to_json(), "message_id": message_id}
