"""What a message costs from its arrival to its result: fewer checks, and nothing kept twice.

A message's status is its place in the queue, so the queue alone keeps it, and is what is counted; a workspace is
named by the row that another one belongs to, so it is checked there alone.

Revision: 0008
Follows: 0007
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_IMPLIED = (
    "analyses",
    "entities",
    "agent_runs",
    "message_index",
    "task_index",
    "task_messages",
    "task_history",
    "task_labels",
    "task_assignees",
)
"""Tables whose rows go with a row of the same workspace, by another foreign key.

Messages keep theirs: they are what all the others belong to.
"""

_STATUS = "CASE state WHEN 'done' THEN 'analyzed' WHEN 'dead' THEN 'failed' ELSE 'received' END"

_EVENTS = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")

_UNREAD = sa.text("status <> 'analyzed'")


def _count(table: str, status: str) -> str:
    """Return the trigger function: it writes down what a statement did to the counts of messages, if it did."""
    columns = f"workspace_id, 'message', {status}, NULL::text, NULL::text"
    into = "INSERT INTO tallies (workspace_id, counted, status, category, priority, rows)"
    return f"""
        CREATE FUNCTION tally_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                {into} SELECT {columns}, count(*) FROM new_rows GROUP BY 1, 2, 3, 4, 5;
            ELSIF TG_OP = 'DELETE' THEN
                {into} SELECT {columns}, -count(*) FROM old_rows GROUP BY 1, 2, 3, 4, 5;
            ELSIF TG_OP = 'UPDATE' THEN
                {into} SELECT {columns}, sum(change) FROM (
                    SELECT *, 1 AS change FROM new_rows UNION ALL SELECT *, -1 FROM old_rows
                ) changes GROUP BY 1, 2, 3, 4, 5 HAVING sum(change) <> 0;
            ELSE
                DELETE FROM tallies WHERE counted = 'message';
            END IF;
            RETURN NULL;
        END
        $$
    """


def _count_by(table: str, status: str) -> None:
    """Count messages by the rows of `table` from now on; what is counted already stays."""
    op.execute(_count(table, status))
    seen = {
        "INSERT": "REFERENCING NEW TABLE AS new_rows",
        "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "DELETE": "REFERENCING OLD TABLE AS old_rows",
    }
    for event in _EVENTS:
        op.execute(
            f"CREATE TRIGGER tally_{event.lower()} AFTER {event} ON {table} {seen.get(event, '')} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION tally_{table}()"
        )


def _stop_counting_by(table: str) -> None:
    for event in _EVENTS:
        op.execute(f"DROP TRIGGER tally_{event.lower()} ON {table}")
    op.execute(f"DROP FUNCTION tally_{table}()")


def upgrade() -> None:
    for table in _IMPLIED:
        op.drop_constraint(op.f(f"fk_{table}_workspace_id"), table, type_="foreignkey")
    _stop_counting_by("messages")
    op.drop_index("ix_messages_unread", table_name="messages", postgresql_where=_UNREAD)
    op.drop_column("messages", "status")
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["workspace_id", "message_id"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
    )
    _count_by("inbox", _STATUS)


def downgrade() -> None:
    _stop_counting_by("inbox")
    op.drop_index("ix_inbox_waiting", table_name="inbox", postgresql_where=sa.text("state = 'pending'"))
    op.add_column("messages", sa.Column("status", sa.Text(), server_default="received", nullable=False))
    op.execute(f"UPDATE messages SET status = {_STATUS} FROM inbox WHERE message_id = messages.id")
    op.create_check_constraint(
        op.f("ck_messages_status"), "messages", "status IN ('received', 'analyzed', 'failed')"
    )
    op.create_index(
        "ix_messages_unread",
        "messages",
        ["workspace_id", "status", sa.text("id DESC")],
        unique=False,
        postgresql_where=_UNREAD,
    )
    _count_by("messages", "status")
    for table in _IMPLIED:
        op.create_foreign_key(
            op.f(f"fk_{table}_workspace_id"),
            table,
            "workspaces",
            ["workspace_id"],
            ["id"],
            ondelete="CASCADE",
        )
