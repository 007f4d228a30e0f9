import pytest

from api.deps import ApiSettings
from tests.api.client import MESSAGE, TASK, Api, problem
from tests.fakes.world import FakeWorld

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


async def test_health_needs_no_key_and_tells_strangers_no_details(api: Api) -> None:
    answer = await api.anonymous.get("/api/health")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "healthy",
        "timestamp": "2026-01-31T07:30:00Z",
        "version": "0.1.0",
        "checks": {"database": {"ok": True}},
    }
    assert "10.0.0.7" in (await api.viewer.get("/api/health")).text
    assert "10.0.0.7" not in (await api.with_key("wrong").get("/api/health")).text


async def test_degraded_health_is_a_503(api: Api) -> None:
    api.world.health.well = False
    api.world.gatekeeper.unavailable = True
    answer = await api.viewer.get("/api/health")
    assert (answer.status_code, answer.json()["status"]) == (503, "degraded")
    assert answer.json()["checks"] == {"database": {"ok": False}}


async def test_health_answers_head_for_load_balancers(api: Api) -> None:
    assert (await api.anonymous.head("/api/health")).status_code == 200


async def test_programs_are_told_that_manta_runs(api: Api) -> None:
    for headers in ({}, {"Accept": "application/json"}, {"Accept": "application/json, text/html"}):
        body = (await api.viewer.get("/", headers=headers)).json()
        assert (body["message"], body["status"], body["version"]) == ("Manta is running", "running", "0.1.0")


async def test_browsers_are_shown_the_way(api: Api) -> None:
    stranger = await api.anonymous.get("/", headers=BROWSER)
    reader = await api.anonymous.get("/docs", headers=BROWSER)
    assert (stranger.status_code, stranger.headers["location"]) == (303, "/login")
    assert (reader.status_code, reader.headers["location"]) == (303, "/login?next=%2Fdocs")
    await api.member.post("/api/tasks", json=TASK)
    page = await api.viewer.get("/", headers=BROWSER)
    assert "Manta is running" in page.text
    assert "make web" in page.text
    assert "<b>1</b>Tasks" in page.text


async def test_stats_count_what_there_is(api: Api) -> None:
    await api.member.post("/api/messages", json=MESSAGE)
    for _ in range(3):
        await api.member.post("/api/tasks", json=TASK)
    await api.member.put("/api/tasks/1/status?status=completed")
    assert (await api.viewer.get("/api/stats")).json() == {
        "total_tasks": 3,
        "open_tasks": 2,
        "in_progress_tasks": 0,
        "completed_tasks": 1,
        "closed_tasks": 0,
        "categories": {"bug": 3},
        "priorities": {"high": 3},
        "total_messages": 1,
        "pending_messages": 1,
        "failed_messages": 0,
        "proposals": 0,
    }


@pytest.mark.parametrize(
    ("headers", "base"),
    [
        ({}, "http://manta.test"),
        ({"Host": "10.1.2.3:8000"}, "http://10.1.2.3:8000"),
        ({"Host": "[::1]:8000"}, "http://[::1]:8000"),
        ({"X-Forwarded-Proto": "https"}, "https://manta.test"),
        ({"X-Forwarded-Proto": "https, http", "X-Forwarded-Host": "a.example, b"}, "https://a.example"),
        ({"X-Forwarded-Proto": "gopher"}, "http://manta.test"),
        ({"X-Forwarded-Host": 'a.example">; rel="x'}, "http://localhost"),
    ],
)
async def test_the_configuration_names_addresses_as_the_client_sees_them(
    api: Api, headers: dict[str, str], base: str
) -> None:
    body = (await api.member.get("/api/config", headers=headers)).json()
    assert body["apiBaseUrl"] == base
    assert body["wsUrl"] == base.replace("http", "ws", 1) + "/ws"
    assert (body["version"], body["workspaceId"], body["role"]) == ("0.1.0", 1, "member")


async def test_a_configured_address_counts_before_headers(world: FakeWorld) -> None:
    settings = ApiSettings(version="1", public_base_url="https://tasks.example.org/manta/")
    async with Api(world, settings) as api:
        headers = {"X-Forwarded-Host": "evil.example"}
        body = (await api.viewer.get("/api/config", headers=headers)).json()
        assert body["wsUrl"] == "wss://tasks.example.org/manta/ws"
        link = (await api.admin.post("/api/login-links", headers=headers)).json()["url"]
        assert link.startswith("https://tasks.example.org/manta/login?token=")


async def test_the_reference_explains_every_operation_and_problem(api: Api) -> None:
    page = (await api.viewer.get("/docs")).text
    for path in api.app.openapi()["paths"]:
        assert f"<code>{path}</code>" in page
    for name in ('id="problem-stale-version"', "4408", "receive_message"):
        assert name in page


async def test_unknown_addresses_and_methods_are_problems(api: Api) -> None:
    problem(await api.viewer.get("/api/nothing"), 404, "no-such-route")
    problem(await api.viewer.get("/api/tasks/"), 404, "no-such-route")
    answer = await api.viewer.delete("/api/tasks/1")
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"]
