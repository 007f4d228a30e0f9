"""How Telegram is connected, as the test lays it out."""

from domain.telegram_report import TelegramReport
from tests.fakes.outage import Outage


class FakeTelegramReports(Outage):
    """`domain.telegram_report.TelegramReports` over a dictionary, by workspace."""

    def __init__(self) -> None:
        super().__init__()
        self.reports: dict[int, TelegramReport] = {}

    async def get_report(self, workspace_id: int) -> TelegramReport:
        self.check(workspace_id)
        return self.reports.get(workspace_id, TelegramReport(configured=False, token_set=False, chats=[]))
