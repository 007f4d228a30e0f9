"""What has to leave the system because of a committed change, and what becomes of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from pydantic import Field

from domain.message import Message
from domain.task import Task
from domain.values import Instant, Source, Value

FRESH: Final = timedelta(hours=1)
"""What is older is not told any more: a backlog or an import must not flood a chat."""

TASK_CREATED: Final = "task_created"


class Announcement(Value):
    """Tasks that a message became, told in the chat it was written in as a reply to it."""

    message_id: int
    reply_to: str = Field(description="The message's own id, as its source names it.")
    tasks: tuple[Task, ...]

    @property
    def dedupe_key(self) -> str:
        """Return what makes a second one of the same message impossible."""
        return f"{TASK_CREATED}:{self.message_id}"


def announce(message: Message, tasks: Sequence[Task], now: datetime) -> Announcement | None:
    """Return what is to be told of the tasks a message became; None when nobody waits for it."""
    if message.source is not Source.TELEGRAM or not tasks or now - message.sent_at > FRESH:
        return None
    return Announcement(message_id=message.id, reply_to=message.external_id, tasks=tuple(tasks))


class OutboxItem(Value):
    """A claimed item. `attempts` counts the try that is about to begin, and names it."""

    id: int
    destination: str
    announcement: Announcement
    attempts: int = Field(ge=1)
    created_at: Instant


class Sent(Value):
    """The outside has taken it; `answer` is what it said, as JSON text."""

    answer: str = "null"


class Refused(Value):
    """The outside will never take it."""

    reason: str


class Later(Value):
    """It was not taken, or nobody knows whether it was (`doubtful`): it is sent again."""

    reason: str
    retry_in_s: float = Field(ge=0.0)
    doubtful: bool = False


SendOutcome = Sent | Refused | Later


class Outbox(Protocol):
    """The queue of what has to be sent, in order for each destination."""

    async def claim(self, limit: int) -> list[OutboxItem]:
        """Take the first due item of up to `limit` destinations, counting the try before it begins."""
        ...

    async def settle(self, item: OutboxItem, outcome: SendOutcome) -> bool:
        """Write down what became of a try; False, and nothing is written, when a later try has begun."""
        ...


class Sender(Protocol):
    """Sends things outside, each within a bounded time."""

    async def send(self, item: OutboxItem) -> SendOutcome:
        """Send an item once and return what became of it."""
        ...
