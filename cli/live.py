"""Following a system's events over its WebSocket."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit, urlunsplit

from pydantic import BaseModel, Field, ValidationError
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, connect

from domain.errors import UnauthenticatedError, UnavailableError

_CHECK = "Check MANTA_URL, and that client and server have the same version."


class LiveEvent(BaseModel):
    """A frame of /ws."""

    type: str
    seq: int | None = None
    data: dict[str, object] = Field(default_factory=dict[str, object])


class LiveStream:
    """An open socket; iterate to get its events, the first of which is `connection`.

    Args:
        frames: What comes over the socket.

    Raises:
        UnavailableError: The connection has ended, or what came is none of Manta's events.
    """

    def __init__(self, frames: Iterable[str | bytes]) -> None:
        self._frames = frames

    def __iter__(self) -> Iterator[LiveEvent]:
        try:
            for frame in self._frames:
                yield LiveEvent.model_validate_json(frame)
        except WebSocketException as error:
            raise UnavailableError(f"The connection was lost ({type(error).__name__}).") from error
        except ValidationError as error:
            raise UnavailableError("What comes over the socket is not Manta's.", remedy=_CHECK) from error
        raise UnavailableError("Manta has closed the connection.", remedy="It may be starting again.")


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
    with _connect(socket_url(url, last_seq), headers) as connection:
        yield LiveStream(connection)


def _connect(address: str, headers: Mapping[str, str]) -> ClientConnection:
    try:
        return connect(address, additional_headers=headers, max_size=None, proxy=None)
    except InvalidStatus as error:
        if error.response.status_code in {401, 403}:
            raise UnauthenticatedError from error
        raise UnavailableError(f"The socket was refused ({error.response.status_code}).") from error
    except (OSError, WebSocketException) as error:
        raise UnavailableError(
            f"Nothing answers at {address} ({type(error).__name__}).",
            remedy="Start Manta with `manta up`, or set MANTA_URL to where it runs.",
        ) from error


def newest_seq(url: str, key: str | None) -> int:
    """Return the number of the newest event, from which a later stream misses nothing."""
    with open_stream(url, key) as stream:
        greeting = next(iter(stream))
    last_seq = greeting.data.get("last_seq")
    if not isinstance(last_seq, int):
        raise UnavailableError(f"{url} does not greet as Manta.", remedy=_CHECK)
    return last_seq
