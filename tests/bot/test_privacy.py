"""People's data: /export gives it, /forget takes it away (checklist 30)."""

import json
from dataclasses import replace
from datetime import timedelta

from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendDocument, SendMessage
from aiogram.types import BufferedInputFile, InlineKeyboardMarkup

from bot.callbacks import ForgetPress, ForgetStep
from domain.access import Principal, RequestKey
from domain.privacy import REMOVED
from domain.task import TaskChange
from domain.values import Role
from tests.bot.desk import GROUP, MAIN, OLENA, PRIVATE, Desk, Fields
from tests.db.samples import new_task
from tests.db.stores import Stores

MOLE: Fields = {
    "id": 77,
    "is_bot": False,
    "first_name": "Canaryname",
    "last_name": "Mole",
    "username": "canaryhandle",
    "language_code": "en",
}
MOLES: Fields = {"id": 77, "type": "private", "first_name": "Canaryname", "last_name": "Mole"}
MOLE_ID = 77
OLENA_BY = Principal(workspace_id=MAIN, role=Role.MEMBER, name="@olena")


def press_of(step: ForgetStep, person_id: int = MOLE_ID) -> str:
    return ForgetPress(step=step, person_id=person_id).pack()


async def canaries(desk: Desk) -> list[str]:
    """Return the tables with a row that holds the canary, whatever the column."""
    found: list[str] = []
    for table, rows in (await Stores(desk.database).content()).items():
        found += [f"{table}: {row}" for row in rows if "canary" in row.lower()]
    return found


async def live_a_life(desk: Desk) -> None:
    """Let the mole write, be given tasks, correct, be edited over, and leave traces everywhere."""
    await desk.write("Fix the canaryword by Friday", by=MOLE, chat=MOLES)
    await desk.write("The canaryword again, please fix it", by=MOLE, chat=GROUP)
    await desk.understand(
        new_task("Fix the canaryword", description="The canaryword again", assignees=["canaryhandle"]),
        proposals=[new_task("Maybe the canaryword", assignees=["Canaryname"])],
    )
    await desk.write("Write the report", by=OLENA, chat=GROUP)
    await desk.understand(new_task("Write the report", assignees=["Canaryname Mole", "@olena"]))
    await desk.write("Canaryword, not read yet", by=MOLE, chat=GROUP)
    by = Principal(workspace_id=MAIN, role=Role.MEMBER, name="@canaryhandle")
    for task in await desk.tasks():
        await desk.board.change_task(by, task.id, TaskChange(labels=["seen"]), None)
        key = RequestKey(key=f"comment-{task.id}", digest=bytes(32))
        await desk.board.add_comment(by, task.id, "The canaryword is mine", key)
        await desk.board.add_comment(OLENA_BY, task.id, "Whose is it?", None)
    await desk.parcels()


async def test_nothing_is_left_of_who_is_forgotten(desk: Desk) -> None:
    await live_a_life(desk)
    assert {line.split(":")[0] for line in await canaries(desk)} >= {
        "messages", "message_index", "events", "tasks", "task_history", "task_index", "task_assignees",
        "proposals", "members", "task_comments", "idempotency_keys", "telegram_people", "telegram_chats",
    }  # fmt: skip
    seqs = [event.seq for event in await Stores(desk.database).events.read_events(MAIN, 0, 1000)]
    await desk.press(press_of(ForgetStep.CONFIRM), 600, by=MOLE, chat=MOLES)
    await desk.parcels()
    assert await canaries(desk) == []
    events = await Stores(desk.database).events.read_events(MAIN, 0, 1000)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert len(events) > len(seqs)
    assert all(json.loads(event.body)["seq"] == event.seq for event in events)


async def test_others_keep_their_tasks_and_words(desk: Desk) -> None:
    await live_a_life(desk)
    first, *_, last = await desk.tasks()
    await desk.board.change_task(OLENA_BY, first.id, TaskChange(title="Repair the gate"), None)
    await desk.press(press_of(ForgetStep.CONFIRM), 600, by=MOLE, chat=MOLES)
    after = {task.id: task for task in await desk.tasks()}
    assert (after[first.id].title, after[first.id].description) == ("Repair the gate", "")
    assert (after[last.id].title, after[last.id].assignees) == ("Write the report", ["olena"])
    assert after[last.id].message_ids == last.message_ids
    detail = await desk.board.get_task(MAIN, last.id)
    assert "@canaryhandle" not in {entry.actor for entry in detail.history}
    [edit] = [call for call in await desk.sent(EditMessageText) if call.message_id == 600]
    assert "Messages deleted: 3" in (edit.text or "")


async def test_others_keep_their_comments_and_all_hear_of_those_deleted(desk: Desk) -> None:
    """Comments have the ids of forgotten tasks here, which their events must not be taken for."""
    stores = Stores(desk.database)
    await stores.rows("""
        SELECT setval(pg_get_serial_sequence('task_comments', 'id'), last_value, is_called) FROM tasks_id_seq
    """)
    await live_a_life(desk)
    before = [await desk.board.get_task(MAIN, task.id) for task in await desk.tasks()]
    gone = {each.id: each.task_id for task in before for each in task.comments if each.author != "@olena"}
    seq = len(await stores.event_bodies())
    await replace(desk.privacy, messages=1).forget(MOLE_ID)
    for task in before:
        stays = [each for each in task.comments if each.id not in gone]
        assert (await desk.board.get_task(MAIN, task.id)).comments == stays
    told = await stores.event_bodies()
    deleted = [event["data"] for event in told[seq:] if event["type"] == "task_comment_deleted"]
    assert deleted == [{"id": id_, "task_id": task_id} for id_, task_id in gone.items()]
    written = [event["data"] for event in told if event["type"] == "task_commented"]
    removed = {"author": REMOVED, "text": REMOVED}
    kept = [each.model_dump(mode="json") for task in before for each in task.comments]
    assert written == [each | (removed if each["id"] in gone else {}) for each in kept]


