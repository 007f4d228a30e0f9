"""Signing what a Mini App is given, as Telegram does."""

import hashlib
import hmac
from datetime import datetime
from urllib.parse import urlencode

TOKEN = "42:TEST"
USER = '{"id":7,"first_name":"Олена","username":"olena"}'


def sign_init_data(now: datetime, token: str = TOKEN, **changes: str | None) -> str:
    """Return what Telegram would sign; None takes a field away."""
    base: dict[str, str | None] = {
        "auth_date": str(int(now.timestamp())),
        "query_id": "AAE",
        "signature": "abc",
        "user": USER,
    }
    fields = {name: value for name, value in (base | changes).items() if value is not None}
    checked = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return urlencode({**fields, "hash": hmac.new(secret, checked.encode(), hashlib.sha256).hexdigest()})
