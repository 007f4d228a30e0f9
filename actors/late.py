"""Functions of modules that take long to import."""

import asyncio
from collections.abc import Callable
from pkgutil import resolve_name
from typing import Generic, ParamSpec, TypeVar, cast

from domain.errors import UnavailableError

Params = ParamSpec("Params")
AnswerT = TypeVar("AnswerT")

PATIENCE_S = 15.0
"""How long who asks early is kept waiting."""


class LateFunction(Generic[Params, AnswerT]):
    """A function that is imported in a thread: only who needs it waits for it.

    Args:
        target: Where it is, as `package.module:function`.
        what: What it reads, for who waits in vain.
        patience_s: How long one waits.
    """

    def __init__(self, target: str, what: str, patience_s: float = PATIENCE_S) -> None:
        self._target = target
        self._what = what
        self._patience_s = patience_s
        self._function: asyncio.Future[Callable[Params, AnswerT]] | None = None

    async def load(self) -> None:
        """Import it."""
        found = await asyncio.to_thread(resolve_name, self._target)
        self._loaded.set_result(cast("Callable[Params, AnswerT]", found))

    async def __call__(self, *args: Params.args, **kwargs: Params.kwargs) -> AnswerT:
        """Return what the function returns.

        Raises:
            UnavailableError: It could not be loaded in time.
        """
        try:
            async with asyncio.timeout(self._patience_s):
                function = await asyncio.shield(self._loaded)
        except TimeoutError as error:
            raise UnavailableError(f"{self._what} can't be read yet.") from error
        return function(*args, **kwargs)

    @property
    def _loaded(self) -> asyncio.Future[Callable[Params, AnswerT]]:
        if self._function is None:  # made here, as a future belongs to the loop that runs
            self._function = asyncio.get_running_loop().create_future()
        return self._function
