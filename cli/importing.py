"""`manta import`: a file of messages goes in by batches, and what becomes of them is watched live."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import cast

from pydantic import BaseModel

from cli.client import Client
from cli.live import LiveEvent
from pipeline.imports import ImportedMessage, ImportItem, Rejected, Skipped

BATCH = 500
"""As many as the API takes at once."""


class BatchResult(BaseModel):
    """What became of one message of a batch."""

    id: str | None = None
    status: str
    message_id: int | None = None
    error: dict[str, object] | None = None


class BatchReply(BaseModel):
    """The answer of POST /api/messages/batch."""

    results: list[BatchResult]


@dataclass
class Intake:
    """How far the storing of a file has come."""

    stored: set[int] = field(default_factory=set[int])
    known: int = 0
    skipped: int = 0
    refused: list[Rejected] = field(default_factory=list[Rejected])

    @property
    def seen(self) -> int:
        """How many records of the file were looked at."""
        return len(self.stored) + self.known + self.skipped + len(self.refused)


class ImportReport(BaseModel):
    """What an import brought. `known` were stored before, `noise` is what asks for nothing."""

    file: Path
    new: int
    known: int
    skipped: int
    refused: list[Rejected]
    tasks: int
    proposals: int
    noise: int
    failed: int
    waiting: int
    categories: dict[str, int]


@dataclass(frozen=True)
class _Sent:
    """A batch on its way: its records, those of them that are messages, and the answer to come."""

    records: Sequence[ImportItem]
    messages: Sequence[ImportedMessage]
    answer: Future[BatchReply]


def store(client: Client, items: Iterable[ImportItem], intake: Intake) -> Iterator[Intake]:
    """Send the items by batches and yield after each how far it has come.

    One batch is on its way while the next is read from the file. Never two: they could be stored in
    another order, and messages of a chat are numbered as they are stored.
    """
    sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="import")
    on_their_way = deque[_Sent]()
    remaining = iter(items)
    try:
        while records := list(islice(remaining, BATCH)):
            on_their_way.append(_send(sender, client, records))
            if len(on_their_way) > 1:
                yield _take(intake, on_their_way.popleft())
        while on_their_way:
            yield _take(intake, on_their_way.popleft())
    finally:
        sender.shutdown(cancel_futures=True)


def _send(sender: Executor, client: Client, records: Sequence[ImportItem]) -> _Sent:
    messages = [record for record in records if isinstance(record, ImportedMessage)]
    bodies = [_body(message) for message in messages]
    return _Sent(records, messages, sender.submit(_post, client, bodies))


def _post(client: Client, bodies: Sequence[dict[str, object]]) -> BatchReply:
    if not bodies:
        return BatchReply(results=[])
    return client.post("/api/messages/batch", BatchReply, bodies)


def _take(intake: Intake, sent: _Sent) -> Intake:
    """Count what became of a batch once its answer is there."""
    reply = sent.answer.result()
    intake.skipped += sum(isinstance(record, Skipped) for record in sent.records)
    intake.refused += [record for record in sent.records if isinstance(record, Rejected)]
    for message, result in zip(sent.messages, reply.results, strict=True):
        _count(intake, message, result)
    return intake


def _body(message: ImportedMessage) -> dict[str, object]:
    body: dict[str, object] = {
        "id": message.external_id,
        "content": message.content,
        "author": message.author,
        "timestamp": message.sent_at.isoformat(),
        "chat_id": message.chat_id,
        "source": message.source.value,
        "chat_title": message.chat_title,
    }
    return body if message.reply_to is None else body | {"reply_to": message.reply_to}


def _count(intake: Intake, message: ImportedMessage, result: BatchResult) -> None:
    if result.status == "message received" and result.message_id is not None:
        intake.stored.add(result.message_id)
        return
    error = result.error or {}
    # A bot in the same chat may have stored the message already, as it read before it was edited.
    if result.status == "duplicate" or error.get("code") == "duplicate-id":
        intake.known += 1
        return
    intake.refused.append(Rejected(position=message.position, reason=str(error.get("detail"))))


@dataclass
class Tally:
    """What became of the stored messages, as their events tell."""

    waiting: set[int]
    tasks: int = 0
    proposals: int = 0
    failed: int = 0
    categories: Counter[str] = field(default_factory=Counter[str])
    analysed: int = 0
    _ours: set[int] = field(init=False)
    _with_result: set[int] = field(default_factory=set[int], init=False)

    def __post_init__(self) -> None:
        self._ours = set(self.waiting)

    def take(self, event: LiveEvent) -> str | None:
        """Count an event; return the title of the task it made, if it made one of ours."""
        data = event.data
        match event.type:
            case "message_analyzed" if data.get("id") in self.waiting:
                self.waiting.discard(_int(data["id"]))
                self.analysed += 1
            case "message_failed" if data.get("id") in self.waiting:
                self.waiting.discard(_int(data["id"]))
                self.failed += 1
            case "task_created" if self._claims(data.get("message_ids")):
                self.tasks += 1
                self.categories[str(data["category"])] += 1
                return str(data["title"])
            case "proposal_created" if self._claims([data.get("message_id")]):
                self.proposals += 1
            case _:
                pass
        return None

    @property
    def noise(self) -> int:
        """How many messages ask for nothing."""
        return self.analysed - len(self._with_result)

    def _claims(self, message_ids: object) -> bool:
        named = cast("list[int]", message_ids) if isinstance(message_ids, list) else []
        ours = self._ours.intersection(named)
        self._with_result |= ours
        return bool(ours)


def follow(events: Iterable[LiveEvent], tally: Tally, newest: Callable[[], int]) -> Iterator[str | None]:
    """Count events until all that came of the stored messages is told; yield the title of each task made.

    A message's task or proposal is told after its analysis, in the same commit. So once nothing waits,
    `newest` is asked for the number of the newest event, which is the last that matters.
    """
    last: int | None = None
    for event in events:
        yield tally.take(event)
        if last is None and not tally.waiting:
            last = newest()
        if last is not None and event.seq is not None and event.seq >= last:
            return


def _int(value: object) -> int:
    return int(str(value))


def report(file: Path, intake: Intake, tally: Tally) -> ImportReport:
    """Return what the import brought so far."""
    return ImportReport(
        file=file,
        new=len(intake.stored),
        known=intake.known,
        skipped=intake.skipped,
        refused=intake.refused,
        tasks=tally.tasks,
        proposals=tally.proposals,
        noise=tally.noise,
        failed=tally.failed,
        waiting=len(tally.waiting),
        categories=dict(tally.categories.most_common()),
    )
