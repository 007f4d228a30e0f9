"""Sending to Telegram over a real wire, and what is made of its answers."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot import sender
from bot.sender import TelegramSender
from db.chats import PostgresChats
from db.message_corrections import PostgresCorrections
from db.pool import Database
from db.privacy import PostgresPrivacy
from db.proposals import PostgresProposals
from db.tasks import PostgresTasks
from domain.outbox import Gone, Later, OutboxItem, Sent, TextParcel
from pipeline.board import CachedTaskBoard
from tests.fakes.serving import served
from tests.fakes.telegram import FakeTelegram, Mode

MOMENT = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)


def item(html: str = "Hello", reply_to: int | None = 7) -> OutboxItem:
    return OutboxItem(
        id=1,
        workspace_id=1,
        chat_id=-100,
        parcel=TextParcel(html=html, reply_to=reply_to),
        attempts=1,
        created_at=MOMENT,
    )


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram()


@pytest.fixture
async def to_telegram(
    telegram: FakeTelegram, database: Database, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[TelegramSender]:
    monkeypatch.setattr(sender, "TIMEOUT_S", 1)
    async with served(telegram.app) as url:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        bot = Bot("4242:AAsecret-part_of-the-token", session=session)
        made = TelegramSender(
            bot,
            PostgresChats(database),
            CachedTaskBoard(
                PostgresTasks(database), PostgresProposals(database), PostgresCorrections(database)
            ),
            PostgresPrivacy(database),
        )
        yield made
        await made.close()


async def test_a_text_is_sent_as_a_reply(telegram: FakeTelegram, to_telegram: TelegramSender) -> None:
    outcome = await to_telegram.send(item())
    assert outcome == Sent(answer='{"message_id": 10001}')
    [sent] = telegram.sent
    assert (sent.chat_id, sent.reply_to, sent.text) == ("-100", 7, "Hello")


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
    assert isinstance(await to_telegram.send(item()), Gone)
