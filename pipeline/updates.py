"""Telegram's updates: accepted in batches before they are acknowledged, handled in order for each chat."""

import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from domain.context import note
from domain.errors import (
    DuplicateIdError,
    IdempotencyKeyReusedError,
    InvalidInputError,
    MantaError,
)
from domain.update import (
    Dropped,
    Handled,
    NewUpdate,
    Postponed,
    QueuedUpdate,
    UpdateOutcome,
    Updates,
    UpdateStore,
)
from pipeline.batcher import Batcher
from pipeline.consumer import Consumer, outlast

log = logging.getLogger(__name__)

Handler = Callable[[QueuedUpdate], Awaitable[None]]
"""Does what an update asks for.

It may be called again for one update, so all it writes is written once: under the update's number, or because
repeating changes nothing. It raises `InvalidInputError` for what can
never be handled; what contradicts what is stored is dropped too.
"""


class BatchingUpdateIntake:
    """`domain.update.UpdateIntake` that commits updates of the same moment together."""

    def __init__(self, store: UpdateStore) -> None:
        self._store = store
        self._batchers: dict[int, Batcher[NewUpdate, bool]] = {}

    async def accept_update(self, workspace_id: int, update: NewUpdate) -> bool:
        """See `domain.update.UpdateIntake`."""
        batcher = self._batchers.get(workspace_id)
        if batcher is None:
            store: Callable[[Sequence[NewUpdate]], Awaitable[Sequence[bool]]]
            store = partial(self._store.store_updates, workspace_id)
            batcher = self._batchers[workspace_id] = Batcher[NewUpdate, bool](store)
        return await batcher.submit(update)

    async def drain(self) -> None:
        """Wait until every accepted update has its answer."""
        for batcher in self._batchers.values():
            await batcher.drain()


@dataclass
class UpdateWorker:
    """Claims updates, has each handled and writes down what became of it.

    It holds claims only: when it dies they run out, and the updates are handled again. One that can't be
    handled now holds back its own chat alone, for `max_tries` tries.

    Args:
        updates: The queue.
        handle: Handles one update.
        max_lanes: How many chats are worked for at once.
        max_tries: After so many an update is a dead letter.
        poll_s: Pause between two looks at the queue, in seconds.
        patience_s: How long an outage of the database may last until what was done is not written down.
    """

    updates: Updates
    handle: Handler
    max_lanes: int = 16
    max_tries: int = 6
    poll_s: float = 1.0
    patience_s: float = 20.0
    kinds: Counter[str] = field(default_factory=Counter[str], init=False)
    dropped: int = field(default=0, init=False)
    _consumer: Consumer[QueuedUpdate] = field(init=False)

    def __post_init__(self) -> None:
        self._consumer = Consumer(
            "updates", self.updates.claim, self._work, room=self.max_lanes, poll_s=self.poll_s
        )

    def hint(self, _payload: str = "") -> None:
        """Look at the queue now instead of at the next poll."""
        self._consumer.hint()

    def stop(self) -> None:
        """Take nothing new and let `run` end once what is being handled is through."""
        self._consumer.stop()

    async def run(self) -> None:
        """Handle until `stop`."""
        await self._consumer.run_to_end()

    async def _work(self, update: QueuedUpdate) -> None:
        note(update_id=update.update_id)
        outcome = await self._try(update)
        if not await outlast(self.patience_s)(self.updates.settle, update, outcome):
            log.warning("update %s has been taken by another try", update.update_id)
        elif isinstance(outcome, Handled):
            self.kinds[update.kind] += 1
        elif isinstance(outcome, Dropped):
            self.dropped += 1

    async def _try(self, update: QueuedUpdate) -> UpdateOutcome:
        if update.attempts > self.max_tries:
            return Dropped(error="Every try ended without a word: whoever handled it died or hung.")
        try:
            await self.handle(update)
        except (InvalidInputError, DuplicateIdError, IdempotencyKeyReusedError) as error:
            log.warning("update %s can't be handled: %s", update.update_id, error.detail)
            return Dropped(error=f"{error.code}: {error.detail}")
        except MantaError as error:
            return self._postpone(update, f"{error.code}: {error.detail}")
        except Exception as error:
            log.exception("handling update %s failed", update.update_id)
            return self._postpone(update, f"{type(error).__name__}; see the log of the Telegram actor")
        return Handled()

    def _postpone(self, update: QueuedUpdate, error: str) -> UpdateOutcome:
        if update.attempts >= self.max_tries:
            return Dropped(error=error)
        log.warning("update %s is handled again: %s", update.update_id, error)
        ceiling = min(30.0, 0.25 * 2.0**update.attempts)
        pause_s = random.uniform(ceiling / 2, ceiling)  # noqa: S311 - jitter needs no secrecy
        return Postponed(error=error, retry_in_s=pause_s)
