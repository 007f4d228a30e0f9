import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import UnavailableError
from domain.event import Event
from pipeline.feed import PAGE_EVENTS, RING_EVENTS, EventHub, ReplicaFeed
from tests.fakes.events import FakeEventStore, FakeHubLink
from tests.support.polling import wait_until_async

A, B = 1, 2
LONG_S = 30.0


@dataclass
class Reader:
    """A socket: it only has a cursor."""

    feed: ReplicaFeed
    workspace_id: int
    cursor: int = 0
    got: list[int] = field(default_factory=list[int])

    async def read(self, wait_s: float = 0.0) -> None:
        page = await self.feed.next_events(self.workspace_id, self.cursor, wait_s)
        self.got += [event.seq for event in page]
        self.cursor = self.got[-1] if self.got else self.cursor

    async def read_until(self, seq: int) -> None:
        async with asyncio.timeout(10):
            while self.cursor < seq:
                await self.read(wait_s=0.05)


class Replica:
    """A feed over a hub over a store."""

    def __init__(self, kind: type[ReplicaFeed] = ReplicaFeed) -> None:
        self.store = FakeEventStore()
        self.link = FakeHubLink(self.store)
        self.feed = kind(self.store, self.link, wait_s=LONG_S, retry_s=0.0)

    @asynccontextmanager
    async def running(self) -> AsyncGenerator["Replica"]:
        """Run hub and feed."""
        self.link.start()
        following = asyncio.create_task(self.feed.run())
        yield self
        following.cancel()
        self.link.kill()
        with suppress(asyncio.CancelledError):
            await following

    async def wait_polled(self, workspace_id: int) -> None:
        """Return once the feed follows a workspace."""
        await wait_until_async(lambda: any(workspace_id in cursors for cursors in self.link.asked))


async def test_a_waiting_reader_gets_an_event_when_it_is_committed() -> None:
    async with Replica().running() as replica:
        reader = Reader(replica.feed, A)
        reading = asyncio.create_task(reader.read(LONG_S))
        await replica.wait_polled(A)
        replica.store.publish(A)
        await reading
    assert reader.got == [1]


async def test_readers_of_a_workspace_share_one_poll() -> None:
    async with Replica().running() as replica:
        readers = [Reader(replica.feed, A) for _ in range(50)]
        reading = asyncio.gather(*(reader.read(LONG_S) for reader in readers))
        await replica.wait_polled(A)
        replica.store.publish(A)
        await reading
        assert len(replica.link.asked) <= 3
    assert {tuple(reader.got) for reader in readers} == {(1,)}


async def test_a_reader_with_an_old_cursor_reads_the_table_first() -> None:
    async with Replica().running() as replica:
        replica.store.publish(A, 1_200)
        reader = Reader(replica.feed, A, cursor=3)
        await reader.read()
        assert reader.got == list(range(4, 4 + PAGE_EVENTS))
        await reader.read_until(1_200)
        replica.store.publish(A)
        await reader.read_until(1_201)
    assert reader.got == list(range(4, 1_202))


async def test_what_overflows_the_ring_is_read_from_the_table() -> None:
    async with Replica().running() as replica:
        slow, quick = Reader(replica.feed, A), Reader(replica.feed, A)
        await slow.read()
        for end in range(500, 2 * RING_EVENTS + 1, 500):
            replica.store.publish(A, 500)
            await quick.read_until(end)
        await slow.read_until(2 * RING_EVENTS)
    assert slow.got == quick.got == list(range(1, 2 * RING_EVENTS + 1))


async def test_nothing_to_tell_is_an_empty_answer_in_time() -> None:
    async with Replica().running() as replica:
        assert await replica.feed.next_events(A, 0, 0.01) == []


async def test_no_event_of_another_workspace_comes() -> None:
    async with Replica().running() as replica:
        mine, other = Reader(replica.feed, A), Reader(replica.feed, B)
        await asyncio.gather(mine.read(), other.read())
        replica.store.publish(B, 3)
        await other.read_until(3)
        await mine.read()
        assert mine.got == []
        assert {e.workspace_id for e in await replica.feed.next_events(B, 0, 0)} == {B}


async def test_a_workspace_that_joins_while_a_poll_waits_is_followed_at_once() -> None:
    async with Replica().running() as replica:
        waiting = asyncio.create_task(Reader(replica.feed, A).read(LONG_S))
        await replica.wait_polled(A)
        late = Reader(replica.feed, B)
        reading = asyncio.create_task(late.read(LONG_S))
        await replica.wait_polled(B)
        replica.store.publish(B)
        async with asyncio.timeout(LONG_S / 2):  # the poll under way would last twice as long
            await reading
        waiting.cancel()
    assert late.got == [1]


