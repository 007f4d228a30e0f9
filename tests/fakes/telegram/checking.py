"""Values checked against the schema, and brought into the form it gives them."""

from dataclasses import dataclass
from typing import Final, cast

import orjson

from tests.fakes.telegram.jsons import Json
from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.schema import SCALARS, ArrayOf, Field, Kind, Named, OneOf, Schema, Shape

_TRUE: Final = frozenset({"true", "yes", "1"})
_FALSE: Final = frozenset({"false", "no", "0"})


class Mismatch(Exception):  # noqa: N818 - it becomes a refusal
    """A value is not what the schema says; `where` is the path to it."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")


@dataclass(frozen=True)
class Checker:
    """Checks parameters and objects; unlike the real API it also refuses what the schema does not know."""

    schema: Schema

    def read_parameters(self, shape: Shape, raw: Json) -> Json:
        """Return a call's parameters by the types of the schema.

        Raises:
            Refusal: 400, when one is unknown, missing or of another type.
        """
        for name in raw:
            if name not in shape.fields:
                raise bad_request(f'unknown parameter "{name}" of {shape.name}')
        for field in shape.fields.values():
            if field.is_required and field.name not in raw:
                raise bad_request(_missing(field.name))
        try:
            return {name: self._read(shape.fields[name], value) for name, value in raw.items()}
        except Mismatch as error:
            raise bad_request(f"can't parse parameter {error}") from error

    def _read(self, field: Field, value: object) -> object:
        if isinstance(value, str) and not _takes_text(field.kind, self.schema):
            try:
                value = orjson.loads(value)
            except orjson.JSONDecodeError as error:
                raise Mismatch(field.name, "can't parse JSON object") from error
        return self.check(field.kind, value, field.name)

    def check_object(self, name: str, value: object) -> Json:
        """Return an object of the API as the schema has it.

        Raises:
            Mismatch: It is not one.
        """
        return cast("Json", self.check(Named(name), value, name))

    def check(self, kind: Kind, value: object, where: str) -> object:
        """Return a value as the schema has it.

        Raises:
            Mismatch: It has another type.
        """
        match kind:
            case ArrayOf(item):
                if not isinstance(value, list):
                    raise Mismatch(where, "must be an Array")
                items = cast("list[object]", value)
                return [self.check(item, one, f"{where}[{index}]") for index, one in enumerate(items)]
            case OneOf(options):
                return self._check_any(options, value, where)
            case Named(name) if name in SCALARS:
                return _check_scalar(name, value, where)
            case Named(name):
                return self._check_shape(name, value, where)

    def _check_any(self, options: tuple[Kind, ...], value: object, where: str) -> object:
        reasons: list[str] = []
        for option in sorted(options, key=lambda option: option == Named("String")):
            try:
                return self.check(option, value, where)
            except Mismatch as error:
                reasons.append(str(error))
        raise Mismatch(where, f"fits none of its types ({'; '.join(reasons)})")

    def _check_shape(self, name: str, value: object, where: str) -> object:
        if name == "RichText" and isinstance(value, str):
            return value
        if name == "RichText" and isinstance(value, list):
            return self.check(ArrayOf(Named("RichText")), cast("object", value), where)
        if not isinstance(value, dict):
            raise Mismatch(where, f"must be an object of the type {name}")
        shape, fields = self.schema.objects[name], cast("Json", value)
        if shape.members:
            return self._check_member(shape, fields, where)
        for field in shape.fields.values():
            if field.is_required and field.name not in fields:
                raise Mismatch(where, f"{name} needs the field {field.name}")
        return {key: self._check_field(shape, key, one, where) for key, one in fields.items()}

    def _check_field(self, shape: Shape, key: str, value: object, where: str) -> object:
        field = shape.fields.get(key)
        if field is None:
            raise Mismatch(where, f"{shape.name} has no field {key}")
        if field.constant is not None and field.is_required and value != field.constant:
            raise Mismatch(f"{where}.{key}", f'must be "{field.constant}"')
        return self.check(field.kind, value, f"{where}.{key}")

    def _check_member(self, shape: Shape, value: Json, where: str) -> object:
        """Check against those members whose constants the value has, so that reasons are to the point."""
        fitting = [name for name in shape.members if _has_constants(self.schema.objects[name], value)]
        if not fitting:
            raise Mismatch(where, f"is no {shape.name}")
        if len(fitting) == 1:
            return self.check(Named(fitting[0]), value, where)
        return self._check_any(tuple(Named(name) for name in fitting), value, where)


def _has_constants(shape: Shape, value: Json) -> bool:
    return all(
        value.get(field.name) == field.constant
        for field in shape.fields.values()
        if field.constant is not None and field.is_required
    )


def _takes_text(kind: Kind, schema: Schema) -> bool:
    """Whether a form field of this type is no JSON."""
    match kind:
        case Named(name):
            return name in SCALARS or name not in schema.objects
        case OneOf(options):
            return any(_takes_text(option, schema) for option in options)
        case ArrayOf():
            return False


def _check_scalar(name: str, value: object, where: str) -> object:
    match name:
        case "Integer":
            return _whole(value, where)
        case "Float":
            return _number(value, where)
        case "Boolean" | "True":
            return _truth(value, where)
        case _ if isinstance(value, str):
            return value
        case _:
            raise Mismatch(where, f"must be of the type {name}")


def _whole(value: object, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.removeprefix("-").isdecimal():
        return int(value)
    raise Mismatch(where, "must be of the type Integer")


def _number(value: object, where: str) -> float:
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            return float(value)
        except ValueError as error:
            raise Mismatch(where, "must be of the type Float") from error
    raise Mismatch(where, "must be of the type Float")


def _truth(value: object, where: str) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    raise Mismatch(where, "must be of the type Boolean")


def _missing(name: str) -> str:
    known = {"chat_id": "chat_id is empty", "text": "message text is empty"}
    return known.get(name, f'parameter "{name}" is required')
