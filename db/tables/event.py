# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""What happened, in order, and what has to leave the system because of it."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, SmallInteger, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field, SQLModel

from db.tables.columns import identity, moment, one_of, plain_reference, reference, text
from domain.event import EventType


class EventCounter(SQLModel, table=True):
    """The newest event number of a workspace.

    Its row lock is taken last in a transaction and held to the commit, so numbers become visible in
    their order and a reader that has seen n has seen everything below n.
    """

    __tablename__: ClassVar[str] = "event_counters"

    workspace_id: int = reference("workspaces.id", primary_key=True)
    last_seq: int = Field(sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})


class EventRow(SQLModel, table=True):
    """A committed event; `data` is JSON text, kept as it is sent."""

    __tablename__: ClassVar[str] = "events"
    __table_args__ = (one_of("type", EventType),)

    workspace_id: int = plain_reference(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    type: str = text()
    data: object = Field(sa_type=JSON)
    created_at: datetime = moment(now=True)


class Outbox(SQLModel, table=True):
    """Something that must be sent outside because of a committed change.

    What goes to one destination goes in the order of ids; `answer` is what the outside said. A `dedupe_key`
    is used once and for all. Of rows with one `coalesce_key` at most one waits untried: it is looked up what
    to send when it is sent. `doubts` counts tries of which nobody knows whether they were taken, `under_way`
    is true while a try has begun and nothing was written down about it.
    """

    __tablename__: ClassVar[str] = "outbox"
    __table_args__ = (
        one_of("state", ("pending", "sent", "dead")),
        UniqueConstraint("workspace_id", "dedupe_key"),
        Index("ix_outbox_pending", "destination", "id", postgresql_where=sql("state = 'pending'")),
        Index(
            "uq_outbox_untried",
            "workspace_id",
            "coalesce_key",
            unique=True,
            postgresql_where=sql("state = 'pending' AND attempts = 0"),
        ),
    )

    id: int | None = identity()
    workspace_id: int = reference("workspaces.id")
    dedupe_key: str | None = text(nullable=True)
    coalesce_key: str | None = text(nullable=True)
    kind: str = text()
    destination: str = text()
    payload: object = Field(sa_type=JSON)
    answer: object | None = Field(sa_type=JSON, nullable=True)
    state: str = text(default="pending")
    attempts: int = Field(sa_type=SmallInteger, sa_column_kwargs={"server_default": "0"})
    doubts: int = Field(sa_type=SmallInteger, sa_column_kwargs={"server_default": "0"})
    under_way: bool = Field(sa_column_kwargs={"server_default": "false"})
    not_before: datetime = moment(now=True)
    created_at: datetime = moment(now=True)
    sent_at: datetime | None = moment(nullable=True)
    error: str | None = text(nullable=True)


class IdempotencyKey(SQLModel, table=True):
    """A client's key and the answer that belongs to it."""

    __tablename__: ClassVar[str] = "idempotency_keys"

    workspace_id: int = reference("workspaces.id", primary_key=True)
    key: str = text(primary_key=True)
    digest: bytes = Field(sa_type=LargeBinary)
    answer: object | None = Field(sa_type=JSON, nullable=True)
    created_at: datetime = moment(now=True)
