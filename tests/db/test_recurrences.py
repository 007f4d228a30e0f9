"""Recurring tasks: one to come at a time, made once whoever looks, and by the clocks of their zone."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import asyncpg
import pytest

from db.recurrences import PostgresRecurrences
from domain.access import RequestKey
from domain.errors import InvalidInputError, NotFoundError
from domain.recurrence import at_wall_time
from domain.task import Task, TaskChange, TaskQuery
from domain.values import TaskStatus
from pipeline.recurring import RecurringTasks
from tests.db.samples import new_task
from tests.db.stores import ADA, MAIN, Stores
from tests.fakes.clock import FakeClock

KYIV = "Europe/Kyiv"
DAY = timedelta(days=1)


def recurring(stores: Stores, clock: FakeClock) -> RecurringTasks:
    return RecurringTasks(PostgresRecurrences(stores.database), clock)


async def tasks(stores: Stores) -> list[Task]:
    page = await stores.tasks.list_tasks(MAIN, TaskQuery(limit=500))
    return page.tasks[::-1]


def wall(task: Task, zone: str = KYIV) -> str:
    assert task.due is not None
    return f"{task.due.astimezone(ZoneInfo(zone)):%m-%d %H:%M}"


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(datetime(2041, 3, 28, 6, 0, tzinfo=UTC))


async def start(
    stores: Stores, clock: FakeClock, rule: str = "FREQ=DAILY", zone: str = KYIV, at: time = time(9)
) -> Task:
    local = clock.now().astimezone(ZoneInfo(zone)).date()
    due = at_wall_time(datetime.combine(local, at), ZoneInfo(zone))
    draft = new_task("Water the plants", due=due, assignees=["ada"], labels=["home"])
    return await recurring(stores, clock).start(ADA, draft, rule, zone, None)


async def test_it_begins_with_its_first_task_in_one_transaction(stores: Stores, clock: FakeClock) -> None:
    key = RequestKey(key="k", digest=b"x" * 32)
    service = recurring(stores, clock)
    draft = new_task("Water", due=clock.now() + timedelta(hours=1))
    first = await service.start(ADA, draft, "FREQ=DAILY", KYIV, key)
    assert await service.start(ADA, draft, "FREQ=DAILY", KYIV, key) == first
    assert await tasks(stores) == [first]
    assert (first.recurrence, first.due) == ("FREQ=DAILY", draft.due)
    assert await stores.event_types() == ["task_created"]
    [kept] = await service.list_recurrences(MAIN)
    assert (kept.id, kept.next_at) == (first.recurrence_id, first.due)


async def test_the_next_task_comes_when_the_time_of_the_last_one_does(
    stores: Stores, clock: FakeClock
) -> None:
    first = await start(stores, clock)
    service = recurring(stores, clock)
    assert first.due is not None
    assert await service.fire(first.due - timedelta(seconds=1)) == 0
    assert await service.fire(first.due) == 1
    assert await service.fire(first.due) == 0
    _, second = await tasks(stores)
    assert (wall(first), wall(second)) == ("03-28 09:00", "03-29 09:00")
    assert (second.assignees, second.labels, second.recurrence_id) == (["ada"], ["home"], first.recurrence_id)
    assert await stores.event_types() == ["task_created"] * 2


@pytest.mark.parametrize(
    ("zone", "at", "day", "told"),
    [
        (KYIV, time(3, 30), date(2041, 3, 30), ["03-30 03:30", "03-31 04:30", "04-01 03:30"]),
        (KYIV, time(3, 30), date(2041, 10, 26), ["10-26 03:30", "10-27 03:30", "10-28 03:30"]),
        (
            "Australia/Lord_Howe",
            time(2, 15),
            date(2041, 10, 5),
            ["10-05 02:15", "10-06 02:45", "10-07 02:15"],
        ),
        ("Australia/Lord_Howe", time(1, 45), date(2041, 4, 6), ["04-06 01:45", "04-07 01:45", "04-08 01:45"]),
    ],
)
async def test_wall_time_is_kept_over_changes_of_clocks(
    stores: Stores, zone: str, at: time, day: date, told: list[str]
) -> None:
    clock = FakeClock(at_wall_time(datetime.combine(day, time(0, 30)), ZoneInfo(zone)).astimezone(UTC))
    task = await start(stores, clock, zone=zone, at=at)
    for _ in told[1:]:
        assert task.due is not None
        assert await recurring(stores, clock).fire(task.due) == 1
        task = (await tasks(stores))[-1]
    assert [wall(each, zone) for each in await tasks(stores)] == told


async def test_missed_occurrences_are_left_out(stores: Stores, clock: FakeClock) -> None:
    first = await start(stores, clock)
    assert first.due is not None
    assert await recurring(stores, clock).fire(first.due + 10.5 * DAY) == 1
    assert await recurring(stores, clock).fire(first.due + 10.5 * DAY) == 0
    assert [wall(task) for task in await tasks(stores)] == ["03-28 09:00", "04-08 09:00"]


async def test_two_schedulers_at_once_make_one_task(stores: Stores, clock: FakeClock) -> None:
    first = await start(stores, clock)
    assert first.due is not None
    made = await asyncio.gather(*(recurring(stores, clock).fire(first.due) for _ in range(4)))
    assert (sum(made), len(await tasks(stores))) == (1, 2)


async def test_even_without_the_fence_an_occurrence_has_one_task(stores: Stores, clock: FakeClock) -> None:
    first = await start(stores, clock)
    assert first.due is not None
    await recurring(stores, clock).fire(first.due)
    await stores.rows("UPDATE recurrences SET next_at = $1", first.due)
    with pytest.raises(asyncpg.UniqueViolationError):
        await recurring(stores, clock).fire(first.due)
    assert len(await tasks(stores)) == 2
    await stores.rows("DROP INDEX uq_tasks_recurrence_id_occurrence")
    try:
        assert await recurring(stores, clock).fire(first.due) == 1
        assert len(await tasks(stores)) == 3, "the index is what holds here"
    finally:
        await stores.rows("DELETE FROM tasks")
        await stores.rows(
            "CREATE UNIQUE INDEX uq_tasks_recurrence_id_occurrence ON tasks (recurrence_id, occurrence) "
            "WHERE recurrence_id IS NOT NULL"
        )


async def test_who_dies_before_the_commit_has_made_nothing(
    stores: Stores, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await start(stores, clock)
    assert first.due is not None

    async def die(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("db.recurrences.publish", die)
        with pytest.raises(RuntimeError):
            await recurring(stores, clock).fire(first.due)
    assert len(await tasks(stores)) == 1
    assert await recurring(stores, clock).fire(first.due) == 1


async def test_a_finished_task_does_not_end_it_and_a_moved_one_does_not_shift_it(
    stores: Stores, clock: FakeClock
) -> None:
    first = await start(stores, clock)
    assert first.due is not None
    change = TaskChange(status=TaskStatus.COMPLETED, due=first.due + timedelta(hours=5))
    await stores.tasks.change_task(ADA, first.id, change, None)
    assert await recurring(stores, clock).fire(first.due) == 1
    assert wall((await tasks(stores))[-1]) == "03-29 09:00"


async def test_a_rule_with_an_end_ends(stores: Stores, clock: FakeClock) -> None:
    first = await start(stores, clock, "FREQ=DAILY;COUNT=2")
    service = recurring(stores, clock)
    assert first.due is not None
    assert [await service.fire(first.due + step * DAY) for step in range(4)] == [1, 1, 0, 0]
    assert len(await tasks(stores)) == 2
    assert await service.list_recurrences(MAIN) == []


async def test_stopping_leaves_a_plain_task(stores: Stores, clock: FakeClock) -> None:
    first = await start(stores, clock)
    service = recurring(stores, clock)
    assert first.due is not None
    assert first.recurrence_id is not None
    for _ in range(2):
        await service.stop(ADA, first.recurrence_id)
    assert await service.fire(first.due + DAY) == 0
    [task] = await tasks(stores)
    assert (task.recurrence_id, task.recurrence, task.version) == (None, None, 2)
    assert (await service.get_recurrence(MAIN, first.recurrence_id)).next_at is None


async def test_a_task_can_be_made_to_repeat_and_to_repeat_otherwise(stores: Stores, clock: FakeClock) -> None:
    service = recurring(stores, clock)
    plain = await stores.tasks.create_task(ADA, new_task("Report"), None)
    weekly = await service.repeat(ADA, plain.id, "FREQ=WEEKLY;BYDAY=MO", KYIV, None)
    assert wall(weekly) == "04-01 23:59"
    assert await service.repeat(ADA, plain.id, "FREQ=WEEKLY;BYDAY=MO", KYIV, weekly.due) == weekly
    daily = await service.repeat(ADA, plain.id, "FREQ=DAILY", KYIV, weekly.due)
    assert (daily.recurrence, daily.due) == ("FREQ=DAILY", weekly.due)
    [only] = await service.list_recurrences(MAIN)
    assert only.id == daily.recurrence_id
    assert daily.due is not None
    assert await service.fire(daily.due) == 1


async def test_what_is_no_rule_or_over_is_refused(stores: Stores, clock: FakeClock) -> None:
    for rule in ("every day", "FREQ=SECONDLY", "FREQ=DAILY;UNTIL=20200101"):
        with pytest.raises(InvalidInputError):
            await start(stores, clock, rule)
    assert await tasks(stores) == []


async def test_another_workspace_has_none_of_it(stores: Stores, clock: FakeClock) -> None:
    first = await start(stores, clock)
    other = await stores.add_workspace()
    service = recurring(stores, clock)
    assert first.recurrence_id is not None
    with pytest.raises(NotFoundError):
        await service.get_recurrence(other, first.recurrence_id)
    with pytest.raises(NotFoundError):
        await service.stop(ADA.model_copy(update={"workspace_id": other}), first.recurrence_id)
    assert await service.list_recurrences(other) == []
