"""Settles a model's answers: what contradicts itself or the message is put right or left out."""

from agents.text import squeeze
from domain.analysis import Classification, Extraction, MessageContext, Summary
from domain.values import Category, Priority

_LISTS = ("projects", "components", "technologies", "mentions", "assignees", "versions", "dates", "urls")


def settle_classification(found: Classification) -> Classification:
    """Return `found` with `other` exactly when it is not actionable, and then nothing urgent.

    Language models contradict themselves at times; `is_actionable` is what they answer best, so it wins.
    """
    if not found.is_actionable:
        calm = found.priority in {Priority.LOW, Priority.MEDIUM}
        priority = found.priority if calm else Priority.MEDIUM
        return found.model_copy(update={"category": Category.OTHER, "priority": priority})
    if found.category is Category.OTHER:
        return found.model_copy(update={"category": Category.CHORE})
    return found


def settle_extraction(found: Extraction, message: MessageContext) -> Extraction:
    """Return `found` with only what stands in the message, handles without @, and no due before `sent_at`."""
    text = squeeze(message.text).casefold()
    kept = {name: _keep(_get_items(found, name), text) for name in _LISTS}
    due = found.due if found.due and found.due > message.sent_at else None
    return found.model_copy(update={**kept, "due": due})


def _get_items(found: Extraction, name: str) -> list[str]:
    items: list[str] = getattr(found, name)
    return [item.strip().removeprefix("@") for item in items]


def _keep(items: list[str], text: str) -> list[str]:
    return [item for item in dict.fromkeys(items) if item and squeeze(item).casefold() in text]


def settle_summary(found: Summary, fallback: Summary) -> Summary:
    """Return `found` on one line each and without control characters; what is empty comes from `fallback`."""
    return Summary(short=squeeze(found.short) or fallback.short, title=squeeze(found.title) or fallback.title)
