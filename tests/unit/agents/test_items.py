# ruff: noqa: RUF001 - the Cyrillic letters are meant
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.embedded.rules.items import MAX_PIECES, find_steps, split_items
from agents.text import RULES_CHARS

SEVERAL = [
    (
        "For the gala, please:\n- hire a piano\n- print the menus",
        "For the gala, please",
        ["hire a piano", "print the menus"],
    ),
    ("До свята:\n1. купити свічки\n2. прикрасити сцену", "До свята", ["купити свічки", "прикрасити сцену"]),
    ("* [ ] order salt\n* [x] order sand\n* [ ] order grit", "", ["order salt", "order grit"]),
    ("@mia bitte: 1) Pumpe prüfen 2) Filter wechseln", "@mia bitte", ["Pumpe prüfen", "Filter wechseln"]),
    ("Renew the lease; call the roofer", "", ["Renew the lease", "call the roofer"]),
    ("The tap drips, and also please order towels", "", ["The tap drips", "please order towels"]),
    ("Замените лампу, а ещё купите батарейки", "", ["Замените лампу", "купите батарейки"]),
    ("Полагодьте паркан. Також замовте щебінь.", "", ["Полагодьте паркан.", "замовте щебінь."]),
    ("Fenster putzen, außerdem den Keller fegen", "", ["Fenster putzen", "den Keller fegen"]),
    ("Riega las plantas y además barre el patio", "", ["Riega las plantas", "barre el patio"]),
    ("Two things: mow the lawn. Trim the hedge.", "Two things", ["mow the lawn.", "Trim the hedge."]),
]

ONE = [
    "Please mend the gate. It has been hanging loose because of the storm.",
    "The lift is stuck between floors. Could you call the engineer?",
    "Перезапустите насос. Это срочно, вода уходит.",
    "Bitte die Tür streichen. Die Farbe steht im Keller, es eilt nicht.",
    "Arregla la persiana, porque no baja. Sin prisa.",
    "Hi Tom,\nplease order paper.\n\nKind regards,\nEva\nOffice manager\nCall me maybe",
    "> order wine and also beer\nplease answer him",
]


@pytest.mark.parametrize(("text", "lead", "pieces"), SEVERAL)
def test_pieces_are_told_apart_and_what_holds_for_all_leads(text: str, lead: str, pieces: list[str]) -> None:
    items = split_items(text)
    assert (items.lead, items.pieces) == (lead, pieces)


@pytest.mark.parametrize("text", ONE)
def test_an_explanation_quote_or_signature_is_no_piece_of_its_own(text: str) -> None:
    assert len(split_items(text).pieces) == 1


def test_lines_under_a_line_belong_to_it_and_are_its_steps() -> None:
    text = "To do:\n- move the shelf\n  - empty it\n  - unscrew it\n- wash the floor"
    first, second = split_items(text).pieces
    assert second == "wash the floor"
    assert find_steps(first) == ["empty it", "unscrew it"]


def test_steps_are_the_open_lines_of_a_list() -> None:
    text = "Close the shop:\n[x] count the till\n[ ] lock the safe\n[ ] set the alarm"
    assert find_steps(text) == ["lock the safe", "set the alarm"]
    assert find_steps("just lock the safe - and set the alarm") == []


def test_code_is_no_list() -> None:
    assert split_items("fix this:\n```\n- a: 1\n- b: 2\n```").pieces == ["fix this"]


@given(st.text(max_size=200))
def test_any_text_is_split_into_few_pieces_of_its_own_words(text: str) -> None:
    items = split_items(text)
    assert len(items.pieces) <= MAX_PIECES
    assert all(word in text for piece in items.pieces for word in piece.split())


@pytest.mark.parametrize(
    "piece", ["; also ", "- a\n", "1) a 2) ", "x. ", "\n ", " - and ", "(a) ", "two things: ", "@a. "]
)
def test_a_long_adverse_text_is_split_in_bounded_time(piece: str) -> None:
    before = time.process_time()
    split_items(piece * (RULES_CHARS // len(piece)))
    assert time.process_time() - before < 2.0  # some ten times what it takes
