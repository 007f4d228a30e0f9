"""Dead letters in memory, over the fake messages."""

from collections.abc import Sequence

from domain.message import Message
from domain.retry import DeadLetter, Retried, Which
from domain.values import MessageStatus
from tests.fakes.messages import FakeMessages
from tests.fakes.outage import Outage


class FakeRetries(Outage):
    """`domain.retry.Retries` over `FakeMessages`."""

    def __init__(self, messages: FakeMessages) -> None:
        super().__init__()
        self._messages = messages

    def fail(self, workspace_id: int, message_id: int, error: str) -> None:
        """Let a message be dead-lettered."""
        self._replace(workspace_id, message_id, status=MessageStatus.FAILED, error=error)

    async def list_dead_letters(
        self, workspace_id: int, limit: int, before_id: int | None
    ) -> list[DeadLetter]:
        self.check(before_id)
        dead = [one for one in self._of(workspace_id) if one.status is MessageStatus.FAILED]
        shown = [
            one for one in sorted(dead, key=lambda each: -each.id) if before_id is None or one.id < before_id
        ]
        return [_dead_letter(message) for message in shown[:limit]]

    async def retry_messages(self, workspace_id: int, message_ids: Sequence[int]) -> Retried:
        self.check(*message_ids)
        known = self._messages.inbox(workspace_id).messages
        wanted = set(message_ids)
        ended = [one for one in wanted if one in known and known[one].status is not MessageStatus.RECEIVED]
        return self._requeue(workspace_id, ended, unchanged=len(wanted) - len(ended))

    async def retry_all(self, workspace_id: int, which: Which) -> Retried:
        self.check()
        found = [one.id for one in self._of(workspace_id) if _is_of(which, one)]
        return self._requeue(workspace_id, found)

    def _of(self, workspace_id: int) -> list[Message]:
        return list(self._messages.inbox(workspace_id).messages.values())

    def _requeue(self, workspace_id: int, message_ids: Sequence[int], unchanged: int = 0) -> Retried:
        for message_id in message_ids:
            self._replace(workspace_id, message_id, status=MessageStatus.RECEIVED, error=None, analysis=None)
        return Retried(retried=len(message_ids), unchanged=unchanged)

    def _replace(self, workspace_id: int, message_id: int, **changes: object) -> None:
        messages = self._messages.inbox(workspace_id).messages
        messages[message_id] = messages[message_id].model_copy(update=changes)


def _is_of(which: Which, message: Message) -> bool:
    if which is Which.DEAD:
        return message.status is MessageStatus.FAILED
    return message.analysis is not None and message.analysis.fallback is not None


def _dead_letter(message: Message) -> DeadLetter:
    return DeadLetter(
        message_id=message.id,
        external_id=message.external_id,
        chat_id=message.chat_id,
        author=message.author,
        source=message.source,
        excerpt=message.content[:200],
        error=message.error or "",
        attempts=5,
        sent_at=message.sent_at,
        failed_at=message.received_at,
    )
