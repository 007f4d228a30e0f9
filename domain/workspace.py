"""A workspace's settings: how its messages are read and when they become tasks."""

import re
from typing import Annotated, Final, Protocol
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from domain.analysis import Confidence
from domain.values import Name, Value

MAIN_WORKSPACE: Final = 1
"""The workspace that the migrations make."""


def _zone(name: str) -> str:
    """Return the name of a time zone.

    Raises:
        ValueError: There is no such zone.
    """
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        msg = "must be a time zone of the IANA database, such as Europe/Berlin"
        raise ValueError(msg) from None
    return name


TimeZone = Annotated[str, AfterValidator(_zone)]
"""A name of the IANA time zone database."""

Language = Annotated[str, Field(pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$", max_length=35)]
"""A BCP 47 tag such as `uk` or `pt-BR`; empty: not set."""


_MODEL = re.compile(r"auto|embedded|[a-z][a-z0-9._/-]*:\S+")


def _model(name: str) -> str:
    """Return the name of a model, whether or not it can be used.

    Raises:
        ValueError: No model is called so.
    """
    if not _MODEL.fullmatch(name):
        raise ValueError("must be auto, embedded, ollama:NAME or a provider's model such as openai:gpt-5")
    return name


ModelName = Annotated[Name, AfterValidator(_model)]
"""A model as `MANTA_MODEL` names it; whether it can be used is `domain.ports.ModelCheck`'s to say."""


class AgentModels(Value):
    """The model of each agent; null: the workspace's, else the system's."""

    classification: ModelName | None = None
    extraction: ModelName | None = None
    analysis: ModelName | None = None

    def named(self) -> dict[str, str]:
        """Return the models that are set, by agent."""
        return {agent: model for agent, model in dict(self).items() if model is not None}

    def changed(self, change: "AgentModels") -> "AgentModels":
        """Return these models with those that were set in `change`, be it to null."""
        return self.model_copy(update={agent: getattr(change, agent) for agent in change.model_fields_set})


class WorkspaceSettings(Value):
    """How a workspace's messages are read and when they become tasks; null: as the system is set."""

    timezone: TimeZone = "UTC"
    language: Language = ""
    model: ModelName | None = Field(
        default=None, description="`auto`, `embedded`, `ollama:NAME` or a provider's model."
    )
    models: AgentModels = Field(default_factory=AgentModels, description="Models of single agents.")
    task_threshold: Confidence | None = Field(default=None, description="From here on: a task by itself.")
    proposal_threshold: Confidence | None = Field(default=None, description="From here on: a proposal.")
    duplicate_threshold: Confidence = Field(
        default=0.78, description="Tasks at least this similar are linked as duplicates."
    )

    def asks_for_models(self) -> bool:
        """Whether any model is other than the system's."""
        return bool(self.named_models())

    @field_validator("proposal_threshold")
    @classmethod
    def _no_higher_than_for_a_task(cls, proposal: float | None, info: ValidationInfo) -> float | None:
        task: float | None = info.data.get("task_threshold")
        if proposal is not None and task is not None and proposal > task:
            raise ValueError(f"must not be above task_threshold, which is {task:g}")
        return proposal

    def named_models(self) -> set[str]:
        """Return the models that are set, for whichever agent."""
        named = {self.model, *self.models.named().values()}
        return {name for name in named if name is not None}


class Workspace(WorkspaceSettings):
    """A workspace as it is served."""

    id: int
    slug: str
    name: Name


class WorkspaceChange(Value):
    """New settings; only the fields that were set are changed, of `models` too."""

    name: Name | None = None
    timezone: TimeZone | None = None
    language: Language | None = None
    model: ModelName | None = None
    models: AgentModels | None = None
    task_threshold: Confidence | None = None
    proposal_threshold: Confidence | None = None
    duplicate_threshold: Confidence | None = None

    def apply(self, workspace: Workspace) -> Workspace:
        """Return `workspace` with the change; null puts a field back to what it is when nobody sets it.

        Raises:
            pydantic.ValidationError: The name was set to null, or the settings contradict each other.
        """
        fields: dict[str, object] = dict(workspace)
        for field in self.model_fields_set - {"models"}:
            fields[field] = getattr(self, field)
        if "models" in self.model_fields_set:
            fields["models"] = workspace.models.changed(self.models) if self.models is not None else None
        return Workspace.model_validate({name: value for name, value in fields.items() if value is not None})


class Workspaces(Protocol):
    """The workspaces and their settings."""

    async def get_workspace(self, workspace_id: int) -> Workspace:
        """Return a workspace.

        Raises:
            NotFoundError: There is no such workspace.
        """
        ...

    async def change_workspace(self, workspace_id: int, change: WorkspaceChange) -> Workspace:
        """Change a workspace and return it.

        Raises:
            NotFoundError: There is no such workspace.
            pydantic.ValidationError: See `WorkspaceChange.apply`; nothing was changed.
        """
        ...
