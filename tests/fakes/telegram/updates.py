"""The queue of updates: what is kept until the bot has it, and getUpdates over it."""

import asyncio
from typing import Final

from tests.fakes.telegram.jsons import Json, as_list, find_int, find_object
from tests.fakes.telegram.models import Note, Pending
from tests.fakes.telegram.refusals import conflict
from tests.fakes.telegram.state import State

NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

FIRST_UPDATE_ID: Final = 500_001

_HOLDERS: Final = ("chat", "from", "user")
_MAX_LIMIT: Final = 100


class Updates:
    """Updates that wait for the bot; an id that was pushed once is never pushed again."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._waiting = {one.update_id: one for one in state.updates if not one.is_done}
        self._changed = asyncio.Event()
        self._turn = object()
        self._reason = ""

    def push(self, update: Json) -> int | None:
        """Let an update wait; return its id, None when the bot does not want this kind.

        Args:
            update: One field beside `update_id`, which is given when missing.
        """
        kind = next((name for name in update if name != "update_id"), "")
        if not self.wants(kind):
            return None
        update_id = find_int(update, "update_id") or self._state.count_up("updates", FIRST_UPDATE_ID)
        if self._state.updates.find(update_id) is None:
            body: Json = {"update_id": update_id} | update
            self._put(Pending(update_id=update_id, queue=_queue_of(body), body=body))
        return update_id

    def _put(self, pending: Pending) -> None:
        self._state.updates.put(pending, pending.update_id)
        self._waiting[pending.update_id] = pending
        self._wake()

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def wants(self, kind: str) -> bool:
        """Whether the bot has asked for updates of this kind, last time it said what it wants."""
        allowed = self.allowed()
        return kind in allowed if allowed else kind not in NOT_BY_DEFAULT

    def allowed(self) -> list[str]:
        """Return the kinds that the bot has asked for, none when it takes the default."""
        note = self._state.notes.find("allowed_updates")
        return [] if note is None else [str(kind) for kind in as_list(note.value["kinds"])]

    def allow(self, fields: Json) -> None:
        """Take over `allowed_updates` from a call that has it."""
        if "allowed_updates" in fields:
            self._state.notes.put(Note(value={"kinds": fields["allowed_updates"]}), "allowed_updates")

    def pending(self) -> list[Pending]:
        """Return what waits, by id."""
        return sorted(self._waiting.values(), key=lambda one: one.update_id)

    def finish(self, pending: Pending) -> None:
        """Forget an update that the bot has."""
        self._state.updates.put(pending.model_copy(update={"is_done": True}), pending.update_id)
        self._waiting.pop(pending.update_id, None)

    def drop(self) -> None:
        """Forget everything that waits."""
        for pending in self.pending():
            self.finish(pending)

    def interrupt(self, reason: str) -> None:
        """End a getUpdates that waits, with a 409."""
        self._turn = object()
        self._reason = reason
        self._wake()

    async def poll(self, fields: Json) -> list[Json]:
        """Answer getUpdates: confirm what is before the offset, then wait for what is after it.

        Raises:
            Refusal: 409, when another call has taken its place.
        """
        self.allow(fields)
        self.interrupt(
            "terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        turn = self._turn
        self._confirm(find_int(fields, "offset") or 0)
        self._state.journal.flush()
        limit = min(max(find_int(fields, "limit") or _MAX_LIMIT, 1), _MAX_LIMIT)
        wait_s = min(find_int(fields, "timeout") or 0, self._state.settings.poll_limit_s)
        until = asyncio.get_running_loop().time() + wait_s
        while not (waiting := self.pending()) and await self._changes_by(until):
            if self._turn is not turn:
                raise conflict(self._reason)
        return [one.body for one in waiting[:limit]]

    async def _changes_by(self, until: float) -> bool:
        """Wait for something to change; tell whether it did in time, by the loop's clock."""
        try:
            async with asyncio.timeout_at(until):
                await self._changed.wait()
        except TimeoutError:
            return False
        return True

    def _confirm(self, offset: int) -> None:
        waiting = self.pending()
        if offset < 0:
            offset = waiting[offset:][0].update_id if waiting else 0
        for one in waiting:
            if one.update_id < offset:
                self.finish(one)


def _queue_of(update: Json) -> str:
    """Return what an update keeps its order with: the chat, else the person, it comes from."""
    place: Json = next((find_object(update, name) for name in update if name != "update_id"), None) or {}
    place = find_object(place, "message") or place
    holders = (find_object(place, name) for name in _HOLDERS)
    return next((str(one.get("id")) for one in holders if one is not None), "")
