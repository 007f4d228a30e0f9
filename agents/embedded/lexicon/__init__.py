"""Word lists of the rules: TOML files with regular expressions, one line for each language."""

import re
import tomllib
from functools import cache
from importlib import resources

from pydantic import TypeAdapter

from domain.values import Value


class CueWords(Value):
    """A cue's name, as a reason shows it, and the expression that finds it."""

    name: str
    words: str


_PHRASES = TypeAdapter(dict[str, str])
_CUES = TypeAdapter(dict[str, list[CueWords]])


@cache
def load_phrases() -> dict[str, str]:
    """Return the expressions of phrases.toml by name, each a plain alternation to be put into a group."""
    return _load("phrases.toml")


@cache
def load_commands() -> dict[str, str]:
    """Return the expressions of commands.toml by name, each in a group of its own that does not capture."""
    return {name: f"(?:{words})" for name, words in _load("commands.toml").items()}


@cache
def load_pieces() -> dict[str, str]:
    """Return the expressions of pieces.toml by name, each in a group of its own that does not capture."""
    return {name: f"(?:{words})" for name, words in _load("pieces.toml").items()}


@cache
def load_orders() -> dict[str, str]:
    """Return the expressions of orders.toml by name, each in a group of its own that does not capture."""
    return {name: f"(?:{words})" for name, words in _load("orders.toml").items()}


@cache
def load_facts() -> dict[str, str]:
    """Return the expressions of facts.toml by name, each in a group of its own that does not capture."""
    return {name: f"(?:{words})" for name, words in _load("facts.toml").items()}


@cache
def load_recurrences() -> dict[str, str]:
    """Return the expressions of recurrences.toml by name, each in a group that does not capture."""
    return {name: f"(?:{words})" for name, words in _load("recurrences.toml").items()}


@cache
def load_priorities() -> dict[str, str]:
    """Return the words of priorities.toml by priority, each a plain alternation to be put into a group."""
    return _load("priorities.toml")


def _load(name: str) -> dict[str, str]:
    return {key: _join(lines) for key, lines in _PHRASES.validate_python(_read(name)).items()}


@cache
def load_cue_words() -> tuple[CueWords, ...]:
    """Return the cues of cues.toml in its order, each with a plain alternation to be put into a group."""
    cues = _CUES.validate_python(_read("cues.toml"))["cue"]
    return tuple(CueWords(name=cue.name, words=_join(cue.words)) for cue in cues)


@cache
def load_technologies(kind: str) -> str:
    """Return the names of technologies.toml under `kind` (`any_case` or `exact_case`) as an alternation."""
    names = _PHRASES.validate_python(_read("technologies.toml"))[kind].split()
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(resources.files(__name__).joinpath(name).read_text(encoding="utf-8"))


def _join(lines: str) -> str:
    return "|".join(line for line in lines.splitlines() if line)
