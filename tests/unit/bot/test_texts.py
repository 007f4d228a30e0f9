"""The bot's texts: the same ones in every language, within Telegram's limits, and all in use: 23, 28."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, SelectExpression, VariableReference
from fluent.syntax.visitor import Visitor

import bot
from bot.command_texts import TEXTS
from bot.commands import DEFAULT_LANGUAGE
from bot.texts import FALLBACK, LANGUAGES, Texts

ROOT = Path(bot.__file__).parent
FOLDER = ROOT / "locales"
OTHERS = [language for language in LANGUAGES if language != FALLBACK]
TAGS = frozenset({"b", "i", "s", "u", "code", "pre", "a", "blockquote", "tg-spoiler"})
FORMS = {"en": {"one", "other"}, "uk": {"one", "few", "many", "other"}}
LIMITS = {
    "bot-description": 512,
    "bot-short-description": 120,
    "command-": 256,
    "error-": 200,
    "button-": 200,
}


class Used(Visitor):
    """What a message uses: its variables, and the forms that it tells apart."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.forms: list[tuple[str, set[str]]] = []

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - fluent's names
        self.variables.add(node.id.name)

    def visit_SelectExpression(self, node: SelectExpression) -> None:  # noqa: N802 - as above
        if isinstance(node.selector, VariableReference):
            self.variables.add(node.selector.id.name)
            keys = {
                str(getattr(variant.key, "name", getattr(variant.key, "value", "")))
                for variant in node.variants
            }
            self.forms.append((node.selector.id.name, keys))
        self.generic_visit(node)


def read(path: Path) -> dict[str, Used]:
    """Return the messages of a file by their names."""
    found: dict[str, Used] = {}
    for entry in FluentParser().parse(path.read_text()).body:
        assert isinstance(entry, Message), f"{path}: {entry}"
        assert entry.id.name not in found, entry.id.name
        used = found[entry.id.name] = Used()
        used.visit(entry)
    return found


def read_all(language: str) -> dict[str, Used]:
    """Return all messages of a language, none of which stands in two files."""
    found: dict[str, Used] = {}
    for path in sorted((FOLDER / language).glob("*.ftl")):
        messages = read(path)
        assert not found.keys() & messages.keys(), path
        found |= messages
    return found


ENGLISH = read_all(FALLBACK)


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_texts_in_the_same_files(language: str) -> None:
    for path in sorted((FOLDER / FALLBACK).glob("*.ftl")):
        own, theirs = read(path), read(FOLDER / language / path.name)
        assert own.keys() == theirs.keys(), path.name
        for key, used in own.items():
            assert used.variables == theirs[key].variables, key
    assert {path.name for path in (FOLDER / language).iterdir()} == {
        path.name for path in (FOLDER / FALLBACK).iterdir()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_counted_has_all_forms_of_its_language(language: str) -> None:
    for key, used in read_all(language).items():
        for _, forms in used.forms:
            if forms & {"one", "few", "many"}:
                assert FORMS[language] - {"other"} <= forms | {"many" if "other" in forms else ""}, key


class Checked(HTMLParser):
    """Raises at what Telegram would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert attrs == [] or tag == "a"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_whole_and_short_enough(language: str) -> None:
    texts = Texts(language)
    for key, used in read_all(language).items():
        for value in (1, 2, 5, 21, "value"):
            text = texts(key, **dict.fromkeys(used.variables, value))
            # What could not be put in is left in braces.
            assert "{" not in text, key
            limit = next((most for begin, most in LIMITS.items() if key.startswith(begin)), 4096)
            assert 0 < len(text.encode("utf-16-le")) // 2 <= limit, key
            checked = Checked()
            checked.feed(text)
            checked.close()
            assert checked.open == [], key
            assert not re.search(r"&(?!amp;|lt;|gt;|quot;)", text), key


def keys_in(path: Path) -> Iterator[str]:
    """Yield patterns of the keys that are written out in a module, whoever they are handed to."""
    for node in ast.walk(ast.parse(path.read_text())):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        if isinstance(parts[0], ast.Constant) and re.match("[a-z]+-", str(parts[0].value)):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z-]+" for part in parts
            )


def asked_for(path: Path) -> Iterator[str]:
    """Yield the literal keys with which a module calls `texts`."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and node.args and _is_texts(node.func):
            for each in ast.walk(node.args[0]):
                is_part = isinstance(node.args[0], ast.JoinedStr)
                if isinstance(each, ast.Constant) and isinstance(each.value, str) and not is_part:
                    yield each.value


def _is_texts(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"texts", "_texts"}


MODULES = sorted(ROOT.rglob("*.py"))


def test_every_text_that_is_asked_for_is_there() -> None:
    asked = {key for path in MODULES for key in asked_for(path)}
    assert len(asked) > 50
    assert asked - ENGLISH.keys() == set()


def test_every_text_is_in_use() -> None:
    asked = {key for path in MODULES for key in asked_for(path)}
    patterns = re.compile("|".join({pattern for path in MODULES for pattern in keys_in(path)}))
    assert {key for key in ENGLISH.keys() - asked if not patterns.fullmatch(key)} == set()


def test_a_region_without_texts_falls_back() -> None:
    assert Texts("pt-br").language == FALLBACK
    assert Texts("uk-UA").language == "uk"


def test_every_folder_of_texts_is_told_to_telegram() -> None:
    assert set(TEXTS.languages) == {DEFAULT_LANGUAGE, *OTHERS}
    assert all(re.fullmatch("[a-z]{2}|", code) for code in TEXTS.languages)
    ukrainian = TEXTS.languages["uk"]
    assert ukrainian.commands["tasks"] == "Відкриті завдання цієї групи"
    assert ukrainian.commands.keys() == TEXTS.languages[DEFAULT_LANGUAGE].commands.keys()
