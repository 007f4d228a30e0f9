"""Telegram's webhook: check the secret, store, answer 200 only when both rows are committed."""

import hmac
import logging

from starlette.requests import Request
from starlette.responses import Response

from api import examples
from api.deps import ApiSettings, Deps, DepsIn
from api.openapi import answer, body, new_router, problems
from api.problems import BodyTooLargeError
from api.replies import WebhookReply, model_reply
from domain.errors import ConflictError, InvalidInputError, UnauthenticatedError, UnavailableError
from domain.message import NewMessage

logger = logging.getLogger(__name__)
router = new_router("telegram")
_SECRET_HEADER = b"x-telegram-bot-api-secret-token"
_REMEDY = "Register the webhook with the configured secret_token; polling needs none."


@router.post(
    "/webhook/telegram",
    summary="Telegram delivers an update",
    response_model=WebhookReply,
    responses={
        **answer(200, "The update is stored, or can never be.", {"status": "ok"}),
        **problems(UnauthenticatedError, BodyTooLargeError, UnavailableError),
    },
    openapi_extra={
        "security": [{"telegram": []}],
        **body({"type": "object", "description": "Update of the Bot API."}, examples.UPDATE),
    },
)
async def receive_update(request: Request, deps: DepsIn) -> Response:
    """Store an update and its message.

    What can never be stored is answered with 200 too: Telegram would deliver it again for ever.
    """
    _check_secret(request, deps.settings)
    await _store(deps, await request.body())
    return model_reply(WebhookReply())


def _check_secret(request: Request, settings: ApiSettings) -> None:
    given = next((value for name, value in request.headers.raw if name == _SECRET_HEADER), b"")
    expected = (settings.telegram_secret or "").encode()
    if not hmac.compare_digest(given, expected) or not expected:
        raise UnauthenticatedError("The webhook's secret is missing or wrong.", remedy=_REMEDY)


async def _store(deps: Deps, raw: bytes) -> None:
    try:
        update = await deps.telegram_message(raw)
    except InvalidInputError as error:
        logger.warning("a telegram delivery of %d bytes is dropped: %s", len(raw), error.detail)
        return
    if update.message is not None:
        await _accept(deps, update.message, update.update_id)
    payload = raw.decode(errors="replace").replace("\x00", "\ufffd")
    await deps.intake.accept_update(deps.settings.telegram_workspace_id, update.update_id, payload)


async def _accept(deps: Deps, message: NewMessage, update_id: int) -> None:
    try:
        await deps.intake.accept(deps.settings.telegram_workspace_id, message)
    except ConflictError as error:
        logger.warning("telegram update %s is kept, its message is not: %s", update_id, error.detail)
