"""Addresses that the bot's buttons open."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

BOARD_PATH = "/telegram/board"
"""Where Manta serves the board to Telegram."""

_START_PARAMETER = "tgWebAppStartParam"
"""In the query, what the page is to open: so Telegram tells it the text of a `startapp=` link."""


def board_url(public_url: str | None) -> str | None:
    """Return the board's address; None where Telegram could not open it, as it takes https only.

    Args:
        public_url: MANTA_PUBLIC_URL.
    """
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
        """Return the board's address, as `board_url` does."""
        return board_url(self.public_url)

    def page(self, payload: str) -> str | None:
        """Return the address of a page of the board, for `web_app` buttons; None where there is no board."""
        return None if self.board is None else f"{self.board}?{urlencode({_START_PARAMETER: payload})}"

    async def start(self, payload: str) -> str:
        """Return an address that opens the private chat with the bot and says `/start payload` there."""
        return f"https://t.me/{await self.find_username()}?start={payload}"

    async def app(self, payload: str) -> str:
        """Return an address that opens the board from any chat."""
        return f"https://t.me/{await self.find_username()}?startapp={payload}"
