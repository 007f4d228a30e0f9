"""Reading values that came as JSON, whose types only the schema knows."""

from typing import cast

Json = dict[str, object]


def as_object(value: object) -> Json:
    """Return a JSON object as such.

    Raises:
        TypeError: It is something else.
    """
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no object")
    return cast("Json", value)


def as_list(value: object) -> list[object]:
    """Return a JSON array as such.

    Raises:
        TypeError: It is something else.
    """
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no array")
    return cast("list[object]", value)


def as_objects(value: object) -> list[Json]:
    """Return an array of objects, an empty one for None.

    Raises:
        TypeError: It is something else.
    """
    return [] if value is None else [as_object(one) for one in as_list(value)]


def as_int(value: object) -> int:
    """Return a whole number as such.

    Raises:
        TypeError: It is something else.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no whole number")
    return value


def find_object(parent: Json, name: str) -> Json | None:
    """Return a field that is an object, None when there is none."""
    value = parent.get(name)
    return cast("Json", value) if isinstance(value, dict) else None


def find_int(parent: Json, name: str) -> int | None:
    """Return a field that is a whole number, None when there is none."""
    value = parent.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def find_text(parent: Json, name: str) -> str | None:
    """Return a field that is a string, None when there is none."""
    value = parent.get(name)
    return value if isinstance(value, str) else None


def without_none(**fields: object) -> Json:
    """Return the fields that are not None."""
    return {name: value for name, value in fields.items() if value is not None}
