"""The system under attack: Manta as a user starts it, a second Ray node, and the model and Telegram."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

import psutil

from cli.ports import find_free_port
from cli.state import ClusterState, find_cluster
from tests.chaos.proxy import find_ports_in_use
from tests.support.polling import wait_until
from tests.support.processes import alive, name_of, tree_of
from tests.support.system import ROOT, RunningManta

LEASE_S = 3.0
"""How long a silent worker keeps its chats here: short, so that many lives fit into a run."""

REPLICAS = WORKERS = 2

DISK_MB = 1_500
"""Size of the data folder's own file system, where there is one."""

BOT_TOKEN = "123456:chaos-chaos-chaos-chaos-chaos-chaos"
MODEL = "fake"


@dataclass
class Helper:
    """A process of ours that the system talks to; it keeps its port over its lives.

    Args:
        module: What it runs.
        arguments: Its command line, after `--port`.
    """

    module: str
    arguments: Sequence[str] = ()
    port: int = field(default_factory=find_free_port)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        command = [sys.executable, "-m", self.module, "--port", str(self.port), *self.arguments]
        self._process = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 - our own module
        wait_until(self._listens, timeout_s=30)

    def _listens(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"{self.module} has ended"
        return self.port in _ports(psutil.Process(self._process.pid))

    def kill(self) -> None:
        """End it without any warning."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@dataclass
class Node:
    """A second Ray node on this machine, with HAProxy files of its own."""

    system: RunningManta
    home: Path
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _joined: ClusterState | None = field(default=None, init=False)

    def start(self) -> None:
        """Join the system's cluster as it is now."""
        self._joined = cluster = find_cluster(self.system.data_dir)
        assert cluster is not None, "the cluster does not run"
        command = [
            str(Path(sys.executable).with_name("ray")),
            "start",
            f"--address={cluster.ray_address}",
            "--num-cpus=2",
            "--object-store-memory=100000000",
            "--disable-usage-stats",
            "--block",
        ]
        with (self.home / "node.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - Ray's own command
                command, env=self._environment(cluster.pid), stdout=log, stderr=log, start_new_session=True
            )
        wait_until(lambda: self.find_raylet() is not None, timeout_s=30)

    def _environment(self, cluster_pid: int) -> dict[str, str]:
        """Return what the cluster's own process was started with: a node needs the same settings."""
        proxy = {
            name: str(self.home / name.lower())
            for name in (
                "RAY_SERVE_HAPROXY_SERVER_STATE_BASE",
                "RAY_SERVE_HAPROXY_CONFIG_FILE_LOC",
                "RAY_SERVE_HAPROXY_SOCKET_PATH",
                "RAY_SERVE_HAPROXY_SERVER_STATE_FILE",
            )
        }
        return psutil.Process(cluster_pid).environ() | proxy | {"RAY_AUTH_MODE": "token"}

    def processes(self) -> list[psutil.Process]:
        """Return every process of the node."""
        if self._process is None or self._process.poll() is not None:
            return []
        return tree_of(self._process.pid)

    def find_raylet(self) -> psutil.Process | None:
        """Return the node's manager, None while it does not run."""
        return next((process for process in self.processes() if name_of(process) == "raylet"), None)

    def is_in_cluster(self) -> bool:
        """Whether it runs and belongs to the cluster that runs now."""
        is_same = self._joined is not None and self._joined == find_cluster(self.system.data_dir)
        return is_same and self.find_raylet() is not None

    def kill(self) -> None:
        """End the node and everything on it without any warning, if it was started."""
        if self._process is None:
            return
        processes = [*self.processes(), *self._strays()]
        for process in processes:
            kill(process)
        psutil.wait_procs(processes, timeout=10)
        self._process.wait(10)
        self._process = None

    def _strays(self) -> list[psutil.Process]:
        """Return processes of the node that have left its tree, as HAProxy does when it is reloaded."""
        return [process for process in psutil.process_iter() if _knows(process, str(self.home))]


@dataclass
class World:
    """Everything that a run consists of, started and stopped in order.

    Args:
        settings: Further environment variables of the system.
        with_node: Whether a second Ray node joins.
        with_model: Whether a model server answers; else the embedded engine does.
        with_telegram: Whether the bot runs, against a Telegram of ours.
        lease_s: How long a silent worker keeps its chats.
    """

    settings: dict[str, str] = field(default_factory=dict[str, str])
    with_node: bool = True
    with_model: bool = True
    with_telegram: bool = True
    lease_s: float = LEASE_S
    stack: ExitStack = field(default_factory=ExitStack, init=False)
    system: RunningManta = field(init=False)
    model: Helper | None = field(default=None, init=False)
    telegram: Helper | None = field(default=None, init=False)
    node: Node = field(init=False)
    folder: Path = field(init=False)
    ray_home: Path = field(init=False)
    has_own_disk: bool = field(default=False, init=False)

    def start(self) -> None:
        """Bring everything up; `stack` takes it down again, also when this fails."""
        self.folder = self._make_folder("manta-chaos-")
        self.ray_home = self._make_folder("mr-")  # its sockets' paths have at most 107 characters
        data_dir = self.folder / "data"
        data_dir.mkdir()
        self.has_own_disk = self._mount(data_dir)
        if self.with_model:
            self.model = self._helper("tests.fakes.llm")
        if self.with_telegram:
            self.telegram = self._helper("tests.fakes.telegram", "--file", str(self.folder / "sent.jsonl"))
        self.system = RunningManta(data_dir, self._environment() | self.settings)
        self.stack.callback(self.system.down)
        self.system.up()
        self.node = Node(self.system, self._make_folder("mn-"))
        self.stack.callback(self.node.kill)
        if self.with_node:
            self.node.start()

    def _make_folder(self, prefix: str) -> Path:
        folder = Path(mkdtemp(prefix=prefix))
        self.stack.callback(shutil.rmtree, folder, ignore_errors=True)
        return folder

    def _helper(self, module: str, *arguments: str) -> Helper:
        helper = Helper(module, arguments)
        self.stack.callback(helper.kill)
        helper.start()
        return helper

    def _environment(self) -> dict[str, str]:
        environment = {
            "MANTA_LEASE_S": str(self.lease_s),
            "MANTA_REPLICAS": str(REPLICAS),
            "MANTA_WORKERS": str(WORKERS),
            "MANTA_TASK_THRESHOLD": "0.6",
            "RAY_TMPDIR": str(self.ray_home),
        }
        if self.model is not None:
            environment |= {
                "MANTA_MODEL": f"ollama:{MODEL}",
                "OLLAMA_BASE_URL": self.model.url,
                "MANTA_MODEL_TIMEOUT_S": "2",
                "MANTA_MODEL_RETRIES": "1",
                "MANTA_BREAKER_RESET_S": "2",
            }
        if self.telegram is not None:
            environment |= {"TELEGRAM_API_URL": self.telegram.url, "TELEGRAM_BOT_TOKEN": BOT_TOKEN}
        return environment

    def _mount(self, folder: Path) -> bool:
        """Give the data folder a small file system of its own, where we may."""
        if sys.platform != "linux" or os.geteuid() != 0:
            return False
        command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(folder)]
        if subprocess.run(command, check=False, capture_output=True).returncode != 0:  # noqa: S603 - fixed
            return False
        self.stack.callback(subprocess.run, ["umount", "--lazy", str(folder)], check=False)
        return True

    def processes(self) -> list[psutil.Process]:
        """Return every process of the system, on both nodes."""
        return [*self.system.processes(), *self.node.processes()]

    def find(self, name: str) -> list[psutil.Process]:
        """Return the live processes whose first word starts with `name`."""
        return [
            process for process in self.processes() if alive(process) and _title(process).startswith(name)
        ]

    def has_cluster(self) -> bool:
        """Whether Ray runs: for a moment after its death, what it left still answers."""
        return all(self._has(name, 1) for name in ("gcs_server", "raylet"))

    def _has(self, name: str, number: int) -> bool:
        cluster = find_cluster(self.system.data_dir)
        return cluster is not None and len(self.find(name)) >= number

    def is_whole(self) -> bool:
        """Whether every part of the system is there, as far as processes and ports tell."""
        wanted = {
            "haproxy": 1,
            "ray::ServeController": 1,
            "ray::ServeReplica:manta:supervisor": 1,
            "ray::AnalysisWorkerActor": WORKERS,
            "ray::TaskBoardActor": 1,
            "ray::EventHubActor": 1,
        }
        if self.telegram is not None:
            wanted |= {"ray::NotifierActor": 1, "ray::TelegramActor": 1}
        is_there = self.has_cluster() and all(self._has(name, number) for name, number in wanted.items())
        return is_there and self._count_serving() >= REPLICAS

    def _count_serving(self) -> int:
        """Return how many ingress replicas get requests: they listen, and HAProxy knows that they do."""
        known = self._ports_in_use()
        replicas = self.find("ray::ServeReplica:manta:ingress")
        return sum(not known.isdisjoint(_ports(replica)) for replica in replicas)

    def _ports_in_use(self) -> set[int]:
        """Return the ports that HAProxy sends requests to."""
        cluster = find_cluster(self.system.data_dir)
        try:
            environment = psutil.Process(cluster.pid).environ() if cluster is not None else {}
        except psutil.NoSuchProcess:
            return set()
        port = environment.get("RAY_SERVE_HAPROXY_STATS_PORT")
        return find_ports_in_use(self.find("haproxy"), int(port)) if port is not None else set()

    def postgres(self) -> list[psutil.Process]:
        """Return PostgreSQL's processes, the postmaster first."""
        found = [process for process in self.system.processes() if name_of(process) == "postgres"]
        parents = {_parent(process) for process in found}
        return sorted(found, key=lambda process: process.pid in parents, reverse=True)

    def bury_node(self) -> None:
        """End what is left of a second node that has died or lost its cluster, as its machine's end would.

        The nodes share this machine's ports, so what it leaves stands in the way of the next cluster.
        """
        if not self.node.is_in_cluster():
            self.node.kill()

    def restore_node(self) -> None:
        """Bring the second node back if it is wanted and has died, or lost its cluster."""
        if self.with_node and not self.node.is_in_cluster():
            self.node.kill()
            self.node.start()


