"""The bot's and people's memberships, and groups that become others (lines 19 and 20 of the checklist)."""

from collections.abc import Sequence

import pytest
from aiogram.methods import GetMe, SendMessage, SetMessageReaction
from aiogram.types import ChatMemberAdministrator, ChatMemberRestricted, User
from pydantic import BaseModel

from db.messages import PostgresMessages
from domain.card import CardKind
from domain.chat import ChatState, Standing
from domain.message import MessageQuery
from domain.outbox import CardParcel, Letter, TextParcel
from domain.task import TaskChange, TaskQuery
from domain.values import TaskStatus
from tests.bot.desk import GROUP, MAIN, OLENA, PRIVATE, TARAS, Desk, Fields
from tests.db.samples import new_task
from tests.db.stores import ADA

BOT: Fields = {"id": 42, "is_bot": True, "first_name": "TestBot", "username": "test_bot"}
CHANNEL: Fields = {"id": -100789, "type": "channel", "title": "News"}
SMALL: Fields = {"id": -55, "type": "group", "title": "Harbor"}


def _needed(kind: type[BaseModel], *, allowed: bool) -> Fields:
    """Return all that a membership of this kind has to tell."""
    return {name: allowed for name, field in kind.model_fields.items() if field.is_required()}


def member(status: str, user: Fields = BOT, **more: object) -> Fields:
    """Return somebody's membership."""
    match status:
        case "administrator":
            known = _needed(ChatMemberAdministrator, allowed=True)
        case "restricted":
            known = _needed(ChatMemberRestricted, allowed=False) | {"is_member": True}
        case _:
            known: Fields = {}
    return known | {"status": status, "user": user, "until_date": 0, "is_anonymous": False} | more


async def change(
    desk: Desk, was: Fields, is_now: Fields, *, chat: Fields = GROUP, by: Fields = OLENA
) -> None:
    """Let somebody's membership change; the bot's is told by another kind of update."""
    kind = "my_chat_member" if is_now["user"] == BOT else "chat_member"
    fields: Fields = {"chat": chat, "from": by, "date": 1_760_000_000}
    await desk.receive(kind, fields | {"old_chat_member": was, "new_chat_member": is_now})


def reads_all(desk: Desk, *, can: bool) -> None:
    """Let Telegram say whether the bot sees all messages of groups."""
    me = User(id=42, is_bot=True, first_name="TestBot", can_read_all_group_messages=can)
    desk.bot.add_result(GetMe, me)


async def state(desk: Desk, chat: Fields = GROUP) -> ChatState:
    """Return whether the bot may write in a chat."""
    found = await desk.chats.get_chat(number(chat))
    assert found is not None
    return found.state


def number(chat: Fields) -> int:
    """Return a chat's number."""
    found = chat["id"]
    assert isinstance(found, int)
    return found


async def test_a_bot_that_was_added_says_what_it_does_and_cannot_see(desk: Desk) -> None:
    reads_all(desk, can=False)
    await change(desk, member("left"), member("member"))
    [hello] = await desk.sent(SendMessage)
    assert "messages into tasks" in hello.text
    assert "/setprivacy" in hello.text


async def test_it_speaks_as_who_added_it(desk: Desk) -> None:
    reads_all(desk, can=False)
    await change(desk, member("left"), member("member"), by=TARAS)
    [hello] = await desk.sent(SendMessage)
    assert "завдання" in hello.text


@pytest.mark.parametrize("now", [member("member"), member("administrator")])
async def test_who_sees_everything_does_not_speak_of_privacy(desk: Desk, now: Fields) -> None:
    reads_all(desk, can=now["status"] == "member")
    await change(desk, member("kicked"), now)
    [hello] = await desk.sent(SendMessage)
    assert "/setprivacy" not in hello.text


async def test_it_introduces_itself_though_telegram_does_not_answer(desk: Desk) -> None:
    desk.bot.add_result(GetMe, ok=False, error_code=502, description="Bad Gateway")
    await change(desk, member("left"), member("member"))
    assert len(await desk.sent(SendMessage)) == 1


@pytest.mark.parametrize(
    ("was", "now", "chat"),
    [
        (member("member"), member("administrator"), GROUP),
        (member("administrator"), member("member"), GROUP),
        (member("left"), member("administrator"), CHANNEL),
        (member("kicked"), member("member"), PRIVATE),
        (member("member"), member("left"), GROUP),
        (member("left"), member("restricted"), GROUP),
    ],
)
async def test_otherwise_it_says_nothing(desk: Desk, was: Fields, now: Fields, chat: Fields) -> None:
    await change(desk, was, now, chat=chat)
    assert await desk.parcels() == []


@pytest.mark.parametrize("chat", [GROUP, PRIVATE])
@pytest.mark.parametrize("gone", [member("left"), member("kicked"), member("restricted", is_member=False)])
async def test_where_it_was_removed_it_is_silent_until_it_is_back(
    desk: Desk, chat: Fields, gone: Fields
) -> None:
    letter = Letter(chat_id=number(chat), parcel=TextParcel(html="digest"))
    await desk.write("Hello", chat=chat)
    await change(desk, member("member"), gone, chat=chat)
    await desk.outbox.post(MAIN, [letter])
    assert (await state(desk, chat), await desk.parcels()) == (ChatState.LEFT, [])
    reads_all(desk, can=True)
    await change(desk, gone, member("administrator"), chat=chat)
    await desk.outbox.post(MAIN, [letter])
    assert await state(desk, chat) is ChatState.ACTIVE
    assert [call.text for call in await desk.sent(SendMessage)][-1] == "digest"


