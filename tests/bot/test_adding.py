"""Tasks made by command.

Checklist: 14 `/task` as a reply uses the replied text and quote; 17 the answer goes to the same topic.
"""

import re
from typing import cast

import orjson
import pytest
from aiogram.methods import SendMessage, SetMessageReaction

from domain.task import Task
from domain.update import QueuedUpdate
from domain.values import Priority, Source
from tests.bot.desk import GROUP, PRIVATE, TARAS, Desk, Fields
from tests.db.samples import new_task

BOT: Fields = {"id": 42, "is_bot": True, "first_name": "Manta", "username": "test_bot"}


def replied(number: int, text: str, by: Fields = TARAS, **more: object) -> Fields:
    """Return a message of the group as a reply carries it."""
    base: Fields = {"message_id": number, "date": 1_790_000_000, "chat": GROUP, "from": by, "text": text}
    return base | more


async def only_task(desk: Desk) -> Task:
    [task] = await desk.tasks()
    return task


@pytest.mark.parametrize("command", ["/task", "/new", "/task@test_bot", "/TASK"])
@pytest.mark.parametrize("chat", [GROUP, PRIVATE])
async def test_words_behind_the_command_are_a_task(desk: Desk, command: str, chat: Fields) -> None:
    number = await desk.write(f"{command} Send the report !high @taras #docs", chat=chat)
    task = await only_task(desk)
    assert (task.title, task.priority, task.assignees) == ("Send the report", Priority.HIGH, ["taras"])
    assert (task.labels, task.chat_id, task.source) == (["docs"], str(chat["id"]), Source.TELEGRAM)
    [card] = await desk.sent(SendMessage)
    assert card.reply_parameters is not None
    assert (card.reply_parameters.message_id, "Send the report" in card.text) == (number, True)


@pytest.mark.parametrize("is_reply", [False, True])
async def test_a_task_may_come_again(desk: Desk, *, is_reply: bool) -> None:
    more = {"reply_to_message": replied(3, "The standup notes are missing")} if is_reply else {}
    await desk.write("/task Write them every Monday at 9:00", **more)
    task = await only_task(desk)
    assert task.recurrence_id is not None
    assert task.due is not None
    assert (task.due.weekday(), task.due.hour) == (0, 9)
    card = (await desk.sent(SendMessage))[-1]
    assert "🔁" in card.text


async def test_another_bot_s_command_is_not_ours(desk: Desk) -> None:
    await desk.write("/task@other_bot Send the report")
    assert await desk.tasks() == []
    assert await desk.sent(SendMessage) == []


async def test_a_caption_is_a_command_too(desk: Desk) -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    message: Fields = {"message_id": 9, "date": 1_790_000_000, "chat": GROUP, "from": TARAS}
    await desk.receive("message", message | {"photo": photo, "caption": "/task Hang this up"})
    assert (await only_task(desk)).title == "Hang this up"


async def test_a_repeated_update_makes_one_task_and_one_card(desk: Desk) -> None:
    """Whoever handles an update may die before saying so, at any moment: it is handled again."""
    message: Fields = {"message_id": 9, "date": 1_790_000_000, "chat": GROUP, "from": TARAS}
    raw = orjson.dumps({"update_id": 7, "message": message | {"text": "/task Send the report"}})
    update = QueuedUpdate.model_validate(
        {
            "update_id": 7,
            "workspace_id": 1,
            "kind": "message",
            "lane": 1,
            "payload": raw.decode(),
            "attempts": 1,
            "received_at": desk.clock.now(),
        }
    )
    for _ in range(2):
        await desk.handler(update)
    await desk.parcels()
    await desk.handler(update)
    assert len(await desk.tasks()) == 1
    assert len(await desk.sent(SendMessage)) == 1


