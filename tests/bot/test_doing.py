"""What groups do by command: checklist 18, 23 and the commands of groups and administrators."""

import pytest
from aiogram.methods import GetChatMember, SendMessage, SetMessageReaction
from aiogram.types import ChatMemberMember, ChatMemberOwner, User

from domain.chat import Feedback, Standing
from domain.feedback import FINISHED, NOTED
from domain.outbox import CardParcel, DigestParcel
from domain.task import Task, TaskChange
from domain.values import TaskStatus
from tests.bot.desk import GROUP, MAIN, OLENA, OTHER_GROUP, TARAS, Desk, Fields
from tests.bot.test_lists import last, make, meet
from tests.db.samples import new_task
from tests.db.stores import ADA

BOT: Fields = {"id": 42, "is_bot": True, "first_name": "Manta", "username": "test_bot"}


async def answer(desk: Desk, number: int, text: str, of: Fields = BOT, by: Fields = OLENA) -> None:
    """Let somebody answer a message of somebody."""
    answered = {"message_id": number, "date": 1, "chat": GROUP, "from": of, "text": "that"}
    await desk.write(text, by=by, reply_to_message=answered)


async def status_of(desk: Desk, task: Task) -> TaskStatus:
    return (await desk.board.get_task(MAIN, task.id)).status


async def assignees_of(desk: Desk, task: Task) -> list[str]:
    return (await desk.board.get_task(MAIN, task.id)).assignees


async def marks(desk: Desk) -> list[str]:
    """Return the reactions that were set, in order."""
    return [
        kind.model_dump()["emoji"]
        for each in await desk.sent(SetMessageReaction)
        for kind in each.reaction or ()
    ]


async def let_be_administrator(desk: Desk) -> None:
    owner = ChatMemberOwner(user=User(id=7, is_bot=False, first_name="Olena"), is_anonymous=False)
    desk.bot.add_result(GetChatMember, owner)


async def let_be_member(desk: Desk) -> None:
    desk.bot.add_result(GetChatMember, ChatMemberMember(user=User(id=7, is_bot=False, first_name="Olena")))


async def test_tasks_are_finished_by_number_with_a_mark_alone(desk: Desk) -> None:
    first, second = await make(desk, "One"), await make(desk, "Two")
    await desk.write(f"/done #{first.id}, {second.id}")
    assert [await status_of(desk, task) for task in (first, second)] == [TaskStatus.COMPLETED] * 2
    assert await desk.sent(SendMessage) == []
    assert await marks(desk) == [FINISHED]


async def test_finishing_again_is_as_good(desk: Desk) -> None:
    task = await make(desk, "One")
    for _ in range(2):
        await desk.write(f"/done {task.id}")
    assert await desk.sent(SendMessage) == []
    assert (await desk.board.get_task(MAIN, task.id)).version == task.version + 1


async def test_tasks_of_elsewhere_do_not_exist(desk: Desk) -> None:
    secret = await make(desk, "Secret", OTHER_GROUP)
    nowhere = await make(desk, "Nowhere", None)
    missing = 10**17
    for task_id in (secret.id, nowhere.id, missing):
        await desk.write(f"/done {task_id}")
        await desk.write(f"/assign {task_id} me")
    texts = [message.text for message in await desk.sent(SendMessage)]
    expected = [f"#{task_id}: there is no such task here." for task_id in (secret.id, nowhere.id, missing)]
    assert texts == [text for text in expected for _ in range(2)]
    assert await status_of(desk, secret) == TaskStatus.OPEN
    assert await assignees_of(desk, secret) == []


async def test_a_closed_task_is_explained_and_the_others_are_finished(desk: Desk) -> None:
    closed, fine = await make(desk, "Closed"), await make(desk, "Fine")
    await desk.board.change_task(ADA, closed.id, TaskChange(status=TaskStatus.CLOSED), None)
    await desk.write(f"/done {closed.id} {fine.id}")
    assert (await last(desk)).text.startswith(f"#{closed.id} is closed")
    assert await status_of(desk, fine) == TaskStatus.COMPLETED


