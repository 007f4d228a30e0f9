"""The two ways of getting updates, which exclude each other."""

import re
from typing import Final

from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.models import Webhook
from tests.fakes.telegram.refusals import bad_request, conflict
from tests.fakes.telegram.world import Call, Handler

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_MAX_CONNECTIONS: Final = 100


async def _get_updates(call: Call) -> list[Json]:
    if call.state.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    return await call.world.updates.poll(call.fields)


def _set_webhook(call: Call) -> bool:
    url = call.text("url") or ""
    if url and not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.text("secret_token")
    if secret is not None and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = call.int("max_connections") or 40
    if not 1 <= connections <= _MAX_CONNECTIONS:
        raise bad_request("max_connections must be between 1 and 100")
    call.world.updates.allow(call.fields)
    call.world.updates.interrupt("terminated by setWebhook request")
    return _put(call, Webhook(url=url, secret_token=secret, max_connections=connections))


def _delete_webhook(call: Call) -> bool:
    return _put(call, Webhook())


def _put(call: Call, webhook: Webhook) -> bool:
    call.state.webhook = webhook
    call.world.deliverer.limit(webhook.max_connections)
    if call.fields.get("drop_pending_updates"):
        call.world.updates.drop()
    call.world.deliverer.wake()
    return True


def _get_webhook_info(call: Call) -> Json:
    webhook, allowed = call.state.webhook, call.world.updates.allowed()
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": webhook.has_certificate,
        "pending_update_count": len(call.world.updates.pending()),
    }
    if webhook.url:
        info |= {"max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
    if webhook.last_error_date is not None:
        info["last_error_date"] = webhook.last_error_date
        info["last_error_message"] = webhook.last_error_message
    return info | ({"allowed_updates": allowed} if allowed else {})


GETTING: Final[dict[str, Handler]] = {
    "getupdates": _get_updates,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
    "getwebhookinfo": _get_webhook_info,
}
