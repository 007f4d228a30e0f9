"""Reads what a Python expression of somebody's test stands for, as JSON, without running any of it.

Known are literals, names that are assigned in the same module, and calls of classes that are objects of the
Bot API; everything else is `Unreadable`. The times of clocks are all one.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from typing import Final, cast

from tests.fakes.telegram.jsons import Json, as_object
from tests.fakes.telegram.schema import Schema

A_TIME: Final = 1_760_000_000
MAX_DEPTH: Final = 40
MAX_TEXT: Final = 100_000

_CLOCKS: Final = frozenset(
    {"now", "utcnow", "today", "time", "datetime", "from_timestamp", "fromtimestamp", "to_timestamp"}
)
_SAME: Final = frozenset({"copy", "deepcopy", "int", "str", "list", "model_validate", "de_json"})
_ITSELF: Final = frozenset({"as_", "copy", "model_copy", "model_dump", "replace", "to_dict", "timestamp"})
_RENAMED: Final = {"from_user": "from", "bot_user": "bot"}


class UnreadableError(Exception):
    """An expression is none of those that can be read."""


Scope = Mapping[str, Sequence[ast.expr]]
"""What is assigned to names, in the order of the lines."""


@dataclass(frozen=True)
class Constructors:
    """The objects of the Bot API, and the order of their constructors' arguments where that is used."""

    schema: Schema
    orders: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])

    def build(self, name: str, positional: Sequence[object], named: Json) -> Json:
        """Return the object that a constructor makes: its fields, and those that are always the same."""
        order = self.orders.get(name, ())
        if len(positional) > len(order):
            raise UnreadableError(f"{name} is given more than it has names for")
        fields = self.schema.objects[name].fields
        given = dict(zip(order, positional, strict=False)) | named
        constants = {one.name: one.constant for one in fields.values() if one.constant is not None}
        renamed = {_RENAMED.get(key, key): value for key, value in given.items()}
        return constants | {
            key: value for key, value in renamed.items() if key in fields and value is not None
        }


def find_assignments(tree: ast.Module) -> Scope:
    """Return what is assigned anywhere in a module, also inside of others, and what fixtures return."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.setdefault(name, []).append(value)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found.setdefault(name, []).append(value)
            case ast.FunctionDef(name=name, body=[*_, ast.Return(value=ast.expr() as value)]):
                found.setdefault(name, []).append(value)
            case _:
                continue
    return {name: sorted(values, key=lambda one: one.lineno) for name, values in found.items()}


class Reader:
    """Reads the expressions of one module."""

    def __init__(self, tree: ast.Module, constructors: Constructors) -> None:
        self._scope = find_assignments(tree)
        self._constructors = constructors
        self._depth = 0

    def read(self, node: ast.expr) -> object:
        """Return what an expression stands for.

        Raises:
            UnreadableError: It is more than this can read.
        """
        self._depth += 1
        try:
            if self._depth > MAX_DEPTH:
                raise UnreadableError("it goes in circles")
            return self._read(node)
        finally:
            self._depth -= 1

    def _read(self, node: ast.expr) -> object:
        match node:
            case ast.Constant(value=str() | int() | float() | None as value):
                return value
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -_number(self.read(operand))
            case ast.BinOp(left=left, op=op, right=right):
                return _combine(self.read(left), op, self.read(right))
            case ast.List() | ast.Tuple() | ast.Set() | ast.Dict():
                return self._contents(node)
            case _:
                return self._reference(node)

    def _contents(self, node: ast.List | ast.Tuple | ast.Set | ast.Dict) -> object:
        if isinstance(node, ast.Dict):
            return dict(self._pairs(node))
        return [self.read(item) for item in node.elts]

    def _reference(self, node: ast.expr) -> object:
        match node:
            case ast.Name(id=name):
                return self._look_up(name, node)
            case ast.Attribute(value=value, attr=name):
                return self._attribute(value, name)
            case ast.Call():
                return self._call(node)
            case _:
                raise UnreadableError(type(node).__name__)

    def _pairs(self, node: ast.Dict) -> Iterator[tuple[str, object]]:
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                yield from self._object(value).items()
                continue
            name = self.read(key)
            if not isinstance(name, str):
                raise UnreadableError("a key that is no text")
            yield name, self.read(value)

    def _object(self, node: ast.expr) -> Json:
        try:
            return as_object(self.read(node))
        except TypeError:
            raise UnreadableError("no object") from None

    def _look_up(self, name: str, node: ast.expr) -> object:
        """Read what was assigned last before a line, or first if it is assigned below only."""
        values = self._scope.get(name)
        if not values:
            raise UnreadableError(f"the unknown name {name}")
        before = [
            value for value in values if value.end_lineno is not None and value.end_lineno < node.lineno
        ]
        return self.read(before[-1] if before else values[0])

    def _attribute(self, value: ast.expr, name: str) -> object:
        """Read a constant as its value, an attribute of an object or of a class of the module."""
        if name.isupper():
            return name.lower()
        if isinstance(value, ast.Name) and value.id not in self._scope:
            return self._look_up(name, value)
        found = self._object(value)
        field_name = _RENAMED.get(name, name)
        if field_name not in found:
            raise UnreadableError(f"the unknown attribute {name}")
        return found[field_name]

    def _call(self, node: ast.Call) -> object:
        name = called(node)
        if name in self._constructors.schema.objects:
            return self._construct(name, node)
        if isinstance(node.func, ast.Attribute) and name in _ITSELF:
            return self.read(node.func.value)
        if name in _CLOCKS:
            return A_TIME
        return self._function(name, node)

    def _function(self, name: str, node: ast.Call) -> object:
        match node.args:
            case [only] if name == "len":
                return _length(self.read(only))
            case [first, *_] if name in _SAME:
                return self.read(first)
            case [] if isinstance(node.func, ast.Name) and not node.keywords:
                return self._look_up(name, node)
            case _:
                raise UnreadableError(f"a call of {name}")

    def _construct(self, name: str, node: ast.Call) -> Json:
        named: Json = {}
        for keyword in node.keywords:
            named |= (
                self._object(keyword.value)
                if keyword.arg is None
                else {keyword.arg: self.read(keyword.value)}
            )
        return self._constructors.build(name, [self.read(one) for one in node.args], named)


def called(node: ast.Call) -> str:
    """Return the last name of what is called, such as `Chat` of `types.Chat(…)`."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _number(value: object) -> float | int:
    if not isinstance(value, int | float):
        raise UnreadableError("no number")
    return value


def _length(value: object) -> int:
    if not isinstance(value, str | list | dict):
        raise UnreadableError("nothing with a length")
    return len(cast("Sized", value))


def _combine(left: object, op: ast.operator, right: object) -> object:
    """Return a sum of numbers or texts, or a repeated text."""
    match left, op, right:
        case str(), ast.Add(), str():
            return left + right
        case str(), ast.Mult(), int() if len(left) * right <= MAX_TEXT:
            return left * right
        case int() | float(), ast.Add(), int() | float():
            return left + right
        case int() | float(), ast.Sub(), int() | float():
            return left - right
        case _:
            raise UnreadableError("a sum")
