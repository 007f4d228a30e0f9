"""Which model to use, as a value that is light to import."""

from collections.abc import Mapping
from typing import Final

from pydantic import Field

from config.settings import Settings
from domain.values import Value
from domain.workspace import AgentModels, WorkspaceSettings

AUTO: Final = "auto"
DEFAULT_OLLAMA_URL: Final = "http://127.0.0.1:11434"


class ModelChoice(Value):
    """Which model each agent uses, how long to wait for it, and how hard to press it."""

    model: str = Field(
        default=AUTO,
        min_length=1,
        description="`auto`, `embedded`, `ollama:NAME`, or a pydantic-ai name such as `openai:gpt-5`.",
    )
    models: AgentModels = Field(
        default_factory=AgentModels, description="Models of single agents; null: `model`."
    )
    concurrency: int | None = Field(
        default=None, ge=1, description="Runs at once for each provider; None is the provider's default."
    )
    rpm: float = Field(default=0.0, ge=0, description="Requests a minute to each provider; 0 is no limit.")
    ollama_base_url: str | None = Field(
        default=None, description="Ollama's address, with or without `/v1`; None is this machine's default."
    )
    timeout_s: float = Field(default=60.0, gt=0, description="Longest run of one agent, retries included.")
    retries: int = Field(default=2, ge=0, description="Further tries of a request that failed in passing.")
    fallback: bool = Field(default=True, description="The embedded engine answers when the model does not.")
    breaker_failures: int = Field(
        default=5, ge=1, description="Failures in a row after which the model is left alone."
    )
    breaker_reset_s: float = Field(default=30.0, gt=0, description="How long it is left alone.")

    @property
    def ollama_root(self) -> str:
        """Return Ollama's address without a path."""
        return (self.ollama_base_url or DEFAULT_OLLAMA_URL).rstrip("/").removesuffix("/v1")

    @property
    def names(self) -> Mapping[str, str]:
        """Return the name of each agent's model."""
        return {agent: name or self.model for agent, name in self.models}

    def merge(self, settings: WorkspaceSettings) -> "ModelChoice":
        """Return the choice for a workspace: its agent's model, else its model, else what is chosen here."""
        if settings.model is None and settings.models == AgentModels():
            return self
        inherited = AgentModels() if settings.model is not None else self.models
        models = AgentModels(**{agent: name or getattr(inherited, agent) for agent, name in settings.models})
        return self.model_copy(update={"model": settings.model or self.model, "models": models})


def choose_model(settings: Settings) -> ModelChoice:
    """Return the choice that the system's settings make."""
    return ModelChoice(
        model=settings.manta_model,
        models=AgentModels(
            classification=settings.manta_model_classification,
            extraction=settings.manta_model_extraction,
            analysis=settings.manta_model_analysis,
        ),
        concurrency=settings.manta_model_concurrency,
        rpm=settings.manta_model_rpm,
        ollama_base_url=settings.ollama_base_url,
        timeout_s=settings.manta_model_timeout_s,
        retries=settings.manta_model_retries,
        fallback=settings.manta_model_fallback,
        breaker_failures=settings.manta_breaker_failures,
        breaker_reset_s=settings.manta_breaker_reset_s,
    )
