import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.vocabulary import (
    MAX_TERM_CHARS,
    MAX_TERMS,
    DuplicateTermError,
    StoredTerm,
    Term,
    TermChange,
    TermKind,
    VocabularyFullError,
    ensure_distinct,
    ensure_room,
    fold,
    in_order,
)

LABEL, PROJECT = TermKind.LABEL, TermKind.PROJECT


def label(name: str, *aliases: str) -> Term:
    return Term(kind=LABEL, name=name, aliases=list(aliases))


@pytest.mark.parametrize(("one", "other"), [("Web", "wEB"), ("Straße", "STRASSE"), ("é", "e\u0301")])
def test_spellings_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    with pytest.raises(DuplicateTermError, match=f"“{other}” stands for the label “{one}”"):
        ensure_distinct([label(one), label(other)])
    ensure_distinct([label(one), Term(kind=PROJECT, name=other)])


@given(st.lists(st.lists(st.sampled_from("aAbBcd"), min_size=1, max_size=3), max_size=4))
def test_terms_are_distinct_when_their_spellings_are(spellings: list[list[str]]) -> None:
    terms = [label(*each).tidied() for each in spellings]
    folded = [fold(spelling) for term in terms for spelling in (term.name, *term.aliases)]
    if len(set(folded)) == len(folded):
        ensure_distinct(terms)
    else:
        with pytest.raises(DuplicateTermError):
            ensure_distinct(terms)


def test_aliases_that_say_the_same_are_kept_once() -> None:
    assert label("Web", "WEB", "site", "Site", "page").tidied().aliases == ["site", "page"]


def test_a_change_leaves_what_it_does_not_set() -> None:
    term = label("Web", "site").stored(3)
    assert TermChange().apply(term) == term
    assert TermChange(name="Site").apply(term) == StoredTerm(id=3, kind=LABEL, name="Site", aliases=[])
    assert TermChange(aliases=[]).apply(term).aliases == []


def test_terms_are_in_order_of_kind_and_name_whatever_their_case() -> None:
    terms = [label("b").stored(1), label("A").stored(2), label("C").stored(3)]
    assert [term.name for term in in_order(terms)] == ["A", "b", "C"]


def test_there_is_room_for_so_many() -> None:
    ensure_room([label("x")] * (MAX_TERMS - 1))
    with pytest.raises(VocabularyFullError):
        ensure_room([label("x")] * MAX_TERMS)


@pytest.mark.parametrize("name", ["", "  ", "x" * (MAX_TERM_CHARS + 1), "a\x00"])
def test_a_spelling_has_bounds(name: str) -> None:
    for make in (lambda: label(name), lambda: label("x", name), lambda: TermChange(name=name)):
        with pytest.raises(ValidationError):
            make()
    assert len(label("x" * MAX_TERM_CHARS).name) == MAX_TERM_CHARS
