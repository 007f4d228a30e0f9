"""What holds for every request: bounded bodies, ids, headers, and no failure without an answer."""

import logging
import tracemalloc
from collections.abc import AsyncIterator

import pytest
from starlette.types import Message

from api.deps import ApiSettings
from tests.api.client import MESSAGE, Api, problem
from tests.fakes.world import OWN, TELEGRAM_SECRET, FakeWorld

LIMIT = 64 * 1024
SETTINGS = ApiSettings(version="0.1.0", max_body_bytes=LIMIT, telegram_secret=TELEGRAM_SECRET)
WRITING = [
    ("POST", "/api/messages"),
    ("POST", "/api/messages/batch"),
    ("POST", "/api/tasks"),
    ("POST", "/api/quick-add"),
    ("POST", "/api/retries"),
    ("PATCH", "/api/tasks/1"),
    ("PUT", "/api/tasks/1/status"),
    ("POST", "/api/proposals/1/accept"),
    ("POST", "/webhook/telegram"),
    ("POST", "/login"),
]


CHUNK = b"x" * 65536


class Flood:
    """A body that counts how much of it was asked for."""

    def __init__(self, chunks: int) -> None:
        self.chunks = chunks
        self.taken = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self.chunks):
            self.taken += len(CHUNK)
            yield CHUNK


def _headers(path: str) -> dict[str, str]:
    kind = "application/x-www-form-urlencoded" if path == "/login" else "application/json"
    return {"Content-Type": kind, "X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize(("method", "path"), WRITING)
async def test_a_body_over_the_limit_is_read_to_its_end_but_never_kept(
    world: FakeWorld, method: str, path: str, *, announced: bool
) -> None:
    async with Api(world, SETTINGS) as api:
        flood = Flood(200)
        headers = _headers(path) | ({"Content-Length": str(200 * len(CHUNK))} if announced else {})
        tracemalloc.start()
        answer = await api.member.request(method, path, content=flood, headers=headers)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        problem(answer, 413, "body-too-large")
        assert answer.headers["connection"] == "close"
        assert flood.taken == 200 * len(CHUNK)
        assert peak < 20 * len(CHUNK)


async def test_an_endless_body_is_cut_off(world: FakeWorld) -> None:
    async with Api(world, SETTINGS) as api:
        flood = Flood(10_000)
        problem(await api.member.post("/api/messages", content=flood), 413, "body-too-large")
        assert flood.taken < 1100 * len(CHUNK)


async def test_a_client_that_asks_first_need_not_send_its_body(world: FakeWorld) -> None:
    async with Api(world, SETTINGS) as api:
        flood = Flood(200)
        headers = {"Content-Length": str(200 * len(CHUNK)), "Expect": "100-continue"}
        problem(await api.member.post("/api/messages", content=flood, headers=headers), 413, "body-too-large")
        assert flood.taken == 0


async def test_a_body_of_exactly_the_limit_is_read(world: FakeWorld) -> None:
    async with Api(world, SETTINGS) as api:
        for size, status in ((LIMIT, 422), (LIMIT + 1, 413)):
            answer = await api.member.post("/api/messages", content=b"{}".ljust(size))
            assert answer.status_code == status


async def test_an_unforeseen_error_is_a_500_that_names_its_log_entry(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    api.world.messages.fail_with(RuntimeError("password=CANARY"))
    with caplog.at_level(logging.ERROR, "api"):
        answer = await api.member.post("/api/messages", json=MESSAGE, headers={"X-Request-Id": "req-1"})
    problem(answer, 500, "internal")
    assert answer.json()["request_id"] == "req-1"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "request req-1 failed" in caplog.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("sane", ["abc", "A-1_2.3:4", "x" * 64])
async def test_a_sane_request_id_is_kept(api: Api, sane: str) -> None:
    answer = await api.anonymous.get("/api/health", headers={"X-Request-Id": sane})
    assert answer.headers.get_list("x-request-id") == [sane]


@pytest.mark.parametrize("strange", ["", "x" * 65, "a b", "<script>", 'a"b'])
async def test_a_strange_request_id_is_replaced(api: Api, strange: str) -> None:
    answer = await api.anonymous.get("/api/health", headers={"X-Request-Id": strange})
    assert answer.headers["x-request-id"] not in {"", strange}


async def test_every_answer_carries_the_security_headers(api: Api) -> None:
    answers = [
        await api.anonymous.get("/api/health"),
        await api.anonymous.get("/login"),
        await api.anonymous.get("/api/stats"),
        await api.viewer.get("/nothing"),
        await api.viewer.get("/api/tasks"),
        await api.viewer.delete("/api/tasks"),
    ]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "base-uri 'none'" in policy
        assert "object-src 'none'" in policy
        assert "frame-ancestors 'self' https://web.telegram.org" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        # With "no-referrer" browsers would send `Origin: null` from our own forms.
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert "strict-transport-security" not in answer.headers


POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'self' https://web.telegram.org https://*.telegram.org",
}
"""What a page of ours may load, and who may frame it: each entry is a decision."""


async def test_the_content_security_policy_allows_what_the_board_needs_and_no_more(api: Api) -> None:
    policy = (await api.anonymous.get("/login")).headers["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules == POLICY


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ],
)
async def test_a_security_header_stands_once_in_pages_and_replies(api: Api, name: str, value: str) -> None:
    for path in ("/login", "/api/health", "/api/stats", "/nothing"):
        assert (await api.anonymous.get(path)).headers.get_list(name) == [value]


