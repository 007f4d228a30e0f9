"""`manta doctor`: what is wrong, and how to mend it."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from cli.checks.database import check_database
from cli.checks.engine import check_answers, check_engine
from cli.checks.findings import CHECK_TIMEOUT_S, Check, Finding, State, fail, ok, run_checks
from cli.checks.folder import check_data_folder, check_disk
from cli.checks.machine import (
    check_processor,
    check_python,
    check_ray,
    check_shared_memory,
    find_ray_version,
    get_pinned_ray,
)
from cli.checks.system import OpenClient, check_backlog, check_parts, check_port
from cli.checks.telegram import check_telegram
from cli.client import Client
from cli.context import find_key, out, print_json, read_settings, system_url
from cli.state import find_state
from cli.up import AsJson, DataDir
from config.settings import Settings
from domain.errors import ConfigurationError
from domain.values import Value

SYSTEM_TIMEOUT_S = 4.0

ONLINE_TIMEOUT_S = 90.0
"""A model that was not used lately is loaded first, which may take a minute."""

_EXPLAINED = ".env.example explains each setting."
_STYLES = {State.OK: ("✓", "green"), State.WARN: ("!", "yellow"), State.FAIL: ("✗", "red")}


class Diagnosis(Value):
    """Everything that was found; `ok` when nothing fails."""

    ok: bool
    findings: list[Finding]


def doctor(
    data_dir: DataDir = None,
    *,
    online: Annotated[
        bool,
        typer.Option("--online", help="Ask Telegram about the token, and the model about a message, too."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what is wrong and how to mend it. Ends with 1 when something does not work.

    Examples:
      manta doctor
      manta doctor --online --json
    """
    diagnosis = diagnose(data_dir, is_online=online)
    if as_json:
        print_json(diagnosis)
    else:
        out.print(_table(diagnosis.findings))
        out.print(_sum(diagnosis.findings))
    if not diagnosis.ok:
        raise typer.Exit(1)


def diagnose(data_dir: Path | None, *, is_online: bool = False) -> Diagnosis:
    """Look at everything; without readable settings at the machine only."""
    checks = [
        Check("python", check_python),
        Check("ray", lambda: check_ray(find_ray_version(), get_pinned_ray())),
        Check("shared memory", check_shared_memory),
    ]
    try:
        settings = read_settings(data_dir)
    except ConfigurationError as error:
        is_general = error.remedy == ConfigurationError.remedy  # which sends people here
        told = fail("settings", error.detail, _EXPLAINED if is_general else error.remedy)
    else:
        told = ok("settings", ".env is read" if Path(".env").exists() else "there is no .env here")
        checks += _list_checks(settings, is_online=is_online)
    findings = [told, *run_checks(checks, ONLINE_TIMEOUT_S if is_online else CHECK_TIMEOUT_S)]
    return Diagnosis(ok=all(found.state is not State.FAIL for found in findings), findings=findings)


def _list_checks(settings: Settings, *, is_online: bool) -> list[Check]:
    folder = settings.manta_data_dir
    system = partial(_find_system, settings)
    online = [Check("answers", lambda: check_answers(settings))] if is_online else []
    return [
        Check("processor", lambda: check_processor(settings.manta_model)),
        Check("data folder", lambda: check_data_folder(folder)),
        Check("disk", lambda: check_disk(folder)),
        Check("port", lambda: check_port(settings, find_state(folder))),
        Check("database", lambda: check_database(settings)),
        Check("engine", lambda: check_engine(settings)),
        *online,
        Check("telegram", lambda: check_telegram(settings, is_online=is_online)),
        Check("system", lambda: check_parts(system())),
        Check("messages", lambda: check_backlog(system())),
    ]


def _find_system(settings: Settings) -> OpenClient | None:
    """Return how to reach the running system, None when none is known."""
    if find_state(settings.manta_data_dir) is None and "MANTA_URL" not in os.environ:
        return None
    return partial(Client, system_url(settings), find_key(settings), timeout_s=SYSTEM_TIMEOUT_S)


def _table(findings: Sequence[Finding]) -> Table:
    table = Table.grid(padding=(0, 2))
    for found in findings:
        mark, style = _STYLES[found.state]
        detail = Text(found.detail)
        if found.remedy:
            detail.append(f"\n→ {found.remedy}", style="bold")
        table.add_row(Text(mark, style), found.name, detail)
    return table


def _sum(findings: Sequence[Finding]) -> str:
    failing = sum(found.state is State.FAIL for found in findings)
    warnings = sum(found.state is State.WARN for found in findings)
    if not failing:
        return (
            f"[green]Nothing is broken[/]; {warnings} to look at." if warnings else "[green]All is well.[/]"
        )
    return f"[red]{failing} broken[/], {warnings} to look at."
