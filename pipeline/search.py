"""Searching: words by the database, meaning with the help of an embedder that may be away."""

import asyncio
import logging
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from domain.analysis import Embedding
from domain.ports import Clock, Embedder
from domain.search import Hit, SearchQuery, SearchResult

log = logging.getLogger(__name__)

EMBED_TIMEOUT_S = 1.0
"""How long a search waits for the meaning of its text; then it goes by words alone."""

_SILENCE = timedelta(minutes=1)


class SearchIndex(Protocol):
    """Where words and meanings are looked up."""

    async def find(
        self, workspace_id: int, query: SearchQuery, meaning: Awaitable[Embedding | None]
    ) -> list[Hit]:
        """Return at most `query.limit` hits, best first.

        `meaning` is awaited once the words are looked up, so that both can be under way. None: by words
        alone.
        """
        ...


@dataclass
class HybridSearch:
    """`domain.search.Search`: asks for the text's meaning, and looks up what there is."""

    index: SearchIndex
    embedder: Embedder
    clock: Clock
    timeout_s: float = EMBED_TIMEOUT_S
    _told_at: datetime | None = field(default=None, init=False)

    async def search(self, workspace_id: int, query: SearchQuery) -> SearchResult:
        """See `domain.search.Search`."""
        if not query.wanted or not query.searched:
            return SearchResult(hits=[], meaning=True)
        meaning = asyncio.create_task(self._embed(query.wanted))
        try:
            hits = await self.index.find(workspace_id, query, meaning)
            return SearchResult(hits=hits, meaning=await meaning is not None)
        finally:
            meaning.cancel()

    async def _embed(self, text: str) -> Embedding | None:
        try:
            async with asyncio.timeout(self.timeout_s):
                [meaning] = await self.embedder.embed([text])
        except Exception as error:  # noqa: BLE001 - whatever fails there, words can still be looked for
            self._tell(error)
            return None
        return meaning

    def _tell(self, error: Exception) -> None:
        now = self.clock.now()
        if self._told_at is None or now - self._told_at >= _SILENCE:
            self._told_at = now
            log.info("search goes by words alone for now: %s: %s", type(error).__name__, error)
