"""Who is asking: keys, sessions, one-time tokens and what their roles allow."""

from enum import StrEnum

from pydantic import Field

from domain.errors import ForbiddenError
from domain.values import Instant, Name, Role, Value

_RANK = {Role.VIEWER: 0, Role.MEMBER: 1, Role.ADMIN: 2}


class Principal(Value):
    """An authenticated caller: one workspace, one role, and the name written into histories.

    `person_id` is whom of Telegram a session is of; None for keys, and what keys have opened.
    """

    workspace_id: int
    role: Role
    name: Name
    person_id: int | None = None

    def require(self, role: Role) -> None:
        """Pass when the caller has `role` or a higher one.

        Raises:
            ForbiddenError: The caller's role is lower.
        """
        if _RANK[self.role] < _RANK[role]:
            raise ForbiddenError(f"This needs the role {role}; the key has {self.role}.")


class TokenKind(StrEnum):
    """What a one-time token opens."""

    LOGIN = "login"
    SOCKET = "socket"


class IssuedToken(Value):
    """A secret shown once; only its hash is stored."""

    token: str
    expires_at: Instant


class RequestKey(Value):
    """A client's Idempotency-Key with the digest of the request it names."""

    key: Name
    digest: bytes = Field(min_length=32, max_length=32)
