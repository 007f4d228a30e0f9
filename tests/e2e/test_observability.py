"""A real system under watch: its metrics, its traces and its logs, of the same few messages."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.client import Client
from cli.ports import find_free_port
from domain.message import Message
from tests.support.otlp import Collector, collecting
from tests.support.polling import wait_until
from tests.support.prometheus import Scrape, scrape
from tests.support.system import RunningManta

MARKER = "zanzibar"
AUTHOR = "Ada-canary"
MESSAGES = 5
SERVED_S = 60.0


@dataclass(frozen=True)
class Watched:
    """A system that has worked through some messages and has been stopped, and what was seen of it."""

    scrape: Scrape
    collector: Collector
    logs: Path
    key: str


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    # Ray's sockets have to have short names.
    with collecting() as collector, tempfile.TemporaryDirectory(prefix="mo") as ray_folder:
        port = find_free_port()
        settings = {
            "MANTA_LOG_FORMAT": "json",
            "MANTA_METRICS_PORT": str(port),
            "MANTA_TRACING": "true",
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url,
            "RAY_TMPDIR": ray_folder,
        }
        manta = RunningManta(tmp_path_factory.mktemp("watched"), settings).up()
        try:
            key = manta.key
            with manta.client() as client:
                for number in range(MESSAGES):
                    client.post("/api/messages", dict[str, object], message(number))
                client.post("/api/messages", dict[str, object], message(0))
                wait_until(lambda: not pending(client), timeout_s=60)
            served = wait_served(port)
        finally:
            manta.down()
        (Path(ray_folder) / "system.log").write_bytes((manta.data_dir / "system.log").read_bytes())
        (Path(ray_folder) / "ray.log").write_bytes((manta.data_dir / "ray.log").read_bytes())
        yield Watched(served, collector, Path(ray_folder), key)


def message(number: int) -> dict[str, object]:
    return {
        "id": f"watched-{number}",
        "content": f"Please fix the {MARKER} export by tomorrow, it is broken",
        "author": AUTHOR,
        "timestamp": "2026-11-20T10:00:00Z",
        "chat_id": f"{MARKER}-{number}",
    }


def pending(client: Client) -> list[Message]:
    return client.get("/api/messages", list[Message], {"status": "received"})


def wait_served(port: int) -> Scrape:
    """Return what the node serves once every process has told its figures, each at its own time."""
    served: list[Scrape] = []

    def is_served() -> bool:
        served.append(scrape(f"127.0.0.1:{port}"))
        told = served[-1]
        done = told.value("ray_manta_analysed_messages_total", outcome="done")
        looked = "ray_manta_inbox_pending_messages" in told.names()
        empty = looked and told.value("ray_manta_inbox_pending_messages") == 0
        counted = told.value("ray_manta_messages_total", outcome="duplicate") == 1  # the last that was sent
        return done == MESSAGES and empty and counted

    wait_until(is_served, timeout_s=SERVED_S)
    return served[-1]


def test_messages_are_counted_on_their_way(watched: Watched) -> None:
    told = watched.scrape
    assert told.value("ray_manta_messages_total", outcome="accepted") == MESSAGES
    assert told.value("ray_manta_messages_total", outcome="duplicate") == 1
    assert told.value("ray_manta_store_batch_messages_count") >= 2
    assert told.value("ray_manta_message_seconds_count") == MESSAGES
    assert told.value("ray_manta_agent_seconds_count", agent="classification", model="embedded") == MESSAGES
    made = told.value("ray_manta_tasks_total") + told.value("ray_manta_proposals_total")
    assert made >= MESSAGES
    assert told.value("ray_manta_inbox_dead_messages") == 0


def test_the_parts_tell_how_they_fare(watched: Watched) -> None:
    told = watched.scrape
    assert told.value("ray_manta_actors_alive", role="analysis-worker") == 1
    assert told.value("ray_manta_actors_alive", role="event-hub") == 1
    assert told.value("ray_manta_database_connections_limit", part="ingress") == 8


def test_a_message_is_one_trace_through_the_processes(watched: Watched) -> None:
    accepted = watched.collector.named("accept")
    assert len(accepted) == MESSAGES
    for root in accepted:
        names = {span.name for span in watched.collector.spans() if span.trace_id == root.trace_id}
        assert {"accept", "claim", "analyse", "finish", "invoke_agent classification"} <= names


def test_our_log_lines_are_objects_that_say_who_wrote_them(watched: Watched) -> None:
    parts: set[object] = set()
    for line in (watched.logs / "system.log").read_text().splitlines():
        parts.add(json.loads(line)["part"])
    assert parts == {"system", "cluster"}


def test_nothing_that_was_said_and_no_secret_is_in_logs_metrics_or_traces(watched: Watched) -> None:
    words = [word.encode() for word in (MARKER, AUTHOR, watched.key)]
    files = [path for path in watched.logs.rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(files) > 10
    told = {str(path): path.read_bytes() for path in files if path.suffix in {".log", ".err", ".out"}}
    told |= {f"trace {number}": body for number, body in enumerate(watched.collector.bodies)}
    told["metrics"] = watched.scrape.text.encode()
    assert not [name for name, text in told.items() if any(word in text for word in words)]
