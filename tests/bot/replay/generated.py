"""Updates made of the Bot API's schema: the least that is valid, everything at once, and any in between."""

from collections.abc import Iterator, Sequence
from typing import Final, cast

from hypothesis import strategies as st

from tests.bot.replay.reader import A_TIME
from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.schema import SCALARS, ArrayOf, Field, Kind, Named, OneOf, Schema

_TYPICAL: Final[dict[str, object]] = {
    "Integer": A_TIME,
    "Float": 0.5,
    "Boolean": True,
    "True": True,
    "String": "text",
    "InputFile": "text",
}
_CHAT_TYPES: Final = ("supergroup", "private", "group", "channel")
_WORDS: Final = {("Chat", "type"): _CHAT_TYPES, ("RefundedPayment", "currency"): ("XTR",)}
"""What a field may be of which the schema says no more than that it is a text."""

_INTEGERS: Final = (0, 1, -1, 7, A_TIME, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, -(10**13), 10**400)
_TEXTS: Final = ("", " ", "\x00", "\ud800", "/start", "/task@manta_bot x", "<b>&", "👨‍👩‍👧 ї", "long " * 1000)
_JUNK: Final[tuple[object, ...]] = (
    None,
    True,
    -1,
    2**64,
    0.5,
    "",
    "text",
    [1],
    [[1]],
    {"": 1},
    {"id": "x"},
    [None],
)


def update_kinds(schema: Schema) -> dict[str, str]:
    """Return the kinds of updates with the object that each carries."""
    fields = schema.objects["Update"].fields.values()
    return {
        one.name: one.kind.name
        for one in fields
        if isinstance(one.kind, Named) and one.kind.name not in SCALARS
    }


def make_object(schema: Schema, name: str, depth: int = 0) -> Json:
    """Return an object with its required fields and, down to a depth, with all the others too."""
    shape = schema.objects[name]
    if shape.members:
        return make_object(schema, shape.members[0], depth)
    fields = [one for one in shape.fields.values() if one.is_required or depth > 0]
    return {one.name: _make_field(schema, name, one, depth - 1) for one in fields}


def _make_field(schema: Schema, owner: str, field: Field, depth: int) -> object:
    known = _allowed(owner, field)
    return known[0] if known else _make(schema, field.kind, depth)


def _allowed(owner: str, field: Field) -> Sequence[object]:
    """Return what a field has to be one of; nothing when only its type matters."""
    if field.constant is None:
        return _WORDS.get((owner, field.name), ())
    return (int(field.constant),) if field.kind == Named("Integer") else (field.constant,)


def _make(schema: Schema, kind: Kind, depth: int) -> object:
    match kind:
        case ArrayOf(item):
            return [_make(schema, item, depth)] if depth >= 0 else []
        case OneOf(options):
            return _make(schema, options[0], depth)
        case Named(name) if name in _TYPICAL:
            return _TYPICAL[name]
        case Named("RichText"):
            return "text"
        case Named(name):
            return make_object(schema, name, max(depth, 0))


@st.composite
def updates(draw: st.DrawFn, schema: Schema, *, spoils: int = 2) -> Json:
    """Return an update of any kind, without its number, in which up to `spoils` values have a wrong type."""
    kind, name = draw(st.sampled_from(sorted(update_kinds(schema).items())))
    update: Json = {kind: _draw_object(draw, schema, name, 3)}
    for _ in range(draw(st.integers(0, spoils))):
        _spoil(draw, update)
    return update


def _draw_object(draw: st.DrawFn, schema: Schema, name: str, depth: int) -> Json:
    shape = schema.objects[name]
    if shape.members:
        return _draw_object(draw, schema, draw(st.sampled_from(shape.members)), depth)
    fields = [one for one in shape.fields.values() if one.is_required]
    others = [one for one in shape.fields.values() if not one.is_required]
    if others and depth > 0:
        fields += draw(st.lists(st.sampled_from(others), max_size=5, unique_by=lambda one: one.name))
    return {one.name: _draw_field(draw, schema, name, one, depth - 1) for one in fields}


def _draw_field(draw: st.DrawFn, schema: Schema, owner: str, field: Field, depth: int) -> object:
    known = _allowed(owner, field)
    return draw(st.sampled_from(known)) if known else _draw(draw, schema, field.kind, depth)


def _draw(draw: st.DrawFn, schema: Schema, kind: Kind, depth: int) -> object:
    match kind:
        case ArrayOf(item):
            return [_draw(draw, schema, item, depth) for _ in range(draw(st.integers(0, 2 * (depth > 0))))]
        case OneOf(options):
            return _draw(draw, schema, draw(st.sampled_from(options)), depth)
        case Named(name) if name in _SCALARS:
            return draw(_SCALARS[name])
        case Named(name):
            return _draw_object(draw, schema, name, depth)


_SCALARS: Final[dict[str, st.SearchStrategy[object]]] = {
    "Integer": st.sampled_from(_INTEGERS) | st.integers(),
    "Float": st.floats(),
    "Boolean": st.booleans(),
    "True": st.just(value=True),
    "String": st.sampled_from(_TEXTS) | st.text(max_size=20),
    "InputFile": st.just("file"),
    "RichText": st.just("text"),
}


def _spoil(draw: st.DrawFn, update: Json) -> None:
    """Replace a value somewhere by one of another type, or leave it out, unless nothing is left."""
    places = list(_places(update))
    if not places:
        return
    parent, key = draw(st.sampled_from(places))
    junk = draw(st.sampled_from((*_JUNK, _GONE)))
    if junk is _GONE:
        del parent[key]
    else:
        parent[key] = junk


_GONE: Final = object()


def _places(value: object) -> Iterator[tuple[Json, str]]:
    """Yield every field of an object and of those inside of it."""
    if isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _places(item)
    if isinstance(value, dict):
        fields = cast("Json", value)
        for name, inner in fields.items():
            yield fields, name
            yield from _places(inner)