async def test_a_comment_repeated_under_its_key_stays_forgotten(desk: Desk) -> None:
    await live_a_life(desk)
    [first, *_] = await desk.tasks()
    await desk.privacy.forget(MOLE_ID)
    key = RequestKey(key=f"comment-{first.id}", digest=bytes(32))
    answer = await desk.board.add_comment(OLENA_BY, first.id, "Anything", key)
    assert (answer.author, answer.text, answer.task_id) == (REMOVED, REMOVED, first.id)


async def test_forgetting_again_does_no_harm(desk: Desk) -> None:
    await live_a_life(desk)
    await desk.privacy.forget(MOLE_ID)
    again = await desk.privacy.forget(MOLE_ID)
    assert (again.messages, again.tasks) == (0, 0)
    assert await canaries(desk) == []


async def test_what_a_worker_has_in_hand_is_not_written(desk: Desk) -> None:
    await desk.write("Fix the canaryword", by=MOLE, chat=GROUP)
    await desk.write("Write the report", by=OLENA, chat=GROUP)
    inbox = Stores(desk.database).inbox()
    [claim] = await inbox.claim("slow", 10)
    await desk.privacy.forget(MOLE_ID)
    assert not await inbox.finish(claim, [])
    await desk.understand(new_task("Write the report"))
    assert [task.title for task in await desk.tasks()] == ["Write the report"]


async def test_it_is_asked_twice_and_may_be_called_off(desk: Desk) -> None:
    await desk.write("Fix the canaryword", by=MOLE, chat=MOLES)
    await desk.write("/forget", by=MOLE, chat=MOLES)
    asked = (await desk.sent(SendMessage))[-1]
    assert isinstance(asked.reply_markup, InlineKeyboardMarkup)
    buttons = [row[0].callback_data for row in asked.reply_markup.inline_keyboard]
    assert buttons == [press_of(ForgetStep.GO_ON), press_of(ForgetStep.KEEP)]
    await desk.press(press_of(ForgetStep.GO_ON), 600, by=MOLE, chat=MOLES)
    await desk.press(press_of(ForgetStep.KEEP), 600, by=MOLE, chat=MOLES)
    sure, kept = await desk.sent(EditMessageText)
    assert press_of(ForgetStep.CONFIRM) in str(sure.reply_markup)
    assert kept.text == "Nothing was deleted."
    assert await canaries(desk)


async def test_a_button_counts_for_ten_minutes_and_for_its_person(desk: Desk) -> None:
    await desk.write("Fix the canaryword", by=MOLE, chat=MOLES)
    await desk.press(press_of(ForgetStep.CONFIRM), 600, by=OLENA, chat=PRIVATE)
    old: Fields = {
        "message_id": 600,
        "date": int((desk.clock.now() - timedelta(minutes=11)).timestamp()),
        "chat": MOLES,
        "text": "a card",
    }
    query: Fields = {"id": "q", "from": MOLE, "chat_instance": "c", "data": press_of(ForgetStep.CONFIRM)}
    await desk.receive("callback_query", query | {"message": old})
    await desk.receive("callback_query", query | {"message": {"chat": MOLES, "message_id": 600, "date": 0}})
    answers = await desk.sent(AnswerCallbackQuery)
    assert [bool(answer.show_alert) for answer in answers] == [True, True, True]
    assert await canaries(desk)


async def test_all_that_is_kept_is_sent_as_a_file(desk: Desk) -> None:
    await live_a_life(desk)
    await desk.write("/export", by=MOLE, chat=MOLES)
    [sent] = await desk.sent(SendDocument)
    assert sent.chat_id == MOLE_ID
    assert isinstance(sent.document, BufferedInputFile)
    told = json.loads(sent.document.data)
    assert [person["username"] for person in told["person"]] == ["canaryhandle"]
    assert {chat["chat_id"] for chat in told["memberships"]} == {MOLE_ID, GROUP["id"]}
    assert sorted(message["content"] for message in told["messages"]) == [
        "Canaryword, not read yet",
        "Fix the canaryword by Friday",
        "The canaryword again, please fix it",
    ]
    assert [message["analysis"] is None for message in told["messages"]] == [True, False, False]
    assert [(comment["author"], comment["text"]) for comment in told["comments"]] == [
        ("@canaryhandle", "The canaryword is mine")
    ] * len(await desk.tasks())
    assert "Write the report" in {task["title"] for task in told["tasks"]}
    assert "Write the report" not in {message["content"] for message in told["messages"]}


async def test_one_export_an_hour(desk: Desk) -> None:
    await desk.write("/export", by=MOLE, chat=MOLES)
    await desk.write("/export", by=MOLE, chat=MOLES)
    assert len(await desk.sent(SendDocument)) == 1
    assert "within the last hour" in (await desk.sent(SendMessage))[-1].text


async def test_groups_are_told_to_ask_in_private(desk: Desk) -> None:
    await desk.write("/export", by=OLENA)
    await desk.write("/forget", by=OLENA)
    assert await desk.sent(SendDocument) == []
    assert [sent.text for sent in await desk.sent(SendMessage)] == [
        "Ask me that in our private chat, please."
    ] * 2
