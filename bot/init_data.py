"""Who opened the Mini App, by what Telegram signed with the bot's token; known without aiogram.

https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
"""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import parse_qsl

from pydantic import BaseModel, Field, ValidationError

from domain.chat import TelegramId
from domain.errors import UnauthenticatedError
from domain.values import Value

MAX_AGE: Final = timedelta(hours=1)
"""The Mini App is opened and logs in at once; what is older was kept by somebody."""

MAX_AHEAD: Final = timedelta(minutes=1)
"""How far Telegram's clock may be ahead of ours."""

MAX_CHARS: Final = 8192
_MAX_FIELDS: Final = 30
_HASH_CHARS: Final = 64


class Opener(Value):
    """Who opened the Mini App, and the text of the link they came by."""

    person_id: TelegramId
    start_param: str = ""


class _User(BaseModel):
    id: TelegramId


class _Fields(BaseModel):
    """The fields that are read; the hash covers all."""

    auth_date: int = Field(ge=0, le=2**37)
    user: str
    start_param: str = ""


def read_init_data(init_data: str, token: str, now: datetime) -> Opener:
    """Return who opened the Mini App.

    Args:
        init_data: `Telegram.WebApp.initData` as it is.
        token: The bot's.
        now: By our clock.

    Raises:
        UnauthenticatedError: It is not signed by Telegram for this bot, malformed, old or from the future.
    """
    fields = _split(init_data)
    if not _is_signed(fields, token):
        raise _refusal("is not signed for this bot")
    try:
        read = _Fields.model_validate(fields)
        person = _User.model_validate_json(read.user)
    except ValidationError:
        raise _refusal("lacks its user or its date") from None
    age = now - datetime.fromtimestamp(read.auth_date, UTC)
    if not -MAX_AHEAD <= age <= MAX_AGE:
        raise _refusal("is not of this moment")
    return Opener(person_id=person.id, start_param=read.start_param)


def _split(init_data: str) -> dict[str, str]:
    if len(init_data) > MAX_CHARS:
        raise _refusal("is too long")
    try:
        pairs = parse_qsl(
            init_data,
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except ValueError:
        raise _refusal("is malformed") from None
    fields = dict(pairs)
    if len(fields) != len(pairs) or not all(fields.values()):
        raise _refusal("has a field that is blank or there twice")
    return fields


def _is_signed(fields: dict[str, str], token: str) -> bool:
    """Return whether the hash is Telegram's; the times of all comparisons are the same."""
    told = fields.pop("hash", "")
    if len(told) != _HASH_CHARS or not told.isascii():
        return False
    checked = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    secret = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    expected = hmac.new(secret, checked.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, told.lower())


def _refusal(fault: str) -> UnauthenticatedError:
    return UnauthenticatedError(
        f"Telegram's login {fault}.", remedy="Close the Mini App and open it again from Telegram."
    )
