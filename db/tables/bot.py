# SQLModel types __tablename__ as a declared_attr although plain strings are its documented use.
# pyright: reportIncompatibleVariableOverride=false
"""What the bot has to remember beyond the life of any process."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import SQLModel

from db.tables.columns import moment, text


class BotMemoryRow(SQLModel, table=True):
    """What was last set at Telegram; of the bot, and so of no workspace. Secrets are here as digests only."""

    __tablename__: ClassVar[str] = "bot_memory"

    key: str = text(primary_key=True)
    value: str = text()
    updated_at: datetime = moment(now=True)
