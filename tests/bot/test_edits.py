"""Edits through the bot: what is shown and made of a message follows its words (line 12 of the checklist)."""

from aiogram.methods import EditMessageText, SendMessage, SetMessageReaction

from db.messages import PostgresMessages
from domain.message import MessageDetail, MessageQuery
from domain.task import TaskChange
from tests.bot.desk import GROUP, MAIN, OLENA, PRIVATE, Desk, Fields
from tests.db.samples import new_task
from tests.db.stores import ADA


def message_of(text: str, number: int = 1, **more: object) -> Fields:
    """Return a message of the group as Telegram sends it."""
    message: Fields = {
        "message_id": number,
        "date": 1_760_000_000,
        "chat": GROUP,
        "from": OLENA,
        "text": text,
    }
    return message | more


def edit_of(text: str, after_s: int = 60, **more: object) -> Fields:
    """Return the message with another text."""
    return message_of(text) | {"edit_date": 1_760_000_000 + after_s} | more


async def messages_of(desk: Desk) -> list[MessageDetail]:
    """Return all stored messages."""
    reader = PostgresMessages(desk.database)
    found = await reader.list_messages(MAIN, MessageQuery())
    return [await reader.get_message(MAIN, message.id) for message in reversed(found)]


async def test_an_edit_changes_its_message(desk: Desk) -> None:
    await desk.receive("message", message_of("Fix the login"))
    await desk.receive("edited_message", edit_of("Fix the logout"))
    [message] = await messages_of(desk)
    assert (message.content, [edit.content for edit in message.edits]) == (
        "Fix the logout",
        ["Fix the login"],
    )


async def test_a_channel_s_edit_changes_its_post(desk: Desk) -> None:
    channel: Fields = {"id": -100777, "type": "channel", "title": "News"}
    post: Fields = {"message_id": 1, "date": 1_760_000_000, "chat": channel, "sender_chat": channel}
    await desk.receive("channel_post", post | {"text": "Fix the login"})
    await desk.receive("edited_channel_post", post | {"text": "Fix the logout", "edit_date": 1_760_000_009})
    [message] = await messages_of(desk)
    assert message.content == "Fix the logout"


async def test_an_update_handled_again_changes_nothing(desk: Desk) -> None:
    await desk.receive("message", message_of("Fix the login"))
    await desk.receive("edited_message", edit_of("Fix the logout"), 1000)
    await desk.receive("edited_message", edit_of("Fix the logon", after_s=70), 1001)
    async with desk.database.connection() as connection:
        payload = '{"update_id": 1000, "edited_message": {"message_id": 1, "date": 1760000000, '
        payload += (
            '"edit_date": 1760000060, "chat": {"id": -100123, "type": "supergroup", "title": "Harbor"}, '
        )
        payload += '"from": {"id": 7, "is_bot": false, "first_name": "Olena"}, "text": "Fix the logout"}}'
        again = "UPDATE telegram_updates SET state = 'pending', payload = $1 WHERE update_id = 1000"
        await connection.execute(again, payload)
    await desk.work()
    [message] = await messages_of(desk)
    assert (message.content, len(message.edits)) == ("Fix the logon", 2)


async def test_edits_count_by_their_time_where_telegram_counts_anew(desk: Desk) -> None:
    """After a week without updates the next number may be any."""
    await desk.receive("message", message_of("one"), 900_000)
    await desk.receive("edited_message", edit_of("two"), 900_001)
    await desk.receive("edited_message", edit_of("three", after_s=700_000), 17)
    [message] = await messages_of(desk)
    assert message.content == "three"


async def test_two_edits_of_one_second_are_in_the_order_of_their_updates(desk: Desk) -> None:
    await desk.receive("edited_message", edit_of("second"), 2001)
    await desk.receive("edited_message", edit_of("first"), 2000)
    await desk.receive("message", message_of("sent"), 1999)
    [message] = await messages_of(desk)
    assert (message.content, [edit.content for edit in message.edits]) == ("second", ["sent", "first"])


async def test_an_edit_to_a_command_or_to_nothing_is_no_edit(desk: Desk) -> None:
    await desk.receive("message", message_of("Fix the login"))
    await desk.receive("edited_message", edit_of("/done 1"))
    await desk.receive("edited_message", edit_of("  "))
    [message] = await messages_of(desk)
    assert (message.content, message.edits) == ("Fix the login", [])


async def test_a_card_shows_what_the_edit_changed(desk: Desk) -> None:
    number = await desk.write("Fix the login", chat=PRIVATE)
    await desk.understand(new_task("Fix the <login>"))
    assert "✏️" not in (await desk.sent(SendMessage))[-1].text
    await desk.receive("edited_message", private_edit(desk, number, "Fix the logout"))
    await desk.understand(new_task("Fix the <logout>"))
    [edit] = await desk.sent(EditMessageText)
    assert "✏️ <s>Fix the &lt;login&gt;</s> → Fix the &lt;logout&gt;" in (edit.text or "")
    assert len(await desk.sent(SendMessage)) == 1


async def test_a_title_that_a_person_chose_is_not_shown_as_the_edit_s(desk: Desk) -> None:
    number = await desk.write("Fix the login", chat=PRIVATE)
    await desk.understand(new_task("Fix the login"))
    await desk.receive("edited_message", private_edit(desk, number, "Fix the logout"))
    await desk.understand(new_task("Fix the logout"))
    [task] = await desk.tasks()
    await desk.board.change_task(ADA, task.id, TaskChange(title="Mine"), None)
    text = (await desk.sent(SendMessage))[-1].text
    assert "the message was edited" in text
    assert "→" not in text


async def test_a_card_says_when_there_is_nothing_to_do_any_more(desk: Desk) -> None:
    number = await desk.write("Fix the login", chat=PRIVATE)
    await desk.understand(new_task())
    await desk.receive("edited_message", private_edit(desk, number, "Never mind"))
    await desk.understand()
    assert "no longer reads as a task" in (await desk.sent(SendMessage))[-1].text


async def test_the_first_feedback_is_given_when_an_edit_makes_it_work(desk: Desk) -> None:
    number = await desk.write("Hello")
    await desk.understand()
    assert await desk.sent(SetMessageReaction) == []
    edit = message_of("Please fix it", number) | {"date": int(desk.clock.now().timestamp())}
    await desk.receive("edited_message", edit | {"edit_date": int(desk.clock.now().timestamp()) + 5})
    await desk.understand(new_task())
    [reaction] = await desk.sent(SetMessageReaction)
    assert reaction.message_id == number


def private_edit(desk: Desk, number: int, text: str) -> Fields:
    """Return an edit of a message that was just written in private."""
    now = int(desk.clock.now().timestamp())
    written: Fields = {"message_id": number, "date": now, "chat": PRIVATE, "from": OLENA}
    return written | {"text": text, "edit_date": now + 5}
