"""The least that a method may answer, for methods that the emulator only knows by the schema."""

import re
from typing import Final

from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.schema import ArrayOf, Field, Kind, Named, OneOf, Schema, Shape

_SCALARS: Final[dict[str, object]] = {
    "Integer": 1,
    "Float": 0.0,
    "Boolean": False,
    "True": True,
    "String": "emulated",
    "InputFile": "emulated",
    "RichText": "emulated",
}
_RETURNED = re.compile(r"(Array of )?\b([A-Z]\w+)\b")


def minimal_object(schema: Schema, name: str) -> Json:
    """Return an object with its required fields only."""
    shape = schema.objects[name]
    if shape.members:
        return minimal_object(schema, shape.members[0])
    required = [field for field in shape.fields.values() if field.is_required]
    return {field.name: _of_field(schema, field) for field in required}


def minimal_result(schema: Schema, method: Shape) -> object:
    """Return a plausible result of a method, by what its description says it returns; True without a word."""
    for sentence in re.split(r"\.\s", method.description):
        if "eturn" not in sentence:
            continue
        for array, name in _RETURNED.findall(sentence):
            if name in _SCALARS or name in schema.objects:
                return [] if array else _of_kind(schema, Named(name))
    return True


def _of_field(schema: Schema, field: Field) -> object:
    return _of_kind(schema, field.kind) if field.constant is None else field.constant


def _of_kind(schema: Schema, kind: Kind) -> object:
    match kind:
        case ArrayOf():
            return []
        case OneOf(options):
            return _of_kind(schema, options[0])
        case Named(name) if name in _SCALARS:
            return _SCALARS[name]
        case Named(name):
            return minimal_object(schema, name)
