"""Telegram: the queue of updates, chats and people, cards, attachments, reminders and recurrences.

Revision: 0004
Follows: 0003
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# A task lives in the chat of the first message it came from.
_CHAT_OF_TASK = """
UPDATE tasks t SET chat_id = m.chat_id FROM messages m
WHERE m.id = (SELECT min(tm.message_id) FROM task_messages tm WHERE tm.task_id = t.id)
"""

_OLD_EVENTS = (
    "'message', 'message_analyzed', 'message_failed', 'message_retried', 'task_created', 'task_updated', "
    "'task_status_changed', 'proposal_created', 'proposal_decided'"
)
_EVENTS = _OLD_EVENTS.replace("'message_retried'", "'message_retried', 'message_edited'")


def upgrade() -> None:
    _tables()
    _messages()
    _outbox()
    _tasks()
    _updates()


def _tables() -> None:
    op.create_table(
        "bot_memory",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_bot_memory")),
    )
    op.create_table(
        "outbox_pace",
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "messages", postgresql.ARRAY(sa.DateTime(timezone=True)), server_default="{}", nullable=False
        ),
        sa.PrimaryKeyConstraint("destination", name=op.f("pk_outbox_pace")),
    )
    op.create_table(
        "telegram_people",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("own_language", sa.Text(), server_default="", nullable=False),
        sa.Column("timezone", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_telegram_people")),
    )
    op.create_index(
        "ix_telegram_people_username", "telegram_people", [sa.literal_column("lower(username)")], unique=False
    )
    op.create_table(
        "cards",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("message_number", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind IN ('task', 'proposal', 'question')", name=op.f("ck_cards_kind")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_cards_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "kind", "subject_id", name=op.f("pk_cards")),
        sa.UniqueConstraint("chat_id", "message_number", name=op.f("uq_cards_chat_id_message_number")),
    )
    op.create_index("ix_cards_kind_subject_id", "cards", ["kind", "subject_id"], unique=False)
    op.create_table(
        "recurrences",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("task", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_recurrences_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recurrences")),
    )
    op.create_index(
        "ix_recurrences_next_at",
        "recurrences",
        ["next_at"],
        unique=False,
        postgresql_where=sa.text("next_at IS NOT NULL"),
    )
    op.create_table(
        "telegram_chats",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), server_default="", nullable=False),
        sa.Column("is_forum", sa.Boolean(), server_default="false", nullable=False),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("migrated_to", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.Text(), server_default="", nullable=False),
        sa.Column("timezone", sa.Text(), nullable=True),
        sa.Column("feedback", sa.Text(), nullable=True),
        sa.Column("digest_hour", sa.SmallInteger(), nullable=True),
        sa.Column("next_digest_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "feedback IN ('cards', 'reactions', 'off')", name=op.f("ck_telegram_chats_feedback")
        ),
        sa.CheckConstraint(
            "kind IN ('private', 'group', 'supergroup', 'channel')", name=op.f("ck_telegram_chats_kind")
        ),
        sa.CheckConstraint("state IN ('active', 'left', 'migrated')", name=op.f("ck_telegram_chats_state")),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_telegram_chats_workspace_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_telegram_chats")),
    )
    op.create_index(
        "ix_telegram_chats_next_digest_at",
        "telegram_chats",
        ["next_digest_at"],
        unique=False,
        postgresql_where=sa.text("digest_hour IS NOT NULL"),
    )
    op.create_table(
        "telegram_members",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("standing", sa.Text(), server_default="member", nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint(
            "standing IN ('admin', 'member', 'left')", name=op.f("ck_telegram_members_standing")
        ),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["telegram_chats.chat_id"],
            name=op.f("fk_telegram_members_chat_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["telegram_people.person_id"],
            name=op.f("fk_telegram_members_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", "person_id", name=op.f("pk_telegram_members")),
    )
    op.create_index("ix_telegram_members_person_id", "telegram_members", ["person_id"], unique=False)
    op.create_table(
        "attachments",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("album_id", sa.Text(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("unique_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("mime", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("author_id", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_attachments_message_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_attachments_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sa.UniqueConstraint(
            "chat_id",
            "message_number",
            "unique_id",
            name=op.f("uq_attachments_chat_id_message_number_unique_id"),
        ),
    )
    op.create_index(
        "ix_attachments_album",
        "attachments",
        ["chat_id", "album_id"],
        unique=False,
        postgresql_where=sa.text("album_id IS NOT NULL"),
    )
    op.create_index("ix_attachments_message_id", "attachments", ["message_id"], unique=False)
    op.create_table(
        "reminders",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("workspace_id", sa.BigInteger(), nullable=False),
        sa.Column("task_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_by", sa.Text(), nullable=True),
        sa.Column("fired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind IN ('before', 'due', 'snoozed')", name=op.f("ck_reminders_kind")),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_reminders_task_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_reminders_workspace_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "task_id",
            "kind",
            "at",
            "chat_id",
            name=op.f("uq_reminders_task_id_kind_at_chat_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index(
        "ix_reminders_at", "reminders", ["at"], unique=False, postgresql_where=sa.text("fired_at IS NULL")
    )


def _messages() -> None:
    op.add_column("messages", sa.Column("author_id", sa.Text(), nullable=True))
    op.add_column("messages", sa.Column("thread_id", sa.BigInteger(), nullable=True))
    op.add_column("messages", sa.Column("origin", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column("messages", sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("messages", sa.Column("edit_rank", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_messages_author_id",
        "messages",
        ["author_id"],
        unique=False,
        postgresql_where=sa.text("author_id IS NOT NULL"),
    )
    _edits()


def _edits() -> None:
    """Keep every text of an edited message; until now the table was never written."""
    _check_events(_EVENTS)
    op.add_column("message_edits", sa.Column("rank", sa.BigInteger(), nullable=False))
    op.alter_column("message_edits", "edited_at", new_column_name="written_at", server_default=None)
    op.drop_index(op.f("ix_message_edits_message_id"), table_name="message_edits")
    op.create_unique_constraint(
        op.f("uq_message_edits_message_id_rank"), "message_edits", ["message_id", "rank"]
    )
    op.add_column("inbox", sa.Column("edited", sa.Boolean(), server_default="false", nullable=False))
    op.add_column("proposals", sa.Column("drafted", postgresql.JSONB(astext_type=sa.Text()), nullable=True))


def _forget_edits() -> None:
    op.drop_column("proposals", "drafted")
    op.drop_column("inbox", "edited")
    op.execute("DELETE FROM message_edits")
    op.drop_constraint(op.f("uq_message_edits_message_id_rank"), "message_edits", type_="unique")
    op.create_index(op.f("ix_message_edits_message_id"), "message_edits", ["message_id"], unique=False)
    op.alter_column(
        "message_edits", "written_at", new_column_name="edited_at", server_default=sa.text("now()")
    )
    op.drop_column("message_edits", "rank")
    op.execute("DELETE FROM events WHERE type = 'message_edited'")
    _check_events(_OLD_EVENTS)


def _check_events(types: str) -> None:
    """Replace the set of event types; existing rows are looked at without keeping writers out."""
    op.drop_constraint(op.f("ck_events_type"), "events", type_="check")
    op.execute(f"ALTER TABLE events ADD CONSTRAINT ck_events_type CHECK (type IN ({types})) NOT VALID")
    op.execute("ALTER TABLE events VALIDATE CONSTRAINT ck_events_type")


def _outbox() -> None:
    # What waits was written for the notifier of the version before.
    op.execute(
        "UPDATE outbox SET state = 'dead', error = 'Manta was upgraded before it was told.' WHERE state = 'pending'"
    )
    op.add_column("outbox", sa.Column("coalesce_key", sa.Text(), nullable=True))
    op.add_column("outbox", sa.Column("doubts", sa.SmallInteger(), server_default="0", nullable=False))
    op.add_column("outbox", sa.Column("under_way", sa.Boolean(), server_default="false", nullable=False))
    op.alter_column("outbox", "dedupe_key", existing_type=sa.TEXT(), nullable=True)
    op.create_index(
        "uq_outbox_untried",
        "outbox",
        ["workspace_id", "coalesce_key"],
        unique=True,
        postgresql_where=sa.text("state = 'pending' AND attempts = 0"),
    )


def _tasks() -> None:
    op.add_column("tasks", sa.Column("chat_id", sa.BigInteger(), nullable=True))
    op.add_column("tasks", sa.Column("parent_id", sa.BigInteger(), nullable=True))
    op.add_column("tasks", sa.Column("recurrence_id", sa.BigInteger(), nullable=True))
    op.add_column("tasks", sa.Column("occurrence", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_tasks_chat_id_id", "tasks", ["chat_id", sa.literal_column("id DESC")], unique=False)
    op.create_index(
        "ix_tasks_due_unfinished",
        "tasks",
        ["due"],
        unique=False,
        postgresql_where=sa.text("due IS NOT NULL AND status IN ('open', 'in_progress')"),
    )
    op.create_index(
        "ix_tasks_parent_id",
        "tasks",
        ["parent_id"],
        unique=False,
        postgresql_where=sa.text("parent_id IS NOT NULL"),
    )
    op.create_index(
        "uq_tasks_recurrence_id_occurrence",
        "tasks",
        ["recurrence_id", "occurrence"],
        unique=True,
        postgresql_where=sa.text("recurrence_id IS NOT NULL"),
    )
    op.create_foreign_key(
        op.f("fk_tasks_recurrence_id"), "tasks", "recurrences", ["recurrence_id"], ["id"], ondelete="SET NULL"
    )
    op.create_foreign_key(
        op.f("fk_tasks_parent_id"), "tasks", "tasks", ["parent_id"], ["id"], ondelete="SET NULL"
    )
    op.create_foreign_key(
        op.f("fk_tasks_chat_id"), "tasks", "chats", ["chat_id"], ["id"], ondelete="SET NULL"
    )
    op.execute(_CHAT_OF_TASK)


def _updates() -> None:
    op.add_column("telegram_updates", sa.Column("kind", sa.Text(), server_default="", nullable=False))
    op.add_column("telegram_updates", sa.Column("lane", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("telegram_updates", sa.Column("state", sa.Text(), server_default="pending", nullable=False))
    op.add_column(
        "telegram_updates", sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "telegram_updates",
        sa.Column("not_before", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    )
    op.add_column("telegram_updates", sa.Column("error", sa.Text(), nullable=True))
    op.add_column("telegram_updates", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.alter_column(
        "telegram_updates",
        "payload",
        existing_type=postgresql.JSON(astext_type=sa.Text()),
        type_=sa.Text(),
        existing_nullable=False,
    )
    op.create_index(
        "ix_telegram_updates_pending",
        "telegram_updates",
        ["lane", "update_id"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
    )
    # They were handled while they were stored.
    op.execute("UPDATE telegram_updates SET state = 'done', payload = ''")


def downgrade() -> None:
    op.drop_index(
        "ix_telegram_updates_pending",
        table_name="telegram_updates",
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.execute("DELETE FROM telegram_updates WHERE state = 'dead'")
    op.execute(
        "ALTER TABLE telegram_updates ALTER COLUMN payload TYPE json USING CASE payload WHEN '' THEN 'null' ELSE payload END::json"
    )
    op.drop_column("telegram_updates", "ended_at")
    op.drop_column("telegram_updates", "error")
    op.drop_column("telegram_updates", "not_before")
    op.drop_column("telegram_updates", "attempts")
    op.drop_column("telegram_updates", "state")
    op.drop_column("telegram_updates", "lane")
    op.drop_column("telegram_updates", "kind")
    op.drop_constraint(op.f("fk_tasks_chat_id"), "tasks", type_="foreignkey")
    op.drop_constraint(op.f("fk_tasks_parent_id"), "tasks", type_="foreignkey")
    op.drop_constraint(op.f("fk_tasks_recurrence_id"), "tasks", type_="foreignkey")
    op.drop_index(
        "uq_tasks_recurrence_id_occurrence",
        table_name="tasks",
        postgresql_where=sa.text("recurrence_id IS NOT NULL"),
    )
    op.drop_index("ix_tasks_parent_id", table_name="tasks", postgresql_where=sa.text("parent_id IS NOT NULL"))
    op.drop_index(
        "ix_tasks_due_unfinished",
        table_name="tasks",
        postgresql_where=sa.text("due IS NOT NULL AND status IN ('open', 'in_progress')"),
    )
    op.drop_index("ix_tasks_chat_id_id", table_name="tasks")
    op.drop_column("tasks", "occurrence")
    op.drop_column("tasks", "recurrence_id")
    op.drop_column("tasks", "parent_id")
    op.drop_column("tasks", "chat_id")
    op.drop_index(
        "uq_outbox_untried",
        table_name="outbox",
        postgresql_where=sa.text("state = 'pending' AND attempts = 0"),
    )
    op.execute("DELETE FROM outbox WHERE dedupe_key IS NULL")
    op.alter_column("outbox", "dedupe_key", existing_type=sa.TEXT(), nullable=False)
    op.drop_column("outbox", "under_way")
    op.drop_column("outbox", "doubts")
    op.drop_column("outbox", "coalesce_key")
    _forget_edits()
    op.drop_index(
        "ix_messages_author_id", table_name="messages", postgresql_where=sa.text("author_id IS NOT NULL")
    )
    op.drop_column("messages", "edit_rank")
    op.drop_column("messages", "edited_at")
    op.drop_column("messages", "origin")
    op.drop_column("messages", "thread_id")
    op.drop_column("messages", "author_id")
    op.drop_index("ix_reminders_at", table_name="reminders", postgresql_where=sa.text("fired_at IS NULL"))
    op.drop_table("reminders")
    op.drop_index("ix_attachments_message_id", table_name="attachments")
    op.drop_index(
        "ix_attachments_album", table_name="attachments", postgresql_where=sa.text("album_id IS NOT NULL")
    )
    op.drop_table("attachments")
    op.drop_index("ix_telegram_members_person_id", table_name="telegram_members")
    op.drop_table("telegram_members")
    op.drop_index(
        "ix_telegram_chats_next_digest_at",
        table_name="telegram_chats",
        postgresql_where=sa.text("digest_hour IS NOT NULL"),
    )
    op.drop_table("telegram_chats")
    op.drop_index(
        "ix_recurrences_next_at", table_name="recurrences", postgresql_where=sa.text("next_at IS NOT NULL")
    )
    op.drop_table("recurrences")
    op.drop_index("ix_cards_kind_subject_id", table_name="cards")
    op.drop_table("cards")
    op.drop_index("ix_telegram_people_username", table_name="telegram_people")
    op.drop_table("telegram_people")
    op.drop_table("outbox_pace")
    op.drop_table("bot_memory")
