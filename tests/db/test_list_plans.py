"""Lists are read in the order of an index, so that a page costs the same however many tasks there are."""

import pytest

from db.task_lists import ORDERS, where_of
from domain.task import TaskQuery, TaskSort
from tests.db.stores import MAIN, Stores

# Small tables are sorted because that is cheap; how it would be done when it is not is what matters.
_LIKE_LARGE = """
SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off;
SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
"""

_QUERIES = {
    **{f"all, {sort}": TaskQuery(sort=sort) for sort in TaskSort},
    "by status": TaskQuery.model_validate({"status": ["open"]}),
    "by assignee": TaskQuery(assignee="Ada"),
    "by label": TaskQuery(label="web"),
    "by chat": TaskQuery(chats=["general"]),
}


async def _plan(stores: Stores, order: str, query: TaskQuery) -> str:
    where = where_of(MAIN, query, [1] if query.chats else None)
    sql = f"EXPLAIN SELECT t.* FROM tasks t WHERE {where} ORDER BY {order} LIMIT 50"  # noqa: S608 - ours
    async with stores.database.transaction() as connection:
        await connection.execute(_LIKE_LARGE)
        return "\n".join(row[0] for row in await connection.fetch(sql, *where.args))


@pytest.mark.parametrize("name", _QUERIES)
async def test_an_index_gives_the_order(stores: Stores, name: str) -> None:
    query = _QUERIES[name]
    assert "Sort" not in await _plan(stores, ORDERS[query.sort].clause(), query)


async def test_the_comparison_sees_an_order_without_an_index(stores: Stores) -> None:
    assert "Sort" in await _plan(stores, "t.updated_at DESC NULLS LAST, t.id DESC", TaskQuery())
