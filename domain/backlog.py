"""What waits to be analysed, as far as the number of workers depends on it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Backlog:
    """The queue at one moment. Counts stop at a bound of who reads them: beyond it, more is the same.

    Args:
        chats: Chats with a message that may be analysed now, those in some worker's hands included.
        held: How many of them are in a worker's hands.
        messages: Messages that are not analysed yet, in all chats.
        oldest_s: How long the first message of the chat that waits longest could have been analysed already,
            in seconds.
    """

    chats: int = 0
    held: int = 0
    messages: int = 0
    oldest_s: float = 0.0


class BacklogProbe(Protocol):
    """Looks at the queue."""

    async def read_backlog(self) -> Backlog:
        """Return what waits.

        Raises:
            UnavailableError: The queue can't be read now.
        """
        ...
