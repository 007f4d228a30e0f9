"""How the bot is connected, asked of the Telegram actor: its libraries load for seconds."""

from typing import Final

from actors.calls import Directory
from actors.roster import TELEGRAM
from actors.telegram import TelegramActor
from bot.links import board_url
from config.settings import Settings
from domain.errors import ConfigurationError, MantaError, UnavailableError
from domain.telegram import ConnectionStatus
from domain.telegram_report import BotName, TelegramRecords, TelegramReport

STATUS_TIMEOUT_S: Final = 5.0
"""How long the actor and Telegram together may take to answer."""

_LATER: Final = "Try again in some seconds; `manta telegram status` asks Telegram without the actor."


class TelegramReportHandle:
    """`domain.telegram_report.TelegramReports` as other processes than the actor's reach it.

    Args:
        directory: Finds the actor; its bound on a call should be `STATUS_TIMEOUT_S`.
        settings: The system's.
        records: What is stored of Telegram.
    """

    def __init__(self, directory: Directory, settings: Settings, records: TelegramRecords) -> None:
        self._directory = directory
        self._settings = settings
        self._records = records

    async def get_report(self, workspace_id: int) -> TelegramReport:
        """See `domain.telegram_report.TelegramReports`."""
        has_token = self._settings.telegram_bot_token is not None
        known = TelegramReport(
            configured=has_token,
            token_set=has_token,
            last_update_at=await self._records.find_last_update(),
            chats=list(await self._records.list_chats(workspace_id)),
            public_url=self._settings.manta_public_url,
            mini_app_url=board_url(self._settings.manta_public_url) if has_token else None,
        )
        return known.model_copy(update=await self._ask()) if has_token else known

    async def _ask(self) -> dict[str, object]:
        """Return the fields that Telegram tells, or what is wrong."""
        try:
            wanted = self._settings.telegram_webhook_address()
            status = await self._directory.ask(TELEGRAM.name, TelegramActor.get_status)
        except ConfigurationError as error:
            return {"configured": False, "problem": _tell(error)}
        except UnavailableError as error:
            remedy = error.remedy if error.remedy != UnavailableError.remedy else _LATER
            return {"problem": _tell(UnavailableError(error.detail, remedy=remedy))}
        return _fields(status) | {"problem": _find_problem(status, wanted)}


def _fields(status: ConnectionStatus) -> dict[str, object]:
    return {
        "bot": BotName(id=status.bot_id, username=status.username),
        "delivery": status.delivery,
        "webhook_url": status.webhook_url,
        "pending_updates": status.pending_updates,
        "last_error": status.last_error,
        "reads_all_of_groups": status.reads_all_of_groups,
        "can_join_groups": status.can_join_groups,
    }


def _find_problem(status: ConnectionStatus, wanted: str | None) -> str | None:
    """Return what keeps updates from coming as the settings ask for it, None when nothing does."""
    if status.webhook_url == wanted:
        return None
    if wanted is None:
        return "Updates go to a webhook and can't be polled. `manta telegram webhook delete` takes it away."
    told = "Updates don't come by the webhook of the settings"
    return f"{told}, {wanted}. The next start of Manta sets it; its log tells why it is not set."


def _tell(error: MantaError) -> str:
    return f"{error.detail} {error.remedy}"
