"""An agents' report that says what it is told."""

from domain.usage import AgentDay, AgentFigures, AgentReport, FieldQuality, JudgedField
from tests.fakes.outage import Outage


class FakeAgentReports(Outage):
    """`domain.usage.AgentReports`: figures and numbers of corrections are laid out by the test."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[int, list[AgentFigures]] = {}
        self.daily: dict[int, list[AgentDay]] = {}
        self.corrected: dict[JudgedField, int] = {}

    async def get_report(self, workspace_id: int, days: int) -> AgentReport:
        self.check(days)
        figures = self.figures.get(workspace_id, [])
        analysed = max((each.runs for each in figures), default=0)
        quality = [FieldQuality.of(field, self.corrected.get(field, 0), analysed) for field in JudgedField]
        daily = self.daily.get(workspace_id, [])
        return AgentReport(days=days, analysed=analysed, agents=figures, quality=quality, daily=daily)
