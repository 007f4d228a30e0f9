"""Reading claimed messages: what each means, and what is known around it."""

import logging
from dataclasses import dataclass

from domain.analysis import Embedding, MessageContext
from domain.errors import AnalysisError
from domain.inbox import Claim, QueuedMessage, Surroundings
from domain.ports import Embedder

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reading:
    """A queued message as the agents are to see it; without an embedding nothing similar was looked for."""

    queued: QueuedMessage
    context: MessageContext
    embedding: Embedding | None


@dataclass(frozen=True)
class Reader:
    """Embeds messages and looks around them, all of a claim at once; without an embedder by words alone."""

    surroundings: Surroundings
    embedder: Embedder | None

    async def read(self, claim: Claim) -> list[Reading]:
        """Return the claim's messages with their contexts, in order.

        Raises:
            UnavailableError: The database does not answer.
        """
        embeddings = await self._embed(claim)
        contexts = await self.surroundings.read(claim, embeddings)
        meanings = embeddings or [None] * len(contexts)
        return [
            Reading(queued, context, embedding)
            for queued, context, embedding in zip(claim.messages, contexts, meanings, strict=True)
        ]

    async def _embed(self, claim: Claim) -> list[Embedding]:
        """Return all embeddings or none: a message is understood without, only less well."""
        if self.embedder is None:
            return []
        try:
            return await self.embedder.embed([queued.message.content for queued in claim.messages])
        except AnalysisError as error:
            log.warning("messages of chat %s were not embedded: %s", claim.chat_id, error.detail)
            return []
