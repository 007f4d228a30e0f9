"""A Ray cluster of several nodes on this machine, started by the command that the containers use.

Nodes of one machine can't share ports, so each gets others than those of deploy/README.md. Only processes
started here are ever stopped, by their ids.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from cli.client import Client
from cli.ports import find_free_port
from cli.state import find_state
from config.serve_environment import serve_environment
from tests.support.polling import wait_until
from tests.support.processes import alive, name_of, tree_of
from tests.support.system import ROOT

RAY_TOKEN = "token-of-a-cluster-that-lives-for-one-test-only"
NODE_START_S = 150.0
JOINED = "Ray runtime started"
"""What `ray start` says when its node is part of the cluster."""
STOP_S = 90.0
_FOREIGN = ("MANTA_", "DATABASE_URL", "OLLAMA_", "TELEGRAM_", "RAY_")
_PORT_OPTIONS = (
    "node-manager-port",
    "object-manager-port",
    "runtime-env-agent-port",
    "dashboard-agent-grpc-port",
    "dashboard-agent-listen-port",
    "metrics-export-port",
)
_HOME = "RAY_SERVE_HAPROXY_SERVER_STATE_BASE"
_STORE_BYTES = 100 * 2**20


@dataclass
class Node:
    """One node: the process that `deploy/node.sh` is, and where its proxy answers."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def url(self) -> str:
        """Where its HAProxy answers, if it has one."""
        return f"http://127.0.0.1:{self.port}"

    def tree(self) -> list[psutil.Process]:
        """Return its live processes."""
        return [process for process in tree_of(self.process.pid) if alive(process)]

    def find(self, words: str) -> list[psutil.Process]:
        """Return its live processes with these words in their names."""
        return [process for process in self.tree() if words in name_of(process)]


@dataclass
class Cluster:
    """A head and workers, stopped by `stop`.

    Args:
        folder: Where logs and data go.
        database_url: An empty database.
    """

    folder: Path
    database_url: str
    nodes: list[Node] = field(default_factory=list[Node])
    gcs_port: int = field(default_factory=find_free_port)
    api_port: int = field(default_factory=find_free_port)
    dashboard_port: int = field(default_factory=find_free_port)
    _short: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="mc-")))
    """Ray's folders: a socket's path has at most 107 characters, and Ray's own are long."""

    def __post_init__(self) -> None:
        side_ports = serve_environment(self._short / "h", find_free_port, workers=2, sockets=100)
        clean = {name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}
        self._environment = {
            **clean,
            **side_ports,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": RAY_TOKEN,
            "DATABASE_URL": self.database_url,
            "GCS_PORT": str(self.gcs_port),
            "MANTA_DATA_DIR": str(self.folder / "data"),
            "MANTA_HOST": "127.0.0.1",
            "MANTA_PORT": str(self.api_port),
            "MANTA_MODEL": "embedded",
            "MANTA_LEASE_S": "3",
            "MANTA_WORKERS": "2",
            "MANTA_REPLICAS": "2",
            "RAY_DASHBOARD_ADDRESS": f"http://127.0.0.1:{self.dashboard_port}",
        }
        (self._short / "h").mkdir(mode=0o700)

    @property
    def head(self) -> Node:
        """The first node."""
        return self.nodes[0]

    def start_head(self) -> None:
        """Start the head, and Manta on it."""
        self._spawn(
            self.api_port,
            "head",
            f"--ray-client-server-port={find_free_port()}",
            f"--dashboard-port={self.dashboard_port}",
        )

    def is_ready(self) -> bool:
        """Whether `manta up` says that everything runs."""
        state = find_state(self.folder / "data")
        return state is not None and state.ready

    def add_worker(self) -> Node:
        """Start one more node; return when it has joined."""
        # Only nodes that share a machine need another port than the head's.
        port = find_free_port()
        words = ("worker", f"127.0.0.1:{self.gcs_port}")
        node = self._spawn(port, *words, RAY_SERVE_WORKER_PROXY_HTTP_PORT=port)
        wait_until(lambda: JOINED in node.log.read_text(), NODE_START_S)
        return node

    def _spawn(self, port: int, *words: str, **proxy: int) -> Node:
        number = len(self.nodes)
        log = self.folder / f"node-{number}.log"
        options = [
            *(f"--{name}={find_free_port()}" for name in _PORT_OPTIONS),
            "--num-cpus=2",
            "--min-worker-port=0",
            "--max-worker-port=0",
            "--include-log-monitor=false",
            f"--object-store-memory={_STORE_BYTES}",
            f"--temp-dir={self._short / str(number)}",
        ]
        own_ports = ("RAY_SERVE_HAPROXY_STATS_PORT", "RAY_SERVE_HAPROXY_METRICS_PORT")
        own = {name: str(find_free_port()) for name in own_ports} | {k: str(v) for k, v in proxy.items()}
        with log.open("wb") as stream:
            process = subprocess.Popen(  # noqa: S603 - our own command
                [ROOT / "deploy" / "node.sh", *words, *options],
                env=self._environment | own,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        node = Node(process, port, log)
        self.nodes.append(node)
        return node

    def run(self, *command: str, timeout_s: float = 120.0) -> str:
        """Run a command of the documentation to its end and return what it says."""
        done = subprocess.run(  # noqa: S603 - our own commands
            command,
            env=self._environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def client(self, node: Node) -> Client:
        """Return a client with the admin key, of a node's proxy."""
        return Client(node.url, (self.folder / "data" / "admin.key").read_text().strip(), timeout_s=5)

    def kill(self, node: Node) -> None:
        """End a node without any warning, as a power cut does: all its processes, by their ids."""
        processes = node.tree()
        for process in processes:
            process.kill()
        node.process.wait()
        wait_until(lambda: not any(alive(process) for process in processes), STOP_S)

    def stop(self) -> None:
        """Stop all nodes, workers first; nothing of them may be left."""
        processes = [process for node in self.nodes for process in node.tree()]
        for node in reversed(self.nodes):
            node.process.send_signal(signal.SIGTERM)
        for node in reversed(self.nodes):
            node.process.wait(STOP_S)
        wait_until(lambda: not any(alive(process) for process in processes), STOP_S)

    def _ours(self) -> Iterator[psutil.Process]:
        """Yield what still runs with our folder in its environment, whoever its parent is by now."""
        for process in psutil.process_iter():
            try:
                ours = str(self._short) in process.environ().get(_HOME, "")
            except psutil.Error:  # another user's, or it has just ended
                continue
            if ours and alive(process):
                yield process

    def clear(self) -> None:
        """End whatever a failed test has left, and remove Ray's folders."""
        left = list(self._ours())
        for process in left:
            process.kill()
        psutil.wait_procs(left, timeout=STOP_S)
        shutil.rmtree(self._short, ignore_errors=True)


@contextmanager
def running_cluster(folder: Path, database_url: str) -> Generator[Cluster]:
    """Give a cluster without nodes; whatever is started of it ends with the block."""
    cluster = Cluster(folder, database_url)
    try:
        yield cluster
    finally:
        cluster.clear()
