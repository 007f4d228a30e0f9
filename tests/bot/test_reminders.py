"""Reminders in chats: before and at the due time, snoozed, done, never twice.

Checklist: 17, 22, 23, 26, 29.
"""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage

from bot.callbacks_reminders import ReminderAction, ReminderPress
from db.reminders import AT_ONCE, NAMED, PostgresReminders
from domain.chat import ChatChange, ChatState
from domain.outbox import Letter, ReminderParcel
from domain.recurrence import at_wall_time
from domain.reminder import DAY_ENDS, LEAD, ReminderKind
from domain.task import NewTask, Task, TaskChange
from domain.values import Source, TaskStatus
from tests.bot.desk import MAIN, OTHER_GROUP, TARAS, Desk
from tests.db.samples import new_task
from tests.db.stores import ADA, Stores

CHAT = -100123
MINUTE = timedelta(minutes=1)
KYIV = "Europe/Kyiv"
LORD_HOWE = "Australia/Lord_Howe"


async def a_task(desk: Desk, due: datetime | None, title: str = "Pay the rent", **more: object) -> Task:
    """Let a chat the bot is in have a task."""
    await desk.write("hello")
    task = new_task(title, due=due, source=Source.TELEGRAM, **{"chat_id": str(CHAT), **more})
    return await desk.board.create_task(ADA, task, None)


async def fire(desk: Desk, now: datetime) -> int:
    """Look at what is due at a moment; the clock stands there."""
    desk.clock.advance((now - desk.clock.now()).total_seconds())
    return await desk.reminders.fire(now)


async def told(desk: Desk) -> list[SendMessage]:
    """Return what was sent, without what people wrote."""
    return await desk.sent(SendMessage)


def soon(desk: Desk, hours: float = 5) -> datetime:
    return desk.clock.now().replace(microsecond=0, second=0) + timedelta(hours=hours)


async def test_a_due_time_is_told_before_and_when_it_comes(desk: Desk) -> None:
    due = soon(desk)
    task = await a_task(desk, due, "Pay <b> rent", assignees=["olena", "stranger"])
    assert await fire(desk, due - LEAD - MINUTE) == 0
    assert await fire(desk, due - LEAD) == 1
    assert await fire(desk, due - MINUTE) == 0
    assert await fire(desk, due) == 1
    assert await fire(desk, due + MINUTE) == 0
    before, at_due = await told(desk)
    assert before.chat_id == CHAT
    assert before.disable_notification is False
    assert "Due soon: <b>Pay &lt;b&gt; rent</b>" in before.text
    assert f"#{task.id}" in before.text
    assert "@olena · @stranger" in before.text
    assert "Due now" in at_due.text


async def test_who_has_no_username_is_mentioned_by_number(desk: Desk) -> None:
    nameless = {name: value for name, value in TARAS.items() if name != "username"}
    await desk.write("hello", by=nameless)
    due = soon(desk)
    await a_task(desk, due, assignees=["Taras"])
    await fire(desk, due)
    [reminder] = await told(desk)
    assert '<a href="tg://user?id=9">Taras</a>' in reminder.text


async def test_a_task_made_inside_the_lead_is_told_only_when_it_is_due(desk: Desk) -> None:
    due = soon(desk, 0.5)
    await a_task(desk, due)
    assert await fire(desk, due - 20 * MINUTE) == 0
    assert await fire(desk, due) == 1


async def test_what_was_due_before_it_was_a_task_is_not_told(desk: Desk) -> None:
    await a_task(desk, desk.clock.now() - timedelta(hours=2))
    assert await fire(desk, desk.clock.now()) == 0


async def test_a_moved_due_time_is_told_anew(desk: Desk) -> None:
    due = soon(desk)
    task = await a_task(desk, due)
    assert await fire(desk, due - LEAD) == 1
    later = due + timedelta(hours=3)
    await desk.board.change_task(ADA, task.id, TaskChange(due=later), None)
    assert await told(desk) == [], "the first one is about a time that is no longer true"
    assert [await fire(desk, moment) for moment in (due, later - LEAD, later)] == [0, 1, 1]