def kill(process: psutil.Process) -> None:
    """End a process without any warning, if it is still there."""
    send(process, signal.SIGKILL)


def send(process: psutil.Process, number: signal.Signals) -> None:
    """Send a signal to a process, if it is still there."""
    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return


def first(processes: Sequence[psutil.Process], choose: Callable[[int], int]) -> psutil.Process | None:
    """Return one of the processes, None when there is none."""
    return processes[choose(len(processes))] if processes else None


def _title(process: psutil.Process) -> str:
    try:
        words = process.cmdline()
        titled = bool(words) and words[0].startswith(("ray::", "postgres: "))
        return words[0] if titled else process.name()
    except psutil.NoSuchProcess:
        return ""


def _parent(process: psutil.Process) -> int | None:
    try:
        return process.ppid()
    except psutil.NoSuchProcess:
        return None


def _ports(process: psutil.Process) -> list[int]:
    """Return the ports that a process listens on."""
    try:
        sockets = process.net_connections("tcp")
    except psutil.NoSuchProcess:
        return []
    return [one.laddr.port for one in sockets if one.status == psutil.CONN_LISTEN]


def _knows(process: psutil.Process, home: str) -> bool:
    """Whether a process was started with settings that name this folder."""
    try:
        return any(home in value for value in process.environ().values())
    except psutil.Error:
        return False
