"""Which updates the bot asks Telegram for."""

from typing import Final

UPDATE_KINDS: Final = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "message_reaction",
    "my_chat_member",
    "chat_member",
)
"""Kinds that a handler is there for; nothing else is delivered."""
