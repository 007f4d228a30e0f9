import pytest
from pydantic import ValidationError

from domain.search import HitKind, SearchQuery, fuse
from domain.snippet import SNIPPET_CHARS, find_stems, find_words, make_snippet
from domain.values import TaskStatus


def query(text: str) -> SearchQuery:
    return SearchQuery(text=text)


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("login page", "login page", []),
        ("login -safari", "login", ["safari"]),
        ('-"login page" safari', "safari", ["login page"]),
        ("e-mail well-known", "e-mail well-known", []),
        ("-safari", "", ["safari"]),
        ('x -"', "x", []),
        ("a - b", "a - b", []),
    ],
)
def test_what_must_not_occur_is_told_from_what_is_looked_for(
    text: str, wanted: str, unwanted: list[str]
) -> None:
    assert (query(text).wanted, query(text).unwanted) == (wanted, unwanted)


@pytest.mark.parametrize("text", ["", "x" * 501, "a\x00b"])
def test_a_query_is_bounded(text: str) -> None:
    with pytest.raises(ValidationError):
        query(text)


def test_messages_have_no_status() -> None:
    assert query("a").searched == [HitKind.TASK, HitKind.MESSAGE]
    assert SearchQuery(text="a", status=(TaskStatus.OPEN,)).searched == [HitKind.TASK]
    assert SearchQuery(text="a", status=(TaskStatus.OPEN,), kinds=frozenset({HitKind.MESSAGE})).searched == []


def test_fusion_adds_what_each_ranking_gives() -> None:
    scores = fuse(["a", "b"], ["b", "c"])
    assert scores == pytest.approx({"a": 1 / 61, "b": 1 / 62 + 1 / 61, "c": 1 / 62})
    assert fuse([], []) == {}


@pytest.mark.parametrize(
    ("text", "words", "stems"),
    [
        ("the login is broken", ["login", "broken"], ["logi", "brok"]),
        ("помилка в оплаті", ["помилка", "оплаті"], ["помил", "опла"]),
        ("the", ["the"], ["the"]),
        ("error 4711", ["error", "4711"], ["erro", "4711"]),
        ("fix fix -login", ["fix"], ["fix"]),
        ("'; DROP --", ["drop"], ["drop"]),
        ("🔥", [], []),
    ],
)
def test_words_are_cut_to_what_their_forms_share(text: str, words: list[str], stems: list[str]) -> None:
    assert (find_words(query(text)), find_stems(query(text))) == (words, stems)


def test_the_number_of_words_is_bounded() -> None:
    assert len(find_words(query(" ".join(f"word{number}" for number in range(60))))) == 12


def marked(text: str, asked: str) -> list[str]:
    """Return the marked words of the snippet of `text`."""
    snippet = make_snippet(text, find_stems(query(asked)))
    return [snippet.text[start:end] for start, end in snippet.highlights]


def test_a_short_text_is_shown_whole_on_one_line() -> None:
    snippet = make_snippet("Fix\nthe\tlogins, login!", ["logi"])
    assert (snippet.text, snippet.highlights) == ("Fix the logins, login!", [(8, 14), (16, 21)])


def test_the_part_with_the_most_different_words_is_shown() -> None:
    text = f"login {'x ' * 300} login and PAGE {'y ' * 300}"
    assert marked(text, "login page") == ["login", "PAGE"]
    snippet = make_snippet(text, ["logi", "page"])
    assert snippet.text[0] == snippet.text[-1] == "…"
    assert len(snippet.text) <= SNIPPET_CHARS + 2


@pytest.mark.parametrize(
    "text", ["", "x" * 1_000_000, "😀 " * 500, "login" * 1000, " " * 300, "İ login ß" * 60]
)
def test_offsets_stay_inside_whatever_the_text(text: str) -> None:
    snippet = make_snippet(text, ["logi"])
    assert len(snippet.text) <= SNIPPET_CHARS + 2
    assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.highlights)
    assert all(snippet.text[start:end].startswith("logi") for start, end in snippet.highlights)


def test_short_words_are_marked_only_as_they_are() -> None:
    assert marked("The theme of the day", "the") == ["The", "the"]
