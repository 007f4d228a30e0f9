from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.spans import find_spans


@pytest.mark.parametrize(
    ("text", "items", "spans"),
    [
        ("Ask @ana, Ana!", {"mention": ["ana"]}, ["@ana"]),
        ("v2.1 and 2.1.0, v2.1", {"version": ["v2.1"]}, ["v2.1", "v2.1"]),
        ("banana", {"mention": ["ana"]}, []),
        ("by Friday, friday at 5pm", {"dates": ["Friday", "friday at 5pm"]}, ["Friday", "friday at 5pm"]),
        ("C++ and C", {"technologies": ["C++", "C"]}, ["C++", "C"]),
        ("до П'ЯТНИЦІ 🎉 завтра", {"dates": ["п'ятниці", "завтра"]}, ["П'ЯТНИЦІ", "завтра"]),
        ("die STRASSE und die Straße", {"components": ["Straße"]}, ["STRASSE", "Straße"]),
        ("the login\npage", {"components": ["login page"]}, ["login\npage"]),
        ("see https://a.example/x?y=1.", {"url": ["https://a.example/x?y=1"]}, ["https://a.example/x?y=1"]),
        ("nothing here", {"version": ["9.9", " ", ""]}, []),
    ],
)
def test_every_place_of_an_item_is_found(text: str, items: dict[str, list[str]], spans: list[str]) -> None:
    assert [text[start:end] for _, _, start, end in find_spans(text, items)] == spans


def test_a_span_tells_its_kind_and_value_in_the_texts_order() -> None:
    found = find_spans("🙂 @bob: v2", {"version": ["v2"], "mention": ["bob"], "assignee": ["bob"]})
    assert found == [("mention", "bob", 2, 6), ("assignee", "bob", 2, 6), ("version", "v2", 8, 10)]


@given(st.text(max_size=60), st.lists(st.text(max_size=5), max_size=5))
def test_spans_of_a_kind_stay_inside_and_do_not_overlap(text: str, values: list[str]) -> None:
    spans = find_spans(text, {"dates": values})
    assert all(0 <= start < end <= len(text) for _, _, start, end in spans)
    assert all(first[3] <= second[2] for first, second in pairwise(spans))