async def test_a_reply_makes_a_task_of_the_replied_message(desk: Desk) -> None:
    number = await desk.write("Could somebody fix the login?", by=TARAS)
    await desk.write("/task", reply_to_message=replied(number, "Could somebody fix the login?"))
    task = await only_task(desk)
    assert (len(task.message_ids), "login" in task.title) == (1, True)
    [card] = await desk.sent(SendMessage)
    assert f"https://t.me/c/123/{number}" in card.text
    reactions = await desk.sent(SetMessageReaction)
    assert [reaction.message_id for reaction in reactions] == [number]


async def test_the_agents_make_no_second_task_of_it(desk: Desk) -> None:
    number = await desk.write("Please fix the login", by=TARAS)
    await desk.write("/task", reply_to_message=replied(number, "Please fix the login"))
    await desk.understand(new_task("Theirs"))
    assert [task.title for task in await desk.tasks()] == ["Please fix the login"]


async def test_the_agents_task_is_shown_instead_of_a_second_one(desk: Desk) -> None:
    number = await desk.write("Please fix the login", by=TARAS)
    await desk.understand(new_task("Theirs"))
    await desk.write("/task", reply_to_message=replied(number, "Please fix the login"))
    assert [task.title for task in await desk.tasks()] == ["Theirs"]
    [card] = await desk.sent(SendMessage)
    assert "Theirs" in card.text


async def test_what_was_proposed_of_it_is_accepted_as_this(desk: Desk) -> None:
    number = await desk.write("The login is odd", by=TARAS)
    await desk.understand(proposals=[new_task("Perhaps")])
    await desk.write("/task Repair the login", reply_to_message=replied(number, "The login is odd"))
    assert [task.title for task in await desk.tasks()] == ["Repair the login"]
    [proposal] = await desk.board.list_proposals(1, None, 10, None)
    assert proposal.status == "accepted"


async def test_a_quoted_part_is_used_alone(desk: Desk) -> None:
    text = "It was a nice day. Buy paper for the printer. See you."
    number = await desk.write(text, by=TARAS)
    quote = {"text": "Buy paper for the printer.", "position": 19}
    await desk.write("/task", quote=quote, reply_to_message=replied(number, text))
    assert "Buy paper for the printer" in (await only_task(desk)).title


async def test_a_message_the_bot_never_saw_is_kept_with_its_author(desk: Desk) -> None:
    await desk.write("/task !high", reply_to_message=replied(17, "Please fix the login"))
    task = await only_task(desk)
    detail = await desk.board.get_task(1, task.id)
    assert task.title == "Please fix the login"
    assert [message.author for message in detail.messages] == ["Taras"]
    assert task.priority is Priority.HIGH


async def test_a_bot_s_message_is_credited_in_the_description(desk: Desk) -> None:
    other: Fields = {"id": 5, "is_bot": True, "first_name": "Monitor"}
    await desk.write("/task", reply_to_message=replied(17, "Disk full on node 3", other))
    assert re.search(
        r"Disk full.*\n\nFrom Monitor · https://t.me/c/123/17", (await only_task(desk)).description
    )


@pytest.mark.parametrize("text", ["/task", "/new   ", "/task !high"])
async def test_without_words_a_hint_shows_how(desk: Desk, text: str) -> None:
    await desk.write(text)
    [hint] = await desk.sent(SendMessage)
    assert "<code>/task Send the report !high Friday 15:00</code>" in hint.text
    assert await desk.tasks() == []


async def test_the_card_is_shown_in_the_same_topic(desk: Desk) -> None:
    await desk.write("/task Send the report", is_topic_message=True, message_thread_id=77)
    [card] = await desk.sent(SendMessage)
    assert card.message_thread_id == 77


async def test_a_card_that_is_answered_is_shown_again(desk: Desk) -> None:
    await desk.write("/task Send the report")
    [card] = await desk.sent(SendMessage)
    task = await only_task(desk)
    found = await desk.services.cards.find_card(cast("int", GROUP["id"]), 1)
    assert found is not None
    await desk.write("/task", reply_to_message=replied(found.message_number or 0, card.text, BOT))
    assert await desk.tasks() == [task]
    assert len(await desk.sent(SendMessage)) == 2
