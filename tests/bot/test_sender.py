"""Sending to Telegram over a real wire, and what is made of its answers."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot import sender
from bot.sender import MAX_TASKS, TelegramSender, render
from domain.outbox import Announcement, Later, OutboxItem, Refused, Sent
from domain.task import Task
from domain.values import Category, Priority, Source, TaskStatus
from tests.fakes.serving import served
from tests.fakes.telegram import FakeTelegram, Mode

MOMENT = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)


def task(number: int, title: str = "Fix the login", due: datetime | None = None) -> Task:
    return Task(
        id=number,
        title=title,
        category=Category.BUG,
        priority=Priority.HIGH,
        source=Source.TELEGRAM,
        status=TaskStatus.OPEN,
        created_at=MOMENT,
        updated_at=MOMENT,
        version=1,
        due=due,
    )


def item(reply_to: str = "-100:7", *tasks: Task) -> OutboxItem:
    announcement = Announcement(message_id=1, reply_to=reply_to, tasks=tasks or (task(12),))
    return OutboxItem(id=1, destination="-100", announcement=announcement, attempts=1, created_at=MOMENT)


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
async def to_telegram(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[TelegramSender]:
    monkeypatch.setattr(sender, "TIMEOUT_S", 1)
    async with served(telegram.app) as url:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        made = TelegramSender(Bot("4242:AAsecret-part_of-the-token", session=session))
        yield made
        await made.close()


async def test_a_task_is_told_as_a_reply(telegram: FakeTelegram, to_telegram: TelegramSender) -> None:
    outcome = await to_telegram.send(item())
    assert outcome == Sent(answer='{"message_id": 10001}')
    [sent] = telegram.sent
    assert (sent.chat_id, sent.reply_to) == ("-100", 7)
    assert sent.text == "✅ <b>Task 12</b>: Fix the login · high"


@pytest.mark.parametrize("reply_to", ["m7", "-200:7", "-100:x"])
async def test_what_names_no_message_of_the_chat_is_no_reply(
    telegram: FakeTelegram, to_telegram: TelegramSender, reply_to: str
) -> None:
    assert isinstance(await to_telegram.send(item(reply_to)), Sent)
    assert [one.reply_to for one in telegram.sent] == [None]


@pytest.mark.parametrize("mode", [Mode.HANG, Mode.ERROR_500, Mode.CLOSE_AFTER_TAKING])
async def test_no_clear_answer_leaves_a_doubt(
    telegram: FakeTelegram, to_telegram: TelegramSender, mode: Mode
) -> None:
    telegram.mode = mode
    outcome = await to_telegram.send(item())
    assert isinstance(outcome, Later)
    assert outcome.doubtful
    assert len(telegram.sent) == (mode is Mode.CLOSE_AFTER_TAKING)


async def test_patience_is_granted(telegram: FakeTelegram, to_telegram: TelegramSender) -> None:
    telegram.mode = Mode.RATE_LIMITED
    outcome = await to_telegram.send(item())
    assert isinstance(outcome, Later)
    assert (outcome.retry_in_s, outcome.doubtful) == (1, False)


async def test_a_bot_that_was_thrown_out_says_nothing_more(
    telegram: FakeTelegram, to_telegram: TelegramSender
) -> None:
    telegram.mode = Mode.FORBIDDEN
    assert isinstance(await to_telegram.send(item()), Refused)


def test_titles_are_shown_as_text_and_due_times_told() -> None:
    told = render(item("-100:7", task(1, "<b>a & b</b>", due=MOMENT)).announcement)
    assert told == "✅ <b>Task 1</b>: &lt;b&gt;a &amp; b&lt;/b&gt; · high · due Fri 27 Nov"


def test_many_tasks_are_told_in_bounds() -> None:
    told = render(item("-100:7", *(task(number, "x" * 512) for number in range(1, 15))).announcement)
    assert told.count("✅") == MAX_TASKS
    assert told.endswith("… and 4 more")
    assert len(told) < 4096
