"""People's reactions to a task's message or card: a thumb up finishes it, one down says it is no task."""

from collections.abc import Sequence
from typing import Final

from aiogram import Bot, Router
from aiogram.types import MessageReactionUpdated, ReactionTypeEmoji
from aiogram.types import ReactionTypeUnion as Reaction

from bot.here import Here
from bot.moves import Moves
from bot.rights import may_decide
from domain.card import CardKind
from domain.task import TaskDetail
from domain.values import Source, TaskStatus

FINISHING: Final = ("👍", "👌", "💯")
REJECTING: Final = ("👎",)

_ENDED: Final = frozenset({TaskStatus.COMPLETED, TaskStatus.CLOSED})
_ACTOR_CHARS: Final = 500


def router() -> Router:
    """Return the router of reactions; anonymous ones are updates of another kind, which nobody asks for."""
    made = Router(name="reactions")
    made.message_reaction.register(take_reaction)
    return made


async def take_reaction(event: MessageReactionUpdated, here: Here, bot: Bot) -> None:
    """Do what a reaction says, or undo it when it is taken back and nothing else has happened.

    Histories name who reacted with the emoji, so that what a reaction did is known from other changes.
    """
    before, after = _emoji(event.old_reaction), _emoji(event.new_reaction)
    taken = [emoji for emoji in before if emoji not in after]
    put = [emoji for emoji in after if emoji not in before]
    if event.user is None or not {*taken, *put} & {*FINISHING, *REJECTING}:
        return
    task_id = await _find_task(here, event.message_id)
    if task_id is None:
        return
    task = await here.services.board.get_task(here.workspace_id, task_id)
    if not await may_decide(bot, here, task.chat_id):
        return
    for emoji in taken:
        await _undo(here, task_id, emoji)
    for emoji in put:
        await _do(here, task_id, emoji)


async def _find_task(here: Here, number: int) -> int | None:
    """Return the task that a message shows, or that alone was made of it."""
    chat_id = here.in_chat.id
    card = await here.services.cards.find_card(chat_id, number)
    if card is not None:
        return card.subject_id if card.kind is CardKind.TASK else None
    work = here.services.work
    known = await work.find_message(here.workspace_id, Source.TELEGRAM, f"{chat_id}:{number}")
    return known.task_ids[0] if known is not None and len(known.task_ids) == 1 else None


async def _do(here: Here, task_id: int, emoji: str) -> None:
    task = await _read(here, task_id)
    if task.status in _ENDED:
        return
    moves = _moves(here, emoji)
    if emoji in FINISHING:
        await moves.finish(task)
    elif emoji in REJECTING:
        await moves.reject(task)


async def _undo(here: Here, task_id: int, emoji: str) -> None:
    task = await _read(here, task_id)
    moves = _moves(here, emoji)
    if _is_done_by(task, moves.by.name) and emoji in {*FINISHING, *REJECTING}:
        await moves.reopen(task)


def _is_done_by(task: TaskDetail, actor: str) -> bool:
    return task.status in _ENDED and bool(task.history) and task.history[-1].actor == actor


async def _read(here: Here, task_id: int) -> TaskDetail:
    return await here.services.board.get_task(here.workspace_id, task_id)


def _moves(here: Here, emoji: str) -> Moves:
    actor = f"{here.actor[:_ACTOR_CHARS]} {emoji}"
    return Moves(here.services, here.by.model_copy(update={"name": actor}))


def _emoji(reactions: Sequence[Reaction]) -> list[str]:
    return [reaction.emoji for reaction in reactions if isinstance(reaction, ReactionTypeEmoji)]
