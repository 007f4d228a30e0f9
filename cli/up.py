"""`manta up`, `down`, `status` and `key`: running a system on this machine."""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import Annotated

import psutil
import typer
from rich.table import Table
from rich.text import Text

from cli.checks.engine import check_engine
from cli.checks.findings import State
from cli.context import explained, find_key, open_client, out, print_json, read_settings
from cli.keys import ensure_admin_key, store_given_key
from cli.leftovers import clear_leftovers, make_haproxy_home
from cli.ports import find_free_port, refuse_taken_port
from cli.state import MODULE, find_process, find_state
from config.serve_environment import serve_environment
from config.settings import Settings
from db.location import find_database_url
from domain.errors import ConfigurationError, MantaError, UnavailableError
from domain.health import HealthStatus

START_TIMEOUT_S = 180.0
STOP_TIMEOUT_S = 60.0

DataDir = Annotated[
    Path | None, typer.Option(help="Folder of database, keys and logs (default: MANTA_DATA_DIR or .data).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]


def up(
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port of the API (default: MANTA_PORT or 8000).")
    ] = None,
    host: Annotated[
        str | None, typer.Option(help="Interface to listen on (default: MANTA_HOST or 127.0.0.1).")
    ] = None,
    data_dir: DataDir = None,
    *,
    detach: Annotated[bool, typer.Option("--detach", "-d", help="Return once it runs.")] = False,
) -> None:
    """Start Manta: database, migrations, Ray, the application, and the bot if it has a token.

    Examples:
      manta up
      manta up --port 8001 --data-dir /tmp/manta --detach
    """
    with explained():
        settings = read_settings(data_dir)
        running = find_state(settings.manta_data_dir)
        if running is not None:
            out.print(f"Manta runs already: {running.url} (process {running.pid}).")
            return
        _refuse_engine(settings)
        settings.telegram_webhook_address()  # refused here instead of after the half minute of a start
        clear_leftovers(settings.manta_data_dir)
        refuse_taken_port(host or settings.manta_host, port or settings.manta_port)
        environment = _environment(settings, port, host)
        command = [sys.executable, "-m", MODULE]
        if detach:
            _detach(settings, command, environment)
        else:
            os.execve(sys.executable, command, environment)  # noqa: S606 - our own module


def down(data_dir: DataDir = None) -> None:
    """Stop the Manta of this data folder; what is being worked on is finished first.

    Example:
      manta down --data-dir /tmp/manta
    """
    with explained():
        settings = read_settings(data_dir)
        state = find_state(settings.manta_data_dir)
        process = None if state is None else find_process(state)
        if process is None:
            out.print("Manta does not run here.")
            return
        process.terminate()
        with out.status("Stopping …"):
            _wait_ended(process)
        out.print("Stopped.")


def status(data_dir: DataDir = None, *, as_json: AsJson = False) -> None:
    """Show whether Manta runs, how its parts fare, and what it holds. Ends with 1 when it is not well.

    Example:
      manta status --json
    """
    with explained():
        settings = read_settings(data_dir)
        with open_client(settings) as client:
            health = client.get_health()
        if as_json:
            print_json(health)
        else:
            table = Table("Part", "State", "Detail", title=f"{client.url} · {health.status}", box=None)
            for name, check in health.checks.items():
                table.add_row(name, "[green]ok[/]" if check.ok else "[red]away[/]", Text(check.detail or ""))
            out.print(table)
    if health.status is not HealthStatus.HEALTHY:
        raise typer.Exit(1)


def key(
    data_dir: DataDir = None,
    *,
    ensure: Annotated[
        bool, typer.Option("--ensure", help="Make it if there is none, and let the database know it.")
    ] = False,
) -> None:
    """Print the admin API key, for `Authorization: Bearer …`.

    `manta up` makes it. Where nobody runs that, on Kubernetes for example, `--ensure` lets DATABASE_URL know
    MANTA_API_KEY, or the key of the data folder, as an admin key; it may be repeated.

    Examples:
      curl -H "Authorization: Bearer $(manta key)" http://127.0.0.1:8000/api/tasks
      MANTA_API_KEY=manta_key_… manta key --ensure
    """
    with explained():
        settings = read_settings(data_dir)
        if ensure:
            _ensure_key(settings)
        found = find_key(settings)
        if found is None:
            raise UnavailableError("There is no key yet.", remedy="`manta up` makes one.")
        typer.echo(found)


def _ensure_key(settings: Settings) -> None:
    url = find_database_url(settings)
    if url is None:
        raise UnavailableError("No database is known.", remedy="Set DATABASE_URL, or run `manta up`.")
    given = os.environ.get("MANTA_API_KEY")
    if given:
        store_given_key(url, given)
    else:
        settings.manta_data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        ensure_admin_key(settings, url)


def _refuse_engine(settings: Settings) -> None:
    """Look at the model before the half minute of a start; what can't be seen from here comes out there."""
    finding = check_engine(settings)
    if finding.state is State.FAIL:
        raise ConfigurationError(finding.detail, remedy=finding.remedy)


def _wait_ended(process: psutil.Process) -> None:
    try:
        process.wait(STOP_TIMEOUT_S)
    except psutil.TimeoutExpired:
        raise UnavailableError(
            f"Process {process.pid} has not stopped within {STOP_TIMEOUT_S:g} s.",
            remedy=f"See what it waits for, or end it: kill -9 {process.pid}",
        ) from None


def _environment(settings: Settings, port: int | None, host: str | None) -> dict[str, str]:
    """Return the environment of the system's process; what is set already wins over our tuning."""
    chosen = {
        "MANTA_DATA_DIR": str(settings.manta_data_dir),
        "MANTA_PORT": str(port or settings.manta_port),
        "MANTA_HOST": host or settings.manta_host,
    }
    home = make_haproxy_home(settings.manta_data_dir)
    sockets = settings.manta_max_sockets * settings.most_replicas()
    tuning = serve_environment(home, find_free_port, settings.most_workers(), sockets)
    return tuning | dict(os.environ) | chosen


def _detach(settings: Settings, command: list[str], environment: dict[str, str]) -> None:
    settings.manta_data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    log = settings.manta_data_dir / "system.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    with out.status("Starting …"):
        _wait_ready(settings, process, log)
    out.print(log.read_text().rstrip(), markup=False)
    out.print(f"Runs in the background (process {process.pid}); `manta down` stops it. Log: {log}")


def _wait_ready(settings: Settings, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = monotonic() + START_TIMEOUT_S
    while monotonic() < deadline:
        if process.poll() is not None:
            raise MantaError(log.read_text().strip() or "It ended at once.", remedy=f"The log is {log}.")
        state = find_state(settings.manta_data_dir)
        if state is not None and state.ready:
            return
        sleep(0.1)
    process.terminate()
    raise UnavailableError(f"It was not ready within {START_TIMEOUT_S:g} s.", remedy=f"See {log}.")
