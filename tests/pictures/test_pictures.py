"""Pictures of conversations: everything is shown as text, nothing leaves its bubble, and it is repeatable."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.telegram import Emulator, Line, User
from tests.fakes.telegram.models import Version
from tests.fakes.telegram.transcript import Attachment, SeenReaction
from tests.pictures.conversation import WIDTH, render
from tests.pictures.measure import clusters, measure
from tests.pictures.words import Run, cut, read_html, wrap

SVG = "{http://www.w3.org/2000/svg}"
FAMILY = "👨\u200d👩\u200d👧"


def _line(number: int = 1, html: str = "Hello", author: str = "Olena", **more: object) -> Line:
    fields: dict[str, object] = {
        "message_id": number,
        "author": author,
        "author_id": len(author),
        "is_bot": author == "Manta",
        "date": 1_760_000_000,
        "text": html,
        "html": html,
        "buttons": [],
        "reactions": [],
        "edits": [],
    }
    return Line.model_validate(fields | more)


SAMPLE = [
    _line(1, "Please fix the <b>login</b> by <s>Thursday</s> Friday", author="Taras"),
    _line(2, 'I\'ll take it: <a href="https://example.org/?a=1&amp;b=2">ticket</a>', reply_to=1),
    _line(
        3,
        "<b>Fix the login</b>\nDue Friday",
        author="Manta",
        buttons=[["✅ Done", "👤 Take"], ["✖ Not a task"]],
        edits=[Version(text="Fix the login")],
        reactions=[
            SeenReaction(author="Olena", emoji="👍"),
            SeenReaction(author="Taras", emoji="👍"),
            SeenReaction(author="Taras", emoji="🔥"),
        ],
    ),
    _line(
        4,
        "",
        author="Taras",
        forwarded_from="Ops",
        attachments=[Attachment(kind="document", file_id="f", file_name="log.txt")],
        checklist=["Milk"],
        is_pinned=True,
    ),
]


def _root(*lines: Line, title: str = "A conversation", me: str | None = None) -> ET.Element:
    return ET.fromstring(render(lines, title, me=me))  # noqa: S314 - our own


def _texts(root: ET.Element) -> list[str]:
    return ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]


def _boxes(root: ET.Element, style: str) -> Iterator[tuple[float, float]]:
    for one in root.iter(f"{SVG}rect"):
        if one.get("class") == style:
            yield float(one.get("x", "")), float(one.get("width", ""))


def test_a_sample_conversation() -> None:
    root = _root(*SAMPLE, title="Quick & quiet", me="Olena")
    shown = _texts(root)
    assert shown == [
        "Quick & quiet",
        "Taras",
        "Please fix the login by Thursday Friday",
        "08:53",
        "Taras",
        "Please fix the <b>login</b> by <s>Thursday</s> Friday",
        "I'll take it: ticket",
        "08:53",
        "Manta",
        "Fix the login",
        "Due Friday",
        "👍 2",
        "🔥",
        "edited 08:53",
        "✅ Done",
        "👤 Take",
        "✖ Not a task",
        "Taras",
        "Forwarded from Ops",
        "📎 log.txt",
        "☐ Milk",
        "pinned 08:53",
    ]
    spans = {one.text: one for one in root.iter(f"{SVG}tspan")}
    assert spans["login"].get("class") == "b"
    assert spans["Thursday"].get("text-decoration") == "line-through"
    assert spans["ticket"].get("class") == "l"
    [(right, width)] = _boxes(root, "right")
    assert right + width == pytest.approx(WIDTH - 16)
    assert {left for left, _ in _boxes(root, "left")} == {16}


async def test_a_transcript_of_the_emulator_is_a_conversation() -> None:
    telegram = Emulator(clock=lambda: 1_760_000_000.0)
    people = telegram.people
    olena = people.add_user(User(id=7, first_name="Olena"))
    asked = people.text(olena.id, olena.id, "Fix <the> login").message_id
    button = {"text": "✅ Done", "callback_data": "done"}
    fields: dict[str, object] = {
        "chat_id": olena.id,
        "text": "<b>Fix &lt;the&gt; login</b>",
        "parse_mode": "HTML",
        "reply_parameters": {"message_id": asked},
        "reply_markup": {"inline_keyboard": [[button]]},
    }
    assert (await telegram.call("sendMessage", fields)).status == 200
    root = _root(*people.transcript(olena.id))
    await telegram.close()
    again = "Fix <the> login"
    assert _texts(root) == [
        "A conversation",
        again,
        "08:53",
        "Manta",
        "Olena",
        again,
        again,
        "08:53",
        "✅ Done",
    ]


def test_the_first_person_stands_at_the_right_unless_told() -> None:
    assert len(list(_boxes(_root(*SAMPLE), "right"))) == 2
    assert len(list(_boxes(_root(*SAMPLE, me="Manta"), "right"))) == 1
    assert list(_boxes(_root(*SAMPLE, me="Nobody"), "right")) == []


def test_the_same_lines_give_the_same_picture() -> None:
    assert render(SAMPLE, "x") == render([one.model_copy(deep=True) for one in SAMPLE], "x")


HOSTILE = '</text><script>alert("1")</script>&amp;<!-- ]]> -->'


def test_hostile_text_shows_as_text() -> None:
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _line(1, escaped, text=HOSTILE, author=HOSTILE, buttons=[[HOSTILE]], quote=HOSTILE, reply_to=1)
    line = line.model_copy(update={"checklist": [HOSTILE], "forwarded_from": HOSTILE})
    root = _root(line, title=HOSTILE, me="")
    assert {one.tag for one in root.iter()} == {
        SVG + name for name in ("svg", "title", "desc", "style", "rect", "text")
    }
    assert _texts(root)[0] == HOSTILE
    assert HOSTILE.replace(" ", "") in "".join(_texts(root)).replace(" ", "").replace("\n", "")


@given(st.text(st.characters(), max_size=80), st.text(st.characters(), max_size=80))
def test_any_text_makes_a_well_formed_picture(words: str, name: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = _line(1, escaped, author=name, text=words, buttons=[[name, words]])
    root = _root(line, title=words or "x", me="nobody else")
    assert all(
        left >= 0 and left + width <= WIDTH
        for style in ("left", "button")
        for left, width in _boxes(root, style)
    )


def test_long_words_are_broken_and_long_lines_wrapped() -> None:
    lines = wrap([Run("a" * 200 + " " + "short words " * 20)], 200, 16)
    assert all(sum(run.width(16) for run in line) <= 200 for line in lines)
    assert (
        "".join(run.text for line in lines for run in line).replace(" ", "") == "a" * 200 + "shortwords" * 20
    )
    assert len(lines) > 10


def test_breaks_and_empty_lines_stay() -> None:
    lines = wrap(read_html("one\n\n<b>two</b> three"), 400, 16)
    assert [[(run.text, *run.styles) for run in line] for line in lines] == [
        [("one",)],
        [],
        [("two", "bold"), (" three",)],
    ]


@pytest.mark.parametrize("emoji", [FAMILY, "🇺🇦", "👍🏽", "❤️", "🧡"])
def test_an_emoji_is_one_character_and_never_broken(emoji: str) -> None:
    assert list(clusters(emoji * 2)) == [emoji, emoji]
    assert measure(emoji, 16) == measure("🧡", 16) > measure("m", 16)
    broken = wrap([Run(emoji * 30)], 100, 16)
    assert all(run.text.replace(emoji, "") == "" for line in broken for run in line)
    assert cut(emoji * 30, 100, 16).rstrip("…").replace(emoji, "") == ""


@pytest.mark.parametrize(
    ("narrow", "broad"), [("illi", "mmmm"), ("іїії", "шщшщ"), ("aaaa", "AAAA"), ("abab", "漢字漢字")]
)
def test_broad_characters_are_taken_to_be_broad(narrow: str, broad: str) -> None:
    assert measure(narrow, 16) < measure(broad, 16)
    assert measure(narrow, 16) < measure(narrow, 16, is_bold=True)


def test_a_name_stands_over_the_first_of_several_messages_only() -> None:
    root = _root(_line(1, "one", author="Taras"), _line(2, "two", author="Taras"), me="Olena")
    assert _texts(root).count("Taras") == 1


def test_many_reactions_go_into_rows() -> None:
    many = [SeenReaction(author="Olena", emoji=chr(0x1F600 + index)) for index in range(30)]
    root = _root(_line(1, "x", reactions=many))
    assert all(left + width <= WIDTH - 16 for left, width in _boxes(root, "pill"))
    assert len(list(_boxes(root, "pill"))) == 30
