"""Forum topics (line 17 of the bot's checklist): what the bot says goes where it was asked."""

from aiogram.methods import EditMessageText, SendMessage, SetMessageReaction

from db.messages import PostgresMessages
from domain.card import CardKind
from domain.chat import ChatChange, Feedback
from domain.message import MessageQuery
from domain.outbox import CardParcel, Letter
from domain.task import TaskChange
from tests.bot.desk import GROUP, MAIN, OLENA, PRIVATE, Desk, Fields
from tests.db.samples import new_task
from tests.db.stores import ADA

FORUM: Fields = GROUP | {"is_forum": True}
ASKED: Fields = {
    "message_id": 9,
    "date": 1,
    "chat": FORUM,
    "from": {"id": 42, "is_bot": True, "first_name": "Manta"},
    "text": "When?",
}
VOICE: Fields = {"file_id": "V", "file_unique_id": "v", "duration": 3}
CARDS = ChatChange(feedback=Feedback.CARDS)
FORUM_ID = -100123


async def threads(desk: Desk) -> list[int | None]:
    """Return in which topics the bot has written."""
    return [call.message_thread_id for call in await desk.sent(SendMessage)]


async def speak(desk: Desk, **topic: int) -> None:
    """Let somebody answer the bot by voice, which it answers in words."""
    await desk.write(None, by=OLENA, chat=FORUM, voice=VOICE, reply_to_message=ASKED, **topic)


async def test_an_answer_goes_to_the_topic(desk: Desk) -> None:
    await speak(desk, message_thread_id=33, is_topic_message=True)
    assert await threads(desk) == [33]


async def test_the_general_topic_has_no_number(desk: Desk) -> None:
    await speak(desk)
    assert await threads(desk) == [None]


async def test_a_thread_of_answers_is_no_topic(desk: Desk) -> None:
    """In groups without topics answers have a thread too, in which nobody can write."""
    await speak(desk, message_thread_id=9)
    assert await threads(desk) == [None]


async def test_a_card_goes_to_the_topic_and_stays_there(desk: Desk) -> None:
    await desk.write("Hello", chat=FORUM)
    await desk.chats.change_chat(FORUM_ID, CARDS)
    number = await desk.write("Please fix it", chat=FORUM, message_thread_id=33, is_topic_message=True)
    [_, message] = (await PostgresMessages(desk.database).list_messages(MAIN, MessageQuery()))[::-1]
    assert message.thread_id == 33
    await desk.understand(new_task())
    shown = [call for call in await desk.sent(SendMessage) if call.message_thread_id == 33]
    assert [call.reply_parameters and call.reply_parameters.message_id for call in shown] == [number]
    task = (await desk.tasks())[-1]
    await desk.board.change_task(ADA, task.id, TaskChange(title="Fix it well"), None)
    await desk.parcels()
    card = await desk.services.cards.get_card(FORUM_ID, CardKind.TASK, task.id)
    assert card is not None
    assert card.thread_id == 33


async def test_a_card_that_was_deleted_is_shown_in_its_topic_again(desk: Desk) -> None:
    await desk.write("Hello", chat=FORUM)
    task = await desk.board.create_task(ADA, new_task(), None)
    card = CardParcel(card=CardKind.TASK, subject_id=task.id, thread_id=33)
    await desk.outbox.post(MAIN, [Letter(chat_id=FORUM_ID, parcel=card)])
    await desk.parcels()
    words = "Bad Request: message to edit not found"
    desk.bot.add_result(EditMessageText, ok=False, error_code=400, description=words)
    await desk.board.change_task(ADA, task.id, TaskChange(title="Fix it well"), None)
    assert await threads(desk) == [33, 33]


async def test_a_reaction_finds_its_message_in_any_topic(desk: Desk) -> None:
    number = await desk.write("Please fix it", chat=FORUM, message_thread_id=33, is_topic_message=True)
    await desk.understand(new_task())
    [reaction] = await desk.sent(SetMessageReaction)
    assert reaction.message_id == number


async def test_a_private_chat_may_have_topics(desk: Desk) -> None:
    await desk.write("Please fix it", chat=PRIVATE, message_thread_id=5, is_topic_message=True)
    await desk.understand(new_task())
    assert await threads(desk) == [5]
