"""Three Ray nodes here, as the files of deploy/ start them: a release comes, a node is lost, one is added.

One cluster for all of it, because a start takes half a minute. What is checked in the end covers everything
that happened meanwhile: messages were posted all the time.
"""

import asyncio
import threading
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count, cycle
from pathlib import Path

import httpx2
import pytest

from cli.client import Client
from config.version import VERSION
from domain.errors import MantaError
from domain.health import HealthStatus
from tests.e2e.cluster import RAY_TOKEN, Cluster, Node, running_cluster
from tests.e2e.invariants import read_census
from tests.support.database import DatabaseServer
from tests.support.polling import wait_until
from tests.support.system import ROOT

SERVE_CONFIG = ROOT / "deploy" / "serve" / "manta.yaml"
CHATS = ("one", "two", "three")
READY_S = 180.0
BACK_S = 120.0
PAUSE_S = 0.1
"""Between two messages: enough that all of them are analysed soon after the last."""


@dataclass
class Posting:
    """Posts messages until told to stop, through one node after the other; each until it is accepted."""

    cluster: Cluster
    accepted: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CHATS, 0))
    _stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def total(self) -> int:
        """How many messages were accepted so far."""
        return sum(self.accepted.values())

    def stop(self) -> None:
        """Let the message in hand be the last."""
        self._stopped.set()

    def run(self) -> None:
        """Post, one message at a time, so that the order in a chat is known."""
        with ExitStack() as doors:
            entrances = cycle([doors.enter_context(self.cluster.client(node)) for node in self.cluster.nodes])
            for number, chat in zip(count(), cycle(CHATS), strict=False):
                if self._stopped.wait(PAUSE_S):
                    return
                wait_until(partial(self._post, entrances, number, chat), BACK_S)
                self.accepted[chat] += 1

    def _post(self, entrances: Iterator[Client], number: int, chat: str) -> bool:
        message = {
            "id": f"{chat}-{number}",
            "content": f"We should order cable number {number}",
            "author": "Cid",
            "timestamp": "2026-11-20T10:00:00Z",
            "chat_id": chat,
        }
        try:
            next(entrances).post("/api/messages", dict[str, object], message)
        except MantaError:
            return False
        return True


@contextmanager
def posting(cluster: Cluster) -> Generator[Posting]:
    """Post messages during the block."""
    stream = Posting(cluster)
    thread = threading.Thread(target=stream.run, name="posting")
    thread.start()
    try:
        yield stream
    finally:
        stream.stop()
        thread.join(BACK_S)


def well(cluster: Cluster, node: Node) -> bool:
    """Whether a node's proxy answers that every part is there."""
    try:
        with cluster.client(node) as client:
            health = client.get_health()
    except MantaError:
        return False
    return health.status is HealthStatus.HEALTHY and all(check.ok for check in health.checks.values())


def deploy(cluster: Cluster, release: str, replicas: int) -> None:
    """Deploy the Serve config of the repository, for this machine's port, as another release or size."""
    text = SERVE_CONFIG.read_text()
    for ours, theirs in {
        "host: 0.0.0.0": "host: 127.0.0.1",
        "port: 8000": f"port: {cluster.api_port}",
        f"MANTA_RELEASE: {VERSION}": f"MANTA_RELEASE: {release}",
        "num_replicas: 2": f"num_replicas: {replicas}",
    }.items():
        assert ours in text
        text = text.replace(ours, theirs)
    target = cluster.folder / "serve.yaml"
    target.write_text(text)
    cluster.run("serve", "deploy", str(target))
    wait_until(lambda: is_deployed(cluster), BACK_S)


def is_deployed(cluster: Cluster) -> bool:
    """Whether Serve says that the application runs as it was asked for last."""
    answer = httpx2.get(
        f"http://127.0.0.1:{cluster.dashboard_port}/api/serve/applications/",
        headers={"Authorization": f"Bearer {RAY_TOKEN}"},
        trust_env=False,
        timeout=10,
    )
    return answer.raise_for_status().json()["applications"]["manta"]["status"] == "RUNNING"


async def all_done(cluster: Cluster, accepted: dict[str, int]) -> bool:
    found = [(await read_census(cluster.database_url, chat)).done for chat in accepted]
    return found == list(accepted.values())


@pytest.mark.timeout(540)
async def test_a_cluster_gets_a_release_loses_a_node_and_gets_another(
    database_server: DatabaseServer, tmp_path: Path
) -> None:
    url = await database_server.create("template0")
    with running_cluster(tmp_path, url) as cluster:
        await asyncio.to_thread(play, cluster)
    await database_server.drop(url)


def play(cluster: Cluster) -> None:
    cluster.start_head()
    wait_until(cluster.is_ready, READY_S)
    workers = [cluster.add_worker(), cluster.add_worker()]
    with posting(cluster) as stream:
        deploy(cluster, "next", replicas=2)
        victim = next(node for node in workers if node.find("ServeReplica:manta"))
        wait_until(lambda: well(cluster, victim), BACK_S)

        cluster.kill(victim)
        killed_at = stream.total
        wait_until(lambda: well(cluster, cluster.head), BACK_S)
        wait_until(lambda: stream.total > killed_at, BACK_S)

        newcomer = cluster.add_worker()
        deploy(cluster, "next", replicas=5)
        wait_until(lambda: bool(newcomer.find("ServeReplica:manta")), BACK_S)
        wait_until(lambda: well(cluster, newcomer), BACK_S)

    accepted = dict(stream.accepted)
    wait_until(lambda: asyncio.run(all_done(cluster, accepted)), BACK_S)
    for chat, number in accepted.items():
        census = asyncio.run(read_census(cluster.database_url, chat))
        assert (census.messages, census.done, census.analyses) == (number, number, number)
        assert (census.analysed_twice, census.out_of_order, census.event_gaps) == (0, 0, 0)
        assert census.tasks_of_one_message <= 1
    cluster.stop()
