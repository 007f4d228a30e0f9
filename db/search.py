"""Searching in PostgreSQL: full text, beginnings and misspellings of words, and nearness of meaning."""

from collections.abc import AsyncGenerator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from db.indexing import asked_each, asked_words, vector_text
from db.pool import Connection, Database
from db.rows import MESSAGE_COLUMNS, MESSAGE_TABLES, TASK_COLUMNS, message_of, task_of
from db.task_lists import task_words
from db.where import Where
from domain.analysis import Embedding
from domain.message import Message
from domain.search import Hit, HitKind, Match, SearchQuery, fuse
from domain.snippet import Snippet, find_stems, find_words, make_snippet
from domain.task import Task

CANDIDATES: Final = 100
"""Most of one ranking that the rankings are fused from."""

RANKED: Final = 200
"""Newest texts with the words that are ranked; the more common a word, the less its older texts matter."""

RECENT: Final = 8_000
"""Newest texts that are searched first; older ones only when these have less hits than asked for."""

SPARSE: Final = 5
"""Hits among the newest texts that tell how far back the others are. With less, all texts have only few."""

LOOSELY_READ: Final = 300
"""Newest tasks, and messages, that are looked through for misspelt words.

An index of letters finds far too much to look at once there are many texts.
"""

LEAST_SIMILARITY: Final = 0.3
"""Texts with a smaller cosine are not found by meaning: of unrelated pairs 99.5 % are below it."""

_LOOSELY_READ_CHARS: Final = 1_000
"""Of each text."""

_MISSPELT: Final = 0.5
"""Least word similarity of pg_trgm that counts as the same word misspelt or inflected."""

_TRIGRAMS: Final = 4
"""Shortest word whose misspellings are looked for: shorter ones have too few letters to be like another."""

# The planner takes a common word for a rare one now and then; no search may hold a connection for long.
# And it must know the workspace: a plan for any would walk the vector index past everybody else's rows, in
# 300 ms instead of 2 where a workspace has 1,000 of 20,000. That index is asked at once for as many as are
# taken: a search that has to go on takes half as long again.
_BOUNDS: Final = f"""
SET LOCAL statement_timeout = '3s';
SET LOCAL plan_cache_mode = force_custom_plan;
SET LOCAL hnsw.iterative_scan = strict_order;
SET LOCAL hnsw.ef_search = {CANDIDATES};
SET LOCAL pg_trgm.word_similarity_threshold = {_MISSPELT};
"""

_Key = tuple[HitKind, int]

_INDEX: Final[Mapping[HitKind, tuple[str, str]]] = {
    HitKind.TASK: ("task_index", "task_id"),
    HitKind.MESSAGE: ("message_index", "message_id"),
}

_IN_CHATS: Final = "EXISTS (SELECT FROM chats k WHERE k.id = {}.chat_id AND k.external_id = ANY ({}::text[]))"

# Most words have the same stem in several languages, and each alternative is looked up by itself.
_ASKED: Final = f"""
SELECT string_agg(DISTINCT '(' || words || ')', ' | ')
FROM unnest(ARRAY[{asked_each("$1")}]::text[]) words WHERE words <> ''
"""  # noqa: S608 - constants

_OF_CHATS: Final[Mapping[HitKind, str]] = {
    HitKind.TASK: f"EXISTS (SELECT FROM tasks c WHERE c.id = i.task_id AND {_IN_CHATS.format('c', '{}')})",
    HitKind.MESSAGE: "EXISTS (SELECT FROM messages c WHERE c.id = i.message_id AND "
    f"{_IN_CHATS.format('c', '{}')})",
}


@dataclass(frozen=True)
class PostgresSearch:
    """`pipeline.search.SearchIndex` on PostgreSQL."""

    database: Database

    async def find(
        self, workspace_id: int, query: SearchQuery, meaning: Awaitable[Embedding | None]
    ) -> list[Hit]:
        """See `pipeline.search.SearchIndex`."""
        async with self._looking(workspace_id, query) as lookup:
            by_words = await lookup.by_words()
        embedding = await meaning
        async with self._looking(workspace_id, query) as lookup:
            connection = lookup.connection
            by_meaning = [] if embedding is None else await lookup.by_meaning(embedding)
            scores = fuse(by_words, by_meaning)
            best = sorted(scores, key=lambda key: (-scores[key], *_at_a_tie(key)))[: query.limit]
            tasks = await _read_tasks(connection, workspace_id, best)
            messages = await _read_messages(connection, workspace_id, best)
        reasons = {Match.WORDS: frozenset(by_words), Match.MEANING: frozenset(by_meaning)}
        stems = find_stems(query)
        return [
            _hit(key, scores[key], [match for match, keys in reasons.items() if key in keys], found, stems)
            for key in best
            if (found := tasks.get(key[1]) if key[0] is HitKind.TASK else messages.get(key[1])) is not None
        ]

    @asynccontextmanager
    async def _looking(self, workspace_id: int, query: SearchQuery) -> "AsyncGenerator[_Lookup]":
        async with self.database.transaction() as connection:
            await connection.execute(_BOUNDS)
            yield _Lookup(connection, workspace_id, query)


