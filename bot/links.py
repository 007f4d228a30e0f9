"""Addresses that the bot's buttons open."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

BOARD_PATH = "/telegram/board"
"""Where Manta serves the board to Telegram."""


def board_address(public_url: str | None) -> str | None:
    """Return the board's address; None where Telegram could not open it, as it takes https only."""
    if public_url is None or urlsplit(public_url).scheme != "https":
        return None
    return public_url.rstrip("/") + BOARD_PATH


@dataclass(frozen=True)
class Links:
    """Addresses of the bot and of its board.

    Args:
        find_username: Tells the bot's username; it is asked when it is needed.
        public_url: MANTA_PUBLIC_URL.
    """

    find_username: Callable[[], Awaitable[str]]
    public_url: str | None = None

    @property
    def board(self) -> str | None:
        """Return the board's address, see `board_address`."""
        return board_address(self.public_url)

    async def start(self, payload: str) -> str:
        """Return an address that opens the private chat with the bot and says `/start payload` there."""
        return f"https://t.me/{await self.find_username()}?start={payload}"

    async def app(self, payload: str) -> str:
        """Return an address that opens the board from any chat."""
        return f"https://t.me/{await self.find_username()}?startapp={payload}"