@pytest.mark.parametrize("status", [TaskStatus.COMPLETED, TaskStatus.CLOSED])
async def test_a_finished_task_is_not_told(desk: Desk, status: TaskStatus) -> None:
    due = soon(desk)
    task = await a_task(desk, due)
    await fire(desk, due - LEAD)
    await desk.board.change_task(ADA, task.id, TaskChange(status=status), None)
    assert await fire(desk, due) == 0
    assert await told(desk) == []


async def test_what_passed_while_nobody_looked_is_told_once_and_as_past(desk: Desk) -> None:
    due = soon(desk)
    await a_task(desk, due)
    assert await fire(desk, due + timedelta(hours=20)) == 1
    assert await fire(desk, due + timedelta(hours=21)) == 0
    [reminder] = await told(desk)
    assert "Was due" in reminder.text


async def test_what_passed_a_day_ago_is_not_told(desk: Desk) -> None:
    due = soon(desk)
    await a_task(desk, due)
    assert await fire(desk, due + timedelta(hours=25)) == 0


async def test_many_at_once_are_one_message(desk: Desk) -> None:
    due = soon(desk)
    for number in range(NAMED + 5):
        await a_task(desk, due, f"Step {number}")
    assert await fire(desk, due) == NAMED + 5
    [message] = await told(desk)
    assert "It is time for 25 tasks" in message.text
    assert message.text.count("Step") == NAMED
    assert "and 5 more" in message.text


async def test_a_few_at_once_have_their_own_buttons(desk: Desk) -> None:
    due = soon(desk)
    for number in range(AT_ONCE):
        await a_task(desk, due, f"Step {number}")
    await fire(desk, due)
    messages = await told(desk)
    assert len(messages) == AT_ONCE
    assert all(message.reply_markup is not None for message in messages)


async def test_a_chat_that_was_left_is_told_nothing_and_is_not_flooded_when_it_is_back(desk: Desk) -> None:
    due = soon(desk)
    for number in range(30):
        await a_task(desk, due + number * MINUTE, f"Step {number}")
    await desk.chats.set_state(CHAT, ChatState.LEFT)
    assert await fire(desk, due + timedelta(hours=1)) == 0
    await desk.chats.set_state(CHAT, ChatState.ACTIVE)
    assert await fire(desk, due + timedelta(hours=2)) == 30
    assert len(await told(desk)) == 1


async def test_a_task_of_no_chat_is_not_told(desk: Desk) -> None:
    due = soon(desk)
    await a_task(desk, due, chat_id=None)
    assert await fire(desk, due) == 0


async def test_a_reminder_goes_to_the_forum_topic_of_its_message(desk: Desk) -> None:
    await desk.write("Please pay the rent", is_topic_message=True, message_thread_id=77)
    due = soon(desk)
    await desk.understand(NewTask(title="Pay the rent", due=due))
    await fire(desk, due)
    [reminder] = await told(desk)
    assert reminder.message_thread_id == 77


@pytest.mark.parametrize(
    ("zone", "day"),
    [(KYIV, date(2041, 3, 31)), (KYIV, date(2041, 10, 27)), (LORD_HOWE, date(2041, 10, 6))],
)
async def test_a_day_is_told_in_its_morning_and_its_evening_whatever_the_clocks_do(
    desk: Desk, zone: str, day: date
) -> None:
    def moment(clock: time) -> datetime:
        return at_wall_time(datetime.combine(day, clock), ZoneInfo(zone)).astimezone(UTC)

    await desk.write("hello")
    await desk.chats.change_chat(CHAT, ChatChange(timezone=zone))
    await a_task(desk, moment(DAY_ENDS))
    moments = [moment(time(8, 59)), moment(time(9)), moment(time(17, 59)), moment(time(18)), moment(time(23))]
    assert [await fire(desk, at) for at in moments] == [0, 1, 0, 1, 0]
    morning, evening = await told(desk)
    assert "Due today" in morning.text
    assert "Today is the last day" in evening.text


