"""Keyboards: what Telegram takes under a message."""

import pytest

from tests.fakes.telegram import Emulator
from tests.fakes.telegram.jsons import Json
from tests.fakes_tests.telegram.world import (
    GROUP,
    OLENA,
    button,
    inline,
    refused,
    send,
)


@pytest.mark.parametrize(
    ("keyboard", "reason"),
    [
        (inline([button(data="x" * 65)]), "BUTTON_DATA_INVALID"),
        (inline([button(data="ї" * 33)]), "BUTTON_DATA_INVALID"),
        (inline([button(data="")]), "BUTTON_DATA_INVALID"),
        (inline([button(text=" ")]), "can't parse inline keyboard button: Button text must be non-empty"),
        (
            inline([{"text": "x"}]),
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            inline([button() | {"url": "https://a.b"}]),
            "can't parse inline keyboard button: Too many actions: callback_data, url",
        ),
        (
            inline([button() | {"style": "pink"}]),
            "can't parse inline keyboard button: Invalid button style specified",
        ),
        (
            inline([{"text": "x", "url": "nowhere"}]),
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        (inline([{"text": "x", "web_app": {"url": "https://a.b"}}]), "BUTTON_TYPE_INVALID"),
        (
            {"keyboard": [[{"text": "x", "web_app": {"url": "https://a.b"}}]]},
            "BUTTON_TYPE_INVALID",
        ),
        (inline([button()] * 9), "BUTTON_ROW_TOO_LONG: a row has at most 8 buttons"),
        (inline(*[[button()] * 8] * 13), "reply markup is too long"),
    ],
)
async def test_keyboards_that_are_refused(telegram: Emulator, keyboard: Json, reason: str) -> None:
    told = await refused(telegram, "sendMessage", chat_id=GROUP.id, text="x", reply_markup=keyboard)
    assert told == f"400 Bad Request: {reason}"
    number = await send(telegram, chat_id=GROUP.id)
    if "inline_keyboard" in keyboard:
        edit = {"chat_id": GROUP.id, "message_id": number, "reply_markup": keyboard}
        assert await refused(telegram, "editMessageReplyMarkup", **edit) == f"400 Bad Request: {reason}"


async def test_the_largest_keyboard(telegram: Emulator) -> None:
    rows = [[button(data="x" * 64)] * 8] * 12 + [[button()] * 4]
    await send(telegram, reply_markup=inline(*rows))


async def test_a_web_app_opens_from_private_chats(telegram: Emulator) -> None:
    app: Json = {"text": "Open", "web_app": {"url": "https://a.b"}}
    await send(telegram, chat_id=OLENA.id, reply_markup=inline([app]))
    bad: Json = {"text": "Open", "web_app": {"url": "http://a.b"}}
    told = await refused(telegram, "sendMessage", chat_id=OLENA.id, text="x", reply_markup=inline([bad]))
    assert told.endswith("Only HTTPS links are allowed")
