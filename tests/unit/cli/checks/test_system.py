import socket
from collections.abc import Callable
from datetime import UTC, datetime

import httpx2
import pytest

from cli.checks.findings import Check, Finding, State, find
from cli.checks.system import MANY_WAITING, OpenClient, check_backlog, check_parts, check_port
from cli.client import Client
from cli.ports import find_free_port
from cli.state import SystemState
from config.settings import Settings

pytestmark = pytest.mark.usefixtures("bare_environment")

URL = "http://127.0.0.1:8000"
STATS: dict[str, object] = {
    "total_tasks": 0,
    "open_tasks": 0,
    "in_progress_tasks": 0,
    "completed_tasks": 0,
    "closed_tasks": 0,
    "categories": {},
    "priorities": {},
    "total_messages": 5,
    "pending_messages": 0,
    "failed_messages": 0,
    "proposals": 0,
}


def system(answer: Callable[[httpx2.Request], httpx2.Response]) -> OpenClient:
    return lambda: Client(URL, "key-CANARY", transport=httpx2.MockTransport(answer))


def with_parts(status: str, **parts: bool) -> OpenClient:
    checks = {name: {"ok": well, "detail": "well" if well else "is away"} for name, well in parts.items()}
    body = {"status": status, "timestamp": "2026-01-31T00:00:00Z", "version": "1", "checks": checks}
    return system(lambda _: httpx2.Response(200 if status == "healthy" else 503, json=body))


def with_stats(**changes: int) -> OpenClient:
    return system(lambda _: httpx2.Response(200, json=STATS | changes))


def refuse(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("refused", request=request)


def found_by(look: Callable[[OpenClient | None], Finding], open_client: OpenClient | None) -> Finding:
    return find(Check("check", lambda: look(open_client)))


def test_a_free_port_is_well() -> None:
    assert check_port(Settings(manta_port=find_free_port()), None).state is State.OK


def test_a_port_of_somebody_else_is_told() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        settings = Settings(manta_port=listener.getsockname()[1])
        found = find(Check("port", lambda: check_port(settings, None)))
    assert found.state is State.FAIL
    assert "--port" in found.remedy


def test_a_port_of_manta_s_own_is_well() -> None:
    began = datetime(2026, 1, 31, tzinfo=UTC)
    state = SystemState(pid=1, url=URL, dashboard_url=None, started_at=began, ready=True)
    assert check_port(Settings(), state).state is State.OK


@pytest.mark.parametrize("look", [check_parts, check_backlog])
def test_a_system_may_rest(look: Callable[[OpenClient | None], Finding]) -> None:
    assert found_by(look, None).state is State.OK


@pytest.mark.parametrize("look", [check_parts, check_backlog])
def test_a_system_that_does_not_answer_is_told(look: Callable[[OpenClient | None], Finding]) -> None:
    found = found_by(look, system(refuse))
    assert found.state is State.FAIL
    assert URL in found.detail


def test_a_system_whose_parts_answer_is_well() -> None:
    assert found_by(check_parts, with_parts("healthy", database=True, hub=True)).state is State.OK


@pytest.mark.parametrize("status", ["healthy", "degraded"])
def test_parts_that_are_away_are_named(status: str) -> None:
    found = found_by(check_parts, with_parts(status, database=True, hub=False))
    assert (found.state, found.detail) == (State.FAIL, "Away: hub (is away).")


def test_a_system_that_calls_itself_unwell_is_believed() -> None:
    assert found_by(check_parts, with_parts("degraded", database=True)).state is State.FAIL


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, State.OK),
        ({"pending_messages": MANY_WAITING - 1}, State.OK),
        ({"pending_messages": MANY_WAITING}, State.WARN),
        ({"failed_messages": 1}, State.WARN),
    ],
)
def test_what_waits_and_what_failed_is_told(changes: dict[str, int], state: State) -> None:
    found = found_by(check_backlog, with_stats(**changes))
    assert found.state is state
    assert all(str(count) in found.detail for count in changes.values())


def test_without_a_valid_key_the_way_to_one_is_told() -> None:
    found = found_by(check_backlog, system(lambda _: httpx2.Response(401)))
    assert found.state is State.FAIL
    assert "MANTA_API_KEY" in found.remedy
