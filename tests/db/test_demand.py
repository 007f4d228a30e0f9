"""Looking at the queue: what counts as waiting."""

from db.demand import PostgresBacklog
from domain.backlog import Backlog
from tests.db.samples import done, failed, new_message, new_messages
from tests.db.stores import Stores

_AGE = "UPDATE inbox SET not_before = not_before - interval '90 seconds' WHERE chat_id = $1"


async def look(stores: Stores, max_chats: int = 1_000, max_messages: int = 1_000) -> Backlog:
    return await PostgresBacklog(stores.database, max_chats, max_messages).read_backlog()


def counts(backlog: Backlog) -> tuple[int, int, int]:
    return backlog.chats, backlog.held, backlog.messages


async def test_nothing_waits_in_an_empty_queue(stores: Stores) -> None:
    assert await look(stores) == Backlog()


async def test_chats_and_their_messages_are_counted_in_hand_or_not(stores: Stores) -> None:
    await stores.accept(*new_messages(3, "a"), *new_messages(2, "b"), *new_messages(1, "c"))
    assert counts(await look(stores)) == (3, 0, 6)
    [claim] = await stores.inbox().claim("worker", 1)
    assert counts(await look(stores)) == (3, 1, 6)
    await stores.inbox().finish(claim, [done(queued) for queued in claim.messages])
    assert counts(await look(stores)) == (2, 0, 6 - len(claim.messages))


async def test_a_chat_that_waits_for_its_next_try_needs_nobody(stores: Stores) -> None:
    await stores.accept(*new_messages(2, "a"))
    claim = await stores.claim_one(per_chat=1)
    await stores.inbox().finish(claim, [failed(claim.messages[0])])
    assert await look(stores) == Backlog(messages=2)
    await stores.pass_delays()
    assert counts(await look(stores)) == (1, 0, 2)


async def test_the_chat_that_waits_longest_tells_the_age(stores: Stores) -> None:
    await stores.accept(new_message("a", "a"), new_message("b", "b"))
    assert (await look(stores)).oldest_s < 80
    [last] = await stores.column("SELECT max(chat_id) FROM inbox")
    await stores.rows(_AGE, last)
    assert 90 <= (await look(stores)).oldest_s < 180


async def test_counting_stops_at_its_bounds(stores: Stores) -> None:
    await stores.accept(*[message for chat in "abcd" for message in new_messages(3, chat)])
    assert counts(await look(stores, max_chats=2, max_messages=7)) == (2, 0, 7)