async def test_a_hub_that_dies_and_comes_back_costs_no_event() -> None:
    async with Replica().running() as replica:
        reader = Reader(replica.feed, A)
        reading = asyncio.create_task(reader.read(LONG_S))
        await replica.wait_polled(A)
        replica.link.kill()
        replica.store.publish(A, 3)
        before = len(replica.link.asked)
        await wait_until_async(lambda: len(replica.link.asked) > before)
        replica.link.start()
        await reading
        await reader.read_until(3)
    assert reader.got == [1, 2, 3]


async def test_a_hub_that_starts_later_than_the_feed_is_found() -> None:
    replica = Replica()
    async with replica.running():
        replica.link.kill()
        reader = Reader(replica.feed, A)
        reading = asyncio.create_task(reader.read(LONG_S))
        await replica.wait_polled(A)
        replica.link.start()
        replica.store.publish(A)
        await reading
    assert reader.got == [1]


async def test_an_outage_reaches_the_reader_and_ends() -> None:
    async with Replica().running() as replica:
        replica.store.failing.add(0)
        reader = Reader(replica.feed, A)
        with pytest.raises(UnavailableError):
            await reader.read()
        replica.store.failing.clear()
        replica.store.publish(A)
        await reader.read_until(1)


@asynccontextmanager
async def following(hub: EventHub) -> AsyncGenerator[None]:
    running = asyncio.create_task(hub.run())
    yield
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_lost_hint_costs_a_poll_only() -> None:
    store = FakeEventStore()
    hub = EventHub(store, poll_s=0.01)
    async with following(hub):
        asking = asyncio.create_task(hub.next_events({A: 0}, LONG_S))
        await wait_until_async(lambda: hub.watched() == 1)
        store.publish(A)
        assert [event.seq for event in (await asking)[A]] == [1]


async def test_hints_of_one_workspace_do_not_put_off_the_poll_of_another() -> None:
    store = FakeEventStore()
    hub = EventHub(store, poll_s=0.2)

    async def chatter() -> None:
        while True:
            hub.hint(str(B))
            await asyncio.sleep(0)

    chattering = asyncio.create_task(chatter())
    async with following(hub):
        asking = asyncio.create_task(hub.next_events({A: 0}, LONG_S))
        await wait_until_async(lambda: hub.watched() == 1)
        store.publish(A)  # whose hint is lost
        async with asyncio.timeout(5):
            assert A in await asking
    chattering.cancel()


async def test_hints_taken_in_an_outage_are_made_up_for() -> None:
    store = FakeEventStore()
    hub = EventHub(store, poll_s=0.01)
    async with following(hub):
        asking = asyncio.create_task(hub.next_events({A: 0}, LONG_S))
        await wait_until_async(lambda: hub.watched() == 1)
        store.failing.add(A)
        store.publish(A)
        hub.hint(str(A))
        reads = store.reads
        await wait_until_async(lambda: store.reads > reads)
        store.failing.clear()
        assert A in await asking


async def test_news_read_before_a_failure_reach_whoever_waits() -> None:
    store = FakeEventStore()
    hub = EventHub(store, poll_s=3600)
    async with following(hub):
        asking = asyncio.create_task(hub.next_events({A: 0}, LONG_S))
        also = asyncio.create_task(hub.next_events({A: 0, B: 0}, LONG_S))
        await wait_until_async(lambda: hub.watched() == 2)
        store.failing.add(B)
        store.publish(A)
        store.publish(B)
        hub.hint(str(A))
        hub.hint(str(B))
        async with asyncio.timeout(5):
            assert list(await asking) == [A]
        also.cancel()


async def test_the_hub_answers_old_cursors_of_one_and_live_ones_of_another() -> None:
    store = FakeEventStore()
    store.publish(A, 5)
    store.publish(B, 5)
    hub = EventHub(store)
    answer = await hub.next_events({A: 2, B: 5}, LONG_S)
    assert {ws: [event.seq for event in events] for ws, events in answer.items()} == {A: [3, 4, 5]}


async def test_a_workspace_nobody_asks_for_is_dropped() -> None:
    hub = EventHub(FakeEventStore(), idle_s=0.01)
    assert await hub.next_events({A: 0}, 0) == {}
    await wait_until_async(lambda: hub.watched() == 0)


Step = tuple[str, int, int]
"""What happens, to which reader or workspace, and how much."""

STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), st.sampled_from([A, B]), st.sampled_from([1, 2, 499, 501, 2_100])),
        st.tuples(st.just("read"), st.integers(0, 3), st.just(0)),
        st.tuples(st.just("wait"), st.just(0), st.integers(1, 12)),
        st.tuples(st.just("kill"), st.just(0), st.just(0)),
        st.tuples(st.just("start"), st.just(0), st.just(0)),
    ),
    max_size=25,
)


async def play(kind: type[ReplicaFeed], steps: Sequence[Step]) -> list[Reader]:
    """Let the steps happen, then let every reader catch up."""
    async with Replica(kind).running() as replica:
        readers = [Reader(replica.feed, workspace_id) for workspace_id in (A, A, B, B)]
        for step in steps:
            await take(replica, readers, step)
        replica.link.start()
        for reader in readers:
            await reader.read_until(replica.store.newest[reader.workspace_id])
        return readers


async def take(replica: Replica, readers: Sequence[Reader], step: Step) -> None:
    match step:
        case "publish", workspace_id, count:
            replica.store.publish(workspace_id, min(count, 6_000 - replica.store.newest[workspace_id]))
        case "read", index, _:
            await readers[index].read()
        case "wait", _, turns:
            for _ in range(turns):
                await asyncio.sleep(0)
        case "kill", _, _:
            replica.link.kill()
        case _:
            replica.link.start()


def is_complete(reader: Reader) -> bool:
    """Whether a reader got every event once and in order."""
    return reader.got == list(range(1, reader.cursor + 1))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_every_reader_gets_every_event_once_in_order(steps: list[Step]) -> None:
    assert all(map(is_complete, asyncio.run(play(ReplicaFeed, steps))))


class ForgetfulFeed(ReplicaFeed):
    """A feed whose rings forget what they dropped."""

    async def next_events(self, workspace_id: int, after_seq: int, wait_s: float) -> Sequence[Event]:
        for watch in self._watches.values():
            watch.ring.floor = 0
        return await super().next_events(workspace_id, after_seq, wait_s)


async def test_a_feed_that_forgets_is_found_out() -> None:
    steps: list[Step] = [("read", 0, 0), ("publish", A, 2_100), ("wait", 0, 200)]
    assert not all(map(is_complete, await play(ForgetfulFeed, steps)))


async def turns(count: int) -> None:
    """Let everybody else have their turn."""
    for _ in range(count):
        await asyncio.sleep(0)


async def test_the_hub_reads_nothing_while_nobody_asks() -> None:
    store = FakeEventStore()
    hub = EventHub(store, poll_s=0.001)
    store.on_commit.append(hub.hint)
    async with following(hub):
        await hub.next_events({A: 0}, 0)
        store.reads = 0
        for _ in range(20):
            store.publish(A)
            store.publish(B)
            await turns(5)
        assert store.reads == 0
        answer = await hub.next_events({A: 0}, LONG_S)
    assert [event.seq for event in answer[A]] == list(range(1, 21))
    assert store.reads == 1


async def test_a_commit_while_a_ring_is_made_is_told_at_once() -> None:
    store = FakeEventStore()
    hub = EventHub(store, poll_s=3600)
    store.on_commit.append(hub.hint)
    async with following(hub):
        await turns(5)
        asking = asyncio.create_task(hub.next_events({A: 0}, LONG_S))
        await turns(1)
        store.publish(A)
        async with asyncio.timeout(5):
            assert [event.seq for event in (await asking)[A]] == [1]


async def test_a_stream_of_events_comes_in_pages() -> None:
    async with Replica().running() as replica:
        replica.feed.pace_s = 0.2
        reader = Reader(replica.feed, A)
        reading = asyncio.create_task(reader.read_until(100))
        await replica.wait_polled(A)
        before = len(replica.link.asked)
        for _ in range(100):
            replica.store.publish(A)
            await turns(12)
        await reading
        assert len(replica.link.asked) - before < 50
    assert reader.got == list(range(1, 101))


async def test_a_workspace_is_followed_while_somebody_waits_and_no_longer_than_a_while() -> None:
    async with Replica().running() as replica:
        replica.feed.keep_s = 0.0
        replica.feed.wait_s = 0.01
        waiting = asyncio.create_task(Reader(replica.feed, A).read(LONG_S))
        await replica.wait_polled(A)
        polls = len(replica.link.asked)
        await wait_until_async(lambda: len(replica.link.asked) > polls + 3)
        waiting.cancel()
        await wait_until_async(lambda: replica.feed.watched() == 0)
