"""What was last set at Telegram, by key."""

from dataclasses import dataclass

from db.pool import Database

_RECALL = "SELECT value FROM bot_memory WHERE key = $1"

_REMEMBER = """
INSERT INTO bot_memory (key, value) VALUES ($1, $2)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = clock_timestamp()
"""


@dataclass(frozen=True)
class PostgresBotMemory:
    """`domain.telegram.BotMemory` on PostgreSQL: every process of the system remembers the same."""

    database: Database

    async def recall(self, key: str) -> str | None:
        """See `domain.telegram.BotMemory`."""
        async with self.database.connection() as connection:
            value: str | None = await connection.fetchval(_RECALL, key)
        return value

    async def remember(self, key: str, value: str) -> None:
        """See `domain.telegram.BotMemory`."""
        async with self.database.connection() as connection:
            await connection.execute(_REMEMBER, key, value)
