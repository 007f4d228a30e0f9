"""workspace settings and vocabulary, corrections, agents' runs, the search index and links between tasks.

Revision: 0003
Follows: 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from pgvector.sqlalchemy import HALFVEC
from sqlalchemy.dialects import postgresql

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_CATEGORIES = "category IN ('bug', 'feature', 'improvement', 'question', 'chore', 'other')"
_PRIORITIES = "priority IN ('low', 'medium', 'high', 'critical')"

# What is stored already can be found by its words at once; the embeddings follow in the background.
_WORDS = "(to_tsvector('simple', {0}) || to_tsvector('russian', {0}) || to_tsvector('german', {0}) || to_tsvector('spanish', {0}))"


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS vector")
    _settings()
    _vocabulary()
    _learning()
    _proposals()
    _search()


def _settings() -> None:
    op.add_column(
        "workspaces",
        sa.Column(
            "settings",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
    )
    op.execute("UPDATE workspaces SET settings = jsonb_build_object('timezone', timezone)")
    op.drop_column("workspaces", "timezone")
    op.add_column(
        "analyses",
        sa.Column(
            "details",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
    )


def _vocabulary() -> None:
    op.create_table(
        "vocabulary",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "aliases", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'::text[]"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind IN ('project', 'component', 'label')", name=op.f("ck_vocabulary_kind")),
        _workspace("vocabulary"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary")),
        sa.UniqueConstraint(
            "workspace_id", "kind", "name", name=op.f("uq_vocabulary_workspace_id_kind_name")
        ),
    )


def _learning() -> None:
    op.create_table(
        "corrections",
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("is_actionable", sa.Boolean(), nullable=True),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("priority", sa.Text(), nullable=True),
        sa.Column("due_removed", sa.Boolean(), nullable=False),
        sa.Column("due_shift_s", sa.Float(), nullable=True),
        sa.Column("due_after_s", sa.Float(), nullable=True),
        sa.Column("merged_into", sa.BigInteger(), nullable=True),
        sa.Column("corrected_by", sa.Text(), nullable=False),
        sa.Column(
            "corrected_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.CheckConstraint(_CATEGORIES, name=op.f("ck_corrections_category")),
        sa.CheckConstraint(_PRIORITIES, name=op.f("ck_corrections_priority")),
        _message("corrections"),
        _workspace("corrections"),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["tasks.id"], name=op.f("fk_corrections_merged_into"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_corrections")),
    )
    op.create_index("ix_corrections_workspace_id", "corrections", ["workspace_id"], unique=False)
    op.create_table(
        "agent_runs",
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("latency_ms", sa.Float(), nullable=False),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("cost_usd", sa.Float(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        _message("agent_runs"),
        _workspace("agent_runs"),
        sa.PrimaryKeyConstraint("message_id", "agent", name=op.f("pk_agent_runs")),
    )
    op.create_index("ix_agent_runs_workspace_id_at", "agent_runs", ["workspace_id", "at"], unique=False)


def _proposals() -> None:
    op.add_column("proposals", sa.Column("position", sa.SmallInteger(), server_default="0", nullable=False))
    op.drop_constraint(op.f("uq_proposals_message_id"), "proposals", type_="unique")
    op.create_unique_constraint(
        op.f("uq_proposals_message_id_position"), "proposals", ["message_id", "position"]
    )
    op.drop_constraint(op.f("ck_proposals_status"), "proposals", type_="check")
    op.create_check_constraint(
        op.f("ck_proposals_status"), "proposals", "status IN ('pending', 'accepted', 'declined', 'merged')"
    )


def _search() -> None:
    _index_table("message_index", "message_id", "messages.id")
    _index_table("task_index", "task_id", "tasks.id")
    message_words = _WORDS.format('"left"(content, 20000)')
    task_words = _WORDS.format("(title || ' ' || \"left\"(description, 20000))")
    op.execute(
        "INSERT INTO message_index (message_id, workspace_id, words) "
        f"SELECT id, workspace_id, {message_words} FROM messages WHERE status <> 'received'"
    )
    op.execute(
        f"INSERT INTO task_index (task_id, workspace_id, words) SELECT id, workspace_id, {task_words} FROM tasks"
    )
    op.create_table(
        "task_links",
        sa.Column("task_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind IN ('duplicate', 'related', 'merged')", name=op.f("ck_task_links_kind")),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_task_links_task_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["tasks.id"], name=op.f("fk_task_links_other_id"), ondelete="CASCADE"
        ),
        _workspace("task_links"),
        sa.PrimaryKeyConstraint("task_id", "other_id", name=op.f("pk_task_links")),
    )
    op.create_index("ix_task_links_other_id", "task_links", ["other_id"], unique=False)
    op.create_index("ix_task_links_workspace_id", "task_links", ["workspace_id"], unique=False)


def _index_table(name: str, key: str, target: str) -> None:
    op.create_table(
        name,
        sa.Column(key, sa.BigInteger(), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.Column("encoder", sa.Text(), nullable=True),
        sa.Column("embedding", HALFVEC(384), nullable=True),
        sa.ForeignKeyConstraint([key], [target], name=op.f(f"fk_{name}_{key}"), ondelete="CASCADE"),
        _workspace(name),
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_words", name, ["words"], unique=False, postgresql_using="gin")
    op.create_index(
        f"ix_{name}_embedding",
        name,
        ["embedding"],
        unique=False,
        postgresql_using="hnsw",
        postgresql_ops={"embedding": "halfvec_cosine_ops"},
    )
    op.create_index(
        f"ix_{name}_bare", name, [key], unique=False, postgresql_where=sa.text("embedding IS NULL")
    )
    op.create_index(f"ix_{name}_workspace_id", name, ["workspace_id"], unique=False)


def _workspace(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id"], ["workspaces.id"], name=op.f(f"fk_{table}_workspace_id"), ondelete="CASCADE"
    )


def _message(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["message_id"], ["messages.id"], name=op.f(f"fk_{table}_message_id"), ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in ("task_links", "task_index", "message_index", "agent_runs", "corrections", "vocabulary"):
        op.drop_table(table)
    op.execute("DELETE FROM proposals WHERE position > 0")
    op.execute("UPDATE proposals SET status = 'declined' WHERE status = 'merged'")
    op.drop_constraint(op.f("ck_proposals_status"), "proposals", type_="check")
    op.create_check_constraint(
        op.f("ck_proposals_status"), "proposals", "status IN ('pending', 'accepted', 'declined')"
    )
    op.drop_constraint(op.f("uq_proposals_message_id_position"), "proposals", type_="unique")
    op.drop_column("proposals", "position")
    op.create_unique_constraint(op.f("uq_proposals_message_id"), "proposals", ["message_id"])
    op.drop_column("analyses", "details")
    op.add_column("workspaces", sa.Column("timezone", sa.Text(), server_default="UTC", nullable=False))
    op.execute("UPDATE workspaces SET timezone = settings->>'timezone' WHERE settings ? 'timezone'")
    op.drop_column("workspaces", "settings")
