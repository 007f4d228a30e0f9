"""Files that come with messages: all are kept, and of what nobody can read that is said."""

from aiogram import Bot, Router
from aiogram.types import Message, TelegramObject

from bot.here import HERE, Here
from bot.media import SPOKEN, read_attachment
from bot.middleware import Next
from domain.outbox import Letter, TextParcel


def router() -> Router:
    """Return the router of messages that are only spoken."""
    made = Router(name="media")
    made.message.register(explain_spoken, is_only_spoken)
    return made


async def keep_file(handler: Next, event: TelegramObject, data: dict[str, object]) -> object:
    """Keep a message's file once the message itself is stored, whoever handles it."""
    result = await handler(event, data)
    here = data.get(HERE)
    attachment = read_attachment(event) if isinstance(event, Message) else None
    if attachment is not None and isinstance(here, Here):
        await here.services.attachments.keep(here.workspace_id, attachment)
    return result


def is_only_spoken(message: Message) -> bool:
    """Whether a person said something without a written word."""
    attachment = read_attachment(message)
    return attachment is not None and attachment.kind in SPOKEN and not (message.caption or "").strip()


async def explain_spoken(message: Message, here: Here, bot: Bot) -> None:
    """Say that it can't be listened to, in private or to who answers the bot; once a day is enough."""
    if not here.in_chat.is_private and not _answers(message, bot):
        return
    parcel = TextParcel(
        html=here.texts("media-not-transcribed"),
        reply_to=message.message_id,
        thread_id=here.thread_id,
        essential=False,
    )
    key = f"not-transcribed:{here.in_chat.id}:{message.date:%Y-%m-%d}"
    here.letters.append(Letter(chat_id=here.in_chat.id, parcel=parcel, key=key))


def _answers(message: Message, bot: Bot) -> bool:
    answered = message.reply_to_message
    return answered is not None and answered.from_user is not None and answered.from_user.id == bot.id
