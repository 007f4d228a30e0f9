"""Settles a model's classification and extraction: what contradicts itself or the message is put right."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from agents.gazetteer import FoundTerm, find_terms
from agents.spans import find_spans
from agents.text import squeeze
from domain.analysis import Classification, EntityKind, Extraction, LocatedExtraction, MessageContext, Span
from domain.values import Category, Priority
from domain.vocabulary import TermKind

_KINDS: Final = {TermKind.PROJECT: EntityKind.PROJECT, TermKind.COMPONENT: EntityKind.COMPONENT}
"""What of the vocabulary is a list of an extraction; labels are a field of their own."""


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


def settle_extraction(found: Extraction, message: MessageContext) -> LocatedExtraction:
    """Return `found` with only what stands in the message, and where; no handle has an @, no due has passed.

    What the message names of the workspace's vocabulary is added under the name it has there, in the place of
    the spelling that the model may have copied.
    """
    terms = find_terms(message.text, message.vocabulary)
    named = {kind: _keep_named(found.named(kind), message.text, terms, kind) for kind in EntityKind}
    lists = {kind.field: values for kind, values in named.items()}
    return LocatedExtraction.model_validate(
        {
            **lists,
            "due": settle_due(found.due, message),
            "labels": [each.term.name for each in terms if each.term.kind is TermKind.LABEL],
            "spans": _locate(message.text, named, terms),
        }
    )


def settle_due(due: datetime | None, message: MessageContext) -> datetime | None:
    """Return `due`, None when it is not after the message."""
    return due if due and due > message.sent_at else None


def keep_grounded(items: Iterable[str], text: str) -> list[str]:
    """Return those of `items` that stand in `text`, each once, without @; case and spaces don't matter."""
    bare = dict.fromkeys(item.strip().removeprefix("@") for item in items)
    searched = squeeze(text).casefold()
    return [item for item in bare if item and squeeze(item).casefold() in searched]


def stands_in(text: str, quote: str) -> bool:
    """Whether `quote` stands in `text`; case and spaces do not matter."""
    return squeeze(quote).casefold() in squeeze(text).casefold()


def _keep_named(items: Sequence[str], text: str, terms: Sequence[FoundTerm], kind: EntityKind) -> list[str]:
    mine = [each for each in terms if _KINDS.get(each.term.kind) is kind]
    names = {spelling.casefold(): each.term.name for each in mine for spelling in each.spellings}
    kept = [names.get(item.casefold(), item) for item in keep_grounded(items, text)]
    return list(dict.fromkeys([*kept, *(each.term.name for each in mine)]))


def _locate(text: str, named: Mapping[EntityKind, Sequence[str]], terms: Sequence[FoundTerm]) -> list[Span]:
    """Return the places of what is named; what stands there under another spelling is looked for by that."""
    meant = _index_spellings(terms)
    names = set(meant.values())
    items = {
        kind.value: [
            *(value for value in values if value not in names),
            *(spelling for one, spelling in meant if one is kind),
        ]
        for kind, values in named.items()
    }
    return [
        Span(kind=EntityKind(kind), value=meant.get((EntityKind(kind), value), value), start=start, end=end)
        for kind, value, start, end in find_spans(text, items)
    ]


def _index_spellings(terms: Sequence[FoundTerm]) -> dict[tuple[EntityKind, str], str]:
    """Return what each spelling means, by kind; labels are no part of it."""
    return {
        (kind, spelling): each.term.name
        for each in terms
        if (kind := _KINDS.get(each.term.kind)) is not None
        for spelling in each.spellings
    }