async def test_a_timed_due_over_a_change_of_clocks_is_told_an_hour_before(desk: Desk) -> None:
    zone = ZoneInfo(KYIV)
    due = datetime(2041, 3, 31, 4, 30, tzinfo=zone)  # 03:00 becomes 04:00: an hour before it is 02:30
    await desk.write("hello")
    await desk.chats.change_chat(CHAT, ChatChange(timezone=KYIV))
    await a_task(desk, due)
    assert await fire(desk, datetime(2041, 3, 31, 2, 29, tzinfo=zone).astimezone(UTC)) == 0
    assert await fire(desk, datetime(2041, 3, 31, 2, 30, tzinfo=zone).astimezone(UTC)) == 1


async def test_a_changed_zone_tells_nothing_twice(desk: Desk) -> None:
    await desk.write("hello")
    await desk.chats.change_chat(CHAT, ChatChange(timezone=KYIV))
    due = datetime.combine(date(2041, 5, 5), DAY_ENDS, ZoneInfo(KYIV)).astimezone(UTC)
    await a_task(desk, due)
    assert await fire(desk, due - timedelta(hours=5)) == 1
    await desk.chats.change_chat(CHAT, ChatChange(timezone=LORD_HOWE))
    assert [await fire(desk, due + step) for step in (-LEAD, timedelta(), MINUTE)] == [1, 0, 0]


async def test_two_schedulers_at_once_tell_once(desk: Desk) -> None:
    due = soon(desk)
    for number in range(3):
        await a_task(desk, due, f"Step {number}")
    counts = await asyncio.gather(*(PostgresReminders(desk.database).fire(due) for _ in range(4)))
    assert sum(counts) == 3
    assert len(await told(desk)) == 3


async def test_without_unique_rows_two_schedulers_would_tell_twice(desk: Desk) -> None:
    due = soon(desk)
    await a_task(desk, due)
    assert await desk.reminders.fire(due) == 1
    async with desk.database.connection() as connection:
        await connection.execute("DELETE FROM reminders")
    assert await desk.reminders.fire(due) == 1
    assert len(await told(desk)) == 2


