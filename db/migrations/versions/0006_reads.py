"""Counts that are kept, and indexes for lists that would look through all of a workspace.

Revision: 0006
Follows: 0005
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_COUNTED = {"tasks": ("task", "category", "priority"), "messages": ("message", "NULL::text", "NULL::text")}
"""What is counted in which table, and the columns it is counted by beside the status."""

_UNREAD = sa.text("status <> 'analyzed'")

_CHANGES = {"INSERT": "NEW TABLE AS new_rows", "DELETE": "OLD TABLE AS old_rows"} | {
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows"
}


def _count(table: str) -> str:
    """Return the trigger function: it writes down what a statement did to the counts, if it did."""
    counted, category, priority = _COUNTED[table]
    columns = f"workspace_id, '{counted}', status, {category}, {priority}"
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
                DELETE FROM tallies WHERE counted = '{counted}';
            END IF;
            RETURN NULL;
        END
        $$
    """


def upgrade() -> None:
    op.create_table(
        "tallies",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("counted", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("priority", sa.Text(), nullable=True),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("counted IN ('task', 'message')", name=op.f("ck_tallies_counted")),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_tallies")),
    )
    for table in _COUNTED:
        _keep_counting(table)
    op.drop_index("ix_messages_workspace_id_status", table_name="messages")
    op.create_index(
        "ix_messages_unread",
        "messages",
        ["workspace_id", "status", sa.text("id DESC")],
        unique=False,
        postgresql_where=_UNREAD,
    )
    op.drop_index("ix_task_labels_label_id", table_name="task_labels")
    op.create_index("ix_task_labels_label_id_task_id", "task_labels", ["label_id", "task_id"], unique=False)


def _keep_counting(table: str) -> None:
    """Count a table's changes from now on, and what is there now; writers wait until both is committed."""
    op.execute(_count(table))
    for event, transition in _CHANGES.items():
        op.execute(
            f"CREATE TRIGGER tally_{event.lower()} AFTER {event} ON {table} REFERENCING {transition} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION tally_{table}()"
        )
    op.execute(
        f"CREATE TRIGGER tally_truncate AFTER TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION tally_{table}()"
    )
    counted, category, priority = _COUNTED[table]
    op.execute(
        "INSERT INTO tallies (workspace_id, counted, status, category, priority, rows) "
        f"SELECT workspace_id, '{counted}', status, {category}, {priority}, count(*) FROM {table} "
        "GROUP BY 1, 2, 3, 4, 5"
    )


def downgrade() -> None:
    op.drop_index("ix_task_labels_label_id_task_id", table_name="task_labels")
    op.create_index("ix_task_labels_label_id", "task_labels", ["label_id"], unique=False)
    op.drop_index("ix_messages_unread", table_name="messages", postgresql_where=_UNREAD)
    op.create_index("ix_messages_workspace_id_status", "messages", ["workspace_id", "status"], unique=False)
    for table in _COUNTED:
        for event in (*_CHANGES, "TRUNCATE"):
            op.execute(f"DROP TRIGGER tally_{event.lower()} ON {table}")
        op.execute(f"DROP FUNCTION tally_{table}()")
    op.drop_table("tallies")
