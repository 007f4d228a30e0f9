"""Ids in paths."""

from api.inputs import MAX_ID
from domain.errors import NotFoundError


def ensure_possible(item_id: int, error: type[NotFoundError] = NotFoundError) -> int:
    """Return `item_id` when it could name something.

    Raises:
        NotFoundError: No stored thing can have the id, and asking the database would fail.
    """
    if not 0 < item_id <= MAX_ID:
        raise error
    return item_id
