"""The system's own process: database, migrations, the cluster and the bot, up and down in order.

Run as `python -m cli.system` by `manta up`, which has prepared the environment: Ray and Serve read it
when they are imported. Whatever dies of the system is started again from here.
"""

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Protocol

import stamina
from rich.console import Console

from actors.base import load_settings
from cli.banner import Running, show_banner
from cli.children import Child, adopt_orphans, kill_orphans, reap_orphans
from cli.client import Client
from cli.keys import ensure_admin_key
from cli.leftovers import clear_leftovers
from cli.ports import refuse_taken_port
from cli.quiet import quieten_libraries
from cli.secrets import ensure_secret
from cli.signals import handle_signals, interrupt
from cli.state import ClusterState, SystemState, cluster_file, find_cluster, state_file, write_state
from cli.steps import open_console, show_error, step, tell
from config.settings import Settings
from db.embedded import PostgresServer
from db.location import embedded_dir
from db.migrate import upgrade
from domain.errors import ConfigurationError, MantaError, UnavailableError

WATCH_S = 0.2
"""How often the parts are looked at."""

RESTART_PAUSE_S = 2.0
"""Least time from one start of a part to its next: one that can't live must not keep the machine busy."""

READY_TIMEOUT_S = 60.0
"""How long the actors may take to answer after the deployment."""

CLUSTER_TIMEOUT_S = 120.0
"""How long Ray, Serve and the deployment may take."""

CLUSTER_STOP_S = 45.0
"""How long the cluster may take to finish what it does; its own budgets are shorter."""


class Part(Protocol):
    """Something of the system that can die and be started again."""

    @property
    def pid(self) -> int | None:
        """Its process id, None while it does not run."""
        ...

    def is_running(self) -> bool:
        """Whether it is alive."""
        ...

    def start(self) -> None:
        """Start it."""
        ...


class Keeper:
    """Starts a part again whenever it has died.

    Args:
        name: What a person calls the part.
        part: The part, which has been started.
        prepare: What has to be done before it is started again.
    """

    def __init__(self, name: str, part: Part, prepare: Callable[[], None] | None = None) -> None:
        self.name = name
        self.part = part
        self._prepare = prepare
        self._not_before = 0.0
        self._told = ""

    def look(self, console: Console) -> None:
        """Start the part if it has died; what fails is said, once, and tried again later."""
        if self.part.is_running() or monotonic() < self._not_before:
            return
        self._not_before = monotonic() + RESTART_PAUSE_S
        try:
            with step(console, f"the {self.name} again"):
                if self._prepare is not None:
                    self._prepare()
                self.part.start()
        except MantaError as error:
            if error.detail != self._told:
                show_error(console, error)
            self._told = error.detail
        else:
            self._told = ""


