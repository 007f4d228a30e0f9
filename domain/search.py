"""Search: messages and tasks by their words and by what they mean."""

import re
from collections.abc import Hashable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Protocol, TypeVar

from pydantic import Field

from domain.analysis import Embedding
from domain.message import Message
from domain.task import Task
from domain.values import TaskStatus, Text, Value

MAX_QUERY_CHARS = 500
MAX_HITS = 100

FUSION_K = 60
"""The constant of reciprocal rank fusion, as its authors found it best."""

_UNWANTED = re.compile(r'(?<!\S)-("[^"]*"?|\S+)')

Key = TypeVar("Key", bound=Hashable)


class HitKind(StrEnum):
    """What was found."""

    TASK = "task"
    MESSAGE = "message"


class Match(StrEnum):
    """Why it was found."""

    WORDS = "words"
    MEANING = "meaning"


class SearchQuery(Value):
    """What to look for.

    `text` is read as search engines do: all words, `"exact phrase"`, `or`, and `-word` for what must not
    occur.
    """

    text: Annotated[Text, Field(min_length=1, max_length=MAX_QUERY_CHARS)]
    kinds: frozenset[HitKind] = Field(default=frozenset(HitKind), min_length=1)
    status: tuple[TaskStatus, ...] = Field(
        default=(), description="Only tasks that stand so; messages have no such status and are left out."
    )
    chats: tuple[str, ...] | None = Field(default=None, description="Only of these chats.")
    limit: int = Field(default=20, ge=1, le=MAX_HITS)

    @property
    def wanted(self) -> str:
        """Return the text without what must not occur."""
        return _UNWANTED.sub(" ", self.text).strip()

    @property
    def unwanted(self) -> list[str]:
        """Return the words and phrases that must not occur."""
        found = (match.group(1).strip('"').strip() for match in _UNWANTED.finditer(self.text))
        return [each for each in found if each]

    @property
    def searched(self) -> list[HitKind]:
        """Return the kinds to look at."""
        return [
            kind for kind in HitKind if kind in self.kinds and not (self.status and kind is HitKind.MESSAGE)
        ]


class Hit(Value):
    """A message or task that was found, the one of both that `kind` says.

    `score` only orders the hits of one answer. `highlights` are pairs of character offsets into `snippet`,
    from the first character of a word that was asked for to the one after its last.
    """

    kind: HitKind
    score: float
    matched: list[Match]
    snippet: str = Field(description="The part of the text that fits best: plain text, never HTML.")
    highlights: list[tuple[int, int]] = Field(
        description="Characters of `snippet` to mark, as [start, end); counted in Unicode code points."
    )
    task: Task | None = None
    message: Message | None = None


class SearchResult(Value):
    """What was found, best first."""

    hits: list[Hit]
    meaning: bool = Field(description="False: only words could be looked for, as nothing embeds texts now.")


class Search(Protocol):
    """Finds messages and tasks of a workspace."""

    async def search(self, workspace_id: int, query: SearchQuery) -> SearchResult:
        """Return at most `query.limit` hits, best first.

        Raises:
            UnavailableError: The database does not answer in time.
        """
        ...


class Bare(Value):
    """A message or task whose meaning has to be made; `mark` changes when its text does."""

    kind: HitKind
    id: int
    workspace_id: int
    text: str
    mark: str


class Unindexed(Protocol):
    """The messages and tasks that can't be found by meaning yet."""

    async def take(self, limit: int) -> list[Bare]:
        """Return at most `limit` of them, the newest tasks before the rest; they are not reserved."""
        ...

    async def put(self, made: Sequence[tuple[Bare, Embedding]]) -> int:
        """Store embeddings and link the tasks among them; return how many were stored.

        What was changed, embedded or locked by somebody else since it was taken is left as it is.
        """
        ...

    async def forget(self, encoder: str) -> int:
        """Forget embeddings that another encoder than this one made; return how many were forgotten."""
        ...


def fuse(*rankings: Sequence[Key]) -> Mapping[Key, float]:
    """Return the score of each item of `rankings`, each best first, by reciprocal rank fusion.

    It needs no common scale: an item gets the sum of 1 / (60 + rank) over the rankings that have it (Cormack,
    Clarke and Büttcher, "Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods",
    SIGIR 2009).
    """
    scores: dict[Key, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + 1.0 / (FUSION_K + rank)
    return scores