async def test_a_refusal_to_send_ends_the_sending(desk: Desk) -> None:
    await desk.write("Hello", chat=PRIVATE)
    letters = [Letter(chat_id=number(PRIVATE), parcel=TextParcel(html=text)) for text in ("1", "2")]
    await desk.outbox.post(MAIN, letters)
    words = "Forbidden: bot was blocked by the user"
    desk.bot.add_result(SendMessage, ok=False, error_code=403, description=words)
    await desk.parcels()
    await desk.outbox.post(MAIN, letters)
    assert len(await desk.sent(SendMessage)) == 1
    assert await state(desk, PRIVATE) is ChatState.LEFT
    await desk.write("I am back", chat=PRIVATE)
    assert await state(desk, PRIVATE) is ChatState.ACTIVE


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        (member("creator", TARAS), Standing.ADMIN),
        (member("administrator", TARAS), Standing.ADMIN),
        (member("member", TARAS), Standing.MEMBER),
        (member("restricted", TARAS), Standing.MEMBER),
        (member("restricted", TARAS, is_member=False), Standing.LEFT),
        (member("left", TARAS), Standing.LEFT),
        (member("kicked", TARAS), Standing.LEFT),
    ],
)
async def test_a_person_s_standing_is_followed(desk: Desk, now: Fields, standing: Standing) -> None:
    await change(desk, member("left", TARAS), now)
    assert await desk.chats.get_standing(number(GROUP), 9) is standing


async def test_who_left_by_themselves_is_gone(desk: Desk) -> None:
    await change(desk, member("member", TARAS), member("left", TARAS), by=TARAS)
    assert [chat.id for chat in await desk.chats.chats_of(9)] == []


async def test_service_messages_tell_of_members_too(desk: Desk) -> None:
    await desk.write(None, new_chat_members=[TARAS, BOT])
    assert await desk.chats.get_standing(number(GROUP), 9) is Standing.MEMBER
    await desk.write(None, left_chat_member=TARAS)
    assert await desk.chats.get_standing(number(GROUP), 9) is Standing.LEFT
    assert await desk.parcels() == []


async def test_a_new_title_is_known(desk: Desk) -> None:
    renamed = GROUP | {"title": "Pier"}
    await desk.write(None, chat=renamed, new_chat_title="Pier")
    found = await desk.chats.get_chat(number(GROUP))
    assert found is not None
    assert found.title == "Pier"


ACTS = ("in the old chat", "in the new chat", "a message there")


async def act(desk: Desk, what: str) -> None:
    """Let one thing happen of what a migration brings."""
    match what:
        case "in the old chat":
            await desk.write(None, chat=SMALL, migrate_to_chat_id=GROUP["id"])
        case "in the new chat":
            await desk.write(None, migrate_from_chat_id=SMALL["id"])
        case _:
            await desk.write("Please fix the door too")


@pytest.mark.parametrize(
    "order",
    [
        (0, 1, 2),
        (1, 0, 2),
        (2, 0, 1),
        (2, 1, 0),
        (0, 2, 1),
        (1, 2, 0),
        (0, 2),
        (2, 1),
    ],
)
async def test_a_supergroup_keeps_what_the_group_had(desk: Desk, order: Sequence[int]) -> None:
    await desk.write("Please fix the roof", chat=SMALL)
    await desk.write("Please fix the gate", chat=SMALL)
    await desk.understand(new_task())
    first, _ = await desk.tasks()
    await desk.outbox.post(MAIN, [card(first.id)])
    await desk.parcels()
    for index in order:
        await act(desk, ACTS[index])
    await desk.understand(new_task("Fix the door"))
    new = str(GROUP["id"])
    page = await desk.board.list_tasks(MAIN, TaskQuery(chats=[new]))
    assert len(page.tasks) == 3
    messages = await PostgresMessages(desk.database).list_messages(MAIN, MessageQuery(chat_id=new))
    assert len(messages) == 3
    assert await state(desk, SMALL) is ChatState.MIGRATED
    found = await desk.services.cards.get_card(number(GROUP), CardKind.TASK, first.id)
    assert found is not None
    assert found.message_number is None


def card(task_id: int) -> Letter:
    """Return the letter that shows a task in the small group."""
    return Letter(chat_id=number(SMALL), parcel=CardParcel(card=CardKind.TASK, subject_id=task_id))


async def test_what_was_said_in_the_group_late_is_the_supergroup_s(desk: Desk) -> None:
    await desk.write("Please fix the roof", chat=SMALL)
    await act(desk, "in the new chat")
    await desk.write("Please fix the gate", chat=SMALL)
    await act(desk, "in the old chat")
    await desk.understand(new_task())
    page = await desk.board.list_tasks(MAIN, TaskQuery(chats=[str(GROUP["id"])]))
    assert len(page.tasks) == 2


async def test_a_proposal_of_the_group_becomes_a_task_of_the_supergroup(desk: Desk) -> None:
    await desk.write("The roof is odd", chat=SMALL)
    await desk.understand(proposals=[new_task()])
    await act(desk, "in the new chat")
    [proposal] = await desk.board.list_proposals(MAIN, None, 10, None)
    task = await desk.board.accept_proposal(ADA, proposal.id, None)
    assert task.chat_id == str(GROUP["id"])


async def test_no_message_of_the_supergroup_is_marked_for_one_of_the_group(desk: Desk) -> None:
    await desk.write("Please fix the roof", chat=SMALL)
    await act(desk, "in the new chat")
    await desk.understand(new_task())
    [task] = await desk.tasks()
    await desk.board.change_task(ADA, task.id, TaskChange(status=TaskStatus.COMPLETED), None)
    assert await desk.sent(SetMessageReaction) == []