async def test_who_dies_before_the_commit_has_told_nothing_and_the_next_one_tells(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = soon(desk)
    await a_task(desk, due)

    async def die(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr("db.reminders.write_letters", die)
        with pytest.raises(Exception, match="does not answer"):
            await desk.reminders.fire(due)
    assert await told(desk) == []
    assert await PostgresReminders(desk.database).fire(due) == 1
    assert len(await told(desk)) == 1


async def test_ten_thousand_due_tasks_are_one_message_and_a_quick_look(
    desk: Desk,
) -> None:
    due = soon(desk)
    await a_task(desk, due)
    stores = Stores(desk.database)
    await stores.rows(
        """
        WITH made AS (
            INSERT INTO tasks (workspace_id, title, category, priority, source, due, chat_id, created_by)
            SELECT workspace_id, 'Step ' || n, category, priority, source, due, chat_id, created_by
            FROM tasks, generate_series(1, 9999) n RETURNING id
        )
        INSERT INTO task_history (task_id, version, workspace_id, actor, action, changes, at)
        SELECT id, 1, 1, 'Ada', 'created', '{"due": null}', now() FROM made
        """
    )
    await stores.rows("ANALYZE tasks, task_history, reminders")
    loop = asyncio.get_running_loop()
    began = loop.time()
    assert await fire(desk, due) == 10_000
    assert loop.time() - began < 5.0
    began = loop.time()
    assert await fire(desk, due + MINUTE) == 0
    assert loop.time() - began < 0.5
    assert len(await told(desk)) == 1


async def _remind(desk: Desk) -> tuple[Task, int]:
    due = soon(desk)
    task = await a_task(desk, due)
    await fire(desk, due)
    await told(desk)
    return task, 1


def _data(action: ReminderAction, task: Task) -> str:
    return ReminderPress(action=action, task_id=task.id, version=task.version).pack()


async def test_done_finishes_the_task_once(desk: Desk) -> None:
    task, number = await _remind(desk)
    for _ in range(2):
        await desk.press(_data(ReminderAction.DONE, task), number)
    [done] = await desk.tasks()
    assert (done.status, done.version) == (TaskStatus.COMPLETED, 2)
    assert [call.text for call in await desk.sent(AnswerCallbackQuery)] == ["Done 🎉", "It is done already."]
    [edit] = await desk.sent(EditMessageText)
    assert "<s>Pay the rent</s>" in (edit.text or "")
    assert edit.reply_markup is None


async def test_an_hour_later_it_is_told_again_once(desk: Desk) -> None:
    task, number = await _remind(desk)
    await desk.chats.change_chat(CHAT, ChatChange(timezone=KYIV))
    for _ in range(2):
        await desk.press(_data(ReminderAction.HOUR, task), number)
        desk.clock.advance(2)
    until = desk.clock.now() + timedelta(hours=1)
    [edit, *_] = await desk.sent(EditMessageText)
    assert f"{until.astimezone(ZoneInfo(KYIV)):%H:%M}" in (edit.text or "")
    before = len(await told(desk))
    counts = [await fire(desk, until + step) for step in (-2 * MINUTE, 2 * MINUTE, 3 * MINUTE)]
    assert counts == [0, 1, 0]
    again = (await told(desk))[before:]
    assert ["As you asked" in message.text for message in again] == [True]


async def test_tomorrow_is_the_next_morning_of_the_chat(desk: Desk) -> None:
    task, number = await _remind(desk)
    await desk.chats.change_chat(CHAT, ChatChange(timezone=LORD_HOWE))
    zone = ZoneInfo(LORD_HOWE)
    day = desk.clock.now().astimezone(zone).date() + timedelta(days=1)
    morning = at_wall_time(datetime.combine(day, time(9)), zone).astimezone(UTC)
    await desk.press(_data(ReminderAction.TOMORROW, task), number)
    assert [await fire(desk, morning + step) for step in (-MINUTE, timedelta())] == [0, 1]


async def test_a_snoozed_reminder_of_a_finished_task_is_not_told(desk: Desk) -> None:
    task, number = await _remind(desk)
    await desk.press(_data(ReminderAction.HOUR, task), number)
    before = len(await told(desk))
    await desk.board.change_task(ADA, task.id, TaskChange(status=TaskStatus.COMPLETED), None)
    await fire(desk, desk.clock.now() + timedelta(hours=2))
    assert len(await told(desk)) == before


async def test_a_stale_button_is_answered(desk: Desk) -> None:
    task, number = await _remind(desk)
    await desk.board.change_task(ADA, task.id, TaskChange(status=TaskStatus.CLOSED), None)
    for action in ReminderAction:
        await desk.press(_data(action, task), number)
    await desk.press(_data(ReminderAction.DONE, task.model_copy(update={"id": 999})), number)
    answers = [call.text for call in await desk.sent(AnswerCallbackQuery)]
    assert answers == ["The task has ended already."] * 3 + ["There is no such task here any more."]


async def test_another_chat_can_press_nothing_of_this_one(desk: Desk) -> None:
    task, number = await _remind(desk)
    await desk.press(_data(ReminderAction.DONE, task), number, chat=OTHER_GROUP)
    [kept] = await desk.tasks()
    assert kept.status is TaskStatus.OPEN
    [answer] = await desk.sent(AnswerCallbackQuery)
    assert answer.text == "There is no such task here any more."


async def test_words_are_ukrainian_where_the_chat_is(desk: Desk) -> None:
    await desk.write("hello")
    await desk.chats.change_chat(CHAT, ChatChange(language="uk"))
    await _remind(desk)
    [reminder] = await told(desk)
    assert "Строк настав" in reminder.text


async def test_a_reminder_that_is_too_old_to_be_true_is_not_sent(desk: Desk) -> None:
    task = await a_task(desk, soon(desk))
    stale = ReminderParcel(task_id=task.id, reminder=ReminderKind.DUE, at=soon(desk, 1))
    await desk.outbox.post(MAIN, [Letter(chat_id=CHAT, parcel=stale)])
    assert await told(desk) == []
