"""Adding up what the agents' runs took and what people corrected, in a time window found by its index."""

from dataclasses import dataclass

from db.pool import Database
from db.workspaces import get_workspace
from domain.usage import AgentDay, AgentFigures, AgentReport, FieldQuality, JudgedField

_FIGURES = """
SELECT r.agent, r.model, count(*) AS runs, avg(r.latency_ms) AS mean_latency_ms,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY r.latency_ms) AS p50_latency_ms,
    percentile_cont(0.95) WITHIN GROUP (ORDER BY r.latency_ms) AS p95_latency_ms,
    sum(r.input_tokens) AS input_tokens, sum(r.output_tokens) AS output_tokens,
    CASE WHEN count(r.cost_usd) = count(*) THEN sum(r.cost_usd) END AS cost_usd,
    count(a.fallback) AS fallbacks
FROM agent_runs r LEFT JOIN analyses a ON a.message_id = r.message_id
WHERE r.workspace_id = $1 AND r.at >= now() - make_interval(days => $2)
GROUP BY r.agent, r.model ORDER BY r.agent, runs DESC, r.model
"""

_QUALITY = """
WITH analysed AS (
    SELECT DISTINCT message_id FROM agent_runs
    WHERE workspace_id = $1 AND at >= now() - make_interval(days => $2)
)
SELECT count(*) AS analysed, count(c.is_actionable) AS actionable, count(c.category) AS category,
    count(c.priority) AS priority,
    count(*) FILTER (WHERE c.due_removed OR c.due_shift_s IS NOT NULL OR c.due_after_s IS NOT NULL) AS due
FROM analysed LEFT JOIN corrections c ON c.message_id = analysed.message_id
"""

_DAILY = """
SELECT (r.at AT TIME ZONE $3)::date AS date, r.agent, count(*) AS runs,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY r.latency_ms) AS p50_latency_ms,
    percentile_cont(0.95) WITHIN GROUP (ORDER BY r.latency_ms) AS p95_latency_ms,
    count(*) FILTER (WHERE CASE r.agent
        WHEN 'classification' THEN num_nonnulls(c.is_actionable, c.category, c.priority) > 0
        WHEN 'extraction' THEN c.due_removed OR num_nonnulls(c.due_shift_s, c.due_after_s) > 0
    END) AS corrected
FROM agent_runs r LEFT JOIN corrections c ON c.message_id = r.message_id
WHERE r.workspace_id = $1 AND r.at >= now() - make_interval(days => $2)
GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True)
class PostgresAgentReports:
    """`domain.usage.AgentReports` on PostgreSQL."""

    database: Database

    async def get_report(self, workspace_id: int, days: int) -> AgentReport:
        """See `domain.usage.AgentReports`."""
        async with self.database.connection() as connection:
            figures = await connection.fetch(_FIGURES, workspace_id, days)
            [counts] = await connection.fetch(_QUALITY, workspace_id, days)
            zone = (await get_workspace(connection, workspace_id)).timezone
            daily = await connection.fetch(_DAILY, workspace_id, days, zone)
        return AgentReport(
            days=days,
            analysed=counts["analysed"],
            agents=[AgentFigures.model_validate(dict(row.items())) for row in figures],
            quality=[FieldQuality.of(field, counts[field], counts["analysed"]) for field in JudgedField],
            daily=[AgentDay.model_validate(dict(row.items())) for row in daily],
        )
