# ruff: noqa: RUF001, RUF003 - the look-alike letters are meant
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.embedded.unmasking import unmask


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("m a r k it", "mark it"),
        ("s-t-o-p, n.o.w", "stop, now"),
        ("so\u200bft\u00adware", "software"),
        ("рrіоrіty", "priority"),  # Cyrillic р, і and о
        ("критичнo", "критично"),  # Latin o
        ("Priоrität", "Priorität"),  # Cyrillic о beside a letter that is not ASCII
        ("a b", "a b"),
        ("рядок and a line", "рядок and a line"),
    ],
)
def test_hidden_words_are_read(written: str, read: str) -> None:
    assert unmask(written).text == read


def test_spaced_words_and_their_places_are_told() -> None:
    written = "now: b o t, go"
    found = unmask(written)
    assert [found.text[start:end] for start, end in found.spaced] == ["bot"]
    start, end = found.locate(*found.spaced[0])
    assert written[start:end] == "b o t"


@given(st.text(alphabet="abс оT. -_\u200b\n", max_size=60))
def test_every_character_has_its_place(text: str) -> None:
    found = unmask(text)
    assert len(found.text) == len(found.places)
    assert found.places == sorted(set(found.places))
