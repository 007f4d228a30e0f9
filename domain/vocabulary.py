"""A workspace's own words: the projects, components and labels its messages speak of."""

from enum import StrEnum

from pydantic import Field

from domain.values import Name, Value


class TermKind(StrEnum):
    """What a word of the workspace stands for."""

    PROJECT = "project"
    COMPONENT = "component"
    LABEL = "label"


class Term(Value):
    """A word and the other ways people write it; a message that has any of them is about it."""

    kind: TermKind
    name: Name
    aliases: list[Name] = Field(default_factory=list[Name], max_length=50)


class StoredTerm(Term):
    """A term of a workspace's vocabulary."""

    id: int


class TermChange(Value):
    """New values for a term; what is not set stays as it is."""

    name: Name | None = None
    aliases: list[Name] | None = Field(default=None, max_length=50)


MAX_TERMS = 2_000
"""Most terms a workspace may have."""

MAX_TERM_CHARS = 100
"""Longest term or alias."""
