# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""Keys, sessions and one-time tokens; only hashes of secrets are stored."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from db.tables.columns import identity, moment, one_of, reference, text
from domain.access import TokenKind
from domain.values import Role


class ApiKey(SQLModel, table=True):
    """A key that authenticates requests of one workspace until it is revoked."""

    __tablename__: ClassVar[str] = "api_keys"
    __table_args__ = (one_of("role", Role),)

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    name: str = text()
    role: str = text()
    hash: bytes = Field(sa_type=LargeBinary, unique=True)
    created_at: datetime = moment(now=True)
    revoked_at: datetime | None = moment(nullable=True)


class Token(SQLModel, table=True):
    """A session, or a token that opens something once.

    One of a Telegram `person_id` counts only while they belong to a chat of the workspace.
    """

    __tablename__: ClassVar[str] = "tokens"
    __table_args__ = (one_of("role", Role), one_of("kind", (*TokenKind, "session")))

    hash: bytes = Field(sa_type=LargeBinary, primary_key=True)
    kind: str = text()
    workspace_id: int = reference("workspaces.id")
    role: str = text()
    name: str = text()
    person_id: int | None = Field(sa_type=BigInteger, nullable=True)
    expires_at: datetime = moment()
    created_at: datetime = moment(now=True)
