"""The cards that chats show."""

from dataclasses import dataclass

from db.pool import Database
from domain.card import Card, CardKind

_CARD = "SELECT chat_id, workspace_id, kind, subject_id, thread_id, message_number, version FROM cards"


@dataclass(frozen=True)
class PostgresCards:
    """`domain.card.Cards` on PostgreSQL; cards are written by the outbox."""

    database: Database

    async def get_card(self, chat_id: int, kind: CardKind, subject_id: int) -> Card | None:
        """See `domain.card.Cards`."""
        async with self.database.connection() as connection:
            row = await connection.fetchrow(
                f"{_CARD} WHERE chat_id = $1 AND kind = $2 AND subject_id = $3",
                chat_id,
                kind.value,
                subject_id,
            )
        return None if row is None else Card.model_validate(dict(row.items()))

    async def find_card(self, chat_id: int, message_number: int) -> Card | None:
        """See `domain.card.Cards`."""
        async with self.database.connection() as connection:
            row = await connection.fetchrow(
                f"{_CARD} WHERE chat_id = $1 AND message_number = $2", chat_id, message_number
            )
        return None if row is None else Card.model_validate(dict(row.items()))
