"""Every setting of Manta, its default and its meaning; `.env.example` shows them to operators."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from domain.telegram import webhook_address

Probability = Annotated[float, Field(ge=0.0, le=1.0)]

LogFormat = Literal["text", "json"]
"""How log lines look: for people, or one JSON object each for programs."""


class Settings(BaseSettings):
    """Settings of one Manta system; each field's upper-case name is its environment variable.

    Secrets stay in the environment of the processes that need them: they are never sent as actor
    arguments, where dashboards and logs could show them.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    database_url: SecretStr | None = Field(
        default=None, description="PostgreSQL to use; unset starts the embedded one."
    )
    ollama_base_url: str | None = Field(default=None, description="Where Ollama answers.")
    telegram_bot_token: SecretStr | None = Field(default=None, description="Token from @BotFather.")
    telegram_webhook_secret: SecretStr | None = Field(
        default=None, description="Secret that Telegram's updates must carry."
    )
    telegram_api_url: str | None = Field(default=None, description="A Bot API server of your own.")
    manta_telegram_workspaces: Literal["main", "chat"] = Field(
        default="main", description="Where chats' tasks are: all in one workspace, or each chat in its own."
    )
    manta_telegram_trust_groups: bool = Field(
        default=False, description="Whether members of any group may open, in Telegram, what all chats share."
    )
    telegram_webhook_url: str | None = Field(
        default=None, description="Public address Telegram delivers updates to; unset: they are polled."
    )
    manta_bot: bool = Field(
        default=True, description="Whether `manta up` polls Telegram; false where `manta bot` does."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    manta_data_dir: Path = Field(
        default=Path(".data"), description="Database, keys and logs of the embedded set-up."
    )
    manta_host: str = Field(default="127.0.0.1", description="Interface the API listens on.")
    manta_port: int = Field(default=8000, ge=1, le=65535, description="Port of the API.")
    manta_public_url: str | None = Field(
        default=None, description="Public address, if a proxy stands in front."
    )
    manta_allowed_origins: list[str] = Field(default_factory=list, description="Further allowed web origins.")
    manta_model: str = Field(default="auto", description="auto, embedded, ollama:NAME or a pydantic-ai name.")
    manta_model_classification: str | None = Field(
        default=None, description="Model of the classification agent; unset: MANTA_MODEL."
    )
    manta_model_extraction: str | None = Field(
        default=None, description="Model of the extraction agent; unset: MANTA_MODEL."
    )
    manta_model_analysis: str | None = Field(
        default=None, description="Model of the analysis agent; unset: MANTA_MODEL."
    )
    manta_model_concurrency: int | None = Field(
        default=None, ge=1, le=1024, description="Model runs at once, for each provider and worker."
    )
    manta_model_rpm: float = Field(
        default=0.0, ge=0, description="Model requests a minute, for each provider and worker; 0: no limit."
    )
    manta_model_timeout_s: float = Field(default=60.0, gt=0, description="Bound on one model call.")
    manta_model_fallback: bool = Field(
        default=True, description="The embedded engine answers when the model does not."
    )
    manta_model_retries: int = Field(
        default=2, ge=0, le=10, description="Further tries of a model call that failed in passing."
    )
    manta_breaker_failures: int = Field(
        default=5, ge=1, description="Failures in a row after which the model is left alone for a while."
    )
    manta_breaker_reset_s: float = Field(
        default=30.0, gt=0, description="How long a failing model is left alone."
    )
    manta_replicas: int = Field(default=1, ge=1, le=64, description="Ingress replicas, at least.")
    manta_replicas_max: int | None = Field(
        default=None, ge=1, le=64, description="Ingress replicas at most, by load; unset: MANTA_REPLICAS."
    )
    manta_max_sockets: int = Field(
        default=10_000, ge=1, le=100_000, description="Open live sockets of one ingress replica."
    )
    manta_workers: int = Field(default=1, ge=1, le=256, description="Analysis workers, at least.")
    manta_workers_max: int | None = Field(
        default=None, ge=1, le=256, description="Analysis workers at most, by backlog; unset: MANTA_WORKERS."
    )
    manta_worker_label: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9._/-]+=[A-Za-z0-9._-]+$",
        description="Label, KEY=VALUE, of the nodes that analysis workers prefer; unset: any.",
    )
    manta_boards: int = Field(default=1, ge=1, le=64, description="Task boards workspaces are spread over.")
    manta_lease_s: float = Field(default=15.0, gt=1, description="How long a silent worker keeps its chats.")
    manta_max_attempts: int = Field(
        default=5, ge=1, le=50, description="Tries before a message is dead-lettered."
    )
    manta_max_body_bytes: int = Field(default=8 * 2**20, ge=1024, description="Largest request body.")
    manta_task_threshold: Probability = Field(
        default=0.75, description="Actionable with this confidence becomes a task."
    )
    manta_proposal_threshold: Probability = Field(
        default=0.35, description="Actionable with this confidence becomes a proposal."
    )
    manta_dashboard: bool = Field(default=True, description="Start Ray's dashboard with a local cluster.")
    manta_metrics_port: int | None = Field(
        default=None, ge=1, le=65535, description="Port of the metrics on this machine; unset: a free one."
    )
    manta_tracing: bool = Field(
        default=False, description="Write OpenTelemetry traces, as the OTEL_* variables say."
    )
    manta_log_format: LogFormat = Field(default="text", description="How log lines look.")
    manta_dashboard_port: int = Field(default=8265, ge=1, le=65535)

    @field_validator("manta_replicas_max", "manta_workers_max")
    @classmethod
    def _is_not_below_the_least(cls, most: int | None, info: ValidationInfo) -> int | None:
        name = str(info.field_name).removesuffix("_max")
        least = info.data.get(name)  # missing if it is wrong itself
        if most is not None and least is not None and most < least:
            raise ValueError(f"must not be less than {name.upper()}, which is {least}")
        return most

    def most_workers(self) -> int:
        """Return how many analysis workers there may be."""
        return self.manta_workers_max or self.manta_workers

    def most_replicas(self) -> int:
        """Return how many ingress replicas there may be."""
        return self.manta_replicas_max or self.manta_replicas

    def polls_telegram(self) -> bool:
        """Return whether `manta up` has to poll: there is a bot without a webhook, and nobody else polls."""
        return self.manta_bot and self.telegram_bot_token is not None and self.telegram_webhook_url is None

    def telegram_webhook_address(self) -> str | None:
        """Return the address that Telegram has to call, None when updates are polled.

        Raises:
            ConfigurationError: TELEGRAM_WEBHOOK_URL can't be used.
        """
        if self.telegram_webhook_url is None:
            return None
        token = self.telegram_bot_token
        return webhook_address(
            self.telegram_webhook_url,
            api_url=self.telegram_api_url,
            token="" if token is None else token.get_secret_value(),
        )

    def admin_key_file(self) -> Path:
        """Return where the admin key of this data folder is kept, readable by its owner only."""
        return self.manta_data_dir / "admin.key"
