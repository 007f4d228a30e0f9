"""How Telegram is connected."""

from starlette.responses import Response

from api import examples
from api.auth import Viewer
from api.deps import DepsIn
from api.openapi import READ, answer, new_router, problems
from api.replies import model_reply
from domain.telegram_report import TelegramReport

router = new_router("telegram")


@router.get(
    "/api/telegram",
    summary="How Telegram is connected",
    response_model=TelegramReport,
    responses={**answer(200, "The connection.", examples.TELEGRAM_REPORT), **problems(*READ)},
)
async def get_telegram(caller: Viewer, deps: DepsIn) -> Response:
    """Ask Telegram how the bot is connected, for at most 5 s, and list the workspace's chats.

    While Telegram does not answer, or the settings can't be used, `problem` says so and what to do.
    """
    return model_reply(await deps.telegram.get_report(caller.workspace_id))
