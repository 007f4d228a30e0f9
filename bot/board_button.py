"""The button of a task's card that opens the task on the board."""

from bot.links import Links
from bot.texts import Texts
from domain.outbox import Button


async def board_button(task_id: int, texts: Texts, links: Links, *, in_private: bool) -> Button | None:
    """Return the button; None where Telegram could open no board.

    Telegram refuses messages with `web_app` buttons outside of private chats: elsewhere it is a link.

    Raises:
        UnavailableError: Telegram does not say what the bot is called, which the link names.
    """
    payload, text = f"task_{task_id}", texts("card-board")
    page = links.page(payload)
    if page is None:
        return None
    if in_private:
        return Button(text=text, web_app=page)
    return Button(text=text, url=await links.app(payload))
