import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

from config.settings import Settings

ROOT = Path(__file__).parents[3]
LINES = (ROOT / ".env.example").read_text().splitlines()
SETTING = re.compile(r"#([A-Z][A-Z0-9_]*)=(.*)")
SHOWN = {match[1]: match[2] for line in LINES if (match := SETTING.fullmatch(line))}


def read_bot_defaults() -> dict[str, str]:
    """Return the settings of `python -m bot` with defaults; from its text, as aiogram takes seconds."""
    tree = ast.parse((ROOT / "bot" / "__main__.py").read_text())
    settings = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Settings")
    fields = [node for node in settings.body if isinstance(node, ast.AnnAssign)]
    return {ast.unparse(field.target).upper(): default_of(field.value) for field in fields}


def default_of(value: ast.expr | None) -> str:
    """Return a default as .env would say it, nothing for None and for what has none."""
    if isinstance(value, ast.Call):  # HttpUrl("http://…")
        value = value.args[0]
    if not isinstance(value, ast.Constant) or value.value is None:
        return ""
    return str(value.value)


BOT = read_bot_defaults()


def test_no_setting_is_missing_and_none_is_made_up() -> None:
    assert set(SHOWN) == {name.upper() for name in Settings.model_fields} | set(BOT)


def test_every_default_is_shown(bare_environment: Path) -> None:
    told = [f"{name}={value}" for name, value in SHOWN.items()]
    (bare_environment / ".env").write_text("\n".join(told))
    assert Settings().model_dump() == Settings.model_construct().model_dump()


@pytest.mark.parametrize("name", sorted(name.upper() for name in Settings.model_fields))
def test_a_default_that_is_none_is_shown_as_nothing(name: str) -> None:
    default = Settings.model_fields[name.lower()].get_default(call_default_factory=True)
    assert (SHOWN[name] == "") == (default is None)


@pytest.mark.parametrize("name", sorted(BOT))
def test_the_bot_s_defaults_are_shown(name: str) -> None:
    assert SHOWN[name] == BOT[name]


def test_every_setting_is_explained() -> None:
    for above, line in pairwise(LINES):
        if SETTING.fullmatch(line):
            assert above.startswith("# ") or SETTING.fullmatch(above), line


def test_nothing_is_set_as_it_stands() -> None:
    assert all(line.startswith("#") or not line for line in LINES)
