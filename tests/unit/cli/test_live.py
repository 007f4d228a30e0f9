from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosedError

from cli.live import LiveEvent, LiveStream, socket_url
from domain.errors import UnavailableError

HELLO = '{"type": "connection", "data": {"last_seq": 4}}'
EVENT = '{"type": "task_created", "seq": 5, "data": {"id": 1}, "more": true}'


@pytest.mark.parametrize(
    ("url", "last_seq", "expected"),
    [
        ("http://127.0.0.1:8000", None, "ws://127.0.0.1:8000/ws"),
        ("https://tasks.example.org", 0, "wss://tasks.example.org/ws?last_seq=0"),
        ("http://[::1]:8000", 7, "ws://[::1]:8000/ws?last_seq=7"),
        ("https://example.org/manta", 7, "wss://example.org/manta/ws?last_seq=7"),
    ],
)
def test_a_system_s_socket_has_its_address(url: str, last_seq: int | None, expected: str) -> None:
    assert socket_url(url, last_seq) == expected


def test_frames_are_events() -> None:
    events = iter(LiveStream([HELLO, EVENT.encode()]))
    assert next(events) == LiveEvent(type="connection", data={"last_seq": 4})
    assert next(events) == LiveEvent(type="task_created", seq=5, data={"id": 1})


def test_a_stream_that_ends_says_so() -> None:
    with pytest.raises(UnavailableError, match="closed the connection"):
        list(LiveStream([HELLO]))


def test_a_connection_that_is_lost_says_so() -> None:
    def frames() -> Iterator[str]:
        yield HELLO
        raise ConnectionClosedError(None, None)

    with pytest.raises(UnavailableError, match="was lost"):
        list(LiveStream(frames()))


@pytest.mark.parametrize("frame", ["", "hello", "[]", '{"seq": 1}', b"\xff"])
def test_frames_of_something_else_are_refused(frame: str | bytes) -> None:
    with pytest.raises(UnavailableError, match="not Manta") as caught:
        list(LiveStream([frame]))
    assert "MANTA_URL" in caught.value.remedy
