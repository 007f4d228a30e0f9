"""What is told of models: which are there, how a download goes, what a trial found. Light to import."""

from domain.analysis import Findings
from domain.values import Value


class InstalledModel(Value):
    """A model of an Ollama server; what the server does not tell is null or empty."""

    name: str
    size_bytes: int | None = None
    family: str = ""
    parameters: str = ""
    quantisation: str = ""
    context_tokens: int | None = None


class PullStep(Value):
    """How far a download is: of the layer `digest`, or of the whole where there is none."""

    status: str
    digest: str | None = None
    completed_bytes: int | None = None
    total_bytes: int | None = None


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
