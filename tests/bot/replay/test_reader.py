"""What is read of other people's tests: nothing is run, and nothing is made up."""

import ast

import pytest

from tests.bot.replay.harvest import Gleaner, Harvest
from tests.bot.replay.reader import A_TIME, Constructors, Reader, UnreadableError
from tests.fakes.telegram.jsons import Json, as_object
from tests.fakes.telegram.schema import load_schema

CONSTRUCTORS = Constructors(
    load_schema(), {"Chat": ("id", "type"), "Message": ("message_id", "date", "chat")}
)
_CHAT: Json = {"id": 1, "type": "private"}
MODULE = """
HERE = Chat(id=1, type=Chat.PRIVATE)
AGAIN = AGAIN
name = "first"
class Base:
    width = 5
@fixture
def owner():
    return ChatMemberOwner(user=User(id=7, is_bot=False, first_name=name), is_anonymous=False)
"""


def _read(expression: str) -> object:
    tree = ast.parse(f"{MODULE}\n_ = {expression}")
    last = tree.body[-1]
    assert isinstance(last, ast.Assign)
    return Reader(tree, CONSTRUCTORS).read(last.value)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("{'a': [1, -2.5, None, True], **{'b': ('c',)}}", {"a": [1, -2.5, None, True], "b": ["c"]}),
        ("'ab' * 2 + 'c'", "ababc"),
        ("len('/start') - 1", 5),
        ("datetime.datetime.now(tz=x) + 5", A_TIME + 5),
        ("int(time.time())", A_TIME),
        ("HERE", _CHAT),
        ("types.Chat(2, 'group')", {"id": 2, "type": "group"}),
        ("Message(1, None, HERE, from_user=HERE)", {"message_id": 1, "chat": _CHAT, "from": _CHAT}),
        ("self.width", 5),
        ("Base.width", 5),
        ("HERE.id", 1),
        (
            "Message(message_id=1, chat=HERE).as_(bot)",
            {"message_id": 1, "chat": _CHAT},
        ),
        (
            "owner()",
            {
                "status": "creator",
                "user": {"id": 7, "is_bot": False, "first_name": "first"},
                "is_anonymous": False,
            },
        ),
    ],
)
def test_what_can_be_read(expression: str, value: object) -> None:
    assert _read(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "AGAIN",
        "unknown",
        "open('/etc/passwd')",
        "os.system('true')",
        "__import__('os')",
        "Chat(1, 'group', 'too much')",
        "'a' * 10 ** 9",
        "'a' * 1000000000",
        "HERE.title",
        "[one for one in HERE]",
        "lambda: 1",
        "b'bytes'",
        "f'{HERE}'",
        "{1: 2}",
        "-HERE",
        "len(5)",
        "Chat(**5)",
    ],
)
def test_what_can_not_be_read(expression: str) -> None:
    with pytest.raises(UnreadableError):
        _read(expression)


def _glean(source: str) -> Harvest:
    harvest = Harvest()
    Gleaner(CONSTRUCTORS, harvest).glean(source.encode())
    return harvest


_EXAMPLES: list[tuple[str, list[Json]]] = [
    ("x = {'update_id': 5, 'poll': {}}", [{"poll": {}}]),
    ("f(Update(update_id=5, poll=None))", [{}]),
    (
        "x = [PollAnswer(poll_id='1', option_ids=[])] * 2",
        [{"poll_answer": {"poll_id": "1", "option_ids": []}}],
    ),
    ("a = Update(1); b = Update(update_id=2); c = Update(update_id=3)", [{}]),
    ("x = Update(update_id=1, poll=PollAnswer(poll_id=unknown()))", []),
    (
        "x = Update(update_id=y(), poll_answer=PollAnswer(poll_id='1'))",
        [{"poll_answer": {"poll_id": "1"}}],
    ),
    ("x = {'text': 'a button'}; y = {'id': 5, 'first_name': 'z'}; z = {}", []),
]


@pytest.mark.parametrize(("source", "found"), _EXAMPLES)
def test_what_is_an_example(source: str, found: list[Json]) -> None:
    assert _glean(source).examples == found


def test_what_a_message_is_told_by_is_completed() -> None:
    examples = _glean("params = [{'dice': Dice(emoji='x', value=1)}]").examples
    assert len(examples) == 7
    whole = {"dice", "message_id", "date", "chat", "from"}
    assert all(as_object(message).keys() == whole for one in examples for message in one.values())
