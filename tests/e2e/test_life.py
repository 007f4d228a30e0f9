"""Starting, stopping, restarting and losing the database."""

import os
import signal
from pathlib import Path

import psutil

from cli.client import Client
from cli.live import newest_seq
from cli.ports import find_free_port
from cli.state import find_state
from db.embedded import find_running_server
from db.location import embedded_dir
from domain.errors import MantaError
from domain.health import HealthStatus
from domain.message import Message
from domain.task import Task
from tests.support.polling import wait_until
from tests.support.processes import alive
from tests.support.system import RunningManta


def message(number: int) -> dict[str, object]:
    return {
        "id": f"outage-{number}",
        "content": "We should order new cables",
        "author": "Cid",
        "timestamp": "2026-11-20T10:00:00Z",
        "chat_id": "outage",
    }


def try_to_post(client: Client, number: int) -> bool:
    try:
        client.post("/api/messages", dict[str, object], message(number))
    except MantaError:
        return False
    return True


def test_a_lost_database_is_said_and_survived(manta: RunningManta) -> None:
    """The database is killed again and again while messages come in; each 2xx must have its row."""
    running = find_running_server(embedded_dir(manta.data_dir))
    assert running is not None
    with manta.client() as client:
        assert try_to_post(client, 0)
        psutil.Process(running.pid).send_signal(signal.SIGKILL)
        acknowledged = [number for number in range(1, 200) if try_to_post(client, number)]
        wait_until(lambda: client.get_health().status is HealthStatus.HEALTHY, timeout_s=30)
        wait_until(lambda: try_to_post(client, 1000), timeout_s=10)
        stored = client.get("/api/messages", list[Message], {"chat_id": "outage", "limit": 500})
        ids = {item.external_id for item in stored}
        assert {f"outage-{number}" for number in [0, *acknowledged, 1000]} <= ids
        wait_until(lambda: _all_done(client), timeout_s=60)


def _all_done(client: Client) -> bool:
    pending = client.get("/api/messages", list[Message], {"chat_id": "outage", "status": "received"})
    return not pending


def test_a_taken_port_is_explained(manta: RunningManta, tmp_path: Path) -> None:
    second = RunningManta(tmp_path, port=manta.port)
    refused = second.run("up")
    assert refused.returncode == 1
    assert "Something else listens" in refused.stderr
    assert "--port" in refused.stderr
    assert "Traceback" not in refused.stdout + refused.stderr


def test_a_model_without_a_server_is_explained_before_the_start(tmp_path: Path) -> None:
    nowhere = f"http://127.0.0.1:{find_free_port()}"
    settings = {"MANTA_MODEL": "ollama:qwen3", "OLLAMA_BASE_URL": nowhere}
    refused = RunningManta(tmp_path, settings).run("up", "--detach")
    assert refused.returncode == 1
    assert nowhere in refused.stderr
    assert "ollama serve" in refused.stderr
    assert "Traceback" not in refused.stdout + refused.stderr


def test_neither_ctrl_c_nor_a_kill_loses_anything(tmp_path: Path) -> None:
    """Ctrl-C leaves no process, a kill leaves none in the way; tasks, keys and events outlive both."""
    system = RunningManta(tmp_path)
    terminal = system.spawn("up")
    wait_until(lambda: _is_ready(tmp_path), timeout_s=120)
    with system.client() as client:
        task = client.post("/api/tasks", Task, {"title": "survive the restart"})
    seen = newest_seq(system.url, system.key)
    processes = system.processes()
    os.killpg(terminal.pid, signal.SIGINT)
    output, _ = terminal.communicate(timeout=60)
    assert terminal.returncode == 0, output
    assert "Stopped." in output
    wait_until(lambda: not any(alive(process) for process in processes), timeout_s=20)

    system.up()
    psutil.Process(system.state().pid).send_signal(signal.SIGKILL)
    system.up()  # what the killed one left running does not stand in the way
    with system.client() as client:
        assert client.get(f"/api/tasks/{task.id}", Task).title == "survive the restart"
        client.post("/api/tasks", Task, {"title": "after the restart"})
    events = system.events_until(seen, lambda so_far: len(so_far) >= 1)
    assert (events[0].seq, events[0].data["title"]) == (seen + 1, "after the restart")
    system.down()


def _is_ready(data_dir: Path) -> bool:
    state = find_state(data_dir)
    return state is not None and state.ready
