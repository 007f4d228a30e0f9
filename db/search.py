"""Searching in PostgreSQL: full text, beginnings and misspellings of words, and nearness of meaning."""

from asyncio import gather
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from asyncpg import Record

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

RECENT: Final = 2_000
"""Newest texts that are searched first; older ones only when these have less hits than asked for."""

WALKED: Final = 8_000
"""Most of the newest texts that are read one by one, a microsecond each, rather than found by the index.

The index knows no order: for words that are common each but seldom together it goes through the lists of all
years, up to 25 ms long.
"""

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
_SESSION: Final = f"""
SET statement_timeout = '3s';
SET plan_cache_mode = force_custom_plan;
SET hnsw.iterative_scan = strict_order;
SET hnsw.ef_search = {CANDIDATES};
SET pg_trgm.word_similarity_threshold = {_MISSPELT};
"""

CONNECTIONS: Final = 4
"""Most connections that searches hold: each looks among tasks and among messages at once, by one for each.

They are none of those that everything else goes through.
"""

_Key = tuple[HitKind, int]
_Ranked = tuple[float, _Key]

_INDEX: Final[Mapping[HitKind, tuple[str, str]]] = {
    HitKind.TASK: ("task_index", "task_id"),
    HitKind.MESSAGE: ("message_index", "message_id"),
}

_IN_CHATS: Final = "EXISTS (SELECT FROM chats k WHERE k.id = {}.chat_id AND k.external_id = ANY ({}::text[]))"

_NEWEST: Final = {
    kind: f"(SELECT coalesce(max({key}), 0) FROM {table})"  # noqa: S608 - constants
    for kind, (table, key) in _INDEX.items()
}

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


_READ_TASKS: Final = f"SELECT {TASK_COLUMNS} FROM tasks t WHERE t.workspace_id = $1 AND t.id = ANY ($2)"  # noqa: S608

_READ_MESSAGES: Final = f"""
SELECT {MESSAGE_COLUMNS} FROM {MESSAGE_TABLES} WHERE m.workspace_id = $1 AND m.id = ANY ($2)
"""  # noqa: S608 - constants


@dataclass(frozen=True)
class PostgresSearch:
    """`pipeline.search.SearchIndex` on PostgreSQL."""

    database: Database
    _searching: Database = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_searching", self.database.apart(_SESSION, CONNECTIONS))

    async def find(
        self, workspace_id: int, query: SearchQuery, meaning: Awaitable[Embedding | None]
    ) -> list[Hit]:
        """See `pipeline.search.SearchIndex`."""
        looking = _Looking(self._searching, workspace_id, query)
        by_words = await looking.by_words()
        embedding = await meaning
        by_meaning = [] if embedding is None else await looking.by_meaning(embedding)
        scores = fuse(by_words, by_meaning)
        best = sorted(scores, key=lambda key: (-scores[key], *_at_a_tie(key)))[: query.limit]
        found = await _read(self.database, workspace_id, best)
        reasons = {Match.WORDS: frozenset(by_words), Match.MEANING: frozenset(by_meaning)}
        stems = find_stems(query)
        return [
            _hit(
                key, scores[key], [match for match, keys in reasons.items() if key in keys], found[key], stems
            )
            for key in best
            if key in found
        ]


@dataclass(frozen=True)
class _Looking:
    """One search under way, tasks and messages side by side; each method returns keys, best first."""

    database: Database
    workspace_id: int
    query: SearchQuery

    async def by_words(self) -> list[_Key]:
        """Look for the words themselves; when they give too little, for words that begin so.

        Only when there are none of these either, for misspelt ones: comparing letters takes the longest.

        Who quotes a phrase wants it as it stands.
        """
        exact = await self._in_each(_Lookup.by_words)
        stems = find_stems(self.query)
        if len(exact) >= self.query.limit or not stems or '"' in self.query.wanted:
            return exact
        begun = await self._in_each(lambda lookup: lookup.by_beginnings(stems))
        found = list(dict.fromkeys([*exact, *begun]))[:CANDIDATES]
        return found or await self._in_each(_Lookup.by_letters)

    async def by_meaning(self, meaning: Embedding) -> list[_Key]:
        """Look for the texts nearest in meaning."""
        return await self._in_each(lambda lookup: lookup.by_meaning(meaning))

    async def _in_each(self, look: "Callable[[_Lookup], Awaitable[list[_Ranked]]]") -> list[_Key]:
        async def look_in(kind: HitKind) -> list[_Ranked]:
            async with self.database.connection() as connection:
                return await look(_Lookup(connection, self.workspace_id, self.query, kind))

        looks = await gather(*(look_in(kind) for kind in self.query.searched))
        return _best_first([ranked for each in looks for ranked in each])


