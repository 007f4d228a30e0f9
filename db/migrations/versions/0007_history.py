"""Counts of each quarter of an hour, kept by triggers, for the figures over time; indexes for two filters.

Revision: 0007
Follows: 0006
"""

from collections.abc import Callable, Sequence
from functools import partial

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KINDS = {
    "category": ("bug", "feature", "improvement", "question", "chore", "other"),
    "priority": ("low", "medium", "high", "critical"),
}

_COLUMNS = (
    "messages",
    "actionable",
    "unfinished",
    "growth",
    "closed",
    "done",
    *tuple(
        f"{what}_{word}" for what in ("created", "completed") for words in _KINDS.values() for word in words
    ),
)

_UNFINISHED = "IN ('open', 'in_progress')"

_TABLES: dict[str, tuple[str, ...]] = {
    "messages": ("INSERT", "UPDATE"),
    "analyses": ("INSERT", "UPDATE", "DELETE"),
    "corrections": ("INSERT", "UPDATE", "DELETE"),
    "tasks": ("INSERT", "UPDATE"),
    "task_history": ("INSERT", "UPDATE", "DELETE"),
}
"""After which statements each table is counted. Messages and tasks are counted down before they go, each by
itself: afterwards nobody could tell what their analyses and histories belonged to."""

_OF_ANOTHER_KIND = """
    FROM old_rows o JOIN new_rows n USING (id)
    WHERE (o.workspace_id, o.category, o.priority) IS DISTINCT FROM (n.workspace_id, n.category, n.priority)
"""

_ROWS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}


def _quarter(moment: str) -> str:
    return f"date_bin('15 minutes', {moment}, timestamptz '2000-01-01 00:00Z')"


def _write(sums: dict[str, str], source: str, *, undone: str = "NULL::timestamptz", at: str) -> str:
    """Return the statement that adds sums over signed rows of `source`, where they are not zero."""
    changed = " OR ".join(f"{name} <> 0" for name in sums)
    summed = ", ".join(f"coalesce(sum({value}), 0)::int AS {name}" for name, value in sums.items())
    return f"""
        INSERT INTO history_tallies (workspace_id, quarter, undone, {", ".join(sums)})
        SELECT * FROM (
            SELECT workspace_id, {_quarter(at)} AS quarter, {undone} AS undone, {summed}
            FROM {source} GROUP BY 1, 2, 3
        ) sums WHERE {changed};
    """


def _of_kinds(what: str, condition: str = "") -> dict[str, str]:
    return {
        f"{what}_{word}": f"sign * ({kind} = '{word}'{condition})::int"
        for kind, words in _KINDS.items()
        for word in words
    }


def _write_messages(source: str) -> str:
    """Return what counts messages: `source` has a sign, a workspace, `sent_at` and `is_actionable`."""
    sums = {"messages": "sign", "actionable": "sign * (is_actionable IS TRUE)::int"}
    return _write(sums, source, at="sent_at")


def _write_actionable(source: str) -> str:
    return _write({"actionable": "sign * (is_actionable IS TRUE)::int"}, source, at="sent_at")


def _write_tasks(source: str) -> str:
    """Return what counts tasks by when they were made: `source` has a sign and a task's columns."""
    sums = {"growth": "sign", "unfinished": f"sign * (status {_UNFINISHED})::int"}
    return _write(sums | _of_kinds("created"), source, at="created_at")


def _write_moves(moves: str) -> str:
    """Return what counts changes of status.

    `moves` has a sign, `task_id`, `version`, `at`, `status`, and the task's workspace, category and priority.
    What is taken up again within a day may not count on that day: this depends on the zone, so both are kept.
    """
    completed = " AND status = 'completed'"
    sums = {
        "growth": f"sign * ((status {_UNFINISHED})::int - (before {_UNFINISHED})::int)",
        "closed": "sign * (status = 'closed')::int",
        "done": "sign * (status = 'completed' AND coalesce(next, 'closed') = 'closed'"
        " AND over_next IS NULL)::int",
    }
    source = f"""(
        SELECT *, lag(status, 1, 'open') OVER task AS before, lead(status) OVER task AS next,
            lead(status, 2) OVER task AS over_next, lead(at) OVER task AS next_at
        FROM ({moves}) moves WINDOW task AS (PARTITION BY sign, task_id ORDER BY version)
    ) neighbours"""
    again = (
        f"CASE WHEN status NOT {_UNFINISHED} AND next {_UNFINISHED} AND next_at - at < interval '26 hours' "
        f"THEN {_quarter('next_at')} END"
    )
    return _write(sums | _of_kinds("completed", completed), source, undone=again, at="at")


def _moves(sign: int, history: str, tasks: str = "tasks") -> str:
    return f"""
        SELECT {sign} AS sign, h.task_id, h.version, h.at, h.changes ->> 'status' AS status,
            t.workspace_id, t.category, t.priority
        FROM {history} h JOIN {tasks} t ON t.id = h.task_id WHERE h.action = 'status_changed'
    """


