# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""Counts that are kept, because counting a million rows anew takes too long."""

from typing import ClassVar

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from db.tables.columns import identity, one_of, plain_reference, text


class Tally(SQLModel, table=True):
    """By how much a statement changed the number of rows of one kind; the number is the sum of all of them.

    Rows are only ever added, by triggers on the tables that are counted (migrations 0006 and 0008), so nobody
    waits for anybody; `db.tallies` puts many rows together into one. `category` and `priority` are a task's.
    No foreign key: a workspace's rows are deleted, and counted down, after the workspace itself.
    """

    __tablename__: ClassVar[str] = "tallies"
    __table_args__ = (one_of("counted", ("task", "message")),)

    workspace_id: int = plain_reference(primary_key=True)
    id: int | None = identity()
    counted: str = text()
    status: str = text()
    category: str | None = text(nullable=True)
    priority: str | None = text(nullable=True)
    rows: int = Field(sa_type=BigInteger)
