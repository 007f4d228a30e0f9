"""The figures equal counting the histories by hand, whatever happened to the tasks and to the clocks."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import quantiles
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from db.figures import PostgresFigures
from domain.figures import FACET_TASKS, AgeClass, DayFigures, StatsHistory
from domain.task import TRANSITIONS, TaskAction, TaskChange
from domain.values import Category, Priority, TaskStatus
from pipeline.clock import SystemClock
from tests.db.samples import new_message, new_task
from tests.db.stores import ADA, MAIN, Stores
from tests.fakes.clock import FakeClock

NOW = datetime(2026, 4, 5, 10, 30, tzinfo=UTC)
BERLIN = "Europe/Berlin"
"""Its clocks went forward on 29 March 2026."""
UNFINISHED = {TaskStatus.OPEN, TaskStatus.IN_PROGRESS}

_TASK = """
INSERT INTO tasks (workspace_id, title, category, priority, status, source, created_by, created_at,
                   updated_at)
VALUES ($1, 'x', $2, $3, $4, 'api', 'Ada', $5, $6) RETURNING id
"""
_HISTORY = """
INSERT INTO task_history (task_id, version, workspace_id, at, actor, action, changes)
VALUES ($1, $2, $3, $4, 'Ada', $5, $6)
"""
_ANALYSIS = """
INSERT INTO analyses (message_id, workspace_id, is_actionable, category, priority, confidence, reason, title,
                      short, model)