@pytest.mark.parametrize(
    "args",
    ["", "now", "12 soon", "-3", "1.5", "٣", "9" * 19, " ".join("1" * n for n in range(1, 19)) + " 2 3 4"],
)
async def test_what_is_no_number_is_answered_by_the_usage(desk: Desk, args: str) -> None:
    await desk.write(f"/done {args}")
    assert "<code>/done 12</code>" in (await last(desk)).text


async def test_done_as_a_reply_to_a_card(desk: Desk) -> None:
    await meet(desk, GROUP, TARAS)
    task = await make(desk, "One")
    await desk.write("/tasks")
    await desk.press(f"lo:{task.id}", 1)
    [card] = [parcel for parcel in await desk.parcels() if isinstance(parcel, CardParcel)]
    shown = await desk.services.cards.get_card(-100123, card.card, task.id)
    assert shown is not None
    assert shown.message_number is not None
    await answer(desk, shown.message_number, "/done")
    assert await status_of(desk, task) == TaskStatus.COMPLETED


async def test_done_as_a_reply_to_the_source(desk: Desk) -> None:
    number = await desk.write("Please fix the login")
    await desk.understand(new_task())
    await answer(desk, number, "/done", OLENA)
    [task] = await desk.tasks()
    assert task.status == TaskStatus.COMPLETED


async def test_a_reply_to_a_source_of_several_asks_which(desk: Desk) -> None:
    number = await desk.write("Please fix the login and the logout")
    await desk.understand(new_task("Login"), new_task("Logout"))
    await answer(desk, number, "/done", OLENA)
    first, second = await desk.tasks()
    assert f"#{first.id}, #{second.id}" in (await last(desk)).text
    await desk.write(f"/done {first.id}")
    await answer(desk, number, "/done", OLENA)
    assert await status_of(desk, second) == TaskStatus.COMPLETED


async def test_tasks_are_assigned_to_several(desk: Desk) -> None:
    await meet(desk, GROUP, TARAS)
    first, second = await make(desk, "One", assignees=["ada"]), await make(desk, "Two")
    await desk.write(f"/assign {first.id} #{second.id} me @taras @newcomer")
    for task in (first, second):
        assert await assignees_of(desk, task) == ["olena", "taras", "newcomer"]
    assert await marks(desk) == [NOTED]


async def test_a_task_is_assigned_by_name(desk: Desk) -> None:
    nameless: Fields = {"id": 11, "is_bot": False, "first_name": "Ганна", "last_name": "Mae Ó"}
    await meet(desk, GROUP, TARAS, nameless)
    task = await make(desk, "One")
    for words, expected in (("taras", "taras"), ("Ганна Mae Ó", "Ганна Mae Ó"), ("ганна", "Ганна Mae Ó")):
        await desk.write(f"/assign {task.id} {words}")
        assert await assignees_of(desk, task) == [expected]


async def test_a_task_is_assigned_to_who_is_mentioned_without_a_username(desk: Desk) -> None:
    task = await make(desk, "One")
    user: Fields = {"id": 12, "is_bot": False, "first_name": "Ада", "last_name": "Л"}
    text = f"/assign {task.id} Ада Л"
    entities = [
        {"type": "bot_command", "offset": 0, "length": 7},
        {"type": "text_mention", "offset": text.index("Ада"), "length": 5, "user": user},
    ]
    await desk.write(text, entities=entities)
    assert await assignees_of(desk, task) == ["Ада Л"]


async def test_a_task_is_assigned_to_who_is_replied_to(desk: Desk) -> None:
    number = await desk.write("I could do it", by=TARAS)
    task = await make(desk, "One")
    await answer(desk, number, f"/assign {task.id}", TARAS)
    assert await assignees_of(desk, task) == ["taras"]


