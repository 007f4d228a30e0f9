"""Figures that are laid out by the test, by the calendar of the zone that is asked for."""

from domain.figures import (
    CategoryThroughput,
    DayFigures,
    Facets,
    PriorityThroughput,
    StatsHistory,
    TimeToDone,
    age_classes,
    last_days,
)
from domain.ports import Clock
from domain.values import Category, Priority
from tests.fakes.outage import Outage


class FakeFigures(Outage):
    """`domain.figures.Figures`: nothing ever happened, except a backlog and facets that a test sets."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.backlog: dict[int, int] = {}
        self.facets: dict[int, Facets] = {}

    async def get_history(self, workspace_id: int, days: int, timezone: str) -> StatsHistory:
        self.check(workspace_id, days, timezone)
        backlog = self.backlog.get(workspace_id, 0)
        dates = last_days(self._clock.now(), days, timezone)
        return StatsHistory(
            timezone=timezone,
            days=[DayFigures(date=each, backlog=backlog) for each in dates],
            ages=age_classes([backlog, 0, 0, 0, 0]),
            time_to_done=TimeToDone(count=0),
            by_category=[CategoryThroughput(category=each) for each in Category],
            by_priority=[PriorityThroughput(priority=each) for each in Priority],
        )

    async def get_facets(self, workspace_id: int) -> Facets:
        self.check(workspace_id)
        return self.facets.get(workspace_id, Facets(assignees=[], labels=[], chats=[]))
