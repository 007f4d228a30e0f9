"""Coroutines that are run at once, without a task of their own; only what has to wait is left over."""

from collections.abc import Coroutine, Generator
from functools import partial


class Rest:
    """What is left of a coroutine that has to wait for something; awaited once, it comes to its end.

    Dropping it closes the coroutine where it stands.
    """

    __slots__ = ("_awaited", "_coroutine")

    def __init__(self, coroutine: Coroutine[object, None, None], awaited: object) -> None:
        self._coroutine = coroutine
        self._awaited = awaited

    def __await__(self) -> Generator[object, None, None]:
        """Wait for what the coroutine waits for, and hand on to it what comes of that."""
        awaited = self._awaited
        while True:
            try:
                yield awaited
            except BaseException as error:  # noqa: BLE001 - a cancellation has to reach the coroutine
                go_on = partial(self._coroutine.throw, error)
            else:
                go_on = partial(self._coroutine.send, None)
            try:
                awaited = go_on()
            except StopIteration:
                return


def start(coroutine: Coroutine[object, None, None]) -> Rest | None:
    """Run `coroutine` until it ends, which returns None, or until it has to wait, which returns the rest.

    The running task lends itself to it, so it must not ask which task it is in before it first waits:
    `asyncio.timeout`, for one, would cancel the wrong one.
    """
    try:
        return Rest(coroutine, coroutine.send(None))
    except StopIteration:
        return None
