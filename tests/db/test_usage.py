"""The agents' report: equal to adding up by hand, bounded by its window, and cheap beside old runs."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from statistics import fmean, median
from zoneinfo import ZoneInfo

import pytest

from db.pool import Database
from db.usage import PostgresAgentReports
from domain.usage import AgentReport, JudgedField
from domain.workspace import WorkspaceChange
from tests.db.samples import new_message, new_messages
from tests.db.stores import MAIN, Stores

_RUN = """
INSERT INTO agent_runs (message_id, agent, workspace_id, model, latency_ms, input_tokens, output_tokens,
                        cost_usd, at)
VALUES ($1, $2, $3, $4, $5, 10, 2, $6, now() - make_interval(hours => $7))
"""

_ANALYSIS = """
INSERT INTO analyses (message_id, workspace_id, is_actionable, category, priority, confidence, reason, title,
                      short, model, fallback)
VALUES ($1, 1, true, 'bug', 'high', 0.9, '', '', '', 'embedded', $2)
"""

_CORRECTION = """
INSERT INTO corrections (message_id, workspace_id, is_actionable, category, priority, due_removed,
                         due_shift_s, due_after_s, corrected_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'Ada')
"""


async def run(  # noqa: PLR0913 - a row's columns
    stores: Stores,
    message_id: int,
    agent: str = "classification",
    *,
    model: str = "embedded",
    latency_ms: float = 10.0,
    cost_usd: float | None = None,
    hours: int = 1,
    workspace_id: int = MAIN,
) -> None:
    """Let an agent have run on a message some hours ago."""
    await stores.rows(_RUN, message_id, agent, workspace_id, model, latency_ms, cost_usd, hours)


async def correct(stores: Stores, message_id: int, workspace_id: int, **corrected: object) -> None:
    """Let a person have corrected these fields of what the agents said."""
    fields = ("is_actionable", "category", "priority", "due_removed", "due_shift_s", "due_after_s")
    values = {"due_removed": False, **corrected}
    await stores.rows(_CORRECTION, message_id, workspace_id, *(values.get(name) for name in fields))


async def report(stores: Stores, days: int = 7) -> AgentReport:
    return await PostgresAgentReports(stores.database).get_report(MAIN, days)


async def test_without_runs_there_is_nothing_to_tell(stores: Stores) -> None:
    told = await report(stores)
    assert (told.days, told.analysed, told.agents) == (7, 0, [])
    assert {(each.corrected, each.accuracy) for each in told.quality} == {(0, None)}


async def test_figures_equal_adding_up(stores: Stores) -> None:
    ids = await stores.accept(*new_messages(20))
    latencies = [float(place**2) for place in range(20)]
    for message_id, latency_ms in zip(ids, latencies, strict=True):
        await run(stores, message_id, latency_ms=latency_ms, cost_usd=0.5)
    [told] = (await report(stores)).agents
    assert (told.agent, told.model, told.runs) == ("classification", "embedded", 20)
    assert told.mean_latency_ms == pytest.approx(fmean(latencies))
    assert told.p50_latency_ms == pytest.approx(median(latencies))
    assert told.p95_latency_ms == pytest.approx(18**2 + 0.05 * (19**2 - 18**2))
    assert (told.input_tokens, told.output_tokens, told.cost_usd) == (200, 40, 10.0)


async def test_agents_and_models_are_told_apart_and_an_unknown_price_makes_the_cost_unknown(
    stores: Stores,
) -> None:
    first, second = await stores.accept(*new_messages(2))
    await run(stores, first, model="openai:gpt-5", cost_usd=0.25)
    await run(stores, second, model="embedded")
    await run(stores, first, "extraction", model="openai:gpt-5", cost_usd=0.5)
    await run(stores, second, "extraction", model="openai:gpt-5")
    told = {(each.agent, each.model): (each.runs, each.cost_usd) for each in (await report(stores)).agents}
    assert told == {
        ("classification", "openai:gpt-5"): (1, 0.25),
        ("classification", "embedded"): (1, None),
        ("extraction", "openai:gpt-5"): (2, None),
    }


async def test_runs_of_a_stand_in_are_counted(stores: Stores) -> None:
    first, second, _ = ids = await stores.accept(*new_messages(3))
    for message_id in ids:
        await run(stores, message_id)
    await stores.rows(_ANALYSIS, first, "no answer in time")
    await stores.rows(_ANALYSIS, second, None)
    [told] = (await report(stores)).agents
    assert (told.runs, told.fallbacks) == (3, 1)


async def test_each_field_is_judged_by_the_corrections_of_what_was_analysed(stores: Stores) -> None:
    ids = await stores.accept(*new_messages(8))
    for message_id in ids:
        for agent in ("classification", "extraction"):
            await run(stores, message_id, agent)
    corrections: list[dict[str, object]] = [
        {"is_actionable": False},
        {"category": "bug", "priority": "low"},
        {"category": "chore", "due_removed": True},
        {"due_shift_s": -60.0},
        {"due_after_s": 0.0},
        {},
    ]
    for message_id, correction in zip(ids, corrections, strict=False):
        await correct(stores, message_id, MAIN, **correction)
    told = await report(stores)
    assert told.analysed == 8
    assert {each.field: (each.corrected, each.accuracy) for each in told.quality} == {
        JudgedField.ACTIONABLE: (1, 0.875),
        JudgedField.CATEGORY: (2, 0.75),
        JudgedField.PRIORITY: (1, 0.875),
        JudgedField.DUE: (3, 0.625),
    }


async def test_what_is_older_than_the_window_does_not_count(stores: Stores) -> None:
    new, old = await stores.accept(*new_messages(2))
    await run(stores, new, hours=23)
    await run(stores, old, hours=25)
    await correct(stores, old, MAIN, category="bug")
    today, both = await report(stores, 1), await report(stores, 2)
    assert [(told.analysed, told.quality[1].corrected) for told in (today, both)] == [(1, 0), (2, 1)]


async def test_another_workspace_s_agents_are_not_told_of(stores: Stores) -> None:
    other = await stores.add_workspace()
    [theirs] = await stores.accept(new_message(), workspace_id=other)
    await run(stores, theirs, workspace_id=other)
    await correct(stores, theirs, other, category="bug", priority="low", due_removed=True)
    told = await report(stores)
    assert (told.analysed, told.agents) == (0, [])
    assert {each.corrected for each in told.quality} == {0}


async def test_each_day_of_the_workspace_s_calendar_is_told(stores: Stores) -> None:
    zone = ZoneInfo("Pacific/Kiritimati")
    await stores.workspaces.change_workspace(MAIN, WorkspaceChange(timezone=zone.key))
    ids = await stores.accept(*new_messages(6))
    hours = [1, 1, 1, 30, 30, 60]
    for message_id, ago, latency_ms in zip(ids, hours, (10.0, 20.0, 30.0, 5.0, 7.0, 1.0), strict=True):
        await run(stores, message_id, hours=ago, latency_ms=latency_ms)
        await run(stores, message_id, "extraction", model="openai:gpt-5", hours=ago, latency_ms=2.0)
    await correct(stores, ids[0], MAIN, category="bug", due_shift_s=60.0)
    await correct(stores, ids[1], MAIN, priority="low", is_actionable=True)
    await correct(stores, ids[2], MAIN)
    await correct(stores, ids[3], MAIN, due_removed=True)
    [now] = await stores.column("SELECT now()")
    assert isinstance(now, datetime)
    dates = [(now.astimezone(zone) - timedelta(hours=ago)).date() for ago in (60, 30, 1)]
    told = [
        (day.date, day.agent, day.runs, day.p50_latency_ms, day.corrected)
        for day in (await report(stores)).daily
    ]
    assert told == [
        (dates[0], "classification", 1, 1.0, 0),
        (dates[0], "extraction", 1, 2.0, 0),
        (dates[1], "classification", 2, 6.0, 0),
        (dates[1], "extraction", 2, 2.0, 1),
        (dates[2], "classification", 3, 20.0, 2),
        (dates[2], "extraction", 3, 2.0, 1),
    ]


_FILL = """
WITH chat AS (
    INSERT INTO chats (workspace_id, source, external_id) VALUES (1, 'api', 'long') RETURNING id
), message AS (
    INSERT INTO messages (workspace_id, chat_id, seq, external_id, source, author, content, sent_at, digest)
    SELECT 1, id, n, n::text, 'api', 'Ada', 'x', now(), '' FROM chat, generate_series(1, $1::int) n
    RETURNING id, seq
)
INSERT INTO agent_runs (message_id, agent, workspace_id, model, latency_ms, input_tokens, output_tokens, at)
SELECT id, agent, 1, 'embedded', random() * 100, 0, 0, now() - make_interval(hours => seq::int)
FROM message, unnest(ARRAY['classification', 'extraction', 'analysis']) AS agent
"""


@pytest.fixture
async def old(own_database_url: str) -> AsyncIterator[Stores]:
    """Ten thousand messages, one an hour; one connection, so that its counters are at hand."""
    async with Database(own_database_url, max_size=1, timeout_s=60) as database:
        stores = Stores(database)
        await stores.rows(_FILL, 10_000)
        await stores.rows("ANALYZE")
        yield stores


async def test_a_report_reads_its_window_only(old: Stores) -> None:
    async def read() -> tuple[int, int]:
        await old.rows("SELECT pg_stat_force_next_flush()")
        sql = "SELECT seq_scan::int, idx_tup_fetch::int FROM pg_stat_user_tables WHERE relname = 'agent_runs'"
        [row] = await old.rows(sql)
        return row["seq_scan"], row["idx_tup_fetch"]

    scans, rows = await read()
    assert (await report(old, 1)).analysed == 23
    scans_after, rows_after = await read()
    assert scans_after == scans
    assert rows_after - rows <= 3 * 3 * 24  # three queries, three agents
