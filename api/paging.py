"""Pages of lists: opaque cursors and the Link header (RFC 8288)."""

import base64
import binascii
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request

from api.deps import deps_of
from api.inputs import MAX_ID
from api.origins import base_url
from api.problems import FieldError, InvalidFieldsError


def cursor_of(last_id: int) -> str:
    """Return the opaque position after the item `last_id`."""
    return base64.urlsafe_b64encode(f"id:{last_id}".encode()).decode().rstrip("=")


def id_of(cursor: str | None) -> int | None:
    """Return the id in a cursor, None for the first page.

    Raises:
        InvalidFieldsError: The cursor was not made by `cursor_of`.
    """
    if cursor is None:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        kind, _, digits = raw.decode("ascii").partition(":")
        if kind == "id" and digits.isdecimal() and int(digits) <= MAX_ID:
            return int(digits)
    except (binascii.Error, ValueError):  # falls through to the one answer for every bad cursor
        pass
    raise InvalidFieldsError(
        [FieldError(field="cursor", message="is not a position of this list", code="cursor")]
    )


def link_header(request: Request, next_cursor: str | None) -> Mapping[str, str]:
    """Return the Link header to the next page, nothing when this page is the last."""
    if next_cursor is None:
        return {}
    query = parse_qsl(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
    query = [(name, value) for name, value in query if name != "cursor"]
    address = base_url(request, deps_of(request).settings) + quote(request.scope["path"])
    return {"Link": f'<{address}?{urlencode([*query, ("cursor", next_cursor)])}>; rel="next"'}
