"""The way of a message through the bot: stored, handled, understood, shown."""

from aiogram.methods import EditMessageText, SendMessage, SetMessageReaction

from domain.feedback import FINISHED, NOTED, SEEN
from domain.task import TaskChange
from domain.values import TaskStatus
from tests.bot.desk import GROUP, PRIVATE, Desk
from tests.db.samples import new_task
from tests.db.stores import ADA


async def test_a_group_sees_one_quiet_reaction(desk: Desk) -> None:
    number = await desk.write("Please fix the login by Friday")
    await desk.understand(new_task())
    [reaction] = await desk.sent(SetMessageReaction)
    assert (reaction.chat_id, reaction.message_id) == (GROUP["id"], number)
    assert [kind.model_dump()["emoji"] for kind in reaction.reaction or ()] == [NOTED]
    assert await desk.sent(SendMessage) == []


async def test_a_doubt_is_shown_by_another_reaction(desk: Desk) -> None:
    await desk.write("The login is odd")
    await desk.understand(proposals=[new_task()])
    [reaction] = await desk.sent(SetMessageReaction)
    assert [kind.model_dump()["emoji"] for kind in reaction.reaction or ()] == [SEEN]


async def test_a_finished_task_is_marked_in_the_group(desk: Desk) -> None:
    await desk.write("Please fix the login")
    await desk.understand(new_task())
    [task] = await desk.tasks()
    await desk.parcels()
    await desk.board.change_task(ADA, task.id, TaskChange(status=TaskStatus.COMPLETED), None)
    reaction = (await desk.sent(SetMessageReaction))[-1]
    assert [kind.model_dump()["emoji"] for kind in reaction.reaction or ()] == [FINISHED]


async def test_a_card_in_private_follows_its_task(desk: Desk) -> None:
    await desk.write("Please fix the <b>login</b>", chat=PRIVATE)
    await desk.understand(new_task("Fix <b>it</b> & that"))
    [card] = await desk.sent(SendMessage)
    assert "Fix &lt;b&gt;it&lt;/b&gt; &amp; that" in card.text
    [task] = await desk.tasks()
    for title in ("one", "two", "three"):
        await desk.board.change_task(ADA, task.id, TaskChange(title=title), None)
    [edit] = await desk.sent(EditMessageText)
    assert "three" in (edit.text or "")
    assert len(await desk.sent(SendMessage)) == 1


async def test_the_same_update_twice_is_one_message(desk: Desk) -> None:
    await desk.write("Please fix the login")
    number = await desk.receive("message", MESSAGE, 7)
    assert await desk.receive("message", MESSAGE, 7) == number
    assert len(desk.handled) == 2


MESSAGE = {
    "message_id": 1,
    "date": 1_760_000_000,
    "chat": GROUP,
    "from": {"id": 7, "is_bot": False, "first_name": "Olena"},
    "text": "Please fix it",
}