async def test_a_card_that_is_replied_to_is_assigned(desk: Desk) -> None:
    number = await desk.write("Please fix the login")
    await desk.understand(new_task())
    [task] = await desk.tasks()
    await answer(desk, number, "/assign me", OLENA, by=TARAS)
    assert await assignees_of(desk, task) == ["taras"]


async def test_strangers_and_nobody_are_not_assigned(desk: Desk) -> None:
    task = await make(desk, "One", assignees=["ada"])
    for args, told in (("<b>Zoe</b>", "&lt;b&gt;Zoe&lt;/b&gt;"), ("", "<code>/assign 12 @name</code>")):
        await desk.write(f"/assign {task.id} {args}")
        assert told in (await last(desk)).text
    assert await assignees_of(desk, task) == ["ada"]


async def test_a_digest_is_sent_now(desk: Desk) -> None:
    await desk.write("/digest")
    [parcel] = await desk.parcels()
    assert isinstance(parcel, DigestParcel)
    assert parcel.day == desk.clock.now().date()


async def test_the_hour_of_the_digest(desk: Desk) -> None:
    for args, hour in (("9", 9), ("09:00", 9), ("23", 23), ("off", None)):
        await desk.write(f"/digest {args}")
        chat = await desk.chats.get_chat(-100123)
        assert chat is not None
        assert chat.digest_hour == hour
    for args in ("24", "9:30", "soon"):
        await desk.write(f"/digest {args}")
        assert "<code>/digest now</code>" in (await last(desk)).text


async def test_administrators_make_the_bot_quiet(desk: Desk) -> None:
    for args, feedback in (("", Feedback.OFF), ("off", Feedback.REACTIONS), ("ON", Feedback.OFF)):
        await let_be_administrator(desk)
        await desk.write(f"/quiet {args}")
        chat = await desk.chats.get_chat(-100123)
        assert chat is not None
        assert chat.feedback is feedback
    assert await desk.chats.get_standing(-100123, 7) is Standing.ADMIN


@pytest.mark.parametrize("command", ["/quiet", "/setup", "/setup timezone Europe/Kyiv"])
async def test_members_are_refused(desk: Desk, command: str) -> None:
    await let_be_member(desk)
    await desk.write(command)
    assert (await last(desk)).text == "Only administrators of this group may do that."
    chat = await desk.chats.get_chat(-100123)
    assert chat is not None
    assert (chat.feedback, chat.timezone) == (Feedback.REACTIONS, "UTC")


async def test_who_was_dismissed_is_refused(desk: Desk) -> None:
    await let_be_administrator(desk)
    await desk.write("/quiet")
    await let_be_member(desk)
    await desk.write("/quiet off")
    assert "Only administrators" in (await last(desk)).text
    assert await desk.chats.get_standing(-100123, 7) is Standing.MEMBER


async def test_what_telegram_said_last_holds_when_it_does_not_answer(desk: Desk) -> None:
    await let_be_administrator(desk)
    await desk.write("/quiet")
    desk.bot.add_result(GetChatMember, None, ok=False, error_code=500, description="Internal Server Error")
    await desk.write("/quiet off")
    assert "again" in (await last(desk)).text


async def test_anonymous_administrators_are_known_by_writing_as_the_group(desk: Desk) -> None:
    anonymous: Fields = {
        "id": 1087968824,
        "is_bot": True,
        "first_name": "Group",
        "username": "GroupAnonymousBot",
    }
    await desk.write("/quiet", by=anonymous, sender_chat=GROUP)
    assert "nothing" in (await last(desk)).text
    channel: Fields = {"id": -100999, "type": "channel", "title": "News"}
    await desk.write("/quiet off", by=anonymous | {"id": 136817688}, sender_chat=channel)
    assert "Only administrators" in (await last(desk)).text
    assert [call for call in desk.bot.mock_session.requests if isinstance(call, GetChatMember)] == []
