"""Six messages, and what a model with a script says of them: every figure can be counted by hand."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest

from domain.analysis import (
    AgentUse,
    Classification,
    Findings,
    LocatedExtraction,
    Summary,
    WorkItem,
)
from domain.errors import AnalysisError, MantaError
from domain.values import Category, Priority
from evaluation.messages import LabelledMessage, Sample
from evaluation.running import Run, Runner
from tests.fakes.scripted import ScriptedAnalyst


def label(text: str, category: str, priority: str, **labels: object) -> LabelledMessage:
    """Return a labelled message of Kyiv, written on Wednesday, 25 November 2026, at 10:00."""
    fields: dict[str, object] = {
        "text": text,
        "lang": "en",
        "sent_at": "2026-11-25T10:00:00+02:00",
        "timezone": "Europe/Kyiv",
        "category": category,
        "priority": priority,
        "actionable": category != "other",
        "tasks": [],
    }
    return LabelledMessage.model_validate(fields | labels)


def say(
    category: Category,
    priority: Priority,
    confidence: float,
    *,
    due: datetime | None = None,
    mentions: tuple[str, ...] = (),
    pieces: int = 0,
) -> Findings:
    """Return what a model says."""
    item = WorkItem(title="Do it", category=category)
    return Findings(
        classification=Classification(
            is_actionable=category is not Category.OTHER,
            category=category,
            priority=priority,
            confidence=confidence,
            reason="So it reads.",
        ),
        extraction=LocatedExtraction(due=due, mentions=list(mentions)),
        summary=Summary(short="In short.", title="Do it", items=[item] * pieces),
        model="scripted",
        usage=[
            AgentUse(
                agent="classification",
                model="scripted",
                latency_ms=5.0,
                input_tokens=100,
                output_tokens=20,
                cost_usd=0.001,
            )
        ],
    )


PIECE = {"about": "x", "category": "chore", "priority": "medium"}

MESSAGES = [
    label("one", "bug", "high", due="2026-11-27", mentions=["Anna"]),
    label("two", "chore", "medium", due="2026-11-27T17:00", mentions=["bob"], tasks=[PIECE, PIECE]),
    label("three", "other", "low", due=None, mentions=[], lang="uk"),
    label("four", "other", "low", due=None, mentions=[], tags=["injection"], lang="uk"),
    label("five", "question", "medium", due="2026-12-01", tasks=[PIECE, PIECE], lang="uk"),
    label("six", "chore", "medium", lang="uk"),
]

ANSWERS: Mapping[str, Findings | MantaError] = {
    # The last second of the day in Kyiv.
    "one": say(
        Category.BUG,
        Priority.HIGH,
        0.9,
        due=datetime(2026, 11, 27, 21, 59, 59, tzinfo=UTC),
        mentions=("@anna",),
    ),
    # The right day, but half past five.
    "two": say(Category.BUG, Priority.MEDIUM, 0.9, due=datetime(2026, 11, 27, 15, 30, tzinfo=UTC), pieces=2),
    "three": say(Category.OTHER, Priority.LOW, 0.9),
    "four": say(
        Category.BUG,
        Priority.CRITICAL,
        0.5,
        due=datetime(2026, 11, 26, 9, tzinfo=UTC),
        mentions=("eve",),
    ),
    "five": say(Category.OTHER, Priority.LOW, 0.5),
    "six": AnalysisError("It did not answer."),
}


def ask(
    answers: Mapping[str, Findings | MantaError],
    model: str = "scripted",
    messages: Sequence[LabelledMessage] = MESSAGES,
) -> Run:
    """Return what comes of the messages, by default the six."""
    samples = [Sample(index, f"six.jsonl:{index + 1}", message) for index, message in enumerate(messages)]
    run = Run(model)
    runner = Runner(concurrency=2, on_outcome=lambda: None)
    asyncio.run(runner.run(ScriptedAnalyst(answers, model), samples, run))
    return run


@pytest.fixture
def run() -> Run:
    return ask(ANSWERS)


@pytest.fixture
def perfect_run() -> Run:
    """A model that classifies all six as labelled."""
    answers = {
        message.text: say(message.category or Category.OTHER, message.priority or Priority.LOW, 1.0)
        for message in MESSAGES
    }
    return ask(answers, "perfect")
