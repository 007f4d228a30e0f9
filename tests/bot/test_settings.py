"""Settings of people and groups: checklist 28, 29, and buttons that are always answered."""

import pytest
from aiogram.methods import AnswerCallbackQuery, EditMessageText, GetChatMember, SendMessage
from aiogram.types import InlineKeyboardMarkup

from bot.callbacks_settings import SettingsOpen, SettingsPage, SettingsSet
from bot.texts import LANGUAGES
from bot.zones import list_zones
from domain.chat import Chat, Feedback, PersonChange
from tests.bot.desk import GROUP, PRIVATE, TARAS, Desk
from tests.bot.test_doing import let_be_administrator, let_be_member
from tests.bot.test_lists import buttons, last, make


async def chat_of(desk: Desk, chat_id: int) -> Chat:
    chat = await desk.chats.get_chat(chat_id)
    assert chat is not None
    return chat


async def edited(desk: Desk) -> EditMessageText:
    return (await desk.sent(EditMessageText))[-1]


async def press(desk: Desk, data: SettingsOpen | SettingsSet) -> EditMessageText:
    """Press a button of the settings in private, which edits message 5 and ends the spinner."""
    before = len(await desk.sent(AnswerCallbackQuery))
    await desk.press(data.pack(), 5, chat=PRIVATE)
    assert len(await desk.sent(AnswerCallbackQuery)) == before + 1
    edit = await edited(desk)
    assert edit.message_id == 5
    return edit


async def test_every_page_of_the_settings_opens_and_leads_on(desk: Desk) -> None:
    await desk.write("/settings", chat=PRIVATE)
    waiting, seen = buttons(await last(desk)), set[str]()
    assert len(waiting) == 4
    while waiting:
        data = waiting.pop()
        if data.startswith("so:") and data not in seen:
            seen.add(data)
            waiting += buttons(await press(desk, SettingsOpen.unpack(data)))
        seen.add(data)
    assert all(len(data.encode()) <= 64 for data in seen)
    offered = {SettingsSet.unpack(data).value for data in seen if data.startswith("ss:z:")}
    assert offered == {"UTC", *(zone for zones in list_zones().values() for zone in zones)}
    assert {f"ss:l:{tag}" for tag in LANGUAGES} <= seen
    assert {f"ss:d:{hour}" for hour in range(24)} <= seen


async def test_a_person_sets_their_language_and_zone(desk: Desk) -> None:
    await desk.write("/settings", chat=PRIVATE)
    edit = await press(desk, SettingsSet(page=SettingsPage.LANGUAGE, value="uk"))
    assert "Українська" in (edit.text or "")
    edit = await press(desk, SettingsSet(page=SettingsPage.ZONES, value="Europe/Kyiv"))
    assert "Часовий пояс: Europe/Kyiv" in (edit.text or "")
    # What is sent without an update, such as cards and reminders, goes by the chat.
    private = await chat_of(desk, 7)
    assert (private.language, private.timezone) == ("uk", "Europe/Kyiv")
    edit = await press(desk, SettingsSet(page=SettingsPage.LANGUAGE, value=""))
    assert "English" in (edit.text or "")


async def test_a_group_keeps_its_own_zone(desk: Desk) -> None:
    await desk.write("/settings Kyiv", chat=PRIVATE)
    task = await make(desk, "One", due=desk.clock.now().replace(hour=12, minute=30, month=7))
    for _ in range(2):
        await desk.write("/tasks")
        assert f"#{task.id}" in (await last(desk)).text
        assert "12:30" in (await last(desk)).text
    await let_be_administrator(desk)
    await desk.write("/setup timezone Asia/Kolkata")
    await desk.write("/tasks")
    assert "18:00" in (await last(desk)).text


async def test_feedback_and_digest_of_a_private_chat(desk: Desk) -> None:
    await desk.write("/settings", chat=PRIVATE)
    await press(desk, SettingsSet(page=SettingsPage.FEEDBACK, value="reactions"))
    edit = await press(desk, SettingsSet(page=SettingsPage.DIGEST, value="0"))
    assert "Digest: 00:00" in (edit.text or "")
    private = await chat_of(desk, 7)
    assert (private.feedback, private.digest_hour) == (Feedback.REACTIONS, 0)
    await press(desk, SettingsSet(page=SettingsPage.DIGEST, value=""))
    assert (await chat_of(desk, 7)).digest_hour is None


