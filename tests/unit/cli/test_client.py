from collections.abc import Callable

import httpx2
import pytest

from cli.client import ApiError, Client, HealthReport
from domain.errors import ConfigurationError, UnauthenticatedError, UnavailableError
from domain.health import HealthStatus

URL = "http://127.0.0.1:8000"
Answer = Callable[[httpx2.Request], httpx2.Response]

HEALTH = {
    "status": "degraded",
    "timestamp": "2026-01-31T00:00:00Z",
    "version": "1",
    "checks": {"db": {"ok": False}},
}


def client_of(answer: Answer, key: str | None = "key-CANARY") -> Client:
    return Client(URL, key, transport=httpx2.MockTransport(answer))


def answering(status: int, content: bytes = b"", kind: str = "application/json") -> Client:
    return client_of(lambda _: httpx2.Response(status, content=content, headers={"Content-Type": kind}))


def problem(status: int) -> Client:
    return answering(status, b'{"title": "t", "detail": "what happened", "remedy": "what to do"}')


def test_an_answer_is_read_as_its_type() -> None:
    with answering(200, b"[1, 2]") as client:
        assert client.get("/api/numbers", list[int]) == [1, 2]


def test_a_request_carries_the_key_its_parameters_and_its_body() -> None:
    seen: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json=0)

    with client_of(answer) as client:
        client.get("/api/tasks", int, {"limit": 5, "status": ["open", "closed"]})
        client.post("/api/tasks", int, {"title": "t"})
    assert [str(request.url) for request in seen] == [
        f"{URL}/api/tasks?limit=5&status=open&status=closed",
        f"{URL}/api/tasks",
    ]
    assert {request.headers["Authorization"] for request in seen} == {"Bearer key-CANARY"}
    assert seen[1].content == b'{"title":"t"}'


def test_without_a_key_none_is_sent() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        assert "Authorization" not in request.headers
        return httpx2.Response(200, json=0)

    with client_of(answer, key=None) as client:
        assert client.get("/", int) == 0


def test_a_wrong_key_says_where_a_right_one_is() -> None:
    with problem(401) as client, pytest.raises(UnauthenticatedError) as caught:
        client.get("/api/tasks", int)
    assert "MANTA_API_KEY" in caught.value.remedy
    assert "CANARY" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "kind"), [(404, ApiError), (422, ApiError), (503, UnavailableError), (500, ApiError)]
)
def test_a_refusal_is_told_in_manta_s_own_words(status: int, kind: type[Exception]) -> None:
    with problem(status) as client, pytest.raises(kind) as caught:
        client.post("/api/tasks", int)
    assert isinstance(caught.value, ApiError | UnavailableError)
    assert (caught.value.detail, caught.value.remedy) == ("what happened", "what to do")


@pytest.mark.parametrize("content", [b"", b"<html>Bad gateway</html>", b"[]", b'"text"', b"\xff"])
def test_a_refusal_of_something_else_is_passing(content: bytes) -> None:
    """A proxy speaks for a Manta that is starting, so repeating helps; a 404 of its kind is no answer."""
    for status in (404, 502):
        with (
            answering(status, content) as client,
            pytest.raises(UnavailableError, match=f"{status}") as caught,
        ):
            client.get("/api/tasks", int)
        assert "MANTA_URL" in caught.value.remedy


@pytest.mark.parametrize("status", [200, 301])
@pytest.mark.parametrize("content", [b"", b"<html></html>", b'{"a": 1}'])
def test_an_answer_that_is_not_manta_s_is_called_so(status: int, content: bytes) -> None:
    with answering(status, content) as client, pytest.raises(ApiError, match="/api/tasks") as caught:
        client.get("/api/tasks", list[int])
    assert "MANTA_URL" in caught.value.remedy


def fail_with(error: Exception) -> Answer:
    def answer(_: httpx2.Request) -> httpx2.Response:
        raise error

    return answer


@pytest.mark.parametrize(
    "error",
    [
        httpx2.ConnectError("refused"),
        httpx2.ReadTimeout("slow"),
        httpx2.RemoteProtocolError("odd"),
        httpx2.DecodingError("not gzip"),
    ],
)
def test_where_nothing_answers_the_address_and_the_way_to_start_are_told(error: Exception) -> None:
    with client_of(fail_with(error)) as client, pytest.raises(UnavailableError, match=URL) as caught:
        client.get("/api/tasks", int)
    assert "manta up" in caught.value.remedy


@pytest.mark.parametrize(
    ("url", "key"), [("http://127.0.0.1:port", None), (URL, "ключ"), ("localhost:8000", None)]
)
def test_an_impossible_address_or_key_is_told(url: str, key: str | None) -> None:
    with pytest.raises((ConfigurationError, UnavailableError)) as caught, Client(url, key) as client:
        client.get("/", int)
    assert isinstance(caught.value, ConfigurationError | UnavailableError)
    assert "MANTA_URL" in caught.value.remedy
    assert "ключ" not in caught.value.detail


@pytest.mark.parametrize("status", [200, 503])
def test_an_unwell_system_tells_its_health_too(status: int) -> None:
    with client_of(lambda _: httpx2.Response(status, json=HEALTH)) as client:
        health = client.get_health()
    assert isinstance(health, HealthReport)
    assert health.status is HealthStatus.DEGRADED
    assert not health.checks["db"].ok


def test_health_of_something_else_is_none() -> None:
    with answering(200, b"<html></html>") as client, pytest.raises(UnavailableError, match="not as Manta"):
        client.get_health()