_SAID = """
    SELECT {sign} AS sign, m.workspace_id, m.sent_at, coalesce(c.is_actionable, a.is_actionable) AS is_actionable
    FROM {messages} m LEFT JOIN {analyses} a ON a.message_id = m.id
    LEFT JOIN {corrections} c ON c.message_id = m.id
"""


def _said(sign: int, messages: str = "messages", **others: str) -> str:
    names = {"analyses": "analyses", "corrections": "corrections"} | others
    return _SAID.format(sign=sign, messages=messages, **names)


def _messages(event: str) -> str:
    if event == "INSERT":
        return _write_messages("(SELECT 1 AS sign, *, NULL::bool AS is_actionable FROM new_rows) m")
    moved = (
        "(SELECT {0}.* FROM old_rows o JOIN new_rows n USING (id) "
        "WHERE (o.workspace_id, o.sent_at) IS DISTINCT FROM (n.workspace_id, n.sent_at))"
    )
    both = " UNION ALL ".join((_said(-1, moved.format("o")), _said(1, moved.format("n"))))
    return _write_messages(f"({both}) said")


def _opinions(table: str, event: str) -> str:
    """Return what counts a change of analyses or corrections: what holds after it, less what held before."""
    nothing = f"(SELECT * FROM {table} WHERE false)"
    after, before = {
        "INSERT": ("new_rows", nothing),
        "UPDATE": ("new_rows", "old_rows"),
        "DELETE": (nothing, "old_rows"),
    }[event]
    changed = "old_rows" if event == "DELETE" else "new_rows"
    sides = (_said_of(1, table, after, changed), _said_of(-1, table, before, changed))
    return _write_actionable(f"({' UNION ALL '.join(sides)}) said")


def _said_of(sign: int, table: str, rows: str, changed: str) -> str:
    return f"{_said(sign, **{table: rows})} WHERE m.id IN (SELECT message_id FROM {changed})"


def _tasks(event: str) -> str:
    if event == "INSERT":
        return _write_tasks("(SELECT 1 AS sign, * FROM new_rows) t")
    changed = f"""(
        SELECT {{0}}.* FROM old_rows o JOIN new_rows n USING (id)
        WHERE (o.workspace_id, o.created_at, o.category, o.priority, o.status {_UNFINISHED})
            IS DISTINCT FROM (n.workspace_id, n.created_at, n.category, n.priority, n.status {_UNFINISHED})
    )"""
    of_kind = f"(SELECT {{0}}.* {_OF_ANOTHER_KIND})"
    both = " UNION ALL ".join(
        f"SELECT {sign} AS sign, * FROM {changed.format(rows)} t" for sign, rows in ((-1, "o"), (1, "n"))
    )
    moves = " UNION ALL ".join(
        _moves(sign, "task_history", of_kind.format(rows)) for sign, rows in ((-1, "o"), (1, "n"))
    )
    kinds = f"(SELECT {_OF_ANOTHER_KIND})"
    return f"{_write_tasks(f'({both}) t')} IF EXISTS {kinds} THEN {_write_moves(moves)} END IF;"


def _task_history(event: str) -> str:
    """Return what counts histories that changed: as they are now, less what they were."""
    moved = "action = 'status_changed'"
    rows = {"INSERT": "SELECT * FROM new_rows", "DELETE": "SELECT * FROM old_rows"}.get(
        event, "SELECT * FROM new_rows UNION ALL SELECT * FROM old_rows"
    )
    if event == "UPDATE":
        rows = (
            f"SELECT r.* FROM ({rows}) r JOIN new_rows n USING (task_id, version) "
            "JOIN old_rows o USING (task_id, version) "
            "WHERE (o.at, o.action, o.changes -> 'status') "
            "IS DISTINCT FROM (n.at, n.action, n.changes -> 'status')"
        )
    ids = f"SELECT task_id FROM ({rows}) r WHERE {moved}"
    now = f"(SELECT * FROM task_history WHERE task_id IN ({ids}))"
    was = "(SELECT * FROM task_history h WHERE task_id IN ({}) {} {})".format(
        ids,
        ""
        if event == "DELETE"
        else "AND NOT EXISTS (SELECT FROM new_rows n WHERE (n.task_id, n.version) = (h.task_id, h.version))",
        "" if event == "INSERT" else f"UNION ALL SELECT * FROM old_rows WHERE task_id IN ({ids})",
    )
    both = " UNION ALL ".join((_moves(1, now), _moves(-1, was)))
    return f"IF EXISTS ({ids}) THEN {_write_moves(both)} END IF;"


_AFTER: dict[str, Callable[[str], str]] = {
    "messages": _messages,
    "analyses": partial(_opinions, "analyses"),
    "corrections": partial(_opinions, "corrections"),
    "tasks": _tasks,
    "task_history": _task_history,
}

_OWN_MOVES = _moves(-1, "task_history") + " AND t.id = OLD.id"

