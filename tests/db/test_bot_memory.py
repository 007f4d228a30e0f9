"""What the bot remembers outlives processes, one value for each key."""

import pytest

from db.bot_memory import PostgresBotMemory
from db.pool import Database
from domain.errors import UnavailableError
from domain.telegram import BotMemory


async def test_the_last_value_of_a_key_is_remembered(database: Database) -> None:
    memory: BotMemory = PostgresBotMemory(database)
    await memory.remember("4242:webhook", "one")
    await memory.remember("4242:menu", "board")
    await memory.remember("4242:webhook", "two")
    after_a_restart = PostgresBotMemory(database)
    assert await after_a_restart.recall("4242:webhook") == "two"
    assert await after_a_restart.recall("4242:menu") == "board"
    assert await after_a_restart.recall("4243:webhook") is None


async def test_a_change_tells_its_time(database: Database) -> None:
    memory: BotMemory = PostgresBotMemory(database)
    await memory.remember("4242:menu", "one")
    async with database.connection() as connection:
        await connection.execute("UPDATE bot_memory SET updated_at = '2020-01-01'")
    await memory.remember("4242:menu", "two")
    async with database.connection() as connection:
        assert await connection.fetchval("SELECT updated_at > now() - interval '1 minute' FROM bot_memory")


async def test_an_outage_is_told_as_one() -> None:
    memory = PostgresBotMemory(Database("postgresql://nobody@127.0.0.1:1/none", timeout_s=1.0))
    with pytest.raises(UnavailableError):
        await memory.recall("4242:menu")
    with pytest.raises(UnavailableError):
        await memory.remember("4242:menu", "board")
