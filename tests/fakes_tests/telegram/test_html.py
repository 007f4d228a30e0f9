"""Texts: markup, what Telegram finds in them, and lengths in UTF-16."""

import pytest

from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.refusals import Refusal
from tests.fakes.telegram.texts import Text, cut, find_entities, read_text, to_html


@pytest.mark.parametrize(
    ("raw", "words", "entities"),
    [
        ("plain &amp; &lt;b&gt; &quot;q&quot;", 'plain & <b> "q"', []),
        ("&nbsp; &copy; & &#233;&#x1F600;", "&nbsp; &copy; & é😀", []),
        ("&#0; &#1114112;", "&#0; &#1114112;", []),
        ("<b>x</b>", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        ("<STRONG>x</strong>", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        ("😀<i>x</>", "😀x", [{"type": "italic", "offset": 2, "length": 1}]),
        ("<b></b>x", "x", []),
        ('<span class="tg-spoiler">x</span>', "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
        (
            "<blockquote expandable>x</blockquote>",
            "x",
            [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
        ),
        (
            '<pre><code class="language-py">x</code></pre>',
            "x",
            [{"type": "pre", "language": "py", "offset": 0, "length": 1}],
        ),
        (
            '<a href="https://a.b/?c=1&amp;d">x</a>',
            "x",
            [{"type": "text_link", "url": "https://a.b/?c=1&d", "offset": 0, "length": 1}],
        ),
        ("<a href=''>nothing</a>", "nothing", []),
        (
            '<tg-emoji emoji-id="5">👍</tg-emoji>',
            "👍",
            [{"type": "custom_emoji", "custom_emoji_id": "5", "offset": 0, "length": 2}],
        ),
        (
            "<b>a<i>b</i></b>",
            "ab",
            [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 1}],
        ),
        (" \n <b>x</b> y ", "x y", [{"type": "bold", "offset": 0, "length": 1}]),
    ],
)
def test_html_becomes_words_and_entities(raw: str, words: str, entities: list[Json]) -> None:
    assert read_text(raw, "HTML", []) == Text(words, entities)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("é<div>x</div>", 'Unsupported start tag "div" at byte offset 2'),
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b ", 'Unclosed start tag "b" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 3',
        ),
        ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 3'),
        ("<a href=>x</a>", "Unexpected end of name token at byte offset 3"),
        ('<a href="x>y</a>', 'Unclosed start tag "a" at byte offset 3'),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="soon">a</tg-time>', "Invalid date specified"),
    ],
)
def test_html_that_telegram_refuses(raw: str, reason: str) -> None:
    with pytest.raises(Refusal) as told:
        read_text(raw, "HTML", [])
    assert str(told.value) == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("MarkdownV2", "can't parse entities: the emulator reads no MarkdownV2, only HTML"),
        ("bbcode", "unsupported parse_mode"),
    ],
)
def test_other_modes_are_refused(mode: str, reason: str) -> None:
    with pytest.raises(Refusal) as told:
        read_text("x", mode, [])
    assert str(told.value) == f"Bad Request: {reason}"


@pytest.mark.parametrize(("offset", "length"), [(-1, 1), (0, 0), (1, 2)])
def test_entities_outside_of_the_text_are_refused(offset: int, length: int) -> None:
    with pytest.raises(Refusal, match="outside"):
        read_text("😀"[:1], None, [{"type": "bold", "offset": offset, "length": length}])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("😀 /task@manta_bot go", [("bot_command", "/task@manta_bot")]),
        ("a/b and/or /", []),
        ("ask @olena_k, not @ab", [("mention", "@olena_k")]),
        ("#docs and #1", [("hashtag", "#docs")]),
        ("see https://a.b/c?d=1.", [("url", "https://a.b/c?d=1")]),
        ("write to a.b@c.de", [("email", "a.b@c.de")]),
        ("https://a.b/#c /x", [("url", "https://a.b/#c"), ("bot_command", "/x")]),
    ],
)
def test_telegram_finds_entities_by_itself(words: str, found: list[tuple[str, str]]) -> None:
    entities = find_entities(words, []).entities
    assert [(one["type"], cut(words, one)) for one in entities] == found


def test_nothing_is_found_in_code() -> None:
    assert read_text("<code>/task</code>", "HTML", []).entities == [
        {"type": "code", "offset": 0, "length": 5}
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<b>a &amp; <i>b</i></b>😀<i>c</i>",
        '<a href="https://a.b/?c&amp;d">x</a>&lt;',
        '<pre><code class="language-py">x</code></pre>',
        "<b>a</b><b>b</b>",
        "<b><i>a</i></b>",
        '<a href="tg://user?id=5">Olena</a>',
    ],
)
def test_html_is_written_as_it_was_read(html: str) -> None:
    assert to_html(read_text(html, "HTML", [])) == html
