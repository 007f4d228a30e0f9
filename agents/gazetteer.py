"""The workspace's vocabulary looked up in a message: names people agreed on beat whatever a model guesses."""

from collections.abc import Sequence
from dataclasses import dataclass

from agents.text import MODEL_CHARS, cut, is_word
from domain.vocabulary import Term


@dataclass(frozen=True)
class FoundTerm:
    """A term that a text names, and the spellings of it that stand there (case apart)."""

    term: Term
    spellings: tuple[str, ...]


def find_terms(text: str, vocabulary: Sequence[Term]) -> list[FoundTerm]:
    """Return the terms of `vocabulary` whose name or alias stands in `text` as whole words, in their order.

    Case does not matter. Of a long text the part that models are shown is searched.
    """
    if not vocabulary:
        return []
    searched = cut(text, MODEL_CHARS).casefold()
    found = [FoundTerm(term, _find_spellings(searched, term)) for term in vocabulary]
    return [each for each in found if each.spellings]


def _find_spellings(searched: str, term: Term) -> tuple[str, ...]:
    return tuple(name for name in [term.name, *term.aliases] if _stands_in(searched, name.casefold()))


def _stands_in(searched: str, name: str) -> bool:
    """Whether `name` stands in the text as whole words; without patterns, as thousands are looked for."""
    start = searched.find(name)
    while start >= 0:
        end = start + len(name)
        if not (is_word(searched[max(start - 1, 0) : start]) or is_word(searched[end : end + 1])):
            return True
        start = searched.find(name, start + 1)
    return False
