"""Following a system's events over its WebSocket."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit, urlunsplit

from pydantic import BaseModel, Field
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect

from domain.errors import UnauthenticatedError, UnavailableError


class LiveEvent(BaseModel):
    """A frame of /ws."""

    type: str
    seq: int | None = None
    data: dict[str, object] = Field(default_factory=dict[str, object])


class LiveStream:
    """An open socket; iterate to get its events, the first of which is `connection`."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    def __iter__(self) -> Iterator[LiveEvent]:
        for frame in self._connection:
            yield LiveEvent.model_validate_json(frame)


def socket_url(url: str, last_seq: int | None) -> str:
    """Return the address of the socket of the system at `url`."""
    parts = urlsplit(url)
    query = "" if last_seq is None else urlencode({"last_seq": last_seq})
    scheme = "wss" if parts.scheme == "https" else "ws"
    return urlunsplit((scheme, parts.netloc, f"{parts.path}/ws", query, ""))


@contextmanager
def open_stream(url: str, key: str | None, last_seq: int | None = None) -> Generator[LiveStream]:
    """Connect to the events after `last_seq`, or to new ones only.

    Raises:
        UnauthenticatedError: The key is missing or wrong.
        UnavailableError: The system does not answer, or the connection was lost.
    """
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    try:
        with connect(
            socket_url(url, last_seq), additional_headers=headers, max_size=None, proxy=None
        ) as connection:
            yield LiveStream(connection)
    except InvalidStatus as error:
        if error.response.status_code in {401, 403}:
            raise UnauthenticatedError from error
        raise UnavailableError(f"The socket was refused ({error.response.status_code}).") from error
    except (OSError, WebSocketException) as error:
        raise UnavailableError(f"The connection to {url} was lost ({type(error).__name__}).") from error


def newest_seq(url: str, key: str | None) -> int:
    """Return the number of the newest event, from which a later stream misses nothing."""
    with open_stream(url, key) as stream:
        greeting = next(iter(stream))
    return int(str(greeting.data["last_seq"]))
