"""Which kinds of updates Telegram is asked for, by webhook and by polling alike."""

from typing import Final

HANDLED_KINDS: Final = (
    "message",
    "channel_post",
    "edited_message",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "message_reaction",
    "my_chat_member",
    "chat_member",
)
"""`allowed_updates`: what is handled, and nothing else.

Always told in full: some kinds (`message_reaction`, `chat_member`) come only when they are asked for by name.
"""
