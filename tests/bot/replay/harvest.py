"""Updates out of other people's tests: what authors of Telegram libraries think an update looks like."""

import ast
import json
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.bot.replay.reader import A_TIME, Constructors, Reader, UnreadableError, called
from tests.fakes.telegram.jsons import Json, as_object
from tests.fakes.telegram.schema import Field, Named, Schema, load_schema
from tests.support.sdists import fetch_sdist

PTB_VERSION: Final = "22.8"
"""Of python-telegram-bot, which is not installed: only its tests are read."""

_PERSON: Final[Json] = {"id": 7, "is_bot": False, "first_name": "Olena", "language_code": "en"}
_ELSEWHERE: Final = ("User", "Chat", "InlineKeyboardButton", "PhotoSize", "Contact")


@dataclass
class Harvest:
    """Updates without their numbers, each only once, and how many expressions could not be read."""

    examples: list[Json] = field(default_factory=list[Json])
    unreadable: int = 0
    _seen: set[str] = field(default_factory=set[str])

    def add(self, update: Json) -> None:
        """Take an update unless it is there already."""
        written = json.dumps(update, sort_keys=True)
        if written not in self._seen:
            self._seen.add(written)
            self.examples.append(update)


class Gleaner:
    """Finds what looks like updates, or like what they carry, in a module."""

    def __init__(self, constructors: Constructors, harvest: Harvest) -> None:
        self._constructors = constructors
        self._harvest = harvest
        objects = constructors.schema.objects
        self._kinds = _kinds_by_class(constructors.schema)
        self._message = objects["Message"].fields.keys()
        # A dictionary with only these may as well be a person or a button.
        self._vague = {name for one in _ELSEWHERE for name in objects[one].fields} | {"from", "date", "chat"}

    def glean(self, source: bytes) -> None:
        """Add what a module has."""
        tree = ast.parse(source)
        self._walk(tree, Reader(tree, self._constructors))

    def _walk(self, node: ast.AST, reader: Reader) -> None:
        if isinstance(node, ast.expr) and self._take(node, reader):
            return
        for child in ast.iter_child_nodes(node):
            self._walk(child, reader)

    def _take(self, node: ast.expr, reader: Reader) -> bool:
        """Add an expression that is an example; what is inside of one that can't be read may be another."""
        name = self._name_of(node)
        if name is None:
            return False
        try:
            found = as_object(reader.read(node))
        except UnreadableError:
            self._harvest.unreadable += 1
            return False
        for update in self._updates(name, found):
            self._harvest.add(update)
        return True

    def _name_of(self, node: ast.expr) -> str | None:
        """Return the object that an expression looks like, None when it is of no interest."""
        match node:
            case ast.Call():
                name = called(node)
                return name if name == "Update" or name in self._kinds else None
            case ast.Dict():
                keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
                return self._guess({key for key in keys if isinstance(key, str)})
            case _:
                return None

    def _guess(self, keys: set[str]) -> str | None:
        if "update_id" in keys or (
            keys and keys <= self._constructors.schema.objects["Update"].fields.keys()
        ):
            return "Update"
        is_message = keys <= self._message and bool(keys - self._vague)
        return "Message" if is_message else None

    def _updates(self, name: str, found: Json) -> Iterator[Json]:
        if name == "Update":
            yield {key: value for key, value in found.items() if key != "update_id"}
            return
        for number, kind in enumerate(self._kinds[name]):
            yield {kind: _complete(found, number) if name == "Message" else found}


def _complete(message: Json, number: int) -> Json:
    """Return a message with what each has and an example may have left out, in the group of that number."""
    group = {"id": -100123 - number, "type": "supergroup", "title": "Harbor"}
    return {"message_id": 1, "date": A_TIME, "chat": group, "from": _PERSON} | message


def _kinds_by_class(schema: Schema) -> dict[str, list[str]]:
    """Return the kinds of updates by the class they carry."""
    found: dict[str, list[str]] = {}
    for one in schema.objects["Update"].fields.values():
        if (name := _class_of(one)) is not None:
            found.setdefault(name, []).append(one.name)
    return found


def _class_of(one: Field) -> str | None:
    return one.kind.name if isinstance(one.kind, Named) and one.name != "update_id" else None


def read_orders(archive: Path) -> dict[str, Sequence[str]]:
    """Return the order of the constructors' arguments of each class of a library's sources."""
    nodes = [node for source in _read_members(archive, "src/telegram/_") for node in ast.parse(source).body]
    classes = {node.name: node for node in nodes if isinstance(node, ast.ClassDef)}
    return {name: _find_order(name, classes) for name in classes}


def _find_order(name: str, classes: Mapping[str, ast.ClassDef]) -> Sequence[str]:
    """Return the arguments of a class's own constructor, or of the first base's that has one."""
    node = classes.get(name)
    if node is None:
        return ()
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and item.name == "__init__":
            return [argument.arg for argument in item.args.args[1:]]
    bases = [base.id for base in node.bases if isinstance(base, ast.Name)]
    return next((order for base in bases if (order := _find_order(base, classes))), ())


def _read_members(archive: Path, start: str) -> Iterator[bytes]:
    """Yield the Python files whose path inside the sources begins so, in the order of their names."""
    with tarfile.open(archive) as opened:
        names = sorted(one.name for one in opened.getmembers() if one.isfile() and one.name.endswith(".py"))
        for name in names:
            if name.partition("/")[2].startswith(start):
                member = opened.extractfile(name)
                assert member is not None, name
                yield member.read()


def harvest_aiogram() -> Harvest:
    """Return what the tests of the installed aiogram have."""
    return _harvest(fetch_sdist("aiogram"), Constructors(load_schema()))


def harvest_ptb() -> Harvest:
    """Return what the tests of python-telegram-bot have."""
    archive = fetch_sdist("python-telegram-bot", PTB_VERSION)
    return _harvest(archive, Constructors(load_schema(), read_orders(archive)))


def _harvest(archive: Path, constructors: Constructors) -> Harvest:
    harvest = Harvest()
    gleaner = Gleaner(constructors, harvest)
    for source in _read_members(archive, "tests/"):
        gleaner.glean(source)
    return harvest
