"""What is known around messages, as a test has it."""

from collections.abc import Sequence

from domain.analysis import MessageContext
from domain.errors import MantaError
from domain.inbox import Asked, Claim


class FakeSurroundings:
    """`domain.inbox.Surroundings`: the messages by themselves. `seen` has what each was looked up with."""

    def __init__(self) -> None:
        self.fault: MantaError | None = None
        self.seen: list[int] = []

    async def read(self, asked: Sequence[Asked]) -> list[list[MessageContext]]:
        if self.fault is not None:
            raise self.fault
        self.seen += [len(embeddings) for _, embeddings in asked]
        return [_contexts_of(claim) for claim, _ in asked]


def _contexts_of(claim: Claim) -> list[MessageContext]:
    return [
        MessageContext(
            text=queued.message.content,
            author=queued.message.author,
            sent_at=queued.message.sent_at,
            source=queued.message.source,
            chat_title=queued.chat_title,
            timezone=claim.settings.timezone,
        )
        for queued in claim.messages
    ]
