"""What an agent that costs nothing finds: in most messages nothing, in some a task."""

from datetime import UTC, datetime

from domain.analysis import AgentUse, Classification, Findings, LocatedExtraction, Summary
from domain.values import Category, Priority

MODEL = "free"

TASK_EVERY = 4
"""One message in so many becomes a task, as in a team's chat."""

EVERY_VARIABLE = "BENCH_TASK_EVERY"


def _use(agent: str) -> AgentUse:
    return AgentUse(agent=agent, model=MODEL, latency_ms=0.1, input_tokens=120, output_tokens=20)


NOTHING = Findings(
    classification=Classification(
        is_actionable=False,
        category=Category.OTHER,
        priority=Priority.LOW,
        confidence=0.95,
        reason="It tells of something that is done.",
    ),
    extraction=LocatedExtraction(),
    summary=Summary(short="Things are well.", title="Things are well"),
    model=MODEL,
    usage=[_use("classification")],
)

TASK = Findings(
    classification=Classification(
        is_actionable=True,
        category=Category.BUG,
        priority=Priority.HIGH,
        confidence=0.95,
        reason="It asks for a repair.",
    ),
    extraction=LocatedExtraction(
        components=["login page"],
        technologies=["Safari"],
        mentions=["anna"],
        assignees=["anna"],
        dates=["by Friday"],
        due=datetime(2026, 1, 9, 17, tzinfo=UTC),
        labels=["web"],
    ),
    summary=Summary(
        short="The login page crashes on Safari.",
        title="Fix the login page's crash on Safari",
        subtasks=["Reproduce it"],
    ),
    model=MODEL,
    usage=[_use("classification"), _use("extraction"), _use("analysis")],
)