class System:
    """Brings the parts up in order, keeps them up, and takes them down in the opposite order."""

    def __init__(self, settings: Settings, console: Console) -> None:
        self._settings = settings
        self._console = console
        self._stack = ExitStack()
        self._keepers: list[Keeper] = []
        self._database_url = ""
        self._running = Running(settings=settings, url=_url(settings))

    def up(self) -> None:
        """Start everything; when a step fails, what was started is stopped by `down`."""
        data_dir = self._settings.manta_data_dir
        self._stack.callback(clear_leftovers, data_dir)
        refuse_taken_port(self._settings.manta_host, self._settings.manta_port)
        adopt_orphans()
        self._announce(ready=False)
        self._stack.callback(state_file(data_dir).unlink, missing_ok=True)
        with step(self._console, "database"):
            self._start_database()
        with step(self._console, "migrations"):
            self._migrate()
        self._ensure_webhook_secret()
        self._start_cluster()
        with Client(self._running.url, self._running.admin_key) as client:
            with step(self._console, "actors"):
                _wait_well(client)
            self._start_bot()
            show_banner(self._console, self._running, client)
        self._announce(ready=True)

    def watch(self) -> None:
        """Bring back whatever dies; returns only by an interrupt."""
        while True:
            sleep(WATCH_S)
            for keeper in self._keepers:
                keeper.look(self._console)
            reap_orphans(self._pids())

    def down(self) -> None:
        """Stop whatever was started."""
        self._stack.close()

    def _pids(self) -> Iterable[int | None]:
        return [keeper.part.pid for keeper in self._keepers]

    def _start_database(self) -> None:
        if self._settings.database_url is not None:
            self._database_url = self._settings.database_url.get_secret_value()
            return
        server = PostgresServer(embedded_dir(self._settings.manta_data_dir))
        self._stack.callback(server.stop)
        server.start()
        self._keepers.append(Keeper("database", server))
        self._database_url = os.environ["DATABASE_URL"] = server.url

    def _migrate(self) -> None:
        upgrade(self._database_url)
        self._running.admin_key = ensure_admin_key(self._settings, self._database_url)

    def _start_cluster(self) -> None:
        cluster_file(self._settings.manta_data_dir).unlink(missing_ok=True)
        (self._settings.manta_data_dir / "ray.log").unlink(missing_ok=True)
        child = Child("cluster", "cli.cluster", CLUSTER_STOP_S)
        self._stack.callback(self._clear_orphans)
        self._stack.callback(child.stop)
        child.start()
        self._running.dashboard_url = _wait_cluster(self._settings, child).dashboard_url
        self._keepers.append(Keeper("cluster", child, self._make_way))

    def _make_way(self) -> None:
        """Clear away what a cluster left, so that the next one finds its port free."""
        self._clear_orphans()
        refuse_taken_port(self._settings.manta_host, self._settings.manta_port)

    def _clear_orphans(self) -> None:
        kill_orphans(self._pids())

    def _ensure_webhook_secret(self) -> None:
        """Let the bot and the API share a secret, made and kept if none is configured."""
        settings = self._settings
        if settings.telegram_bot_token is not None and settings.telegram_webhook_secret is None:
            file = settings.manta_data_dir / "telegram-webhook.secret"
            os.environ["TELEGRAM_WEBHOOK_SECRET"] = ensure_secret(file)

    def _start_bot(self) -> None:
        if not self._settings.polls_telegram():
            return
        os.environ["MANTA_URL"] = self._running.url
        bot = Child("Telegram bot", "bot")
        self._stack.callback(bot.stop)
        with step(self._console, bot.name):
            bot.start()
        self._keepers.append(Keeper(bot.name, bot))

    def _announce(self, *, ready: bool) -> None:
        state = SystemState(
            pid=os.getpid(),
            url=self._running.url,
            dashboard_url=self._running.dashboard_url,
            started_at=datetime.now(UTC),
            ready=ready,
        )
        write_state(state_file(self._settings.manta_data_dir), state)


def _wait_cluster(settings: Settings, child: Child) -> ClusterState:
    """Return what the cluster says of itself once it runs.

    Raises:
        MantaError: It has ended; what it said stands above.
        UnavailableError: It takes too long.
    """
    deadline = monotonic() + CLUSTER_TIMEOUT_S
    while monotonic() < deadline:
        state = find_cluster(settings.manta_data_dir)
        if state is not None:
            return state
        if not child.is_running():
            remedy = f"See above, {settings.manta_data_dir / 'ray.log'} and the logs under /tmp/ray."
            raise MantaError(f"The cluster could not be started (status {child.exit_code}).", remedy=remedy)
        sleep(0.05)
    raise UnavailableError("The cluster was not ready in time.", remedy="The logs are under /tmp/ray.")


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


def _url(settings: Settings) -> str:
    host = "127.0.0.1" if settings.manta_host in {"0.0.0.0", "::"} else settings.manta_host
    return f"http://{host}:{settings.manta_port}"


def main() -> int:
    """Run the system until it is told to stop; return the process's exit status."""
    settings = load_settings("system")
    console = open_console(settings)
    quieten_libraries()
    handle_signals(interrupt)
    settings.manta_data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _run(System(settings, console), console)


def _run(system: System, console: Console) -> int:
    try:
        system.up()
        system.watch()
    except KeyboardInterrupt:
        console.print("\nStopping …")
        return 0
    except MantaError as error:
        show_error(console, error)
        return 1
    finally:
        # A second Ctrl-C must not leave half of it behind.
        handle_signals(signal.SIG_IGN)
        system.down()
        console.print("Stopped.")
        tell(console, logging.INFO, "Manta has stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
