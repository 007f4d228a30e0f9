"""What the board needs: comments on tasks, and events that tell of them.

Revision: 0005
Follows: 0004
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_OLD_EVENTS = (
    "'message', 'message_analyzed', 'message_failed', 'message_retried', 'message_edited', 'task_created', "
    "'task_updated', 'task_status_changed', 'proposal_created', 'proposal_decided'"
)
_NEW_EVENTS = "'task_commented', 'task_comment_deleted'"
_EVENTS = _OLD_EVENTS.replace("'task_status_changed'", f"'task_status_changed', {_NEW_EVENTS}")


def upgrade() -> None:
    op.create_table(
        "task_comments",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("task_id", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_task_comments_task_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_task_comments_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_comments")),
    )
    op.create_index("ix_task_comments_task_id_id", "task_comments", ["task_id", "id"], unique=False)
    _check_events(_EVENTS)


def _check_events(types: str) -> None:
    """Replace the set of event types; existing rows are looked at without keeping writers out."""
    op.drop_constraint(op.f("ck_events_type"), "events", type_="check")
    op.execute(f"ALTER TABLE events ADD CONSTRAINT ck_events_type CHECK (type IN ({types})) NOT VALID")
    op.execute("ALTER TABLE events VALIDATE CONSTRAINT ck_events_type")


def downgrade() -> None:
    op.execute(f"DELETE FROM events WHERE type IN ({_NEW_EVENTS})")
    _check_events(_OLD_EVENTS)
    op.drop_index("ix_task_comments_task_id_id", table_name="task_comments")
    op.drop_table("task_comments")
