"""Examples of figures in the API's reference; the others are in `api.examples`."""

STATS = {
    "total_tasks": 12,
    "open_tasks": 5,
    "in_progress_tasks": 2,
    "completed_tasks": 4,
    "closed_tasks": 1,
    "categories": {"bug": 7, "feature": 5},
    "priorities": {"high": 3, "medium": 9},
    "total_messages": 340,
    "pending_messages": 2,
    "failed_messages": 0,
    "proposals": 1,
}
AGENT_REPORT = {
    "days": 7,
    "analysed": 340,
    "agents": [
        {
            "agent": "classification",
            "model": "openai:gpt-5-mini",
            "runs": 338,
            "mean_latency_ms": 912.4,
            "p50_latency_ms": 840.1,
            "p95_latency_ms": 1720.9,
            "input_tokens": 401200,
            "output_tokens": 30420,
            "cost_usd": 0.1612,
            "fallbacks": 0,
        },
        {
            "agent": "classification",
            "model": "embedded",
            "runs": 2,
            "mean_latency_ms": 11.8,
            "p50_latency_ms": 11.8,
            "p95_latency_ms": 12.1,
            "input_tokens": 0,
            "output_tokens": 0,
            "cost_usd": None,
            "fallbacks": 2,
        },
    ],
    "quality": [
        {"field": "actionable", "corrected": 4, "accuracy": 0.9882},
        {"field": "category", "corrected": 9, "accuracy": 0.9735},
        {"field": "priority", "corrected": 21, "accuracy": 0.9382},
        {"field": "due", "corrected": 3, "accuracy": 0.9912},
    ],
    "daily": [
        {
            "date": "2026-01-31",
            "agent": "classification",
            "runs": 52,
            "p50_latency_ms": 812.0,
            "p95_latency_ms": 1690.3,
            "corrected": 2,
        }
    ],
}
STATS_HISTORY = {
    "timezone": "Europe/Berlin",
    "days": [
        {
            "date": "2026-01-30",
            "messages": 41,
            "actionable": 9,
            "created": 7,
            "completed": 4,
            "closed": 1,
            "backlog": 23,
        },
        {
            "date": "2026-01-31",
            "messages": 12,
            "actionable": 3,
            "created": 3,
            "completed": 5,
            "closed": 0,
            "backlog": 21,
        },
    ],
    "ages": [
        {"label_days_from": 0, "label_days_to": 1, "tasks": 3},
        {"label_days_from": 1, "label_days_to": 3, "tasks": 6},
        {"label_days_from": 3, "label_days_to": 7, "tasks": 7},
        {"label_days_from": 7, "label_days_to": 30, "tasks": 4},
        {"label_days_from": 30, "label_days_to": None, "tasks": 1},
    ],
    "time_to_done": {"count": 9, "p50_s": 93600.0, "p90_s": 402300.0},
    "by_category": [
        {"category": "bug", "created": 6, "completed": 5},
        {"category": "feature", "created": 4, "completed": 4},
    ],
    "by_priority": [
        {"priority": "medium", "created": 7, "completed": 5},
        {"priority": "high", "created": 3, "completed": 4},
    ],
}
FACETS = {
    "assignees": [{"name": "ada", "tasks": 14}, {"name": "ben", "tasks": 5}],
    "labels": [{"name": "web", "tasks": 8}],
    "chats": [{"chat_id": "-1001234567890", "title": "Backend", "tasks": 12}],
}
