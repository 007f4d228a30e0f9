"""Column kinds shared by the tables, so that a name, a moment or a closed set is the same everywhere."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Identity, Text, func
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLModel's Field returns Any by design: the attribute's annotation is its type.


def identity() -> Any:  # noqa: ANN401
    """Return a 64-bit primary key that the database numbers."""
    return Field(default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity()])


def reference(target: str, *, primary_key: bool = False, nullable: bool = False) -> Any:  # noqa: ANN401
    """Return a foreign key that goes with what it points at."""
    return Field(
        foreign_key=target,
        ondelete="SET NULL" if nullable else "CASCADE",
        primary_key=primary_key,
        nullable=nullable,
        sa_type=BigInteger,
    )


def plain_reference(*, primary_key: bool = False) -> Any:  # noqa: ANN401
    """Return an id without a foreign key: for hot tables whose other reference already implies it."""
    return Field(sa_type=BigInteger, primary_key=primary_key, sa_column_kwargs={"autoincrement": False})


def text(*, nullable: bool = False, primary_key: bool = False, default: str | None = None) -> Any:  # noqa: ANN401
    """Return an unbounded text column; the domain bounds what goes in."""
    kwargs = {} if default is None else {"server_default": default}
    return Field(sa_type=Text, nullable=nullable, primary_key=primary_key, sa_column_kwargs=kwargs)


def moment(*, nullable: bool = False, now: bool = False) -> Any:  # noqa: ANN401
    """Return a timestamp with time zone; `now` lets the database's clock fill it."""
    kwargs = {"server_default": func.now()} if now else {}
    return Field(sa_type=DateTime(timezone=True), nullable=nullable, sa_column_kwargs=kwargs)  # pyright: ignore[reportCallIssue, reportArgumentType]


def one_of(column: str, values: type[StrEnum] | Iterable[str]) -> CheckConstraint:
    """Return the check that `column` holds one of a closed set of words."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=column)