@pytest.mark.parametrize(
    "data",
    [
        SettingsSet(page=SettingsPage.ZONES, value="Mars/Base"),
        SettingsSet(page=SettingsPage.DIGEST, value="24"),
        SettingsSet(page=SettingsPage.FEEDBACK, value="loud"),
        SettingsSet(page=SettingsPage.LANGUAGE, value="!"),
        SettingsSet(page=SettingsPage.MAIN, value="x"),
    ],
)
async def test_what_can_not_be_set_is_said(desk: Desk, data: SettingsSet) -> None:
    await desk.write("Good morning", chat=PRIVATE)
    before = await chat_of(desk, 7)
    await desk.press(data.pack(), 5, chat=PRIVATE)
    [answer] = await desk.sent(AnswerCallbackQuery)
    assert "too old" in (answer.text or "")
    assert await chat_of(desk, 7) == before


async def test_a_group_is_set_up_by_its_administrators_alone(desk: Desk) -> None:
    zone = SettingsSet(page=SettingsPage.ZONES, value="Europe/Kyiv").pack()
    await let_be_administrator(desk)
    await desk.write("/setup")
    await let_be_member(desk)
    await desk.press(zone, 5, by=TARAS)
    [answer] = await desk.sent(AnswerCallbackQuery)
    assert answer.show_alert
    assert await desk.sent(EditMessageText) == []
    assert (await chat_of(desk, -100123)).timezone == "UTC"
    await let_be_administrator(desk)
    await desk.press(zone, 5)
    assert (await chat_of(desk, -100123)).timezone == "Europe/Kyiv"
    assert len([call for call in desk.bot.mock_session.requests if isinstance(call, GetChatMember)]) == 3


@pytest.mark.parametrize("words", ["timezone Europe/Kyiv", "kyiv", "timezone kiev", "пояс Kyiv"])
async def test_a_zone_is_set_by_its_name_or_a_city(desk: Desk, words: str) -> None:
    await desk.write("/lang uk", chat=PRIVATE)
    await desk.write(f"/settings {words}", chat=PRIVATE)
    assert "Europe/Kyiv" in (await last(desk)).text
    assert (await chat_of(desk, 7)).timezone == "Europe/Kyiv"


async def test_a_zone_in_doubt_is_asked_back(desk: Desk) -> None:
    await desk.write("/settings timezone Germany", chat=PRIVATE)
    offered = buttons(await last(desk))
    assert "ss:z:Europe/Berlin" in offered
    assert len(offered) > 2
    await desk.write("/settings timezone <b>Atlantis</b>", chat=PRIVATE)
    message = await last(desk)
    assert "&lt;b&gt;Atlantis&lt;/b&gt;" in message.text
    assert buttons(message)[-1] == SettingsOpen(page=SettingsPage.REGIONS).pack()
    assert (await chat_of(desk, 7)).timezone == "UTC"


async def test_a_language_without_texts_is_offered_those_there_are(desk: Desk) -> None:
    await desk.write("/lang de", chat=PRIVATE)
    assert [data for data in buttons(await last(desk)) if data.startswith("ss:l:")] == [
        *(f"ss:l:{tag}" for tag in LANGUAGES),
        "ss:l:",
    ]


async def test_a_private_chat_speaks_as_telegram_does_for_its_person(desk: Desk) -> None:
    private = PRIVATE | {"id": 9, "first_name": "Taras", "username": "taras"}
    await desk.write("/help", by=TARAS, chat=private)
    assert "Напишіть мені" in (await last(desk)).text
    assert (await chat_of(desk, 9)).language == "uk"
    strange = TARAS | {"language_code": "x_!"}
    await desk.write("/help", by=strange, chat=private)
    assert (await chat_of(desk, 9)).language == ""


async def test_a_group_reads_together(desk: Desk) -> None:
    await desk.write("/start", chat=PRIVATE)
    await desk.chats.change_person(7, PersonChange(language="uk"))
    await desk.write("/tasks")
    assert "Nothing is open" in (await last(desk)).text
    markup = (await desk.sent(SendMessage))[0].reply_markup
    assert isinstance(markup, InlineKeyboardMarkup)
    assert GROUP["id"] == (await last(desk)).chat_id
