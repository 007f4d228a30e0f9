"""An analyst that says what it is told, when it is told."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

from domain.analysis import (
    Classification,
    Extraction,
    Findings,
    LocatedExtraction,
    MessageContext,
    Summary,
    WorkItem,
)
from domain.errors import ConfigurationError
from domain.ports import Analyst
from domain.values import Category, Priority
from domain.workspace import WorkspaceSettings


def make_findings(
    *,
    is_actionable: bool = True,
    category: Category = Category.BUG,
    confidence: float = 0.9,
    title: str = "Fix the login",
    extraction: Extraction | None = None,
    items: Sequence[WorkItem] = (),
) -> Findings:
    """Return what the agents might say of a message."""
    return Findings(
        classification=Classification(
            is_actionable=is_actionable,
            category=category,
            priority=Priority.HIGH,
            confidence=confidence,
            reason="It names a fault.",
        ),
        extraction=LocatedExtraction(**dict(extraction or Extraction())),
        summary=Summary(short="The login fails.", title=title, items=list(items)),
        model="fake",
    )


class FakeAnalyst:
    """`domain.ports.Analyst`: answers at once, unless a text has faults to raise or a gate."""

    def __init__(self) -> None:
        self.findings = make_findings()
        self.seen: list[str] = []
        """Texts in the order they were asked about."""
        self.faults: defaultdict[str, list[Exception]] = defaultdict(list)
        self.gates: dict[str, asyncio.Event] = {}
        self.cancelled: list[str] = []

    @property
    def model(self) -> str:
        """Return the model's name."""
        return "fake"

    def hold(self, *texts: str) -> asyncio.Event:
        """Let the analysis of these texts wait until the returned event is set."""
        gate = asyncio.Event()
        self.gates |= dict.fromkeys(texts, gate)
        return gate

    async def analyse(self, message: MessageContext) -> Findings:
        self.seen.append(message.text)
        try:
            if (gate := self.gates.get(message.text)) is not None:
                await gate.wait()
        except asyncio.CancelledError:
            self.cancelled.append(message.text)
            raise
        if faults := self.faults[message.text]:
            raise faults.pop(0)
        return self.findings


class FakeAnalysts:
    """`domain.ports.Analysts`: one analyst for everybody, except for models that can't be used."""

    def __init__(self, analyst: Analyst) -> None:
        self.analyst = analyst
        self.unusable: set[str] = set()
        self.fault: ConfigurationError | None = None
        self.asked: list[WorkspaceSettings] = []

    async def choose(self, settings: WorkspaceSettings) -> Analyst:
        self.asked.append(settings)
        if self.fault is not None:
            raise self.fault
        if settings.model in self.unusable:
            raise ConfigurationError(f"There is no model {settings.model!r}.")
        return self.analyst
