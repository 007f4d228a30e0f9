import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import orjson
import pytest

from cli.client import Client
from cli.importing import BATCH, Intake, Tally, follow, report, store
from cli.live import LiveEvent
from domain.errors import UnavailableError
from pipeline.imports import ImportedMessage, ImportItem, Rejected, Skipped


def message(number: int, reply_to: str | None = None) -> ImportedMessage:
    return ImportedMessage(
        position=f"line {number}",
        external_id=f"m{number}",
        content="hello",
        author="Ada",
        chat_id="dev",
        chat_title="Development",
        sent_at=datetime(2026, 1, 31, tzinfo=UTC),
        reply_to=reply_to,
    )


RECEIVED: dict[str, object] = {"status": "message received"}
KNOWN: dict[str, object] = {"status": "duplicate", "message_id": 1}
CHANGED: dict[str, object] = {
    "status": "rejected",
    "error": {"code": "duplicate-id", "detail": "other content"},
}
REFUSED: dict[str, object] = {"status": "rejected", "error": {"code": "invalid-input", "detail": "too long"}}


class FakeBatches:
    """POST /api/messages/batch: new messages are received, unless an answer is laid out for them."""

    def __init__(self) -> None:
        self.batches: list[list[dict[str, object]]] = []
        self.answers: dict[str, dict[str, object]] = {}

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        assert request.url.path == "/api/messages/batch"
        batch: list[dict[str, object]] = orjson.loads(request.content)
        self.batches.append(batch)
        return httpx2.Response(200, json={"results": [self._answer(str(item["id"])) for item in batch]})

    def _answer(self, name: str) -> dict[str, object]:
        received = RECEIVED | {"message_id": int(name.removeprefix("m"))}
        return {"id": name} | self.answers.get(name, received)


def run_store(server: FakeBatches, items: Sequence[ImportItem]) -> tuple[Intake, list[int]]:
    intake = Intake()
    with Client("http://manta", "key", transport=httpx2.MockTransport(server)) as client:
        return intake, [step.seen for step in store(client, items, intake)]


def test_items_go_in_batches_and_each_is_counted_once() -> None:
    items: list[ImportItem] = [message(number) for number in range(1, BATCH + 51)]
    items[3] = Skipped(position="line 3", reason="a sticker")
    items[BATCH] = Rejected(position="line 200", reason="no text")
    intake, seen = run_store(server := FakeBatches(), items)
    assert [len(batch) for batch in server.batches] == [BATCH - 1, 49]
    assert seen == [BATCH, BATCH + 50]
    assert (len(intake.stored), intake.known, intake.skipped, len(intake.refused)) == (BATCH + 48, 0, 1, 1)


def test_one_batch_is_on_its_way_at_a_time_in_the_file_s_order() -> None:
    under_way = threading.Lock()

    class Watched(FakeBatches):
        def __call__(self, request: httpx2.Request) -> httpx2.Response:
            assert under_way.acquire(blocking=False), "two batches were on their way"
            try:
                return super().__call__(request)
            finally:
                under_way.release()

    run_store(server := Watched(), [message(number) for number in range(1, 4 * BATCH)])
    sent = [item["id"] for batch in server.batches for item in batch]
    assert sent == [f"m{number}" for number in range(1, 4 * BATCH)]


