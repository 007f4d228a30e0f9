"""Sending what the outbox holds: in order for each destination, destinations side by side."""

import logging
import random
from dataclasses import dataclass, field

from domain.context import note
from domain.outbox import FRESH, Later, Outbox, OutboxItem, Refused, Sender, SendOutcome, Sent
from domain.ports import Clock
from pipeline.consumer import Consumer, outlast

log = logging.getLogger(__name__)

MAX_TRIES = 20
MAX_DELAY_S = 300.0
PATIENCE_S = 20.0
"""How long an outage of the database may last until what was sent is not written down."""


@dataclass
class Notifier:
    """Claims items, sends them and writes down what became of them.

    It holds claims only. When it dies between sending and writing that down, nobody knows whether the
    item was taken: whether it is sent again when the claim has run out is the parcel's `care`. Tries whose
    outcome is unknown are counted as `doubtful` where they are seen.

    Args:
        outbox: Where the items are.
        sender: Where they go.
        clock: The time.
        max_destinations: How many are sent to at once.
        poll_s: Pause between two looks at the queue, in seconds.
    """

    outbox: Outbox
    sender: Sender
    clock: Clock
    max_destinations: int = 20
    poll_s: float = 1.0
    sent: int = field(default=0, init=False)
    doubtful: int = field(default=0, init=False)
    _consumer: Consumer[OutboxItem] = field(init=False)

    def __post_init__(self) -> None:
        self._consumer = Consumer(
            "notifier", self.outbox.claim, self._handle, room=self.max_destinations, poll_s=self.poll_s
        )

    def hint(self, _payload: str = "") -> None:
        """Look at the queue now instead of at the next poll."""
        self._consumer.hint()

    def stop(self) -> None:
        """Take nothing new and let `run` end once what is being sent is through."""
        self._consumer.stop()

    async def run(self) -> None:
        """Send until `stop`; a send in hand is finished, it is bounded by its sender."""
        await self._consumer.run_to_end()

    async def _handle(self, item: OutboxItem) -> None:
        note(workspace_id=item.workspace_id, outbox_item_id=item.id)
        outcome = self._bounded(item, await self._send(item))
        # Whatever is not written down is sent again, so an outage of the database is waited out.
        written = await outlast(PATIENCE_S)(self.outbox.settle, item, outcome)
        if not written:
            log.warning("outbox item %s has been taken by another try", item.id)
        elif isinstance(outcome, Sent):
            self.sent += 1

    async def _send(self, item: OutboxItem) -> SendOutcome:
        if self.clock.now() - item.created_at > FRESH:
            return Refused(reason="It is too old to be told now.")
        if item.doubts > item.care:
            return Refused(reason="It may have been taken before, and is not worth a second one.")
        return await self.sender.send(item)

    def _bounded(self, item: OutboxItem, outcome: SendOutcome) -> SendOutcome:
        """Space tries out, and give up in the end."""
        if not isinstance(outcome, Later):
            return outcome
        self.doubtful += outcome.doubtful
        log.warning("outbox item %s is tried again: %s", item.id, outcome.reason)
        if item.attempts >= MAX_TRIES:
            return Refused(reason=outcome.reason)
        ceiling = min(MAX_DELAY_S, 0.5 * 2.0**item.attempts)
        backoff_s = random.uniform(ceiling / 2, ceiling)  # noqa: S311 - jitter needs no secrecy
        return outcome.model_copy(update={"retry_in_s": max(outcome.retry_in_s, backoff_s)})
