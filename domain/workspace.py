"""A workspace's settings: how its messages are read and when they become tasks."""

from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from domain.analysis import Confidence
from domain.values import Name, Value


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


class AgentModels(Value):
    """The model of each agent; null: the workspace's, else the system's."""

    classification: Name | None = None
    extraction: Name | None = None
    analysis: Name | None = None


class WorkspaceSettings(Value):
    """How a workspace's messages are read and when they become tasks; null: as the system is set."""

    timezone: TimeZone = "UTC"
    language: Language = ""
    model: Name | None = Field(default=None, description="`embedded`, `ollama:NAME` or a provider's model.")
    models: AgentModels = Field(default_factory=AgentModels, description="Models of single agents.")
    task_threshold: Confidence | None = Field(default=None, description="From here on: a task by itself.")
    proposal_threshold: Confidence | None = Field(default=None, description="From here on: a proposal.")
    duplicate_threshold: Confidence = Field(
        default=0.78, description="Tasks at least this similar are linked as duplicates."
    )


class Workspace(WorkspaceSettings):
    """A workspace as it is served."""

    id: int
    slug: str
    name: Name


class WorkspaceChange(Value):
    """New settings; only the fields that were set are changed."""

    name: Name | None = None
    timezone: TimeZone | None = None
    language: Language | None = None
    model: Name | None = None
    models: AgentModels | None = None
    task_threshold: Confidence | None = None
    proposal_threshold: Confidence | None = None
    duplicate_threshold: Confidence | None = None

    def apply(self, workspace: Workspace) -> Workspace:
        """Return `workspace` with the change; null puts a field back to the system's setting.

        Raises:
            pydantic.ValidationError: A field that must have a value was set to null.
        """
        changes = {name: getattr(self, name) for name in self.model_fields_set}
        return Workspace.model_validate({**dict(workspace), **changes})
