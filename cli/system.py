"""The system's own process: database, migrations, Ray, Serve and the bot, up and down in order.

Run as `python -m cli.system` by `manta up`, which has prepared the environment: Ray and Serve read it
when they are imported.
"""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, redirect_stdout
from datetime import UTC, datetime
from functools import partial
from time import perf_counter, sleep
from types import FrameType

import stamina
from rich.console import Console

from actors import cluster
from actors.base import load_settings
from cli.banner import Running, show_banner
from cli.client import Client
from cli.leftovers import clear_leftovers
from cli.ports import refuse_taken_port
from cli.quiet import quieten_libraries
from cli.secrets import ensure_secret
from cli.state import SystemState, state_file, write_state
from config.settings import Settings
from db.access import PostgresGatekeeper
from db.embedded import PostgresServer
from db.location import embedded_dir
from db.migrate import upgrade
from db.pool import Database
from domain.errors import ConfigurationError, MantaError, UnavailableError
from domain.values import Role

MAIN_WORKSPACE = 1

WATCH_S = 0.5
"""How often the embedded database is looked at."""

READY_TIMEOUT_S = 60.0
"""How long the actors may take to answer after the deployment."""


class System:
    """Brings the parts up in order and takes them down in the opposite one."""

    def __init__(self, settings: Settings, console: Console) -> None:
        self._settings = settings
        self._console = console
        self._stack = ExitStack()
        self._server: PostgresServer | None = None
        self._database_url = ""
        self._running = Running(settings=settings, url=_url(settings))

    def up(self) -> None:
        """Start everything; when a step fails, what was started is stopped by `down`."""
        data_dir = self._settings.manta_data_dir
        self._stack.callback(clear_leftovers, data_dir)
        refuse_taken_port(self._settings.manta_host, self._settings.manta_port)
        self._announce(ready=False)
        self._stack.callback(state_file(data_dir).unlink, missing_ok=True)
        self._step("database", self._start_database)
        self._step("migrations", self._migrate)
        self._ensure_webhook_secret()
        self._step("Ray", self._start_ray)
        self._step("Serve", lambda: cluster.start_serve(self._settings))
        self._step("application", cluster.deploy)
        with Client(self._running.url, self._running.admin_key) as client:
            self._step("actors", partial(_wait_well, client))
            self._start_bot()
            show_banner(self._console, self._running, client)
        self._announce(ready=True)

    def watch(self) -> None:
        """Bring the embedded database back whenever it dies; returns only by an interrupt."""
        while True:
            sleep(WATCH_S)
            if self._server is not None and not self._server.is_running():
                self._step("database again", self._server.start)

    def down(self) -> None:
        """Stop whatever was started."""
        self._stack.close()

    def _step(self, name: str, work: Callable[[], None]) -> None:
        began = perf_counter()
        with self._console.status(f"Starting {name} …"):
            work()
        self._console.print(f"[green]✓[/] {name} [dim]{perf_counter() - began:.1f} s[/]")

    def _start_database(self) -> None:
        if self._settings.database_url is not None:
            self._database_url = self._settings.database_url.get_secret_value()
            return
        self._server = PostgresServer(embedded_dir(self._settings.manta_data_dir))
        self._stack.callback(self._server.stop)
        self._server.start()
        self._database_url = os.environ["DATABASE_URL"] = self._server.url

    def _migrate(self) -> None:
        upgrade(self._database_url)
        key = ensure_secret(self._settings.admin_key_file(), "manta_key_")
        asyncio.run(_store_admin_key(self._database_url, key))
        self._running.admin_key = key

    def _start_ray(self) -> None:
        self._stack.callback(cluster.stop, self._settings)
        self._running.dashboard_url = cluster.start_ray(self._settings).dashboard_url
        handle_signals(_interrupt)  # Ray puts its own in their place

    def _ensure_webhook_secret(self) -> None:
        """Let the bot and the API share a secret, made and kept if none is configured."""
        settings = self._settings
        if settings.telegram_bot_token is not None and settings.telegram_webhook_secret is None:
            file = settings.manta_data_dir / "telegram-webhook.secret"
            os.environ["TELEGRAM_WEBHOOK_SECRET"] = ensure_secret(file)

    def _start_bot(self) -> None:
        token = self._settings.telegram_bot_token
        if token is not None:
            self._step("Telegram bot", self._spawn_bot)

    def _spawn_bot(self) -> None:
        environment = os.environ | {"MANTA_URL": self._running.url}
        bot = subprocess.Popen([sys.executable, "-m", "bot"], env=environment)
        self._stack.callback(_end, bot)

    def _announce(self, *, ready: bool) -> None:
        state = SystemState(
            pid=os.getpid(),
            url=self._running.url,
            dashboard_url=self._running.dashboard_url,
            started_at=datetime.now(UTC),
            ready=ready,
        )
        write_state(self._settings.manta_data_dir, state)


@stamina.retry(on=UnavailableError, attempts=None, timeout=READY_TIMEOUT_S, wait_initial=0.05, wait_max=0.25)
def _wait_well(client: Client) -> None:
    """Return once every part answers: the proxy learns its routes a moment after the deployment."""
    away = {
        name: check.detail or "away" for name, check in client.get_health().checks.items() if not check.ok
    }
    told = "; ".join(f"{name}: {detail}" for name, detail in away.items())
    if any(detail.startswith(ConfigurationError.code) for detail in away.values()):
        raise ConfigurationError(told)
    if away:
        raise UnavailableError(f"Not ready: {told}.", remedy="The actors' logs are under /tmp/ray.")


async def _store_admin_key(url: str, key: str) -> None:
    async with Database(url, max_size=1) as database:
        await PostgresGatekeeper(database).ensure_key(MAIN_WORKSPACE, "admin", Role.ADMIN, key)


def _url(settings: Settings) -> str:
    host = "127.0.0.1" if settings.manta_host in {"0.0.0.0", "::"} else settings.manta_host
    return f"http://{host}:{settings.manta_port}"


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def handle_signals(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """Let Ctrl-C and SIGTERM do the same."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def main() -> int:
    """Run the system until it is told to stop; return the process's exit status.

    What Ray prints about its workers goes to ray.log in the data folder, so that the terminal shows
    Manta's own words.
    """
    settings = load_settings()
    console = Console(file=sys.stdout)
    quieten_libraries()
    handle_signals(_interrupt)
    settings.manta_data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (settings.manta_data_dir / "ray.log").open("w", buffering=1) as log, redirect_stdout(log):
        return _run(System(settings, console), console)


def _run(system: System, console: Console) -> int:
    try:
        system.up()
        system.watch()
    except KeyboardInterrupt:
        console.print("\nStopping …")
        return 0
    except MantaError as error:
        console.print("✗", error.detail, style="red", markup=False)
        console.print(" ", error.remedy, markup=False)
        return 1
    finally:
        # A second Ctrl-C must not leave half of it behind.
        handle_signals(signal.SIG_IGN)
        system.down()
        console.print("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
