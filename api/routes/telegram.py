"""Telegram's webhook: check the secret, store the update as it is, answer 200 when its row is committed."""

import hmac

from starlette.requests import Request
from starlette.responses import Response

from api import examples
from api.deps import ApiSettings, DepsIn
from api.openapi import answer, body, new_router, problems
from api.problems import BodyTooLargeError
from api.replies import WebhookReply, model_reply
from domain.errors import UnauthenticatedError, UnavailableError
from domain.update import read_update

router = new_router("telegram")
_SECRET_HEADER = b"x-telegram-bot-api-secret-token"
_REMEDY = "Register the webhook with the configured secret_token; polling needs none."


@router.post(
    "/webhook/telegram",
    summary="Telegram delivers an update",
    response_model=WebhookReply,
    responses={
        **answer(200, "The update is stored; it is handled in a moment.", {"status": "ok"}),
        **problems(UnauthenticatedError, BodyTooLargeError, UnavailableError),
    },
    openapi_extra={
        "security": [{"telegram": []}],
        **body({"type": "object", "description": "Update of the Bot API."}, examples.UPDATE),
    },
)
async def receive_update(request: Request, deps: DepsIn) -> Response:
    """Store an update.

    What can't be read is stored as a dead letter and answered with 200 too: Telegram would deliver it again
    for ever.
    """
    _check_secret(request, deps.settings)
    update = read_update(await request.body())
    await deps.updates.accept_update(deps.settings.telegram_workspace_id, update)
    return model_reply(WebhookReply())


def _check_secret(request: Request, settings: ApiSettings) -> None:
    given = next((value for name, value in request.headers.raw if name == _SECRET_HEADER), b"")
    expected = (settings.telegram_secret or "").encode()
    if not hmac.compare_digest(given, expected) or not expected:
        raise UnauthenticatedError("The webhook's secret is missing or wrong.", remedy=_REMEDY)