VALUES ($1, 1, $2, 'bug', 'high', 0.9, '', '', '', 'embedded')
"""


@dataclass(frozen=True)
class Life:
    """A task as it went: when it came to which status, the first one being its making."""

    category: Category
    priority: Priority
    steps: Sequence[tuple[datetime, TaskStatus]]

    def status_at(self, moment: datetime) -> TaskStatus | None:
        """Return where it stood just before a moment; None before it was made."""
        return next((status for at, status in reversed(self.steps) if at < moment), None)


def random_life(dice: random.Random) -> Life:
    """Return a task of the last 50 days that moved up to seven times, often several times a day."""
    at = NOW - timedelta(seconds=dice.randint(60, 50 * 86_400))
    steps = [(at, TaskStatus.OPEN)]
    for _ in range(dice.randint(0, 7)):
        at += timedelta(seconds=dice.randint(1, dice.choice([7200, 86_400, 10 * 86_400])))
        if at < NOW:
            steps.append((at, dice.choice(sorted(TRANSITIONS[steps[-1][1]]))))
    return Life(dice.choice(list(Category)), dice.choice(list(Priority)), steps)


async def store(stores: Stores, life: Life, workspace_id: int = MAIN) -> None:
    """Store a task with its history, with edits between its moves."""
    made, last = life.steps[0][0], life.steps[-1]
    kinds = (life.category.value, life.priority.value, last[1].value)
    task_id = await stores.number(_TASK, workspace_id, *kinds, made, last[0])
    for place, (at, status) in enumerate(life.steps):
        action = TaskAction.STATUS_CHANGED if place else TaskAction.CREATED
        told = json.dumps({"status": status, "title": "x"})
        await stores.rows(_HISTORY, task_id, 2 * place + 1, workspace_id, at, action.value, told)
        edit = json.dumps({"title": "y"})
        await stores.rows(_HISTORY, task_id, 2 * place + 2, workspace_id, at, TaskAction.UPDATED.value, edit)


async def told(stores: Stores, days: int, zone: str = BERLIN, now: datetime = NOW) -> StatsHistory:
    return await PostgresFigures(stores.database, FakeClock(now)).get_history(MAIN, days, zone)


def moves_on(life: Life, day: date, zone: ZoneInfo, status: TaskStatus) -> int:
    """Count by hand how often a task came to a status on a day and was not taken up again on it."""
    count = 0
    for (at, to), after in zip(life.steps, [*life.steps[1:], None], strict=True):
        retaken = after is not None and after[1] in UNFINISHED and after[0].astimezone(zone).date() == day
        count += to is status and at.astimezone(zone).date() == day and not retaken
    return count


def counted(lives: Sequence[Life], day: date, zone: ZoneInfo) -> DayFigures:
    """Count a day by hand."""
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
    return DayFigures(
        date=day,
        created=sum(life.steps[0][0].astimezone(zone).date() == day for life in lives),
        completed=sum(moves_on(life, day, zone, TaskStatus.COMPLETED) for life in lives),
        closed=sum(moves_on(life, day, zone, TaskStatus.CLOSED) for life in lives),
        backlog=sum(life.status_at(end) in UNFINISHED for life in lives),
    )


def wait_s(life: Life, since: datetime) -> float | None:
    """Return how long a task took, if it was completed since a moment and not taken up again."""
    statuses = [status for _, status in life.steps]
    if statuses[-1] is TaskStatus.CLOSED and statuses[-2] is TaskStatus.COMPLETED:
        at = life.steps[-2][0]
    elif statuses[-1] is TaskStatus.COMPLETED:
        at = life.steps[-1][0]
    else:
        return None
    return (at - life.steps[0][0]).total_seconds() if at >= since else None


@pytest.mark.parametrize(("days", "zone"), [(1, "UTC"), (20, BERLIN), (60, "America/St_Johns")])
async def test_days_equal_counting_by_hand(stores: Stores, days: int, zone: str) -> None:
    dice = random.Random(days)  # noqa: S311 - reproducible
    lives = [random_life(dice) for _ in range(60)]
    for life in lives:
        await store(stores, life)
    history = await told(stores, days, zone)
    local = ZoneInfo(zone)
    today = NOW.astimezone(local).date()
    dates = [today - timedelta(days=back) for back in reversed(range(days))]
    assert history.days == [counted(lives, day, local) for day in dates]
    start = datetime.combine(dates[0], datetime.min.time(), local)
    waits = [wait for life in lives if (wait := wait_s(life, start)) is not None]
    assert history.time_to_done.count == len(waits)
    if len(waits) > 1:
        deciles = quantiles(waits, n=10, method="inclusive")
        done = history.time_to_done
        assert (done.p50_s, done.p90_s) == (pytest.approx(deciles[4]), pytest.approx(deciles[8]))
    created = Counter(life.category for life in lives if life.steps[0][0] >= start)
    assert {each.category: each.created for each in history.by_category} == {
        category: created[category] for category in Category
    }
    for kinds in (history.by_category, history.by_priority):
        assert sum(each.completed for each in kinds) == sum(day.completed for day in history.days)
        assert sum(each.created for each in kinds) == sum(day.created for day in history.days)


async def test_days_last_as_long_as_the_clocks_say(stores: Stores) -> None:
    # 29 March in Berlin is from 23:00 UTC to 22:00 UTC: 23 hours.
    for day, hour, minute in [(28, 22, 59), (28, 23, 0), (29, 21, 59), (29, 22, 0)]:
        made = datetime(2026, 3, day, hour, minute, tzinfo=UTC)
        await store(stores, Life(Category.BUG, Priority.LOW, [(made, TaskStatus.OPEN)]))
    history = await told(stores, 9)
    created = {str(day.date): day.created for day in history.days if day.created}
    assert created == {"2026-03-28": 1, "2026-03-29": 2, "2026-03-30": 1}


async def test_messages_count_on_the_day_they_were_sent_and_by_what_people_say(stores: Stores) -> None:
    yesterday, today = datetime(2026, 4, 4, 21, 59, tzinfo=UTC), datetime(2026, 4, 4, 22, tzinfo=UTC)
    sent = [yesterday, today, today, today, datetime(2026, 4, 5, 22, tzinfo=UTC)]
    messages = [new_message(f"m{place}", sent_at=at) for place, at in enumerate(sent)]
    ids = await stores.accept(*messages)
    for message_id, is_actionable in zip(ids[:3], (True, True, False), strict=True):
        await stores.rows(_ANALYSIS, message_id, is_actionable)
    await stores.rows(
        "INSERT INTO corrections (message_id, workspace_id, is_actionable, due_removed, corrected_by)"
        " VALUES ($1, 1, false, false, 'Ada'), ($2, 1, true, false, 'Ada')",
        *ids[1:3],
    )
    history = await told(stores, 2)
    assert [(day.messages, day.actionable) for day in history.days] == [(1, 1), (3, 1)]


async def test_ages_are_of_what_is_unfinished(stores: Stores) -> None:
    for hours, status in [(1, "open"), (23, "in_progress"), (24, "open"), (71, "open"), (24 * 7, "open")]:
        made = NOW - timedelta(hours=hours)
        moved = [(made, TaskStatus(status))] if status != "open" else []
        await store(stores, Life(Category.BUG, Priority.LOW, [(made, TaskStatus.OPEN), *moved]))
    done = [(NOW - timedelta(days=40), TaskStatus.OPEN), (NOW, TaskStatus.COMPLETED)]
    await store(stores, Life(Category.BUG, Priority.LOW, done))
    counts = [2, 2, 0, 1, 0]
    edges = [(0, 1), (1, 3), (3, 7), (7, 30), (30, None)]
    assert (await told(stores, 1)).ages == [
        AgeClass(label_days_from=begin, label_days_to=end, tasks=tasks)
        for (begin, end), tasks in zip(edges, counts, strict=True)
    ]


async def test_what_people_do_today_is_told(stores: Stores) -> None:
    ids = [(await stores.tasks.create_task(ADA, new_task(), None)).id for _ in range(4)]
    moves = {0: ["completed"], 1: ["completed", "open"], 2: ["completed", "closed"], 3: ["closed"]}
    for place, statuses in moves.items():
        for status in statuses:
            await stores.tasks.change_task(ADA, ids[place], TaskChange(status=TaskStatus(status)), None)
    history = await PostgresFigures(stores.database, SystemClock()).get_history(MAIN, 1, "UTC")
    [today] = history.days
    assert (today.created, today.completed, today.closed, today.backlog) == (4, 2, 2, 1)
    assert history.time_to_done.count == 2


async def test_an_empty_workspace_has_days_of_zeros(stores: Stores) -> None:
    history = await told(stores, 366)
    assert len(history.days) == 366
    assert all(day == DayFigures(date=day.date) for day in history.days)
    assert (history.time_to_done.count, history.time_to_done.p50_s) == (0, None)


async def test_another_workspace_s_figures_are_not_told(stores: Stores) -> None:
    other = await stores.add_workspace()
    steps = [(NOW - timedelta(hours=2), TaskStatus.OPEN), (NOW - timedelta(hours=1), TaskStatus.COMPLETED)]
    await store(stores, Life(Category.BUG, Priority.LOW, steps), other)
    await store(stores, Life(Category.BUG, Priority.LOW, steps[:1]), other)
    await stores.accept(new_message(sent_at=NOW), workspace_id=other)
    history = await told(stores, 2)
    assert all(day == DayFigures(date=day.date) for day in history.days)
    assert sum(each.tasks for each in history.ages) == history.time_to_done.count == 0


async def test_facets_are_of_present_tasks_most_used_first(stores: Stores) -> None:
    await stores.accept(new_message("m", "42", chat_title="Backend"), new_message("n", "43"))
    for people, labels, chat in [("ab", "x", "42"), ("b", "xy", "42"), ("c", "", "43"), ("", "", None)]:
        task = new_task(assignees=list(people), labels=list(labels), chat_id=chat)
        await stores.tasks.create_task(ADA, task, None)
    old = await stores.tasks.create_task(ADA, new_task(assignees=["gone"], labels=["gone"]), None)
    await stores.tasks.change_task(ADA, old.id, TaskChange(status=TaskStatus.COMPLETED), None)
    late = PostgresFigures(stores.database, FakeClock(datetime.now(UTC) + timedelta(days=29)))
    assert "gone" in {each.name for each in (await late.get_facets(MAIN)).assignees}
    later = PostgresFigures(stores.database, FakeClock(datetime.now(UTC) + timedelta(days=31)))
    facets = await later.get_facets(MAIN)
    assert [(each.name, each.tasks) for each in facets.assignees] == [("b", 2), ("a", 1), ("c", 1)]
    assert [(each.name, each.tasks) for each in facets.labels] == [("x", 2), ("y", 1)]
    chats = [(each.chat_id, each.title, each.tasks) for each in facets.chats]
    assert chats == [("42", "Backend", 2), ("43", "", 1)]


async def test_a_menu_is_bounded_and_of_one_workspace(stores: Stores) -> None:
    for part in range(5):
        names = [f"p{part}-{place}" for place in range(50)]
        await stores.tasks.create_task(ADA, new_task(assignees=names), None)
    other = ADA.model_copy(update={"workspace_id": await stores.add_workspace()})
    facets = PostgresFigures(stores.database, SystemClock())
    assert len((await facets.get_facets(MAIN)).assignees) == 200
    theirs = cast("dict[str, object]", (await facets.get_facets(other.workspace_id)).model_dump())
    assert list(theirs.values()) == [[], [], []]


async def test_facets_are_counted_over_the_newest_tasks(stores: Stores) -> None:
    await stores.tasks.create_task(ADA, new_task(assignees=["earliest"]), None)
    await stores.rows(
        "INSERT INTO tasks (workspace_id, title, category, priority, source, created_by, updated_at)"
        " SELECT 1, 'x', 'bug', 'low', 'api', 'Ada', now() FROM generate_series(1, $1)",
        FACET_TASKS,
    )
    await stores.tasks.create_task(ADA, new_task(assignees=["newest"]), None)
    facets = await PostgresFigures(stores.database, SystemClock()).get_facets(MAIN)
    assert [each.name for each in facets.assignees] == ["newest"]
