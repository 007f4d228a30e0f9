"""An analyst with a script: one answer for each text."""

import asyncio
from collections.abc import Callable, Mapping

from domain.analysis import Findings, MessageContext
from domain.errors import MantaError


class ScriptedAnalyst:
    """`domain.ports.Analyst`: gives the text's answer, or raises it.

    Args:
        answers: By text.
        on_ask: Called before each answer, for example to interrupt.
    """

    def __init__(
        self,
        answers: Mapping[str, Findings | MantaError],
        model: str = "scripted",
        on_ask: Callable[[], None] = lambda: None,
    ) -> None:
        self._answers = answers
        self._model = model
        self._on_ask = on_ask

    @property
    def model(self) -> str:
        """Return the model's name."""
        return self._model

    async def analyse(self, message: MessageContext) -> Findings:
        self._on_ask()
        await asyncio.sleep(0)  # as whoever really asks a model lets others go on, and can be cancelled
        answer = self._answers[message.text]
        if isinstance(answer, MantaError):
            raise answer
        return answer
