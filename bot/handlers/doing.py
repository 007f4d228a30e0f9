"""What a group does by command: finish and assign tasks, get a digest, make the bot quiet."""

import re
from collections.abc import Sequence
from typing import Final

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.commands import Audience
from bot.here import Here
from bot.html import escape
from bot.listening import listen
from bot.people import read_people
from bot.reach import Reach, actor_in, find_task, reach_of
from bot.replied import tasks_replied_to
from bot.task_words import MAX_NUMBERS, read_task_words
from domain.chat import ChatChange, Feedback
from domain.errors import ConflictError, IllegalTransitionError
from domain.feedback import FINISHED, NOTED
from domain.outbox import DigestParcel
from domain.task import MAX_NAMES, TaskChange
from domain.values import TaskStatus

_HOUR: Final = re.compile(r"([01]?\d|2[0-3])(?:[:.]00)?")


def router() -> Router:
    """Return the router of what a group does."""
    made = Router(name="doing")
    listen(made, Audience.GROUPS, "done", finish)
    listen(made, Audience.GROUPS, "assign", assign)
    listen(made, Audience.GROUPS, "digest", digest)
    listen(made, Audience.ADMINISTRATORS, "quiet", quiet)
    return made


async def finish(message: Message, command: CommandObject, here: Here) -> None:
    """Finish tasks by their numbers, or the one that is replied to."""
    asked = read_task_words(command.args)
    numbers = asked.numbers or await tasks_replied_to(message, here)
    if asked.words or not 1 <= len(numbers) <= MAX_NUMBERS:
        here.say(here.texts("done-usage"), reply_to=message.message_id)
        return
    if not asked.numbers and len(numbers) > 1:
        _ask_which(message, here, numbers)
        return
    await _change_all(message, here, numbers, TaskChange(status=TaskStatus.COMPLETED), FINISHED)


async def assign(message: Message, command: CommandObject, here: Here) -> None:
    """Give tasks to people, who take the place of those who had them."""
    asked = read_task_words(command.args)
    numbers = asked.numbers or await tasks_replied_to(message, here)
    named = await read_people(message, asked.words, here)
    if named.unknown:
        who = escape(", ".join(named.unknown))
        here.say(here.texts("assign-unknown", name=who), reply_to=message.message_id)
    elif not 1 <= len(numbers) <= MAX_NUMBERS or not 1 <= len(named.names) <= MAX_NAMES:
        here.say(here.texts("assign-usage"), reply_to=message.message_id)
    elif not asked.numbers and len(numbers) > 1:
        _ask_which(message, here, numbers)
    else:
        await _change_all(message, here, numbers, TaskChange(assignees=list(named.names)), NOTED)


def _ask_which(message: Message, here: Here, numbers: Sequence[int]) -> None:
    told = ", ".join(f"#{number}" for number in numbers)
    here.say(here.texts("which-task", numbers=told), reply_to=message.message_id)


async def _change_all(
    message: Message, here: Here, numbers: Sequence[int], change: TaskChange, mark: str
) -> None:
    """Change tasks; a mark on the command tells that all went well, a text what did not."""
    reach = await reach_of(here)
    troubles = [
        trouble for number in numbers if (trouble := await _change(here, reach, number, change)) is not None
    ]
    if troubles:
        here.say("\n".join(troubles), reply_to=message.message_id)
    else:
        here.react(message.message_id, mark)


async def _change(here: Here, reach: Reach, number: int, change: TaskChange) -> str | None:
    """Change a task, and return as HTML what kept it from being changed."""
    reached = await find_task(here, reach, number)
    if reached is None:
        return here.texts("no-such-task-number", number=str(number))
    by = actor_in(here, reached.workspace_id)
    try:
        await here.services.board.change_task(by, number, change, None)
    except IllegalTransitionError:
        # Nothing else forbids a move: from every other status a task may be finished.
        return here.texts("task-is-closed", number=str(number))
    except ConflictError:
        return here.texts("task-not-changed", number=str(number))
    return None


async def digest(message: Message, command: CommandObject, here: Here) -> None:
    """Send the digest now, or set the hour of the day at which it comes."""
    wish = (command.args or "now").strip().lower()
    hour = _HOUR.fullmatch(wish)
    if wish == "now":
        today = here.services.clock.now().astimezone(here.texts.timezone).date()
        here.send(DigestParcel(day=today))
    elif wish == "off":
        await here.services.chats.change_chat(here.in_chat.id, ChatChange(digest_hour=None))
        here.say(here.texts("digest-off"))
    elif hour is not None:
        await here.services.chats.change_chat(here.in_chat.id, ChatChange(digest_hour=int(hour.group(1))))
        at = f"{int(hour.group(1)):02}:00"
        here.say(here.texts("digest-at", hour=at, zone=here.texts.timezone.key))
    else:
        here.say(here.texts("digest-usage"), reply_to=message.message_id)


async def quiet(message: Message, command: CommandObject, here: Here) -> None:
    """Show nothing of messages that become tasks, or show it again."""
    wish = (command.args or "on").strip().lower()
    if wish not in {"on", "off"}:
        here.say(here.texts("quiet-usage"), reply_to=message.message_id)
        return
    feedback = Feedback.OFF if wish == "on" else None
    await here.services.chats.change_chat(here.in_chat.id, ChatChange(feedback=feedback))
    here.say(here.texts(f"quiet-{wish}"))
