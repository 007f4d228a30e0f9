"""Reactions of people to a task's message or card."""

import pytest
from aiogram.methods import GetChatMember
from aiogram.types import ChatMemberLeft, User

from domain.task import Task, TaskChange
from domain.values import TaskStatus
from tests.bot.desk import GROUP, OLENA, TARAS, Desk, Fields
from tests.bot.test_cards import card_in
from tests.db.samples import new_task
from tests.db.stores import ADA


async def react(desk: Desk, number: int, old: str, new: str, by: Fields = OLENA) -> None:
    """Let somebody have other reactions to a message than before, each an emoji."""
    await desk.receive(
        "message_reaction",
        {
            "chat": GROUP,
            "message_id": number,
            "date": 1_790_000_000,
            "user": by,
            "old_reaction": [{"type": "emoji", "emoji": emoji} for emoji in old],
            "new_reaction": [{"type": "emoji", "emoji": emoji} for emoji in new],
        },
    )


async def only_task(desk: Desk) -> Task:
    [task] = await desk.tasks()
    return task


async def sourced(desk: Desk) -> int:
    """Let a message become a task, and return its number."""
    number = await desk.write("Please fix the login")
    await desk.understand(new_task())
    return number


@pytest.mark.parametrize("emoji", ["👍", "👌", "💯"])
async def test_a_thumb_up_finishes_and_taking_it_back_reopens(desk: Desk, emoji: str) -> None:
    number = await sourced(desk)
    await react(desk, number, "", emoji)
    assert (await only_task(desk)).status is TaskStatus.COMPLETED
    await react(desk, number, emoji, "")
    assert (await only_task(desk)).status is TaskStatus.OPEN


async def test_a_card_can_be_reacted_to(desk: Desk) -> None:
    _, number = await card_in(desk)
    await react(desk, number, "", "👍")
    assert (await only_task(desk)).status is TaskStatus.COMPLETED


async def test_a_thumb_down_teaches_and_taking_it_back_reopens(desk: Desk) -> None:
    number = await sourced(desk)
    await react(desk, number, "", "👎")
    assert (await only_task(desk)).status is TaskStatus.CLOSED
    async with desk.database.connection() as connection:
        assert await connection.fetchval("SELECT is_actionable FROM corrections") is False
    await react(desk, number, "👎", "")
    assert (await only_task(desk)).status is TaskStatus.OPEN


async def test_what_changed_after_the_reaction_stays(desk: Desk) -> None:
    number = await sourced(desk)
    await react(desk, number, "", "👍")
    task = await only_task(desk)
    await desk.board.change_task(ADA, task.id, TaskChange(title="Another"), None)
    await react(desk, number, "👍", "")
    assert (await only_task(desk)).status is TaskStatus.COMPLETED


async def test_what_was_finished_otherwise_stays(desk: Desk) -> None:
    number = await sourced(desk)
    task = await only_task(desk)
    await desk.write(f"unrelated {task.id}")
    done = TaskChange(status=TaskStatus.COMPLETED)
    await desk.board.change_task(ADA.model_copy(update={"name": "@olena"}), task.id, done, None)
    await react(desk, number, "", "👍")
    await react(desk, number, "👍", "")
    assert (await only_task(desk)).status is TaskStatus.COMPLETED


async def test_another_reaction_takes_the_place_of_the_first(desk: Desk) -> None:
    number = await sourced(desk)
    await react(desk, number, "", "👍")
    await react(desk, number, "👍", "👎")
    assert (await only_task(desk)).status is TaskStatus.CLOSED


async def test_other_emoji_and_messages_mean_nothing(desk: Desk) -> None:
    number = await sourced(desk)
    await react(desk, number, "", "❤")
    await react(desk, 3, "", "👍")
    assert (await only_task(desk)).status is TaskStatus.OPEN


async def test_a_stranger_s_reaction_means_nothing(desk: Desk) -> None:
    number = await sourced(desk)
    taras = User(id=9, is_bot=False, first_name="Taras")
    desk.bot.add_result(GetChatMember, ChatMemberLeft(user=taras))
    await react(desk, number, "", "👍", by=TARAS)
    assert (await only_task(desk)).status is TaskStatus.OPEN


async def test_who_hides_behind_a_chat_decides_nothing(desk: Desk) -> None:
    number = await sourced(desk)
    await desk.receive(
        "message_reaction",
        {
            "chat": GROUP,
            "message_id": number,
            "date": 1_790_000_000,
            "actor_chat": GROUP,
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": "👍"}],
        },
    )
    assert (await only_task(desk)).status is TaskStatus.OPEN
