"""Models and trials as the test lays them out."""

from collections.abc import Sequence

from domain.errors import ConfigurationError, OverloadedError
from domain.models import ModelOffer, ModelOption, Trial
from domain.workspace import WorkspaceSettings
from tests.fakes.analyst import make_findings
from tests.fakes.outage import Outage


class FakeModelDesk(Outage):
    """`domain.models.ModelDesk` that knows one model; `busy` are workspaces with a trial under way."""

    def __init__(self) -> None:
        super().__init__()
        self.busy: set[int] = set()

    async def list_models(self, settings: WorkspaceSettings) -> ModelOffer:
        self.check(settings)
        names = {agent: name or settings.model or "embedded" for agent, name in settings.models}
        known = ModelOption(name="embedded", label="Embedded engine", available=True)
        return ModelOffer(in_use=names, choices=[known])

    async def try_model(self, workspace_id: int, model: str) -> Sequence[Trial]:
        self.check(workspace_id, model)
        if workspace_id in self.busy:
            raise OverloadedError
        if model != "embedded":
            raise ConfigurationError(f"The model {model!r} is not there.", remedy="Use embedded.")
        return [Trial(text="Please fix it", findings=make_findings(title="Fix it"), latency_ms=1.5)]
