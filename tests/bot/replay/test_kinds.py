"""Every kind of update of the Bot API, made of its schema: lines 6 and 7 of the checklist."""

from collections import Counter

import pytest
from aiogram.types import Update
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bot.replay.generated import make_object, update_kinds, updates
from tests.bot.replay.way import Way
from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.schema import load_schema

SCHEMA = load_schema()
KINDS = update_kinds(SCHEMA)


def test_the_schema_has_the_kinds_that_aiogram_reads() -> None:
    assert KINDS.keys() == Update.model_fields.keys() - {"update_id"}
    assert len(KINDS) >= 27


@pytest.mark.parametrize("depth", [0, 1, 2], ids=["required", "all", "all, two levels deep"])
async def test_each_kind_is_handled_and_counted(way: Way, depth: int) -> None:
    ends = await way.walk({kind: make_object(SCHEMA, name, depth)} for kind, name in KINDS.items())
    assert [(end.kind, end.state, end.error) for end in ends] == [(kind, "done", None) for kind in KINDS]
    assert way.kinds == Counter(KINDS.keys())


@pytest.mark.filterwarnings("ignore:Detected unknown update type:RuntimeWarning")
async def test_a_kind_of_tomorrow_is_taken_and_counted(way: Way) -> None:
    ends = await way.walk([{"telepathy": {"chat": {"id": 1}}}, {}, {"message": {"text": "no chat"}}])
    assert [(end.kind, end.state) for end in ends] == [
        ("telepathy", "done"),
        ("unknown", "done"),
        ("message", "dead"),
    ]
    assert (way.kinds, way.statuses) == ({"telepathy": 1, "unknown": 1}, {200: 3})


async def test_what_no_database_can_hold_is_asked_for_in_vain(way: Way) -> None:
    olena = make_object(SCHEMA, "User") | {"is_bot": False}
    message = make_object(SCHEMA, "Message") | {"from": olena, "text": "hello"}
    query = make_object(SCHEMA, "InlineQuery") | {"from": olena, "query": "\x00", "offset": ""}
    contents: list[Json] = [{"message": message}, {"inline_query": query}]
    for content in contents:
        assert [end.state for end in await way.walk([content])] == ["done"]


async def test_a_chat_of_a_type_of_tomorrow_is_put_aside_at_once(way: Way) -> None:
    message = make_object(SCHEMA, "Message") | {"chat": {"id": 1, "type": "hologram"}}
    [end] = await way.walk([{"message": message}])
    assert (end.state, end.error) == ("dead", "invalid-input: Who is seen can't be stored: kind (enum).")


@pytest.mark.filterwarnings("ignore:Detected unknown update type:RuntimeWarning")
@given(batch=st.lists(updates(SCHEMA), min_size=1, max_size=6))
@settings(
    max_examples=60,
    deadline=None,
    # The database is not emptied between examples: updates have numbers of their own.
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
async def test_whatever_the_fields_are_it_ends_with_a_reason(way: Way, batch: list[Json]) -> None:
    before = way.statuses[200]
    ends = await way.walk(batch)
    assert way.statuses == {200: before + len(batch)}
    assert len(ends) == len(batch)
    assert all(end.is_told for end in ends)
