"""What sort of trouble an error is, in a few words."""

from typing import Final

from domain.errors import (
    ConflictError,
    ForbiddenError,
    IllegalTransitionError,
    InvalidInputError,
    MantaError,
    NotFoundError,
    StaleVersionError,
)

_KEYS: Final = (
    (NotFoundError, "error-not-found"),
    (StaleVersionError, "error-stale"),
    (IllegalTransitionError, "error-move"),
    (ConflictError, "error-conflict"),
    (ForbiddenError, "error-forbidden"),
    (InvalidInputError, "error-input"),
)


def key_of(error: MantaError) -> str:
    """Return the key of the text that tells of an error shortly, in a group or over a chat."""
    return next((key for kind, key in _KEYS if isinstance(error, kind)), "error-other")
