"""Calls and objects against the schema of the Bot API."""

import aiogram.methods
import pytest
from aiogram.methods import TelegramMethod

from tests.fakes.telegram import Emulator
from tests.fakes.telegram.checking import Checker, Mismatch
from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.minimal import minimal_object, minimal_result
from tests.fakes.telegram.schema import ArrayOf, Named, OneOf, load_schema, parse_kind
from tests.fakes_tests.telegram.world import GROUP, OLENA, call, refused

USER: Json = {"id": 7, "is_bot": False, "first_name": "Olena"}


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker(load_schema())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Integer", Named("Integer")),
        ("Integer or String", OneOf((Named("Integer"), Named("String")))),
        ("Array of Array of PhotoSize", ArrayOf(ArrayOf(Named("PhotoSize")))),
        ("Array of A, B and C", ArrayOf(OneOf((Named("A"), Named("B"), Named("C"))))),
    ],
)
def test_types_are_read_as_the_documentation_writes_them(text: str, kind: object) -> None:
    assert parse_kind(text) == kind


def test_all_that_aiogram_calls_is_known() -> None:
    methods = [getattr(aiogram.methods, name) for name in aiogram.methods.__all__]
    names = {
        str(one.__api_method__)
        for one in methods
        if one is not TelegramMethod and hasattr(one, "__api_method__")
    }
    assert {name.lower() for name in names} == load_schema().methods.keys()


def test_the_reactions_are_those_of_the_documentation() -> None:
    emojis = load_schema().reaction_emojis
    assert {"👀", "👍", "❤", "👨‍💻"} <= emojis
    assert "✅" not in emojis
    assert len(emojis) > 70


def test_the_least_of_each_object_is_one(checker: Checker) -> None:
    for name in checker.schema.objects.keys() - {"InputFile"}:
        made = minimal_object(checker.schema, name)
        assert checker.check_object(name, made) == made


def test_results_are_those_of_the_documentation(checker: Checker) -> None:
    def result(method: str) -> object:
        return minimal_result(checker.schema, checker.schema.methods[method])

    assert result("setchattitle") is True
    assert result("getchatmembercount") == 1
    assert result("getforumtopiciconstickers") == []
    assert isinstance(result("exportchatinvitelink"), str)
    assert checker.check_object("StarAmount", result("getmystarbalance"))


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("User", {"id": 7}, "User: User needs the field is_bot"),
        ("User", USER | {"id": "seven"}, "User.id: must be of the type Integer"),
        ("User", USER | {"id": True}, "User.id: must be of the type Integer"),
        ("User", USER | {"is_bot": "maybe"}, "User.is_bot: must be of the type Boolean"),
        ("User", USER | {"first_name": 1}, "User.first_name: must be of the type String"),
        ("User", USER | {"age": 30}, "User: User has no field age"),
        ("User", [], "User: must be an object of the type User"),
        ("Location", {"latitude": "north", "longitude": 1}, "Location.latitude: must be of the type Float"),
        ("ReactionType", {"type": "smile"}, "ReactionType: is no ReactionType"),
        ("ReactionType", {"type": "emoji"}, "ReactionType: ReactionTypeEmoji needs the field emoji"),
        ("Checklist", {"title": "x", "tasks": {}}, "Checklist.tasks: must be an Array"),
        ("ReactionTypePaid", {"type": "emoji"}, 'ReactionTypePaid.type: must be "paid"'),
    ],
)
def test_what_is_no_such_object_is_told(checker: Checker, name: str, value: object, reason: str) -> None:
    with pytest.raises(Mismatch) as told:
        checker.check_object(name, value)
    assert str(told.value) == reason


async def test_an_unknown_method_is_a_404(telegram: Emulator) -> None:
    assert await refused(telegram, "sendEverything") == "404 Not Found: method not found"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": -100}, "message text is empty"),
        ({"chat_id": -100, "text": "x", "txt": "y"}, 'unknown parameter "txt" of sendMessage'),
        ({"chat_id": -100, "text": 5}, "can't parse parameter text: must be of the type String"),
        (
            {"chat_id": -100, "text": "x", "reply_parameters": "{"},
            "can't parse parameter reply_parameters: can't parse JSON object",
        ),
        (
            {"chat_id": -100, "text": "x", "reply_parameters": '{"message_id": "x"}'},
            "can't parse parameter reply_parameters.message_id: must be of the type Integer",
        ),
        (
            {"chat_id": -100, "text": "x", "message_thread_id": "x"},
            "can't parse parameter message_thread_id: must be of the type Integer",
        ),
        (
            {"chat_id": -100, "text": "x", "entities": '[{"type": "bold"}]'},
            "can't parse parameter entities[0]: MessageEntity needs the field offset",
        ),
        ({"chat_id": "somebody", "text": "x"}, "chat not found"),
        ({"chat_id": "", "text": "x"}, "chat_id is empty"),
    ],
)
async def test_parameters_that_do_not_fit_are_a_400(telegram: Emulator, fields: Json, reason: str) -> None:
    assert await refused(telegram, "sendMessage", **fields) == f"400 Bad Request: {reason}"


async def test_a_keyboard_that_fits_no_type_tells_why(telegram: Emulator) -> None:
    markup = '{"inline_keyboard": [[{"callback_data": "x"}]]}'
    told = await refused(telegram, "sendMessage", chat_id=-100, text="x", reply_markup=markup)
    assert "InlineKeyboardButton needs the field text" in told


async def test_fields_of_a_form_are_read_by_their_type(telegram: Emulator) -> None:
    reply = '{"message_id": "5", "allow_sending_without_reply": "true"}'
    await call(
        telegram,
        "SENDMESSAGE",
        chat_id="-100",
        text="12",
        disable_notification="true",
        reply_parameters=reply,
    )
    [logged] = telegram.people.calls("sendMessage")
    assert logged.fields == {
        "chat_id": -100,
        "text": "12",
        "disable_notification": True,
        "reply_parameters": {"message_id": 5, "allow_sending_without_reply": True},
    }


async def test_methods_without_behaviour_answer_plausibly(telegram: Emulator) -> None:
    assert await call(telegram, "setChatTitle", chat_id=GROUP.id, title="New") is True
    assert await call(telegram, "getUserProfilePhotos", user_id=OLENA.id) == {"total_count": 1, "photos": []}
    told = await refused(telegram, "setChatTitle", chat_id=GROUP.id)
    assert told == '400 Bad Request: parameter "title" is required'
