"""A workspace's own words: the projects, components and labels its messages speak of."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Protocol, Self
from unicodedata import normalize

from pydantic import Field

from domain.errors import ConflictError
from domain.values import Name, Value

MAX_TERMS = 2_000
"""Most terms a workspace may have."""

MAX_TERM_CHARS = 100
"""Longest term or alias."""

MAX_ALIASES = 50
"""Most aliases of a term."""

Spelling = Annotated[Name, Field(max_length=MAX_TERM_CHARS)]
"""One way to write a term."""


class DuplicateTermError(ConflictError):
    """Another term of this kind is written so."""

    code = "duplicate-term"
    remedy = "Change that term, or write this one otherwise; upper and lower case count as the same."


class VocabularyFullError(ConflictError):
    """The vocabulary is full."""

    code = "vocabulary-full"
    remedy = "Delete terms that nobody uses any more."


class TermKind(StrEnum):
    """What a word of the workspace stands for."""

    PROJECT = "project"
    COMPONENT = "component"
    LABEL = "label"


class Term(Value):
    """A word and the other ways people write it; a message that has any of them is about it."""

    kind: TermKind
    name: Spelling
    aliases: list[Spelling] = Field(default_factory=list[Spelling], max_length=MAX_ALIASES)

    @property
    def key(self) -> tuple[TermKind, str]:
        """Return what no two terms of a workspace share."""
        return self.kind, fold(self.name)

    def stored(self, term_id: int) -> "StoredTerm":
        """Return this term under the id it is stored with."""
        return StoredTerm(id=term_id, kind=self.kind, name=self.name, aliases=self.aliases)

    def tidied(self) -> Self:
        """Return this term without aliases that say the same as its name or an earlier alias."""
        spellings = {fold(self.name): self.name}
        for alias in self.aliases:
            spellings.setdefault(fold(alias), alias)
        return self.model_copy(update={"aliases": list(spellings.values())[1:]})


class StoredTerm(Term):
    """A term of a workspace's vocabulary."""

    id: int


class TermChange(Value):
    """New values for a term; what is not set stays as it is."""

    name: Spelling | None = None
    aliases: list[Spelling] | None = Field(default=None, max_length=MAX_ALIASES)

    def apply(self, term: StoredTerm) -> StoredTerm:
        """Return `term` with the change."""
        changes = {name: value for name, value in dict(self).items() if value is not None}
        return term.model_copy(update=changes).tidied()


def fold(spelling: str) -> str:
    """Return what two spellings share that differ in case, or in how Unicode composes them, only."""
    return normalize("NFKC", spelling).casefold()


def in_order(terms: Iterable[StoredTerm]) -> list[StoredTerm]:
    """Return terms by kind and name, as they are listed."""
    return sorted(terms, key=lambda term: (term.key, term.id))


def ensure_distinct(terms: Iterable[Term]) -> None:
    """Pass when no spelling belongs to two terms of a kind.

    Raises:
        DuplicateTermError: One does.
    """
    owners: dict[tuple[TermKind, str], Term] = {}
    for term in terms:
        for spelling in (term.name, *term.aliases):
            owner = owners.setdefault((term.kind, fold(spelling)), term)
            if owner is not term:
                told = f"“{spelling}” stands for the {term.kind} “{owner.name}” already"
                raise DuplicateTermError(f"{told}, so it can't stand for another.")


def ensure_room(terms: Sequence[Term]) -> None:
    """Pass when one more term may be added.

    Raises:
        VocabularyFullError: There are `MAX_TERMS` already.
    """
    if len(terms) >= MAX_TERMS:
        raise VocabularyFullError(f"The vocabulary has {MAX_TERMS:,} terms already.")


class Vocabulary(Protocol):
    """The terms of all workspaces."""

    async def list_terms(self, workspace_id: int, kind: TermKind | None) -> list[StoredTerm]:
        """Return the terms of a kind, or all, by kind and name."""
        ...

    async def get_term(self, workspace_id: int, term_id: int) -> StoredTerm:
        """Return a term.

        Raises:
            NotFoundError: No such term in this workspace.
        """
        ...

    async def add_term(self, workspace_id: int, term: Term) -> StoredTerm:
        """Add a term and return it.

        Raises:
            DuplicateTermError: Another term of the kind is written so.
            VocabularyFullError: There are `MAX_TERMS` already.
        """
        ...

    async def change_term(self, workspace_id: int, term_id: int, change: TermChange) -> StoredTerm:
        """Change a term and return it.

        Raises:
            NotFoundError: No such term in this workspace.
            DuplicateTermError: Another term of the kind is written so.
        """
        ...

    async def delete_term(self, workspace_id: int, term_id: int) -> None:
        """Delete a term.

        Raises:
            NotFoundError: No such term in this workspace.
        """
        ...

    async def replace_terms(self, workspace_id: int, terms: Sequence[Term]) -> list[StoredTerm]:
        """Let these be all terms of the workspace, and return them; repeating changes nothing.

        Terms that were there keep their ids, whatever the case of their name.

        Raises:
            DuplicateTermError: Two terms of a kind are written alike; nothing was changed.
        """
        ...
