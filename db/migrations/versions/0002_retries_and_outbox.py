"""retries, fallbacks and the outbox's destinations.

Revision: 0002
Follows: 0001
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_OLD_EVENTS = (
    "'message', 'message_analyzed', 'message_failed', 'task_created', 'task_updated', "
    "'task_status_changed', 'proposal_created', 'proposal_decided'"
)
_NEW_EVENTS = _OLD_EVENTS.replace("'message_failed'", "'message_failed', 'message_retried'")
_PENDING = sa.text("state = 'pending'")


def upgrade() -> None:
    _check_events(_NEW_EVENTS)
    op.add_column("analyses", sa.Column("fallback", sa.Text(), nullable=True))
    op.create_index(
        "ix_analyses_fallback",
        "analyses",
        ["workspace_id", "message_id"],
        unique=False,
        postgresql_where=sa.text("fallback IS NOT NULL"),
    )
    op.drop_index("ix_outbox_pending", table_name="outbox", postgresql_where=_PENDING)
    op.add_column("outbox", sa.Column("destination", sa.Text(), nullable=False))
    op.add_column("outbox", sa.Column("answer", sa.JSON(), nullable=True))
    op.create_index(
        "ix_outbox_pending", "outbox", ["destination", "id"], unique=False, postgresql_where=_PENDING
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_pending", table_name="outbox", postgresql_where=_PENDING)
    op.drop_column("outbox", "answer")
    op.drop_column("outbox", "destination")
    op.create_index(
        "ix_outbox_pending", "outbox", ["not_before", "id"], unique=False, postgresql_where=_PENDING
    )
    op.drop_index(
        "ix_analyses_fallback", table_name="analyses", postgresql_where=sa.text("fallback IS NOT NULL")
    )
    op.drop_column("analyses", "fallback")
    op.execute("DELETE FROM events WHERE type = 'message_retried'")
    _check_events(_OLD_EVENTS)


def _check_events(types: str) -> None:
    """Replace the set of event types; existing rows are looked at without keeping writers out."""
    op.drop_constraint(op.f("ck_events_type"), "events", type_="check")
    op.execute(f"ALTER TABLE events ADD CONSTRAINT ck_events_type CHECK (type IN ({types})) NOT VALID")
    op.execute("ALTER TABLE events VALIDATE CONSTRAINT ck_events_type")
