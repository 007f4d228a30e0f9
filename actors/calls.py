# Ray leaves the generics of these decorators and functions open.
# pyright: reportUnknownMemberType=false
"""Calls to actors, bounded in time, with errors the rest of Manta knows. Nobody else says `.remote`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Concatenate, ParamSpec, TypeVar, cast

import ray
from ray.actor import ActorHandle
from ray.exceptions import RayError, RayTaskError

from actors.roster import CALL_TIMEOUT_S, NAMESPACE
from domain.errors import MantaError, UnavailableError

A = TypeVar("A")
P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


class Directory:
    """Finds actors by name and remembers their handles until one turns out to be dead.

    Args:
        timeout_s: Bound on each call.
    """

    def __init__(self, timeout_s: float = CALL_TIMEOUT_S) -> None:
        self._timeout_s = timeout_s
        self._handles: dict[str, ActorHandle[object]] = {}

    async def ask(
        self,
        name: str,
        method: Callable[Concatenate[A, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Call `method` of the actor `name` and return its answer.

        Raises:
            MantaError: The actor's own error.
            UnavailableError: The actor is away or too slow; whether the call took effect is unknown.
        """
        try:
            async with asyncio.timeout(self._timeout_s):
                return await start_call(self.get_handle(name), method, *args, **kwargs)
        except TimeoutError as error:
            raise UnavailableError(f"The actor {name} did not answer in {self._timeout_s:g} s.") from error
        except RayTaskError as error:
            raise _own_error(name, error) from error
        except RayError as error:
            self._handles.pop(name, None)
            raise UnavailableError(f"The actor {name} is away ({type(error).__name__}).") from error

    async def ask_any(
        self,
        names: Iterable[str],
        method: Callable[Concatenate[A, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Call `method` of the first of several like actors that is there; it must change nothing.

        Raises:
            MantaError: The actor's own error.
            UnavailableError: None of them answers; says why the last one does not.
        """
        trouble = UnavailableError("There is no actor to ask.")
        for name in names:
            try:
                return await self.ask(name, method, *args, **kwargs)
            except UnavailableError as error:
                trouble = error
        raise trouble

    def get_handle(self, name: str) -> ActorHandle[object]:
        """Return the handle of a named actor.

        Raises:
            UnavailableError: There is no such actor now; its supervisor will bring it back.
        """
        handle = self._handles.get(name)
        if handle is None:
            handle = find_actor(name)
            if handle is None:
                raise UnavailableError(f"The actor {name} is being started.")
            self._handles[name] = handle
        return handle


def find_actor(name: str) -> ActorHandle[object] | None:
    """Return the handle of one of our actors, None when there is none of that name."""
    try:
        return cast("ActorHandle[object]", ray.get_actor(name, namespace=NAMESPACE))
    except ValueError:
        return None


def start_call(
    handle: ActorHandle[object],
    method: Callable[Concatenate[A, P], Awaitable[T]],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Awaitable[T]:
    """Send a call and return its answer to come; the method is only named by the class it is taken from."""
    remote = getattr(handle, method.__name__).remote
    return cast("Awaitable[T]", remote(*args, **kwargs))


def _own_error(name: str, error: RayTaskError) -> Exception:
    cause = error.cause
    if isinstance(cause, MantaError):
        return cause
    # Not the error itself: its words hold those of its cause, which may quote a message.
    log.error("the actor %s failed", name, exc_info=cause if isinstance(cause, Exception) else None)
    return cause if isinstance(cause, Exception) else error