def test_a_refused_batch_ends_the_import() -> None:
    requests: list[httpx2.Request] = []

    def refuse(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return httpx2.Response(503, json={"detail": "The database is away."})

    items = [message(number) for number in range(9 * BATCH)]
    with Client("http://manta", "key", transport=httpx2.MockTransport(refuse)) as client:
        steps = store(client, items, Intake())
        with pytest.raises(UnavailableError, match="The database is away"):
            list(steps)
    assert len(requests) <= 2  # one may have followed before the answer was looked at


def test_messages_that_are_stored_already_are_known() -> None:
    server = FakeBatches()
    server.answers = {"m2": KNOWN, "m3": CHANGED}
    intake, _ = run_store(server, [message(1), message(2), message(3)])
    assert intake.stored == {1}
    assert intake.known == 2


def test_a_refused_message_says_where_it_stood_and_why() -> None:
    server = FakeBatches()
    server.answers = {"m2": REFUSED}
    intake, _ = run_store(server, [message(1), message(2)])
    assert intake.refused == [Rejected(position="line 2", reason="too long")]


def test_a_message_is_sent_as_the_api_wants_it() -> None:
    run_store(server := FakeBatches(), [message(1), message(2, reply_to="m1")])
    plain, reply = server.batches[0]
    assert plain == {
        "id": "m1",
        "content": "hello",
        "author": "Ada",
        "timestamp": "2026-01-31T00:00:00+00:00",
        "chat_id": "dev",
        "source": "api",
        "chat_title": "Development",
    }
    assert reply == plain | {"id": "m2", "reply_to": "m1"}


def test_a_batch_without_messages_is_not_sent() -> None:
    intake, seen = run_store(server := FakeBatches(), [Skipped(position="line 1", reason="a sticker")])
    assert server.batches == []
    assert (intake.skipped, seen) == (1, [1])


def analysed(seq: int, message_id: int) -> LiveEvent:
    return LiveEvent(type="message_analyzed", seq=seq, data={"id": message_id})


def failed(seq: int, message_id: int) -> LiveEvent:
    return LiveEvent(type="message_failed", seq=seq, data={"id": message_id})


def task(seq: int, message_id: int, category: str = "bug") -> LiveEvent:
    data: dict[str, object] = {"message_ids": [message_id], "category": category, "title": f"task {seq}"}
    return LiveEvent(type="task_created", seq=seq, data=data)


def proposal(seq: int, message_id: int) -> LiveEvent:
    return LiveEvent(type="proposal_created", seq=seq, data={"message_id": message_id})


def run_follow(stored: set[int], events: Sequence[LiveEvent], newest: int) -> tuple[Tally, list[str], int]:
    """Return the tally, the titles told and how many events were read."""
    tally = Tally(waiting=set(stored))
    remaining = iter(events)
    titles = [title for title in follow(remaining, tally, lambda: newest) if title is not None]
    return tally, titles, len(events) - len(list(remaining))


def test_every_kind_of_result_is_counted() -> None:
    events = [
        LiveEvent(type="connection", data={"last_seq": 0}),
        analysed(1, 1),
        task(2, 1),
        task(3, 1, "chore"),
        analysed(4, 2),
        proposal(5, 2),
        analysed(6, 3),
        failed(7, 4),
    ]
    tally, titles, _ = run_follow({1, 2, 3, 4}, events, newest=7)
    assert (tally.tasks, tally.proposals, tally.noise, tally.failed) == (2, 1, 1, 1)
    assert tally.categories == {"bug": 1, "chore": 1}
    assert titles == ["task 2", "task 3"]


def test_what_the_last_message_became_is_counted_too() -> None:
    """Its task is told after its analysis, and both are committed together."""
    tally, titles, read = run_follow({1}, [analysed(1, 1), task(2, 1), task(3, 9)], newest=2)
    assert (tally.tasks, tally.noise, titles, read) == (1, 0, ["task 2"], 2)


def test_a_last_message_that_became_nothing_is_not_waited_for() -> None:
    tally, _, read = run_follow({1}, [analysed(1, 1), analysed(2, 9)], newest=1)
    assert (tally.noise, read) == (1, 1)


def test_results_of_other_people_s_messages_do_not_count() -> None:
    events = [analysed(1, 8), task(2, 8), proposal(3, 9), failed(4, 9), analysed(5, 1)]
    tally, titles, _ = run_follow({1}, events, newest=5)
    assert (tally.tasks, tally.proposals, tally.failed, tally.analysed, titles) == (0, 0, 0, 1, [])


def test_an_event_that_comes_twice_counts_once() -> None:
    tally, _, _ = run_follow({1, 2}, [analysed(1, 1), analysed(1, 1), analysed(2, 2)], newest=2)
    assert tally.analysed == 2


@pytest.mark.parametrize("data", [{}, {"message_ids": None}, {"message_ids": []}])
def test_a_task_without_a_message_is_not_of_the_import(data: dict[str, object]) -> None:
    tally = Tally(waiting={1})
    assert tally.take(LiveEvent(type="task_created", seq=1, data=data)) is None
    assert tally.tasks == 0


def test_the_report_sums_up() -> None:
    intake = Intake(stored={1, 2, 3}, known=4, skipped=5, refused=[Rejected(position="line 1", reason="no")])
    tally = Tally(waiting={1, 2, 3})
    for event in (analysed(1, 1), task(2, 1), analysed(3, 2)):
        tally.take(event)
    found = report(Path("chat.json"), intake, tally)
    assert found.model_dump(exclude={"refused", "file"}) == {
        "new": 3,
        "known": 4,
        "skipped": 5,
        "tasks": 1,
        "proposals": 0,
        "noise": 1,
        "failed": 0,
        "waiting": 1,
        "categories": {"bug": 1},
    }
