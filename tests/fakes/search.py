"""A search in memory: whole words of the fake messages and tasks; by meaning it finds what it is told."""

from domain.search import Hit, HitKind, Match, SearchQuery, SearchResult, fuse
from domain.snippet import find_stems, find_words, make_snippet
from tests.fakes.board import FakeTaskBoard
from tests.fakes.messages import FakeMessages
from tests.fakes.outage import Outage


class FakeSearch(Outage):
    """`domain.search.Search` over the other fakes."""

    def __init__(self, messages: FakeMessages, board: FakeTaskBoard) -> None:
        super().__init__()
        self.meaning = True
        self.queries: list[SearchQuery] = []
        self._messages = messages
        self._board = board

    async def search(self, workspace_id: int, query: SearchQuery) -> SearchResult:
        self.check(query.text, query.limit)
        self.queries.append(query)
        found = self._find(workspace_id, query)
        scores = fuse([hit.snippet for hit in found])
        ranked = [hit.model_copy(update={"score": scores[hit.snippet]}) for hit in found]
        return SearchResult(hits=ranked[: query.limit], meaning=self.meaning)

    def _find(self, workspace_id: int, query: SearchQuery) -> list[Hit]:
        hits: list[Hit] = []
        if HitKind.TASK in query.searched:
            tasks = self._board.desk(workspace_id).tasks.values()
            fitting = (task for task in tasks if not query.status or task.status in query.status)
            hits += [
                _hit(HitKind.TASK, query, task.title).model_copy(update={"task": task}) for task in fitting
            ]
        if HitKind.MESSAGE in query.searched:
            for message in self._messages.inbox(workspace_id).messages.values():
                hit = _hit(HitKind.MESSAGE, query, message.content)
                hits.append(hit.model_copy(update={"message": message}))
        words = find_words(query)
        return [hit for hit in hits if words and all(word in hit.snippet.lower() for word in words)]


def _hit(kind: HitKind, query: SearchQuery, text: str) -> Hit:
    snippet = make_snippet(text, find_stems(query))
    return Hit(
        kind=kind, score=0.0, matched=[Match.WORDS], snippet=snippet.text, highlights=snippet.highlights
    )
