"""Proposals decided in the chat: by buttons, by an answer with another draft, and several by `/triage`."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiogram import Bot, Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message

from bot.callbacks import ProposalAction, ProposalPress, version_of
from bot.faces import proposal_face
from bot.here import Here
from bot.html import escape
from bot.presses import Toast
from bot.quick import read_quick
from bot.rights import may_decide
from domain.card import Card, CardKind
from domain.errors import ConflictError
from domain.feedback import NOTED
from domain.outbox import CardParcel, EditParcel, TextParcel
from domain.proposal import DeclineReason, Proposal, ProposalStatus
from domain.quick_add import QuickAdd
from domain.task import DraftChange

SHOWN: Final = 5
"""Most proposals that are shown at once."""

Press = Callable[[Here, Proposal], Awaitable[str]]
"""Does what a button says, and returns the key of what to tell."""


class AnswersDraft(Filter):
    """Passes answers to a message of the bot that shows a proposal or asks how it should read."""

    async def __call__(self, message: Message, here: Here, bot: Bot) -> dict[str, object] | bool:
        """Return what the answer is about."""
        reply = message.reply_to_message
        if reply is None or reply.from_user is None or reply.from_user.id != bot.id:
            return False
        card = await here.services.cards.find_card(here.in_chat.id, reply.message_id)
        is_draft = card is not None and card.kind in {CardKind.PROPOSAL, CardKind.QUESTION}
        return {"card": card} if is_draft and _words(message) else False


def router() -> Router:
    """Return the router of proposals."""
    made = Router(name="proposals")
    made.callback_query.register(press_proposal, ProposalPress.filter())
    made.message.register(triage, Command("triage", "review", ignore_case=True))
    made.message.register(take_draft, AnswersDraft())
    return made


async def press_proposal(query: CallbackQuery, callback_data: ProposalPress, here: Here, bot: Bot) -> Toast:
    """Do what a button of a proposal says.

    Raises:
        NotFoundError: The proposal does not exist.
    """
    texts, board = here.texts, here.services.board
    proposal = await board.get_proposal(here.workspace_id, callback_data.proposal_id)
    if query.message is None or not await may_decide(bot, here, chat_of(proposal)):
        return Toast(texts("press-forbidden"), alert=True)
    expected, press = _PRESSES[callback_data.action]
    if proposal.status is ProposalStatus.PENDING and callback_data.version != version_of(proposal):
        key = "press-changed"
    elif proposal.status in expected:
        key = await press(here, proposal)
    else:
        key = "press-changed"
    await _catch_up(here, key, proposal.id, query.message.message_id)
    return Toast(texts(key))


async def triage(message: Message, here: Here) -> None:
    """Show some proposals of the chat that wait for a decision, the newest last."""
    chat_id = str(here.in_chat.id)
    found = await here.services.work.list_pending(here.workspace_id, chat_id, SHOWN + 1)
    if not found:
        here.say(here.texts("triage-empty"), reply_to=message.message_id, essential=False)
        return
    for proposal in reversed(found[:SHOWN]):
        here.show(CardParcel(card=CardKind.PROPOSAL, subject_id=proposal.id, anew=True))
    if len(found) > SHOWN:
        here.say(escape(here.texts("triage-more")), essential=False)


async def take_draft(message: Message, here: Here, card: Card) -> None:
    """Change a proposal's draft as an answer says.

    Raises:
        NotFoundError: The proposal does not exist.
    """
    found = await read_quick(here, _words(message), message.date)
    if not found.title:
        here.say(here.texts("proposal-unread"), reply_to=message.message_id)
        return
    try:
        await here.services.board.edit_proposal(here.by, card.subject_id, _change_of(found))
    except ConflictError:
        here.say(here.texts("proposal-over"), reply_to=message.message_id)
        return
    here.react(message.message_id, NOTED)


def chat_of(proposal: Proposal) -> str | None:
    """Return the chat of the message that a proposal is about."""
    return proposal.messages[0].chat_id if proposal.messages else proposal.task.chat_id


def _words(message: Message) -> str:
    return (message.text or message.caption or "").strip()


def _change_of(found: QuickAdd) -> DraftChange:
    """Return what a text says of a draft; what it does not mention stays."""
    said = found.model_dump(include={"title", "priority", "due", "assignees", "labels"}, exclude_none=True)
    return DraftChange.model_validate({name: value for name, value in said.items() if value})


async def _accept(here: Here, proposal: Proposal) -> str:
    await here.services.board.accept_proposal(here.by, proposal.id, None)
    return "press-added"


async def _decline(here: Here, proposal: Proposal) -> str:
    await here.services.board.decline_proposal(here.by, proposal.id, DeclineReason.NOT_A_TASK)
    return "press-declined"


async def _undo(here: Here, proposal: Proposal) -> str:
    await here.services.board.reopen_proposal(here.by, proposal.id)
    return "press-waits-again"


async def _ask(here: Here, proposal: Proposal) -> str:
    """Ask who pressed, and nobody else, how the task should read."""
    person = here.person
    if person is None:
        return "press-forbidden"
    mention = f'<a href="tg://user?id={person.id}">{escape(person.name)}</a>'
    example = f"<code>{escape(here.texts('proposal-example'))}</code>"
    here.send(
        TextParcel(
            html=here.texts("proposal-ask", person=mention, example=example),
            thread_id=here.thread_id,
            force_reply=True,
            asks_about=proposal.id,
        )
    )
    return "press-asked"


async def _catch_up(here: Here, key: str, proposal_id: int, number: int) -> None:
    """Bring the message that was pressed up to date, if it does not follow by itself.

    A card follows decisions; one that was pressed too late may have missed the change. An accepted proposal's
    card is about to be its task's, and must not be shown again as its own.
    """
    card = await here.services.cards.get_card(here.in_chat.id, CardKind.PROPOSAL, proposal_id)
    is_current = card is not None and card.message_number == number
    if key == "press-asked" or (is_current and key != "press-changed"):
        return
    proposal = await here.services.board.get_proposal(here.workspace_id, proposal_id)
    if proposal.status is ProposalStatus.ACCEPTED:
        return
    if is_current:
        here.show(CardParcel(card=CardKind.PROPOSAL, subject_id=proposal_id))
    else:
        face = proposal_face(proposal, here.texts)
        here.send(EditParcel(message_number=number, html=face.html, keyboard=face.keyboard))


_PENDING: Final = ProposalStatus.PENDING
_PRESSES: Final[Mapping[ProposalAction, tuple[frozenset[ProposalStatus], Press]]] = {
    ProposalAction.ACCEPT: (frozenset({_PENDING, ProposalStatus.ACCEPTED}), _accept),
    ProposalAction.DECLINE: (frozenset({_PENDING, ProposalStatus.DECLINED}), _decline),
    ProposalAction.UNDO: (frozenset({_PENDING, ProposalStatus.DECLINED}), _undo),
    ProposalAction.EDIT: (frozenset({_PENDING}), _ask),
}
"""In which states a button does something, and what; repeating what it has done changes nothing."""
