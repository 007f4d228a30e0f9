"""What happened in each quarter of an hour, so that figures over time needn't follow every task's history."""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Identity, Index, Integer, Table
from sqlalchemy import text as sql
from sqlmodel import SQLModel

from domain.values import Category, Priority

KINDS: Final = (*Category, *Priority)

COUNTS: Final = (
    "messages",
    "actionable",
    "unfinished",
    "growth",
    "closed",
    "done",
    *(f"created_{kind}" for kind in KINDS),
    *(f"completed_{kind}" for kind in KINDS),
)
"""What is counted.

`messages` by when they were sent, `created_…` and `unfinished` tasks by when they were made, the others by
when the status changed: `growth` of the backlog (making a task is one, too) and `done`, the completions that
last.
"""

# A quarter of an hour: at no other minute does a day begin in any zone.
# As for tallies, rows are only ever added and there is no foreign key. `undone`: when that which became
# completed or closed in `quarter` was taken up again, where that can be on the same day. `folded`: put
# together by `db.tallies`.
history_tallies = Table(
    "history_tallies",
    SQLModel.metadata,
    Column("workspace_id", BigInteger, primary_key=True, autoincrement=False),
    Column("quarter", DateTime(timezone=True), primary_key=True),
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("undone", DateTime(timezone=True)),
    Column("folded", Boolean, nullable=False, server_default=sql("false")),
    *(Column(name, Integer, nullable=False, server_default=sql("0")) for name in COUNTS),
    Index("ix_history_tallies_loose", "workspace_id", "id", postgresql_where=sql("NOT folded")),
)
