"""What a card shows at a moment: its text, its buttons, and which version of what."""

from dataclasses import dataclass

from bot.cards import render_task, task_keyboard
from bot.proposal_cards import proposal_keyboard, render_proposal
from bot.texts import Texts
from domain.card import CardKind
from domain.outbox import Button, CardMenu, Keyboard
from domain.proposal import Proposal
from domain.task import Task


@dataclass(frozen=True)
class CardFace:
    """A card as it looks; `version` is that of a task, 0 of a proposal."""

    kind: CardKind
    subject_id: int
    version: int
    html: str
    keyboard: Keyboard


def task_face(
    task: Task, texts: Texts, menu: CardMenu = CardMenu.USUAL, board: Button | None = None
) -> CardFace:
    """Return what a task's card looks like; `board` is the button that opens the board, if there is one."""
    return CardFace(
        kind=CardKind.TASK,
        subject_id=task.id,
        version=task.version,
        html=render_task(task, texts),
        keyboard=task_keyboard(task, texts, menu, board),
    )


def proposal_face(proposal: Proposal, texts: Texts) -> CardFace:
    """Return what a proposal's card looks like."""
    return CardFace(
        kind=CardKind.PROPOSAL,
        subject_id=proposal.id,
        version=0,
        html=render_proposal(proposal, texts),
        keyboard=proposal_keyboard(proposal, texts),
    )
