"""Telegram's checklists (line 16 of the bot's checklist): a task with a step for each item."""

from aiogram.methods import SendMessage, SetMessageReaction

from domain.task import Subtask, TaskChange, TaskDetail
from domain.values import TaskStatus
from tests.bot.desk import GROUP, MAIN, OLENA, PRIVATE, Desk, Fields
from tests.db.stores import ADA

DONE, OPEN = TaskStatus.COMPLETED, TaskStatus.OPEN


def item(number: int, text: str, *, done: bool = False) -> Fields:
    """Return an item of a checklist."""
    ticked: Fields = {"completed_by_user": OLENA, "completion_date": 1} if done else {}
    return ticked | {"id": number, "text": text}


def checklist(*items: Fields, title: str = "Moving house") -> Fields:
    """Return a checklist."""
    return {"title": title, "tasks": list(items)}


def about(number: int, *items: Fields) -> Fields:
    """Return the message that a service message is about."""
    message: Fields = {"message_id": number, "date": 1_760_000_000, "chat": GROUP, "from": OLENA}
    return message | {"checklist": checklist(*items)}


async def parent(desk: Desk) -> TaskDetail:
    """Return the task of the only checklist."""
    [task] = [task for task in await desk.tasks() if task.parent_id is None]
    return await desk.board.get_task(MAIN, task.id)


async def steps(desk: Desk) -> list[tuple[str, TaskStatus]]:
    """Return title and status of its steps."""
    return [(step.title, step.status) for step in (await parent(desk)).subtasks]


async def step_of(desk: Desk, title: str) -> Subtask:
    """Return a step."""
    [step] = [step for step in (await parent(desk)).subtasks if step.title == title]
    return step


async def test_a_checklist_is_a_task_with_steps(desk: Desk) -> None:
    number = await desk.write(None, checklist=checklist(item(1, "Boxes"), item(2, "Van", done=True)))
    task = await parent(desk)
    assert (task.title, task.chat_id, task.source) == ("Moving house", str(GROUP["id"]), "telegram")
    assert await steps(desk) == [("Boxes", OPEN), ("Van", DONE)]
    [reaction] = await desk.sent(SetMessageReaction)
    assert reaction.message_id == number
    assert await desk.sent(SendMessage) == []


async def test_in_private_its_card_is_shown(desk: Desk) -> None:
    number = await desk.write(None, chat=PRIVATE, checklist=checklist(item(1, "Boxes")))
    [card] = await desk.sent(SendMessage)
    assert "Moving house" in card.text
    assert card.reply_parameters is not None
    assert card.reply_parameters.message_id == number


async def test_the_same_checklist_twice_is_one_task(desk: Desk) -> None:
    message = about(7, item(1, "Boxes"), item(2, "Van", done=True))
    await desk.receive("message", message)
    before = await desk.tasks()
    await desk.receive("message", message)
    assert await desk.tasks() == before
    assert len(await desk.sent(SetMessageReaction)) == 1


async def test_ticks_are_followed(desk: Desk) -> None:
    await desk.receive("message", about(7, item(1, "Boxes"), item(2, "Van", done=True)))
    assert await steps(desk) == [("Boxes", OPEN), ("Van", DONE)]
    now = about(7, item(1, "Boxes", done=True), item(2, "Van"))
    marks: Fields = {"marked_as_done_task_ids": [1], "marked_as_not_done_task_ids": [2]}
    for _ in range(2):
        await desk.write(None, checklist_tasks_done=marks | {"checklist_message": now})
    assert await steps(desk) == [("Boxes", DONE), ("Van", OPEN)]


async def test_a_tick_says_nothing_of_other_items(desk: Desk) -> None:
    """What people did on the board is theirs until the item itself is ticked."""
    await desk.receive("message", about(7, item(1, "Boxes"), item(2, "Van", done=True), item(3, "Cat")))
    van, cat = await step_of(desk, "Van"), await step_of(desk, "Cat")
    await desk.board.change_task(ADA, van.task_id, TaskChange(status=OPEN), None)
    await desk.board.change_task(ADA, cat.task_id, TaskChange(status=TaskStatus.CLOSED), None)
    now = about(7, item(1, "Boxes", done=True), item(2, "Van", done=True), item(3, "Cat", done=True))
    marks: Fields = {"marked_as_done_task_ids": [1, 3], "checklist_message": now}
    await desk.write(None, checklist_tasks_done=marks)
    assert await steps(desk) == [("Boxes", DONE), ("Van", OPEN), ("Cat", TaskStatus.CLOSED)]


async def test_added_items_are_steps(desk: Desk) -> None:
    await desk.receive("message", about(7, item(1, "Boxes")))
    new = (item(2, "Van"), item(3, "Cat", done=True))
    added: Fields = {"tasks": list(new), "checklist_message": about(7, item(1, "Boxes"), *new)}
    for _ in range(2):
        await desk.write(None, checklist_tasks_added=added)
    assert await steps(desk) == [("Boxes", OPEN), ("Van", OPEN), ("Cat", DONE)]


async def test_a_checklist_from_before_the_bot_is_known_by_its_first_tick(desk: Desk) -> None:
    now = about(7, item(1, "Boxes", done=True), item(2, "Van"))
    await desk.write(None, checklist_tasks_done={"marked_as_done_task_ids": [1], "checklist_message": now})
    assert await steps(desk) == [("Boxes", DONE), ("Van", OPEN)]


async def test_a_tick_of_a_deleted_checklist_changes_nothing(desk: Desk) -> None:
    await desk.receive("message", about(7, item(1, "Boxes")))
    await desk.write(None, checklist_tasks_done={"marked_as_done_task_ids": [1]})
    assert await steps(desk) == [("Boxes", OPEN)]


async def test_an_edit_changes_the_words(desk: Desk) -> None:
    await desk.receive("message", about(7, item(1, "Boxes")))
    edited = about(7) | {"checklist": checklist(item(1, "Big boxes"), item(2, "Van"), title="Moving")}
    await desk.receive("edited_message", edited | {"edit_date": 1_760_000_100})
    assert (await parent(desk)).title == "Moving"
    assert await steps(desk) == [("Big boxes", OPEN), ("Van", OPEN)]


async def test_two_checklists_do_not_share_steps(desk: Desk) -> None:
    await desk.receive("message", about(7, item(1, "Boxes")))
    await desk.receive("message", about(8, item(1, "Bread")))
    details = [await desk.board.get_task(MAIN, task.id) for task in await desk.tasks()]
    assert [[s.title for s in task.subtasks] for task in details] == [["Boxes"], [], ["Bread"], []]