async def test_a_public_https_address_asks_browsers_to_stay_with_it(world: FakeWorld) -> None:
    settings = ApiSettings(version="1", public_base_url="https://tasks.example.org")
    async with Api(world, settings) as api:
        assert "strict-transport-security" in (await api.anonymous.get("/api/health")).headers


@pytest.mark.parametrize("origin", ["https://board.example", "https://evil.example", "null"])
async def test_only_exact_origins_may_read_across_sites(world: FakeWorld, origin: str) -> None:
    settings = ApiSettings(version="1", allowed_origins=("https://board.example",))
    async with Api(world, settings) as api:
        headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
        before = await api.anonymous.options("/api/messages", headers=headers)
        answer = await api.viewer.get("/api/tasks", headers={"Origin": origin})
        allowed = origin if origin == "https://board.example" else None
        assert before.headers.get("access-control-allow-origin") == allowed
        assert answer.headers.get("access-control-allow-origin") == allowed
        assert "access-control-allow-credentials" not in answer.headers


async def test_without_allowed_origins_there_is_no_cors(api: Api) -> None:
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    problem(await api.anonymous.options("/api/messages", headers=headers), 405, "method-not-allowed")


async def test_no_secret_is_ever_repeated(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    secret = "LEAKED-SECRET"
    headers = {"Authorization": f"Bearer {secret}", "Cookie": f"manta_session={secret}"}
    with caplog.at_level(logging.DEBUG):
        answers = [
            await api.anonymous.get("/api/stats", headers=headers),
            await api.anonymous.get(f"/nothing?token={secret}"),
            await api.anonymous.get(f"/api/tasks?ticket={secret}", headers=headers),
            await api.viewer.get(f"/api/messages?cursor={secret}"),
            await api.viewer.get(f"/api/messages?source={secret}&from={secret}&limit={secret}"),
            await api.member.post("/api/messages", json={**MESSAGE, "source": secret, "timestamp": secret}),
            await api.anonymous.post("/login", data={"key": secret, "token": secret}),
            await api.anonymous.post(
                "/webhook/telegram", headers={"X-Telegram-Bot-Api-Secret-Token": secret}
            ),
        ]
    for answer in answers:
        assert 400 <= answer.status_code < 500
        assert secret not in answer.text
        assert secret not in str(answer.headers)
    assert secret not in "\n".join(
        record.getMessage() for record in caplog.records if record.name != "httpx2"
    )


@pytest.mark.parametrize("host", ["[", "[::1", "a b", "", "x" * 300, "a/../b", "\xff"])
async def test_a_strange_host_harms_nothing(api: Api, host: str) -> None:
    await api.member.post("/api/messages", json=MESSAGE)
    headers = [(b"Host", host.encode("latin-1"))]
    for path in ("/api/messages?limit=1", "/api/config", "/api/health", "/"):
        assert (await api.viewer.get(path, headers=headers)).status_code == 200
    problem(await api.viewer.get("/nothing", headers=headers), 404, "no-such-route")
    problem(await api.viewer.get("/api/tasks/1", headers=headers), 404, "task-not-found")


async def test_a_client_that_leaves_while_it_sends_is_no_error(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"manta.test"), (b"authorization", f"Bearer {api.world.member}".encode())]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/messages",
        "headers": headers,
        "query_string": b"",
    }
    with caplog.at_level(logging.ERROR):
        await api.app(scope, receive, send)
    assert not sent
    assert not caplog.records


async def test_hostile_paths_are_shown_harmlessly(api: Api) -> None:
    answer = await api.viewer.get("/%0d%0aSet-Cookie:%20a=b/%00/\u00fc")
    problem(answer, 404, "no-such-route")
    assert "set-cookie" not in answer.headers
    assert not api.world.messages.inbox(OWN).messages