@dataclass(frozen=True)
class _Lookup:
    """One search under way; each method returns keys, best first."""

    connection: Connection
    workspace_id: int
    query: SearchQuery

    async def by_words(self) -> list[_Key]:
        """Look for the words themselves; when they give too little, for words that begin so.

        Only when there are none of these either, for misspelt ones: comparing letters takes the longest.

        Who quotes a phrase wants it as it stands.
        """
        asked: str | None = await self.connection.fetchval(_ASKED, self.query.wanted)
        exact = await self._by_tsquery("{0}::text::tsquery", asked) if asked else []
        stems = find_stems(self.query)
        if len(exact) >= self.query.limit or not stems or '"' in self.query.wanted:
            return exact
        beginnings = " & ".join(f"'{stem}':*" for stem in stems)
        begun = await self._by_tsquery("to_tsquery('simple', {0})", beginnings)
        found = list(dict.fromkeys([*exact, *begun]))[:CANDIDATES]
        return found or await self._by_letters()

    async def by_meaning(self, meaning: Embedding) -> list[_Key]:
        """Look for the texts nearest in meaning."""
        found: list[tuple[float, _Key]] = []
        for kind in self.query.searched:
            table, key = _INDEX[kind]
            where = self._where(kind)
            where.add("i.encoder = {}", meaning.encoder)
            where.args.append(vector_text(meaning))
            distance = f"i.embedding <=> ${len(where.args)}::halfvec"
            sql = (
                f"SELECT i.{key} AS id, 1 - ({distance}) AS score FROM {table} i WHERE {where} "  # noqa: S608
                f"ORDER BY {distance} LIMIT {CANDIDATES}"
            )
            found += await self._scored(kind, sql, where)
        return _best_first([pair for pair in found if pair[0] >= LEAST_SIMILARITY])

    async def _by_tsquery(self, tsquery: str, text: str) -> list[_Key]:
        found: list[tuple[float, _Key]] = []
        for kind in self.query.searched:
            found += await self._newest_ranked(kind, tsquery, text)
        return _best_first(found)

    async def _newest_ranked(self, kind: HitKind, tsquery: str, text: str) -> list[tuple[float, _Key]]:
        """Rank texts with the words, going back as far as is needed for as many as are asked for."""
        table, key = _INDEX[kind]
        newest: int = await self.connection.fetchval(f"SELECT coalesce(max({key}), 0) FROM {table}")  # noqa: S608 - ours
        if newest <= RECENT:
            return await self._ranked(kind, tsquery, text)
        ranked = await self._ranked(kind, tsquery, text, newest - RECENT, in_order=True)
        reach = _reach(len(ranked), self.query.limit)
        if RECENT < reach < newest:
            ranked = await self._ranked(kind, tsquery, text, newest - reach)
        if len(ranked) >= self.query.limit:
            return ranked
        return await self._ranked(kind, tsquery, text)

    async def _ranked(
        self, kind: HitKind, tsquery: str, text: str, after: int | None = None, *, in_order: bool = False
    ) -> list[tuple[float, _Key]]:
        """Rank the newest texts with the words.

        Args:
            kind: Which texts.
            tsquery: The SQL expression of what is looked for, of a parameter.
            text: That parameter.
            after: Only texts with greater ids; None: all.
            in_order: Whether the planner may go through the texts from the newest back. It thinks words more
                common than they are, and would go through most of a table; but it has no index of a sum.
        """
        table, key = _INDEX[kind]
        order = f"i.{key}" if in_order else f"i.{key} + 0"
        where = self._where(kind)
        where.add(f"i.words @@ {tsquery}", text)
        asked = tsquery.format(f"${len(where.args)}")
        where.add_if(f"i.{key} > {{}}", after)
        # 1: a long text must say it more often than a short one.
        sql = f"""
            SELECT id, ts_rank_cd(words, {asked}, 1) AS score
            FROM (SELECT i.{key} AS id, i.words FROM {table} i WHERE {where}
                  ORDER BY {order} DESC LIMIT {RANKED}) newest
            ORDER BY score DESC, id DESC LIMIT {CANDIDATES}
        """  # noqa: S608 - see Where
        return await self._scored(kind, sql, where)

    async def _by_letters(self) -> list[_Key]:
        words = [word for word in find_words(self.query) if len(word) >= _TRIGRAMS]
        found: list[tuple[float, _Key]] = []
        if words:
            for kind in self.query.searched:
                where = self._where(kind)
                sql = (
                    _misspelt_task(where, words, self.query)
                    if kind is HitKind.TASK
                    else _misspelt_message(where, words, self.query.chats)
                )
                found += await self._scored(kind, sql, where)
        return _best_first(found)

    async def _scored(self, kind: HitKind, sql: str, where: Where) -> list[tuple[float, _Key]]:
        rows = await self.connection.fetch(sql, *where.args)
        return [(row["score"], (kind, row["id"])) for row in rows]

    def _where(self, kind: HitKind) -> Where:
        where = Where()
        where.add("i.workspace_id = {}", self.workspace_id)
        where.add_if(_OF_CHATS[kind], self.query.chats)
        if self.query.unwanted:
            phrases = " or ".join(f'"{each}"' for each in self.query.unwanted)
            where.add(f"NOT i.words @@ {asked_words('{0}')}", phrases)
        if self.query.status:
            standing = "EXISTS (SELECT FROM tasks s WHERE s.id = i.task_id AND s.status = ANY ({}))"
            where.add(standing, [status.value for status in self.query.status])
        return where


