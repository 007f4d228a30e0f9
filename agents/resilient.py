"""Analysts that answer for others, and say so in their findings."""

from collections.abc import Awaitable, Callable
from functools import cached_property

from domain.analysis import Findings, MessageContext
from domain.errors import AnalysisError
from domain.ports import Analyst


class ResilientAnalyst:
    """`domain.ports.Analyst` over one that may fail.

    Whatever the model can't answer is answered by the stand-in, and the findings say so and why, so that they
    can be made anew later.

    Args:
        primary: Asks the configured model.
        make_stand_in: Returns who answers instead; called once, when it is needed.
        close: Closes the connections of `primary`.
    """

    def __init__(
        self, primary: Analyst, make_stand_in: Callable[[], Analyst], close: Callable[[], Awaitable[None]]
    ) -> None:
        self._primary = primary
        self._make_stand_in = make_stand_in
        self._close = close

    @property
    def model(self) -> str:
        """Return the name of the model that answers when all is well."""
        return self._primary.model

    async def analyse(self, message: MessageContext) -> Findings:
        """See `domain.ports.Analyst`."""
        try:
            return await self._primary.analyse(message)
        except AnalysisError as error:
            findings = await self._stand_in.analyse(message)
            return findings.model_copy(update={"fallback": error.detail})

    async def close(self) -> None:
        """Close the connections of the one that may fail; the stand-in has none."""
        await self._close()

    @cached_property
    def _stand_in(self) -> Analyst:
        return self._make_stand_in()
