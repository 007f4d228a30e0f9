"""The Bot API as its documentation tells it: methods, objects and the types of their fields.

Read from the schema that aiogram's source distribution carries, so that a newer aiogram brings a newer API.
"""

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from typing import Final, Literal

from pydantic import BaseModel

from tests.support.sdists import fetch_sdist

SCALARS: Final = frozenset({"Integer", "Float", "Boolean", "True", "String", "InputFile"})

_MEMBER = re.compile(r"^ - (\w+)$", re.MULTILINE)
_CONSTANT = re.compile(r"(?:always|must be) [\"'“”]?(\w+)[\"'“”]?$")
_SEPARATOR = re.compile(r",\s+|\s+and\s+|\s+or\s+")
_PICTURED = re.compile(r'alt="([^"]+)"')


@dataclass(frozen=True)
class Named:
    """A scalar or an object, by its name."""

    name: str


@dataclass(frozen=True)
class ArrayOf:
    """An array of one type."""

    item: "Kind"


@dataclass(frozen=True)
class OneOf:
    """Any of several types."""

    options: tuple["Kind", ...]


Kind = Named | ArrayOf | OneOf


@dataclass(frozen=True)
class Field:
    """A field of an object or a parameter of a method; a constant is the only value it may have."""

    name: str
    kind: Kind
    is_required: bool
    constant: str | None = None


@dataclass(frozen=True)
class Shape:
    """An object or a method; an object without fields of its own is one of its `members`, if it has any."""

    name: str
    description: str
    fields: dict[str, Field]
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schema:
    """Methods by their lower-case name (the API ignores case), objects by name."""

    version: str
    methods: dict[str, Shape]
    objects: dict[str, Shape]
    reaction_emojis: frozenset[str] = field(default_factory=frozenset[str])


class _Annotation(BaseModel):
    name: str
    type: str
    required: bool
    description: str
    html_description: str

    def to_field(self) -> Field:
        constant = _CONSTANT.search(self.description.strip())
        return Field(self.name, parse_kind(self.type), self.required, constant and constant[1])


class _Item(BaseModel):
    name: str
    description: str
    category: Literal["types", "methods"]
    annotations: list[_Annotation]

    def to_shape(self) -> Shape:
        fields = {one.name: one.to_field() for one in self.annotations}
        members = () if fields else tuple(_MEMBER.findall(self.description))
        return Shape(self.name, self.description, fields, members)


class _Group(BaseModel):
    children: list[_Item]


class _Api(BaseModel):
    version: str


class _File(BaseModel):
    api: _Api
    items: list[_Group]

    def children(self) -> Iterator[_Item]:
        for group in self.items:
            yield from group.children


def parse_kind(text: str) -> Kind:
    """Return a type as the documentation writes it: `Array of A`, `A or B`, `A, B and C`."""
    if text.startswith("Array of "):
        return ArrayOf(parse_kind(text.removeprefix("Array of ")))
    names = _SEPARATOR.split(text)
    return Named(text) if len(names) == 1 else OneOf(tuple(Named(name) for name in names))


@cache
def load_schema() -> Schema:
    """Return the schema of the installed aiogram's Bot API; its sources are fetched when first needed.

    Raises:
        SdistError: The sources can't be fetched.
    """
    with tarfile.open(fetch_sdist("aiogram")) as archive:
        [name] = [name for name in archive.getnames() if name.endswith(".butcher/schema/schema.json")]
        member = archive.extractfile(name)
        if member is None:
            raise FileNotFoundError(f"{name} in aiogram's sources is no file.")
        return parse_schema(member.read())


def parse_schema(raw: bytes) -> Schema:
    """Return what a schema.json says."""
    file = _File.model_validate_json(raw)
    items = list(file.children())
    emoji = next(one for one in items if one.name == "ReactionTypeEmoji")
    listed = next(one.html_description for one in emoji.annotations if one.name == "emoji")
    return Schema(
        version=file.api.version,
        methods={one.name.lower(): one.to_shape() for one in items if one.category == "methods"},
        objects={one.name: one.to_shape() for one in items if one.category == "types"},
        reaction_emojis=frozenset(unescape(one) for one in _PICTURED.findall(listed)),
    )
