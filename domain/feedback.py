"""What the bot shows of a message that was understood: quietly in groups, with cards in private."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from domain.card import CardKind
from domain.chat import Feedback
from domain.message import Message
from domain.outbox import FRESH, CardParcel, Letter, Parcel, ReactionParcel
from domain.proposal import Proposal
from domain.task import Task
from domain.values import Source

SEEN: Final = "👀"
"""Something was read in it that a person should decide about."""

NOTED: Final = "✍"
"""It is a task now. A check mark is not among the emoji a bot may react with."""

FINISHED: Final = "👌"
"""Its task is done."""


def number_of(external_id: str) -> int | None:
    """Return a message's number in its chat: ids of Telegram's messages are `chat:number`."""
    number = external_id.rpartition(":")[2]
    return int(number) if number.isdecimal() else None


def feedback(
    message: Message,
    tasks: Sequence[Task],
    proposals: Sequence[Proposal],
    wish: Feedback,
    now: datetime,
) -> list[Letter]:
    """Return what is to be shown in the message's chat of what was made of it.

    Nothing is when the message stayed behind in a group that has become another one.
    """
    number = number_of(message.external_id)
    is_here = message.source is Source.TELEGRAM and message.external_id == f"{message.chat_id}:{number}"
    if not is_here or number is None or now - message.sent_at > FRESH:
        return []
    match wish:
        case Feedback.OFF:
            parcels: list[Parcel] = []
        case Feedback.REACTIONS:
            emoji = NOTED if tasks else SEEN if proposals else None
            parcels = [ReactionParcel(message_number=number, emoji=emoji)] if emoji else []
        case Feedback.CARDS:
            parcels = [_card(message, number, CardKind.TASK, task.id) for task in tasks]
            parcels += [_card(message, number, CardKind.PROPOSAL, proposal.id) for proposal in proposals]
    return [Letter(chat_id=int(message.chat_id), parcel=parcel) for parcel in parcels]


def _card(message: Message, number: int, kind: CardKind, subject_id: int) -> CardParcel:
    return CardParcel(card=kind, subject_id=subject_id, reply_to=number, thread_id=message.thread_id)
