"""Making a task by command: of the words behind it, or of the message it answers."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.here import Here
from bot.html import escape
from bot.quick import read_quick
from bot.reading import author_of, read_message
from domain.access import RequestKey
from domain.addresses import telegram_url
from domain.card import CardKind
from domain.chat import Feedback
from domain.drafting import first_line
from domain.errors import InvalidInputError
from domain.feedback import NOTED
from domain.outbox import CardParcel
from domain.quick_add import QuickAdd
from domain.task import NewTask, Task
from domain.values import Priority, Source


@dataclass(frozen=True)
class Answered:
    """What a command answers: a message of the chat, or what is quoted of one elsewhere.

    Args:
        text: The quoted part, or all of it; may be empty.
        sent_at: When it was written.
        author: Who wrote it.
        message: The message, if it is of the chat.
    """

    text: str
    sent_at: datetime
    author: str
    message: Message | None


def router() -> Router:
    """Return the router of commands that make tasks."""
    made = Router(name="adding")
    made.message.register(add, Command("task", "new", ignore_case=True))
    return made


async def add(message: Message, command: CommandObject, here: Here) -> None:
    """Make a task and show its card; of an answered message that has one, show that."""
    answered = _read_answered(message)
    shown = await _find_shown(here, answered)
    if shown is None:
        said = await read_quick(here, command.args or "", message.date)
        draft = await _draft(here, said, answered)
        if draft is None:
            example = escape(here.texts("adding-example"))
            here.say(here.texts("adding-hint", example=example), reply_to=message.message_id)
            return
        shown = (await _make(here, draft, answered, said.recurrence)).id
    # Under the update's key, always a new message: it is the answer, wherever the card was before.
    here.show(CardParcel(card=CardKind.TASK, subject_id=shown, reply_to=message.message_id, anew=True))


def _read_answered(message: Message) -> Answered | None:
    quote = message.quote.text if message.quote is not None else ""
    reply = message.reply_to_message
    if reply is not None and reply.forum_topic_created is None:
        text = quote or reply.text or reply.caption or ""
        return Answered(text.strip(), reply.date, author_of(reply), reply)
    if quote and message.external_reply is not None:
        origin = message.external_reply.origin
        return Answered(quote.strip(), origin.date, author_of(message), None)
    return None


async def _find_shown(here: Here, answered: Answered | None) -> int | None:
    """Return the task whose card is answered; a proposal becomes one by that."""
    if answered is None or answered.message is None:
        return None
    card = await here.services.cards.find_card(here.in_chat.id, answered.message.message_id)
    if card is None or card.kind is CardKind.QUESTION:
        return None
    if card.kind is CardKind.TASK:
        return card.subject_id
    return (await here.services.board.accept_proposal(here.by, card.subject_id, None)).id


async def _draft(here: Here, said: QuickAdd, answered: Answered | None) -> NewTask | None:
    """Return the task that is asked for, None when no words are there to be one.

    What is said with the command comes before what is read in the answered text.
    """
    if answered is None or not answered.text:
        return _with_chat(here, said.to_task(Source.TELEGRAM)) if said.title else None
    read = await read_quick(here, answered.text, answered.sent_at)
    return _with_chat(
        here,
        NewTask(
            title=said.title or read.title or first_line(answered.text),
            description=said.description or answered.text,
            priority=said.priority or read.priority or Priority.MEDIUM,
            source=Source.TELEGRAM,
            due=said.due or read.due,
            assignees=_either(said, read, "assignees"),
            labels=_either(said, read, "labels"),
        ),
    )


def _either(said: QuickAdd, read: QuickAdd, field: str) -> list[str]:
    names: list[str] = getattr(said, field) or getattr(read, field)
    return names


def _with_chat(here: Here, task: NewTask) -> NewTask:
    return task.model_copy(update={"chat_id": str(here.in_chat.id)})


async def _make(here: Here, draft: NewTask, answered: Answered | None, rule: str | None) -> Task:
    """Make a task once for the update, attached to the answered message where that can be stored.

    With a rule of RFC 5545 it comes again.
    """
    name = f"telegram:{here.update_id}"
    key = RequestKey(key=name, digest=hashlib.blake2b(name.encode(), digest_size=32).digest())
    message_id = await _store(here, answered)
    if message_id is None:
        credited = draft if answered is None else _with_source(here, draft, answered)
        if rule is not None:
            return await here.services.recurrences.start(here.by, credited, rule, here.in_chat.timezone, key)
        return await here.services.board.create_task(here.by, credited, key)
    if answered is not None and answered.message is not None and here.in_chat.feedback is Feedback.REACTIONS:
        here.react(answered.message.message_id, NOTED)
    made = await here.services.work.make_task(here.by, draft, message_id, key)
    if rule is None:
        return made
    return await here.services.recurrences.repeat(here.by, made.id, rule, here.in_chat.timezone, draft.due)


async def _store(here: Here, answered: Answered | None) -> int | None:
    """Return the stored message that is answered; one that the bot was not shown before is stored now."""
    if answered is None or answered.message is None:
        return None
    external_id = f"{here.in_chat.id}:{answered.message.message_id}"
    known = await here.services.work.find_message(here.workspace_id, Source.TELEGRAM, external_id)
    if known is not None:
        return known.id
    try:
        new = read_message(answered.message)
    except InvalidInputError:
        return None
    return None if new is None else (await here.services.intake.accept(here.workspace_id, new)).message_id


def _with_source(here: Here, draft: NewTask, answered: Answered) -> NewTask:
    """Return the draft with who wrote what it is made of, and where, where no stored message tells it."""
    number = answered.message.message_id if answered.message is not None else None
    url = None if number is None else telegram_url(f"{here.in_chat.id}:{number}", here.thread_id)
    credit = " · ".join(filter(None, [here.texts("adding-from", author=answered.author), url]))
    return draft.model_copy(update={"description": f"{draft.description}\n\n{credit}"})
