"""A newcomer's first minutes, on the real thing."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from cli.importing import ImportReport
from cli.live import LiveEvent, newest_seq
from domain.message import Message
from domain.task import Stats, Task, TaskDetail
from domain.values import Category
from tests.e2e.invariants import read_census
from tests.support.polling import wait_until
from tests.support.system import RunningManta

EXAMPLE = Path("examples/harbor-team/result.json")
EXAMPLE_CHAT = "-1002047781536"


def lines(chat: str, count: int) -> str:
    """Return an import file with `count` messages of a chat."""
    return "\n".join(
        json.dumps(
            {
                "id": f"{chat}-{number}",
                "content": f"Please fix the crash number {number} in the billing page by Friday",
                "author": "Ann",
                "timestamp": "2026-11-20T10:00:00Z",
                "chat_id": chat,
            }
        )
        for number in range(count)
    )


def test_a_message_becomes_a_task_and_tells_so_live(manta: RunningManta) -> None:
    since = newest_seq(manta.url, manta.key)
    sent = manta.run("send", "The login page crashes on Safari since 2.4.1, please fix by Friday", "--json")
    assert sent.returncode == 0, sent.stderr
    message = Message.model_validate_json(sent.stdout)
    assert message.analysis is not None
    assert message.analysis.classification.category is Category.BUG
    [task_id] = message.analysis.task_ids
    with manta.client() as client:
        task = client.get(f"/api/tasks/{task_id}", TaskDetail)
    assert task.due is not None
    assert [source.id for source in task.messages] == [message.id]
    events = manta.events_until(since, lambda seen: any(e.type == "task_created" for e in seen))
    assert [e.type for e in events] == ["message", "message_analyzed", "task_created"]
    assert [e.seq for e in events] == [since + 1, since + 2, since + 3]


def test_messages_take_the_express_lane_before_serve_sees_them(manta: RunningManta) -> None:
    """Serve puts its own X-Request-Id beside ours on what it passes on."""
    headers = {"Authorization": f"Bearer {manta.key}"}
    with httpx2.Client(base_url=manta.url, headers=headers, trust_env=False) as client:
        message = {"author": "Ann", "timestamp": "2026-11-20T10:00:00Z", "chat_id": "express"}
        express = client.post("/api/messages", json=message | {"id": "express-1", "content": "Hello"})
        usual = client.get("/api/health")
    assert express.status_code == 201
    assert len(express.headers.get_list("x-request-id")) == 1
    assert len(usual.headers.get_list("x-request-id")) == 2


async def test_the_example_is_imported_once_however_often(manta: RunningManta) -> None:
    first = manta.run("import", str(EXAMPLE), "--json")
    assert first.returncode == 0, first.stderr
    report = ImportReport.model_validate_json(first.stdout)
    assert report.new >= 300
    assert (report.waiting, report.failed, report.refused) == (0, 0, [])
    assert report.tasks >= 30
    assert report.noise >= 100
    again = ImportReport.model_validate_json(manta.run("import", str(EXAMPLE), "--json").stdout)
    assert (again.new, again.known) == (0, report.new)


async def test_a_killed_worker_loses_nothing_and_doubles_nothing(manta: RunningManta, tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text(lines("killed", 300))
    since = newest_seq(manta.url, manta.key)
    importing = manta.spawn("import", str(file), "--json")
    manta.events_until(since, lambda seen: sum(e.type == "message_analyzed" for e in seen) >= 20)
    manta.kill_actor("AnalysisWorkerActor")
    output, _ = importing.communicate(timeout=120)
    report = ImportReport.model_validate_json(output)
    assert (report.new, report.waiting, report.failed) == (300, 0, 0)
    census = await read_census(manta.database_url(), "killed")
    assert (census.messages, census.done, census.analyses) == (300, 300, 300)
    assert (census.analysed_twice, census.out_of_order, census.event_gaps) == (0, 0, 0)
    assert census.tasks_of_one_message == 1


@pytest.mark.parametrize("actor", ["TaskBoardActor", "EventHubActor"])
def test_a_killed_actor_comes_back(manta: RunningManta, actor: str) -> None:
    manta.kill_actor(actor)
    since = newest_seq(manta.url, manta.key)
    with manta.client() as client:
        wait_until(lambda: all(part.ok for part in client.get_health().checks.values()), timeout_s=30)
        client.post("/api/tasks", Task, {"title": f"after the death of {actor}"})
        events = manta.events_until(since, _created)
        assert events[-1].data["title"] == f"after the death of {actor}"


def _created(events: list[LiveEvent]) -> bool:
    return any(event.type == "task_created" for event in events)


def test_the_same_message_at_two_replicas_is_stored_once(manta: RunningManta) -> None:
    body = {
        "id": "twice",
        "content": "hello",
        "author": "Bob",
        "timestamp": "2026-11-20T10:00:00Z",
        "chat_id": "twice",
    }

    def post(_: int) -> int:
        with manta.client() as client:
            return int(str(client.post("/api/messages", dict[str, object], body)["message_id"]))

    with ThreadPoolExecutor(16) as pool:
        ids = set(pool.map(post, range(64)))
    assert len(ids) == 1
    with manta.client() as client:
        assert len(client.get("/api/messages", list[Message], {"chat_id": "twice"})) == 1


def test_stats_count_what_was_imported(manta: RunningManta) -> None:
    with manta.client() as client:
        stats = client.get("/api/stats", Stats)
        tasks = client.get("/api/tasks", list[Task], {"limit": 500})
    assert stats.total_tasks >= len(tasks) > 0
    assert sum(stats.categories.values()) == stats.total_tasks


def test_status_and_doctor_find_everything_well(manta: RunningManta) -> None:
    told = manta.run("status", "--json")
    assert told.returncode == 0, told.stdout + told.stderr
    assert json.loads(told.stdout)["status"] == "healthy"
    assert manta.run("doctor").returncode == 0
