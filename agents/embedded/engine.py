"""The engine: classification with batches and a memory, reading by rules."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

from agents.embedded.batcher import MicroBatcher
from agents.embedded.reader import read_extraction, read_summary
from agents.text import EMBEDDING_CHARS, cut
from domain.analysis import Classification, Extraction, MessageContext, Summary


class TextJudge(Protocol):
    """Classifies texts, blocking."""

    def judge(self, texts: Sequence[str]) -> list[Classification]:
        """Return one classification for each text, in order."""
        ...


class Engine:
    """What the embedded model knows how to do, one method for each agent.

    The judge runs in a thread, on micro-batches. The three agents of one message ask about the same text, so
    its classification is remembered; the memory is soft state and bounded.

    Args:
        judge: Classifies the texts.
        memory: Most texts whose classification is remembered; a thousand are a few megabytes.
    """

    def __init__(self, judge: TextJudge, memory: int = 1024) -> None:
        self._batcher = MicroBatcher(judge.judge)
        self._capacity = memory
        self._memory: OrderedDict[str, Classification] = OrderedDict()

    async def classify(self, message: MessageContext) -> Classification:
        """Return the trained head's answer for the message's text, cut to `EMBEDDING_CHARS`.

        Raises:
            AnalysisError: Too many messages wait.
        """
        text = cut(message.text, EMBEDDING_CHARS)
        known = self._memory.get(text)
        if known is None:
            known = await self._batcher.submit(text)
            self._memory[text] = known
        self._memory.move_to_end(text)
        if len(self._memory) > self._capacity:
            self._memory.popitem(last=False)
        return known

    async def extract(self, message: MessageContext) -> Extraction:
        """Return what the rules find; due and assignees only where the head sees work.

        Raises:
            AnalysisError: Too many messages wait.
        """
        found = await self.classify(message)
        return read_extraction(message, is_actionable=found.is_actionable)

    async def summarise(self, message: MessageContext) -> Summary:
        """Return the message's own words, shortened."""
        return read_summary(message)

    def close(self) -> None:
        """Stop the thread."""
        self._batcher.close()