def _reach(found: int, wanted: int) -> int:
    """Return how many of the newest texts to look through, after so many hits among `RECENT`.

    Twice as far as the number of hits tells; no further than `RECENT` when they are enough or tell nothing.
    """
    return RECENT * 2 * wanted // found if SPARSE <= found < wanted else RECENT


def _misspelt_task(where: Where, words: Sequence[str], query: SearchQuery) -> str:
    newest = Where(args=where.args)
    newest.add_if(_IN_CHATS.format("c", "{}"), query.chats)
    newest.add_words("status", query.status)
    text = f"left({task_words('c')}, {_LOOSELY_READ_CHARS}) AS text FROM tasks c"
    return _misspelt(where, words, f"{text} WHERE workspace_id = $1 AND {newest}", "task")


def _misspelt_message(where: Where, words: Sequence[str], chats: Sequence[str] | None) -> str:
    newest = Where(args=where.args)
    newest.add_if(_IN_CHATS.format("c", "{}"), chats)
    text = f"left(content, {_LOOSELY_READ_CHARS}) AS text FROM messages c"
    return _misspelt(where, words, f"{text} WHERE workspace_id = $1 AND {newest}", "message")


def _misspelt(where: Where, words: Sequence[str], texts: str, kind: str) -> str:
    # What limits the texts comes before the newest are taken: a quiet chat has none of a busy workspace's.
    places = [_place(where, word) for word in words]
    alike = " AND ".join(f"{place} <% n.text" for place in places)
    score = " + ".join(f"word_similarity({place}, n.text)" for place in places)
    return f"""
        SELECT n.id, {score} AS score
        FROM (SELECT id, {texts} ORDER BY id DESC LIMIT {LOOSELY_READ}) n
        JOIN {kind}_index i ON i.{kind}_id = n.id
        WHERE {where} AND {alike} ORDER BY score DESC, n.id DESC LIMIT {CANDIDATES}
    """  # noqa: S608 - see Where


def _place(where: Where, word: str) -> str:
    where.args.append(word)
    return f"${len(where.args)}::text"


def _best_first(found: Sequence[tuple[float, _Key]]) -> list[_Key]:
    ordered = sorted(found, key=lambda pair: (-pair[0], *_at_a_tie(pair[1])))
    return [key for _, key in ordered[:CANDIDATES]]


def _at_a_tie(key: _Key) -> tuple[bool, int]:
    """Return what puts tasks before messages, and newer before older."""
    return key[0] is HitKind.MESSAGE, -key[1]


async def _read_tasks(connection: Connection, workspace_id: int, keys: Sequence[_Key]) -> dict[int, Task]:
    ids = [number for kind, number in keys if kind is HitKind.TASK]
    sql = f"SELECT {TASK_COLUMNS} FROM tasks t WHERE t.workspace_id = $1 AND t.id = ANY ($2)"  # noqa: S608
    rows = await connection.fetch(sql, workspace_id, ids) if ids else []
    return {row["id"]: task_of(row) for row in rows}


async def _read_messages(
    connection: Connection, workspace_id: int, keys: Sequence[_Key]
) -> dict[int, Message]:
    ids = [number for kind, number in keys if kind is HitKind.MESSAGE]
    where = "m.workspace_id = $1 AND m.id = ANY ($2)"
    sql = f"SELECT {MESSAGE_COLUMNS} FROM {MESSAGE_TABLES} WHERE {where}"  # noqa: S608 - constants
    rows = await connection.fetch(sql, workspace_id, ids) if ids else []
    return {row["id"]: message_of(row) for row in rows}


def _hit(key: _Key, score: float, matched: list[Match], found: Task | Message, stems: Sequence[str]) -> Hit:
    snippet = _snippet_of(found, stems)
    return Hit(
        kind=key[0],
        score=score,
        matched=matched,
        snippet=snippet.text,
        highlights=snippet.highlights,
        task=found if isinstance(found, Task) else None,
        message=found if isinstance(found, Message) else None,
    )


def _snippet_of(found: Task | Message, stems: Sequence[str]) -> Snippet:
    if isinstance(found, Message):
        return make_snippet(found.content, stems)
    return make_snippet(f"{found.title}\n{found.description}".strip(), stems)
