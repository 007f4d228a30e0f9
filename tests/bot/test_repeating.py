# ruff: noqa: RUF001 - Ukrainian letters look like Latin ones
"""`/repeat` and how cards tell of recurrences. Checklist: 21, 23, 29."""

from datetime import timedelta

import pytest
from aiogram.methods import EditMessageText, SendMessage

from bot.repeating import describe
from bot.texts import Texts
from domain.card import CardKind
from domain.chat import ChatChange
from domain.outbox import CardParcel, Letter
from domain.task import NewTask, Task
from domain.values import Source
from tests.bot.desk import MAIN, OTHER_GROUP, PRIVATE, Desk
from tests.db.stores import ADA

CHAT = -100123


async def a_task(desk: Desk, chat_id: int = CHAT) -> Task:
    await desk.write("hello")
    draft = NewTask(title="Report", source=Source.TELEGRAM, chat_id=str(chat_id))
    return await desk.board.create_task(ADA, draft, None)


async def answers(desk: Desk) -> list[str]:
    return [message.text for message in await desk.sent(SendMessage)]


async def test_a_task_repeats_until_it_is_stopped_and_its_card_says_so(desk: Desk) -> None:
    task = await a_task(desk)
    card = CardParcel(card=CardKind.TASK, subject_id=task.id)
    await desk.outbox.post(MAIN, [Letter(chat_id=CHAT, parcel=card)])
    await desk.parcels()
    await desk.write(f"/repeat {task.id} every Monday 9:00")
    [repeating] = await desk.tasks()
    assert repeating.recurrence == "FREQ=WEEKLY;BYDAY=MO"
    assert "🔁 #" in (await answers(desk))[-1]
    assert "every week on Mon" in (await answers(desk))[-1]
    assert "🔁 every week on Mon" in ((await desk.sent(EditMessageText))[-1].text or "")
    await desk.write(f"/repeat {task.id} stop")
    [plain] = await desk.tasks()
    assert plain.recurrence is None
    assert "🔁" not in ((await desk.sent(EditMessageText))[-1].text or "")


async def test_the_next_task_of_a_private_chat_has_its_card(desk: Desk) -> None:
    await desk.write("hello", chat=PRIVATE)
    task = await a_task(desk, chat_id=7)
    await desk.write(f"/repeat {task.id} every day 9:00", chat=PRIVATE)
    [first] = await desk.tasks()
    assert first.due is not None
    before = len(await answers(desk))
    assert await desk.recurrences.fire(first.due) == 1
    [card] = (await answers(desk))[before:]
    assert "Report" in card
    assert "🔁 every day" in card


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("/repeat", "Say which task"),
        ("/repeat 1", "Say which task"),
        ("/repeat x stop", "Say which task"),
        ("/repeat 999 stop", "There is no task #999"),
        ("/repeat 99999999999999999999 stop", "Say which task"),
    ],
)
async def test_what_is_not_understood_is_answered(desk: Desk, words: str, told: str) -> None:
    await desk.write(words)
    [answer] = await answers(desk)
    assert told in answer


async def test_words_without_a_time_are_answered(desk: Desk) -> None:
    task = await a_task(desk)
    await desk.write(f"/repeat {task.id} <whenever>")
    assert "I did not understand when" in (await answers(desk))[-1]


async def test_another_chat_repeats_nothing_of_this_one(desk: Desk) -> None:
    task = await a_task(desk)
    await desk.write(f"/repeat {task.id} every day", chat=OTHER_GROUP)
    [kept] = await desk.tasks()
    assert kept.recurrence is None


async def test_a_chat_repeats_in_its_own_zone(desk: Desk) -> None:
    task = await a_task(desk)
    await desk.chats.change_chat(CHAT, ChatChange(timezone="Etc/GMT-5"))
    await desk.write(f"/repeat {task.id} every day 9:00")
    [repeating] = await desk.tasks()
    assert repeating.due is not None
    assert repeating.due.hour == 4
    assert repeating.due - desk.clock.now() <= timedelta(days=1)


@pytest.mark.parametrize(
    ("rule", "english", "ukrainian"),
    [
        ("FREQ=DAILY", "every day", "щодня"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days", "кожні 3 дні"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "on weekdays", "у будні"),
        ("FREQ=WEEKLY;BYDAY=TH,MO", "every week on Mon, Thu", "щотижня: пн, чт"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "every 2 weeks on Mon", "кожні 2 тижні: пн"),
        ("FREQ=WEEKLY;INTERVAL=5", "every 5 weeks", "кожні 5 тижнів"),
        ("FREQ=MONTHLY", "every month", "щомісяця"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "every month on day 15", "щомісяця, 15 числа"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28", "every year", "щороку"),
        ("FREQ=HOURLY;INTERVAL=21", "every 21 hours", "кожну 21 годину"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=WEEKLY;BYDAY=1MO"),
    ],
)
def test_a_rule_is_told_in_words(rule: str, english: str, ukrainian: str) -> None:
    plain = [describe(rule, Texts(language)) for language in ("en", "uk")]
    assert [text.replace("\u2068", "").replace("\u2069", "") for text in plain] == [english, ukrainian]
