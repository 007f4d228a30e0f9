"""The engine: classification with batches and a memory, reading by rules."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from agents.embedded.batcher import MicroBatcher
from agents.embedded.e5.weights import Matrix
from agents.embedded.encoder import DIMENSIONS
from agents.embedded.judge import Judgement
from agents.embedded.learning import learn
from agents.embedded.pieces import find_due, find_items, list_steps
from agents.embedded.reader import read_extraction, read_summary
from agents.text import EMBEDDING_CHARS, cut
from domain.analysis import Classification, Extraction, MessageContext, Summary
from domain.values import Category


class TextJudge(Protocol):
    """Classifies texts, blocking."""

    def consider(self, texts: Sequence[str]) -> list[Judgement]:
        """Return one judgement for each text, in order."""
        ...


class Engine:
    """What the embedded model knows how to do, one method for each agent, and embeddings for search.

    The judge runs in a thread, on micro-batches. The three agents of one message ask about the same text, so
    its judgement is remembered; the memory is soft state and bounded.

    Args:
        judge: Judges the texts.
        memory: Most texts whose judgement is remembered; a thousand are a few megabytes.
    """

    def __init__(self, judge: TextJudge, memory: int = 1024) -> None:
        self._batcher = MicroBatcher(judge.consider)
        self._capacity = memory
        self._memory: OrderedDict[str, Judgement] = OrderedDict()

    async def classify(self, message: MessageContext) -> Classification:
        """Return the head's answer for the text, as corrections of similar messages change it.

        Raises:
            AnalysisError: Too many messages wait.
        """
        return learn(await self.consider(message.text), message.lessons)

    async def embed(self, texts: Sequence[str]) -> Matrix:
        """Return the embeddings of `texts`, centred unit vectors of shape (len(texts), 384), for search.

        They are those of the judgements, so a text that was classified just now costs nothing.

        Raises:
            AnalysisError: Too many messages wait.
        """
        found = await asyncio.gather(*(self.consider(text) for text in texts))
        return np.array([one.embedding for one in found], np.float32).reshape(len(found), DIMENSIONS)

    async def consider(self, text: str) -> Judgement:
        """Return the judgement of `text`, cut to `EMBEDDING_CHARS`.

        Raises:
            AnalysisError: Too many messages wait.
        """
        text = cut(text, EMBEDDING_CHARS)
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

        Of several pieces of work the most urgent one with a due time says when the message is due.

        Raises:
            AnalysisError: Too many messages wait.
        """
        found = await self.classify(message)
        read = read_extraction(
            message, is_actionable=found.is_actionable, is_chore=found.category is Category.CHORE
        )
        items = await find_items(message, self.consider) if found.is_actionable else []
        return read.model_copy(update={"due": find_due(items)}) if items else read

    async def summarise(self, message: MessageContext) -> Summary:
        """Return the message's own words, shortened, and what it asks for when that is several things.

        Raises:
            AnalysisError: Too many messages wait.
        """
        summary = read_summary(message)
        items = await find_items(message, self.consider)
        if items:
            return summary.model_copy(update={"items": items})
        return summary.model_copy(update={"subtasks": list_steps(message)})

    def close(self) -> None:
        """Stop the thread."""
        self._batcher.close()
