"""How Manta is connected to Telegram, as a page shows it."""

from collections.abc import Sequence
from typing import Protocol

from pydantic import Field

from domain.chat import ChatKind, ChatState
from domain.telegram import Delivery, DeliveryError
from domain.values import Instant, Value


class BotName(Value):
    """The bot as Telegram knows it."""

    id: int
    username: str


class TelegramChat(Value):
    """A chat of the workspace."""

    chat_id: int
    title: str
    kind: ChatKind
    state: ChatState
    members: int = Field(description="People known to be in it.")


class TelegramReport(Value):
    """The connection; what Telegram alone can tell is null while it does not tell it."""

    configured: bool = Field(description="Whether there is a token, and the settings can be used.")
    token_set: bool
    bot: BotName | None = None
    delivery: Delivery | None = None
    webhook_url: str | None = Field(default=None, description="The address that is set at Telegram.")
    pending_updates: int | None = Field(default=None, description="Updates that wait at Telegram.")
    last_error: DeliveryError | None = Field(
        default=None, description="The last trouble with the webhook; Telegram never takes it back."
    )
    reads_all_of_groups: bool | None = Field(default=None, description="False: in privacy mode.")
    can_join_groups: bool | None = None
    last_update_at: Instant | None = Field(default=None, description="When the newest update came.")
    chats: list[TelegramChat] = Field(description="Of the workspace, by title; at most 500.")
    public_url: str | None = Field(default=None, description="MANTA_PUBLIC_URL.")
    mini_app_url: str | None = Field(
        default=None, description="The board inside Telegram; null where Telegram could not open it."
    )
    problem: str | None = Field(default=None, description="What is wrong, and what to do about it.")


class TelegramRecords(Protocol):
    """What is stored of Telegram; raises `UnavailableError` when the store does not answer."""

    async def list_chats(self, workspace_id: int) -> Sequence[TelegramChat]:
        """Return the chats of a workspace by title, without those that moved; at most 500."""
        ...

    async def find_last_update(self) -> Instant | None:
        """Return when the newest update of the bot came, None when none ever did."""
        ...


class TelegramReports(Protocol):
    """Tells how the connection is."""

    async def get_report(self, workspace_id: int) -> TelegramReport:
        """Return it within some seconds; trouble with Telegram is told in it.

        Raises:
            UnavailableError: The chats can't be read.
        """
        ...
