from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.fakes.telegram import Emulator, TelegramClient, running
from tests.fakes_tests.telegram.world import TOKEN, Clock, populate


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[Emulator]:
    emulator = Emulator(clock=clock)
    populate(emulator.people)
    yield emulator
    await emulator.close()


@pytest.fixture
def people(telegram: Emulator) -> TelegramClient:
    return telegram.people


@pytest.fixture
async def bot(telegram: Emulator) -> AsyncIterator[Bot]:
    """A bot that reaches the emulator over a real wire."""
    async with running(telegram) as url:
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        async with Bot(TOKEN, session=session) as bot:
            yield bot
