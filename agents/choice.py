"""Which model to use, as a value that is light to import."""

from typing import Final

from pydantic import Field

from domain.values import Value

AUTO: Final = "auto"
DEFAULT_OLLAMA_URL: Final = "http://127.0.0.1:11434"


class ModelChoice(Value):
    """Which model to use and how long to wait for it."""

    model: str = Field(
        default=AUTO,
        min_length=1,
        description="`auto`, `embedded`, `ollama:NAME`, or a pydantic-ai name such as `openai:gpt-5`.",
    )
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