_BEFORE = {
    "messages": _write_messages(f"({_said(-1)} WHERE m.id = OLD.id) said"),
    "tasks": _write_tasks("(SELECT -1 AS sign, * FROM tasks WHERE id = OLD.id) t")
    + f"IF EXISTS ({_OWN_MOVES}) THEN {_write_moves(_OWN_MOVES)} END IF;",
}
"""What counts a message or a task down that is about to be deleted."""

_LAST = "zz_forget_history"
"""Fires after the triggers that delete what belongs to a workspace, whose names begin with "RI_".

In which order those go is not said, so messages may be gone before what was said of them is counted down.
"""

_ANEW = f"""
    DELETE FROM history_tallies;
    {_write_messages(f"({_said(1)}) said")}
    {_write_tasks("(SELECT 1 AS sign, * FROM tasks) t")}
    {_write_moves(_moves(1, "task_history"))}
    WITH loose AS (DELETE FROM history_tallies RETURNING *)
    INSERT INTO history_tallies (workspace_id, quarter, undone, folded, {", ".join(_COLUMNS)})
    SELECT workspace_id, quarter, undone, true, {", ".join(f"sum({name})" for name in _COLUMNS)}
    FROM loose GROUP BY 1, 2, 3;
"""


def _function(name: str, body: str, returns: str = "trigger", value: str = "NULL") -> str:
    end = "" if returns == "void" else f"RETURN {value};"
    return f"""
        CREATE FUNCTION {name}() RETURNS {returns} LANGUAGE plpgsql AS $$
        BEGIN
            {body}
            {end}
        END
        $$
    """


def upgrade() -> None:
    op.create_table(
        "history_tallies",
        sa.Column("workspace_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("quarter", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone", sa.DateTime(timezone=True), nullable=True),
        sa.Column("folded", sa.Boolean(), server_default="false", nullable=False),
        *(sa.Column(name, sa.Integer(), server_default="0", nullable=False) for name in _COLUMNS),
        sa.PrimaryKeyConstraint("workspace_id", "quarter", "id", name=op.f("pk_history_tallies")),
    )
    op.create_index(
        "ix_history_tallies_loose",
        "history_tallies",
        ["workspace_id", "id"],
        unique=False,
        postgresql_where=sa.text("NOT folded"),
    )
    op.execute(_function("count_history_anew", _ANEW, "void"))
    for table, events in _TABLES.items():
        for event in events:
            name = f"count_{table}_{event.lower()}"
            op.execute(_function(name, _AFTER[table](event)))
            op.execute(
                f"CREATE TRIGGER history_{event.lower()} AFTER {event} ON {table} REFERENCING {_ROWS[event]} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
            )
    for table, body in _BEFORE.items():
        op.execute(_function(f"count_{table}_delete", body, value="OLD"))
        op.execute(
            f"CREATE TRIGGER history_delete BEFORE DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION count_{table}_delete()"
        )
    op.execute(_function("count_after_truncate", "PERFORM count_history_anew();"))
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER history_truncate AFTER TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION count_after_truncate()"
        )
    op.execute(_function("forget_history", "DELETE FROM history_tallies WHERE workspace_id = OLD.id;"))
    op.execute(
        f"CREATE TRIGGER {_LAST} AFTER DELETE ON workspaces FOR EACH ROW EXECUTE FUNCTION forget_history()"
    )
    op.execute("SELECT count_history_anew()")
    op.drop_index("ix_messages_workspace_id_sent_at", table_name="messages")
    op.create_index(
        "ix_messages_sent_at_of_blocks",
        "messages",
        ["workspace_id", sa.text("(id >> 12)"), "sent_at"],
        unique=False,
    )
    op.create_index(
        "ix_tasks_workspace_id_source_id",
        "tasks",
        ["workspace_id", "source", sa.text("id DESC")],
        unique=False,
    )


def downgrade() -> None:
    op.drop_index("ix_tasks_workspace_id_source_id", table_name="tasks")
    op.drop_index("ix_messages_sent_at_of_blocks", table_name="messages")
    op.create_index("ix_messages_workspace_id_sent_at", "messages", ["workspace_id", "sent_at"], unique=False)
    for table, events in _TABLES.items():
        for event in ("truncate", *(event.lower() for event in events)):
            op.execute(f"DROP TRIGGER history_{event} ON {table}")
        for event in events:
            op.execute(f"DROP FUNCTION count_{table}_{event.lower()}()")
    for table in _BEFORE:
        op.execute(f"DROP TRIGGER history_delete ON {table}")
        op.execute(f"DROP FUNCTION count_{table}_delete()")
    op.execute(f"DROP TRIGGER {_LAST} ON workspaces")
    op.execute("DROP FUNCTION forget_history()")
    op.execute("DROP FUNCTION count_after_truncate()")
    op.execute("DROP FUNCTION count_history_anew()")
    op.drop_table("history_tallies")
