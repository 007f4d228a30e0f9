"""API keys: who has one, making another and taking it away."""

from collections.abc import Sequence
from typing import Final, Protocol

from pydantic import Field

from domain.access import Principal
from domain.values import Instant, Name, Role, Value

MAX_KEYS: Final = 200
"""Keys of a workspace that are not revoked."""


class NewKey(Value):
    """A key to be made; `name` is written into histories."""

    name: Name
    role: Role


class ApiKey(NewKey):
    """A key as it is kept: its secret is not known any more."""

    id: int
    created_at: Instant
    revoked_at: Instant | None = None


class MadeKey(NewKey):
    """A key that was made just now."""

    id: int
    secret: str = Field(description="Shown this once; only its hash is kept.")


class Keys(Protocol):
    """The keys of workspaces.

    Every method raises `domain.errors.UnavailableError` when the other side does not answer.
    """

    async def list_keys(self, workspace_id: int) -> Sequence[ApiKey]:
        """Return the keys, those in force before the revoked ones, the newest first; at most 500."""
        ...

    async def create_key(self, workspace_id: int, new: NewKey) -> MadeKey:
        """Make a key.

        Raises:
            ConflictError: A key in force has this name, or there are as many as there may be.
        """
        ...

    async def revoke_key(self, by: Principal, key_id: int, secret: str | None) -> None:
        """Revoke a key, with every session and token that a key of its name has opened; may be repeated.

        Args:
            by: Who revokes it.
            key_id: Which one.
            secret: The key the caller has shown; None when they have come by a session.

        Raises:
            NotFoundError: No such key in this workspace.
            ConflictError: The caller is here by this very key.
        """
        ...