@dataclass(frozen=True)
class _Lookup:
    """Looks among the texts of one kind, over one connection."""

    connection: Connection
    workspace_id: int
    query: SearchQuery
    kind: HitKind

    async def by_words(self) -> list[_Ranked]:
        """Rank the texts that have the words, in any of their forms."""
        sql = f"SELECT ({_ASKED}) AS asked, {_NEWEST[self.kind]} AS newest"
        row = await self.connection.fetchrow(sql, self.query.wanted)
        if row is None or not row["asked"]:
            return []
        return await self._newest_ranked("{0}::text::tsquery", row["asked"], row["newest"])

    async def by_beginnings(self, stems: Sequence[str]) -> list[_Ranked]:
        """Rank the texts that have words with all the beginnings."""
        beginnings = " & ".join(f"'{stem}':*" for stem in stems)
        newest: int = await self.connection.fetchval(f"SELECT {_NEWEST[self.kind]}")
        return await self._newest_ranked("to_tsquery('simple', {0})", beginnings, newest)

    async def by_letters(self) -> list[_Ranked]:
        """Rank the newest texts by how alike they spell the words."""
        words = [word for word in find_words(self.query) if len(word) >= _TRIGRAMS]
        if not words:
            return []
        where = self._where()
        if self.kind is HitKind.TASK:
            return await self._scored(_misspelt_task(where, words, self.query), where)
        return await self._scored(_misspelt_message(where, words, self.query.chats), where)

    async def by_meaning(self, meaning: Embedding) -> list[_Ranked]:
        """Rank the texts by how near they are in meaning."""
        table, key = _INDEX[self.kind]
        where = self._where()
        where.add("i.encoder = {}", meaning.encoder)
        where.args.append(vector_text(meaning))
        distance = f"i.embedding <=> ${len(where.args)}::halfvec"
        sql = (
            f"SELECT i.{key} AS id, 1 - ({distance}) AS score FROM {table} i WHERE {where} "  # noqa: S608
            f"ORDER BY {distance} LIMIT {CANDIDATES}"
        )
        return [ranked for ranked in await self._scored(sql, where) if ranked[0] >= LEAST_SIMILARITY]

    async def _newest_ranked(self, tsquery: str, text: str, newest: int) -> list[_Ranked]:
        """Rank texts with the words, going back as far as is needed for as many as are asked for.

        `newest` is the greatest id; see `_ranked` for the others.
        """
        ranked = await self._ranked(tsquery, text, newest - RECENT, walk=True)
        reach = _reach(len(ranked), self.query.limit)
        if RECENT < reach < newest:
            ranked = await self._ranked(tsquery, text, newest - reach, walk=reach <= WALKED)
        if len(ranked) >= self.query.limit or newest <= RECENT:
            return ranked
        return await self._ranked(tsquery, text)

    async def _ranked(self, tsquery: str, text: str, after: int = 0, *, walk: bool = False) -> list[_Ranked]:
        """Rank the newest texts with the words.

        Args:
            tsquery: The SQL expression of what is looked for, of a parameter.
            text: That parameter.
            after: Only texts with greater ids.
            walk: Whether to go through the texts from the newest back, or to ask the index of words. Left to
                itself the planner thinks words more common than they are, and goes through most of a table.
        """
        table, key = _INDEX[self.kind]
        where = self._where()
        where.add(f"i.words @@ {tsquery}", text)
        asked = tsquery.format(f"${len(where.args)}")
        where.add(f"i.{key} > {{}}", after)
        # The planner looks no further than to an OFFSET; and it has no index of a sum.
        newest = f"i.{key} > ${len(where.args)} ORDER BY i.{key} DESC OFFSET 0"
        source = f"(SELECT * FROM {table} i WHERE {newest})" if walk else table  # noqa: S608 - constants
        # 1: a long text must say it more often than a short one.
        sql = f"""
            SELECT id, ts_rank_cd(words, {asked}, 1) AS score
            FROM (SELECT i.{key} AS id, i.words FROM {source} i WHERE {where}
                  ORDER BY i.{key} {"" if walk else "+ 0"} DESC LIMIT {RANKED}) newest
            ORDER BY score DESC, id DESC LIMIT {CANDIDATES}
        """  # noqa: S608 - see Where
        return await self._scored(sql, where)

    async def _scored(self, sql: str, where: Where) -> list[_Ranked]:
        rows = await self.connection.fetch(sql, *where.args)
        return [(row["score"], (self.kind, row["id"])) for row in rows]

    def _where(self) -> Where:
        where = Where()
        where.add("i.workspace_id = {}", self.workspace_id)
        where.add_if(_OF_CHATS[self.kind], self.query.chats)
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
    return RECENT * 2 * wanted // found if 0 < found < wanted else RECENT


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


def _best_first(found: Sequence[_Ranked]) -> list[_Key]:
    ordered = sorted(found, key=lambda pair: (-pair[0], *_at_a_tie(pair[1])))
    return [key for _, key in ordered[:CANDIDATES]]


def _at_a_tie(key: _Key) -> tuple[bool, int]:
    """Return what puts tasks before messages, and newer before older."""
    return key[0] is HitKind.MESSAGE, -key[1]


async def _read(database: Database, workspace_id: int, keys: Sequence[_Key]) -> Mapping[_Key, Task | Message]:
    """Return what is found, tasks and messages side by side; what is deleted meanwhile is missing."""
    tasks = [number for kind, number in keys if kind is HitKind.TASK]
    messages = [number for kind, number in keys if kind is HitKind.MESSAGE]
    of_tasks, of_messages = await gather(
        _fetch(database, _READ_TASKS, workspace_id, tasks),
        _fetch(database, _READ_MESSAGES, workspace_id, messages),
    )
    found: dict[_Key, Task | Message] = {(HitKind.TASK, row["id"]): task_of(row) for row in of_tasks}
    return found | {(HitKind.MESSAGE, row["id"]): message_of(row) for row in of_messages}


async def _fetch(database: Database, sql: str, workspace_id: int, ids: Sequence[int]) -> list[Record]:
    if not ids:
        return []
    async with database.connection() as connection:
        return await connection.fetch(sql, workspace_id, ids)


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
