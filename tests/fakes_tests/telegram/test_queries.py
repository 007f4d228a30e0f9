"""Presses of buttons and inline queries, and what the bot answers."""

import pytest

from tests.fakes.telegram import (
    Emulator,
    TelegramClient,
)
from tests.fakes.telegram.jsons import Json, as_object
from tests.fakes_tests.telegram.world import (
    GROUP,
    MARK,
    OLENA,
    Clock,
    button,
    call,
    inline,
    refused,
    send,
    updates_of,
)


async def test_presses_bring_what_the_button_holds(telegram: Emulator, people: TelegramClient) -> None:
    old = await send(telegram, reply_markup=inline([button("Done", "old")]))
    new = await send(telegram, reply_markup=inline([button("Other", "x"), button("Done", "new")]))
    people.press(GROUP.id, OLENA.id, "Done")
    people.press(GROUP.id, OLENA.id, "Done", old)
    people.press(GROUP.id, OLENA.id, "Gone", new, "data of long ago")
    queries = [as_object(one["callback_query"]) for one in await updates_of(telegram)]
    assert [one["data"] for one in queries] == ["new", "old", "data of long ago"]
    assert [as_object(one["message"])["message_id"] for one in queries] == [new, old, new]


async def test_a_press_is_answered_once_and_in_time(telegram: Emulator, people: TelegramClient) -> None:
    await send(telegram, reply_markup=inline([button()]))
    query_id = people.press(GROUP.id, OLENA.id, "Done").query_id or ""
    long = await refused(telegram, "answerCallbackQuery", callback_query_id=query_id, text="x" * 201)
    assert long.startswith("400 Bad Request: MESSAGE_TOO_LONG")
    await call(telegram, "answerCallbackQuery", callback_query_id=query_id, text="x" * 200)
    query = people.find_query(query_id)
    assert query is not None
    assert query.answer == {"callback_query_id": query_id, "text": "x" * 200}
    for name in (query_id, "unknown"):
        told = await refused(telegram, "answerCallbackQuery", callback_query_id=name)
        assert told.startswith("400 Bad Request: query is too old")


async def test_an_old_press_is_not_answered(telegram: Emulator, people: TelegramClient, clock: Clock) -> None:
    await send(telegram, reply_markup=inline([button()]))
    query_id = people.press(GROUP.id, OLENA.id, "Done").query_id
    clock.now += people.settings.callback_lifetime_s + 1
    told = await refused(telegram, "answerCallbackQuery", callback_query_id=query_id)
    assert told.startswith("400 Bad Request: query is too old")


ARTICLE: Json = {
    "type": "article",
    "id": "7",
    "title": "Task 7",
    "input_message_content": {"message_text": "<b>Task 7</b>", "parse_mode": "HTML"},
}


async def test_inline_results_are_chosen_and_edited(telegram: Emulator, people: TelegramClient) -> None:
    query_id = people.inline(OLENA.id, "crane").query_id or ""
    result = ARTICLE | {"reply_markup": inline([button("Take", "t")])}
    await call(telegram, "answerInlineQuery", inline_query_id=query_id, results=[result])
    people.choose(query_id, "7", MARK.id)
    people.press(MARK.id, MARK.id, "Take")
    asked, chosen, pressed = await updates_of(telegram)
    assert as_object(asked["inline_query"])["query"] == "crane"
    inline_id = as_object(chosen["chosen_inline_result"])["inline_message_id"]
    assert as_object(chosen["chosen_inline_result"])["query"] == "crane"
    assert as_object(pressed["callback_query"])["inline_message_id"] == inline_id
    assert await call(telegram, "editMessageText", inline_message_id=inline_id, text="taken") is True
    assert people.transcript(MARK.id)[0].text == "taken"


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([ARTICLE, ARTICLE], "RESULT_ID_DUPLICATE"),
        ([ARTICLE | {"id": "x" * 65}], "RESULT_ID_INVALID"),
        ([ARTICLE | {"id": str(number)} for number in range(51)], "RESULTS_TOO_MUCH"),
        (
            [ARTICLE | {"input_message_content": {"message_text": "<b>", "parse_mode": "HTML"}}],
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ([ARTICLE | {"input_message_content": {"message_text": " "}}], "message text is empty"),
        ([ARTICLE | {"reply_markup": inline([button(data="x" * 65)])}], "BUTTON_DATA_INVALID"),
    ],
)
async def test_inline_answers_that_are_refused(
    telegram: Emulator, people: TelegramClient, results: list[Json], reason: str
) -> None:
    query_id = people.inline(OLENA.id, "x").query_id
    told = await refused(telegram, "answerInlineQuery", inline_query_id=query_id, results=results)
    assert told == f"400 Bad Request: {reason}"
    await call(telegram, "answerInlineQuery", inline_query_id=query_id, results=[])
    told = await refused(telegram, "answerInlineQuery", inline_query_id=query_id, results=[])
    assert told.startswith("400 Bad Request: query is too old")
