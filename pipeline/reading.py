"""Reading claimed messages: what each means, and what is known around it."""

import logging
from dataclasses import dataclass, field

from domain.analysis import Embedding, MessageContext
from domain.errors import AnalysisError
from domain.inbox import Asked, Claim, QueuedMessage, Surroundings
from domain.ports import Embedder
from pipeline.together import Together

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reading:
    """A queued message as the agents are to see it; without an embedding nothing similar was looked for."""

    queued: QueuedMessage
    context: MessageContext
    embedding: Embedding | None


@dataclass(frozen=True)
class Reader:
    """Embeds messages and looks around them, all of a claim at once; without an embedder by words alone.

    Claims of a workspace that are read at the same moment are looked around together.
    """

    surroundings: Surroundings
    embedder: Embedder | None
    _together: Together[Asked, list[MessageContext]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        together = Together[Asked, list[MessageContext]](self.surroundings.read, _workspace_of)
        object.__setattr__(self, "_together", together)

    async def read(self, claim: Claim) -> list[Reading]:
        """Return the claim's messages with their contexts, in order.

        Raises:
            UnavailableError: The database does not answer.
        """
        embeddings = await self._embed(claim)
        contexts = await self._together.ask((claim, embeddings))
        meanings = embeddings or [None] * len(contexts)
        return [
            Reading(queued, context, embedding)
            for queued, context, embedding in zip(claim.messages, contexts, meanings, strict=True)
        ]

    async def abandon(self) -> None:
        """Break off what is being read."""
        await self._together.abandon()

    async def _embed(self, claim: Claim) -> list[Embedding]:
        """Return all embeddings or none: a message is understood without, only less well."""
        if self.embedder is None:
            return []
        try:
            return await self.embedder.embed([queued.message.content for queued in claim.messages])
        except AnalysisError as error:
            log.warning("messages of chat %s were not embedded: %s", claim.chat_id, error.detail)
            return []


def _workspace_of(asked: Asked) -> int:
    return asked[0].workspace_id
