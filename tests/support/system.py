"""A real Manta as a user starts it, for tests: its own process, data folder and ports."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from cli.client import Client
from cli.live import LiveEvent, open_stream
from cli.ports import find_free_port
from cli.state import SystemState, find_state
from db.embedded import find_running_server
from db.location import embedded_dir
from tests.support.polling import wait_until
from tests.support.processes import alive, name_of, tree_of

START_TIMEOUT_S = 170
ROOT = Path(__file__).parents[2]
_FOREIGN = ("MANTA_", "DATABASE_URL", "OLLAMA_", "TELEGRAM_", "RAY_")


@dataclass
class RunningManta:
    """A system under test.

    Args:
        data_dir: Its folder; keep it to start the same system again.
        settings: Further environment variables.
    """

    data_dir: Path
    settings: dict[str, str] = field(default_factory=dict[str, str])
    port: int = field(default_factory=find_free_port)

    @property
    def url(self) -> str:
        """Where its API answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def key(self) -> str:
        """Its admin key."""
        return (self.data_dir / "admin.key").read_text().strip()

    def environment(self) -> dict[str, str]:
        """Return the variables its commands run with: ours only, whatever the developer has set."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        ours = {
            "MANTA_DATA_DIR": str(self.data_dir),
            "MANTA_PORT": str(self.port),
            "MANTA_DASHBOARD": "false",
            "MANTA_MODEL": "embedded",
        }
        return clean | ours | self.settings

    def run(self, *arguments: str, timeout_s: float = START_TIMEOUT_S) -> subprocess.CompletedProcess[str]:
        """Run a `manta` command to its end."""
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "cli.main", *arguments],
            env=self.environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )

    def spawn(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a `manta` command as the leader of a process group, as a shell does."""
        return subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "cli.main", *arguments],
            env=self.environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            process_group=0,
        )

    def up(self) -> "RunningManta":
        """Start it and wait until it is ready."""
        started = self.run("up", "--detach")
        assert started.returncode == 0, started.stdout + started.stderr
        return self

    def down(self) -> None:
        """Stop it; nothing of it may be left."""
        processes = self.processes()
        stopped = self.run("down")
        assert stopped.returncode == 0, stopped.stdout + stopped.stderr
        wait_until(lambda: not any(alive(process) for process in processes), timeout_s=20)

    def client(self) -> Client:
        """Return a client with the admin key."""
        return Client(self.url, self.key)

    def state(self) -> SystemState:
        """Return what the running system says of itself."""
        state = find_state(self.data_dir)
        assert state is not None
        return state

    def processes(self) -> list[psutil.Process]:
        """Return every process of the system."""
        state = find_state(self.data_dir)
        return tree_of(state.pid) if state is not None else []

    def find(self, words: str) -> list[psutil.Process]:
        """Return the live processes with these words in their names."""
        return [process for process in self.processes() if alive(process) and words in name_of(process)]

    def kill_actor(self, class_name: str) -> None:
        """End an actor's process without any warning; what is found afterwards is its successor."""
        found = self.find(class_name)
        assert found, f"no process of {class_name}"
        found[0].kill()
        found[0].wait(timeout=20)

    def database_url(self) -> str:
        """Return the address of its embedded database."""
        running = find_running_server(embedded_dir(self.data_dir))
        assert running is not None
        return running.url

    def events_until(self, since: int, enough: Callable[[list[LiveEvent]], bool]) -> list[LiveEvent]:
        """Return the events after `since`, read from the socket until `enough` says so."""
        events: list[LiveEvent] = []
        with open_stream(self.url, self.key, since) as stream:
            for event in stream:
                if event.seq is not None:
                    events.append(event)
                if enough(events):
                    return events
        return events
