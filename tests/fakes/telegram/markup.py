"""Keyboards: what Telegram refuses of them, and what a user sees."""

from typing import Final

from tests.fakes.telegram.jsons import Json, as_list, as_object, find_object, find_text
from tests.fakes.telegram.models import Chat, ChatType
from tests.fakes.telegram.refusals import bad_request

MAX_BUTTONS: Final = 100
MAX_IN_A_ROW: Final = 8
MAX_CALLBACK_BYTES: Final = 64

_LOOKS: Final = frozenset({"text", "icon_custom_emoji_id", "style"})
_STYLES: Final = frozenset({"danger", "success", "primary"})
_SCHEMES: Final = ("http://", "https://", "tg://", "ton://", "t.me/")


def check_markup(markup: Json | None, chat: Chat | None) -> Json | None:
    """Return the inline keyboard that a message keeps, None when it has none.

    Args:
        markup: A keyboard of any kind, None when none was given.
        chat: Where it is shown, None for a message sent inline.

    Raises:
        Refusal: 400, when Telegram would not take it.
    """
    if markup is None:
        return None
    rows = button_rows(markup)
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    if any(len(row) > MAX_IN_A_ROW for row in rows):
        raise bad_request("BUTTON_ROW_TOO_LONG: a row has at most 8 buttons")
    is_inline = "inline_keyboard" in markup
    for button in (button for row in rows for button in row):
        _check_button(button, chat, is_inline=is_inline)
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if is_inline and kept else None


def button_rows(markup: Json | None) -> list[list[Json]]:
    """Return the buttons of a keyboard, row by row; a button of a reply keyboard may be only a text."""
    known = markup or {}
    rows = known.get("inline_keyboard", known.get("keyboard"))
    if rows is None:
        return []
    return [
        [{"text": one} if isinstance(one, str) else as_object(one) for one in as_list(row)]
        for row in as_list(rows)
    ]


def visible_buttons(message: Json) -> list[list[str]]:
    """Return what stands on the buttons under a message."""
    rows = button_rows(find_object(message, "reply_markup"))
    return [[find_text(button, "text") or "" for button in row] for row in rows]


def _check_button(button: Json, chat: Chat | None, *, is_inline: bool) -> None:
    if not (find_text(button, "text") or "").strip():
        raise bad_request("can't parse inline keyboard button: Button text must be non-empty")
    if "style" in button and button["style"] not in _STYLES:
        raise bad_request("can't parse inline keyboard button: Invalid button style specified")
    if "web_app" in button and (chat is None or chat.type is not ChatType.PRIVATE):
        raise bad_request("BUTTON_TYPE_INVALID")
    if is_inline:
        _check_inline(button)


def _check_inline(button: Json) -> None:
    actions = button.keys() - _LOOKS
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request(
            f"can't parse inline keyboard button: Too many actions: {', '.join(sorted(actions))}"
        )
    data = find_text(button, "callback_data")
    if data is not None and not 1 <= len(data.encode()) <= MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    _check_urls(button)


def _check_urls(button: Json) -> None:
    url = find_text(button, "url")
    if url is not None and not url.startswith(_SCHEMES) and "." not in url:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    app = find_object(button, "web_app")
    if app is not None and not str(app.get("url")).startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{app.get('url')}' is invalid: Only HTTPS links are allowed"
        )
