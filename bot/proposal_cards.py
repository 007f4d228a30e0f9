"""The message that shows a proposal in a chat until somebody decides about it."""

from typing import Final

from bot.callbacks import ProposalAction, ProposalPress, version_of
from bot.cards import draft_facts, render_excerpt, render_names, render_title, source_link
from bot.html import calm, cut, escape, one_line
from bot.texts import Texts
from domain.outbox import Button, Keyboard
from domain.proposal import Proposal, ProposalStatus

_REASON_UNITS: Final = 300
_LIKELY: Final = 0.4
_VERY_LIKELY: Final = 0.7


def render_proposal(proposal: Proposal, texts: Texts) -> str:
    """Return a proposal's card as Telegram's HTML: what would become a task, and why."""
    is_pending = proposal.status is ProposalStatus.PENDING
    title = render_title(proposal.task.title, struck=not is_pending)
    if not is_pending:
        return f"💡 {title}\n{_ending(proposal, texts)}"
    facts = escape(" · ".join(draft_facts(proposal.task, texts)))
    lines = [f"💡 {title}", facts, *render_names(proposal.task), *render_excerpt(proposal.task)]
    return "\n".join([*lines, _why(proposal, texts)])


def proposal_keyboard(proposal: Proposal, texts: Texts) -> Keyboard:
    """Return the buttons of a proposal's card."""
    match proposal.status:
        case ProposalStatus.PENDING:
            return (
                (
                    _button(proposal, ProposalAction.ACCEPT, texts("proposal-accept")),
                    _button(proposal, ProposalAction.EDIT, texts("proposal-edit")),
                    _button(proposal, ProposalAction.DECLINE, texts("proposal-decline")),
                ),
            )
        case ProposalStatus.DECLINED:
            return ((_button(proposal, ProposalAction.UNDO, texts("proposal-undo")),),)
        case _:
            return ()


def _why(proposal: Proposal, texts: Texts) -> str:
    sureness = texts(f"proposal-{_in_words(proposal.confidence)}")
    reason = escape(calm(cut(one_line(proposal.reason), _REASON_UNITS)))
    parts = [f"<i>{escape(sureness)}</i>", f"<i>{reason}</i>" if reason else "", _link(proposal, texts)]
    return " · ".join(part for part in parts if part)


def _link(proposal: Proposal, texts: Texts) -> str:
    return source_link(proposal.messages, texts) or ""


def _in_words(confidence: float) -> str:
    if confidence >= _VERY_LIKELY:
        return "very-likely"
    return "likely" if confidence >= _LIKELY else "perhaps"


def _ending(proposal: Proposal, texts: Texts) -> str:
    if proposal.task_id is None:
        return escape(texts("proposal-declined"))
    return escape(texts("proposal-joined", number=str(proposal.task_id)))


def _button(proposal: Proposal, action: ProposalAction, text: str) -> Button:
    press = ProposalPress(action=action, proposal_id=proposal.id, version=version_of(proposal))
    return Button(text=text, data=press.pack())
