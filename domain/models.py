"""Models to choose from, and what trying one brings."""

from collections.abc import Sequence
from typing import Protocol

from pydantic import Field

from domain.analysis import Findings
from domain.values import Value
from domain.workspace import WorkspaceSettings


class ModelOption(Value):
    """A model that a workspace may be set to, or why it can't be."""

    name: str = Field(description="As the settings take it; with nothing behind the colon: any of these.")
    label: str
    available: bool = Field(description="Whether `name` can be chosen as it is.")
    why: str = Field(default="", description="What it is, or why it can't be chosen as it is.")


class ModelOffer(Value):
    """The model each agent uses, `auto` resolved, and those there are."""

    in_use: dict[str, str]
    choices: list[ModelOption]


class Trial(Value):
    """What the agents made of a sample message; without findings `error` says why."""

    text: str
    findings: Findings | None = None
    error: str = ""
    latency_ms: float

    @property
    def input_tokens(self) -> int:
        """Return the tokens read by all agents."""
        return sum(use.input_tokens for use in self.findings.usage) if self.findings else 0

    @property
    def output_tokens(self) -> int:
        """Return the tokens written by all agents."""
        return sum(use.output_tokens for use in self.findings.usage) if self.findings else 0

    @property
    def cost_usd(self) -> float | None:
        """Return what it cost; None when a price is not known."""
        costs = [use.cost_usd for use in self.findings.usage] if self.findings else [None]
        known = [cost for cost in costs if cost is not None]
        return sum(known) if len(known) == len(costs) else None


class ModelDesk(Protocol):
    """Tells of models where messages are analysed; raises `UnavailableError` when nobody answers there."""

    async def list_models(self, settings: WorkspaceSettings) -> ModelOffer:
        """Return what the workspace of these settings uses and may use."""
        ...

    async def try_model(self, workspace_id: int, model: str) -> Sequence[Trial]:
        """Let the agents read the sample messages by a model, for at most a minute; nothing is stored.

        Raises:
            ConfigurationError: The model can't be used.
            OverloadedError: A trial of this workspace is under way.
        """
        ...
