"""Idempotency-Keys: which request a client's key names."""

import hashlib

from pydantic import ValidationError
from starlette.requests import Request

from api.errors import invalid_fields
from domain.access import RequestKey


async def request_key(request: Request) -> RequestKey | None:
    """Return the request's Idempotency-Key with a digest of its method, path and body; None without one.

    Raises:
        InvalidFieldsError: The key is empty or too long.
    """
    key = request.headers.get("idempotency-key")
    if key is None:
        return None
    digest = hashlib.blake2b(f"{request.method} {request.scope['path']}\n".encode(), digest_size=32)
    digest.update(await request.body())
    try:
        return RequestKey(key=key, digest=digest.digest())
    except ValidationError as error:
        raise invalid_fields(error) from None
