"""Accepting messages from many places at once."""

import asyncio
import random
from collections import Counter

from db.pool import Database
from domain.errors import DuplicateIdError
from domain.message import Accepted, NewMessage
from tests.db.samples import new_message, new_messages
from tests.db.stores import MAIN, Stores


async def store_all(stores: Stores, batches: list[list[NewMessage]]) -> list[Accepted]:
    """Store batches concurrently and return all answers, which must be good."""
    answers = await asyncio.gather(
        *(stores.messages.store([(MAIN, message) for message in batch]) for batch in batches)
    )
    flat = [answer for batch in answers for answer in batch]
    accepted = [answer for answer in flat if isinstance(answer, Accepted)]
    assert accepted == flat
    return accepted


async def test_one_message_sent_at_once_by_many_is_created_once(stores: Stores) -> None:
    answers = await store_all(stores, [[new_message()] for _ in range(24)])
    assert Counter(answer.created for answer in answers) == {True: 1, False: 23}
    assert len({answer.message_id for answer in answers}) == 1
    assert await stores.event_types() == ["message"]
    assert await stores.number("SELECT count(*) FROM inbox") == 1


async def test_one_key_used_at_once_by_many_is_good_for_one(stores: Stores) -> None:
    messages = [new_message(f"m{n}", f"chat{n}", idempotency_key="k") for n in range(12)]
    answers = await asyncio.gather(*(stores.messages.store([(MAIN, message)]) for message in messages))
    created = [answer for [answer] in answers if isinstance(answer, Accepted)]
    assert len(created) == await stores.number("SELECT count(*) FROM messages") == 1


async def test_numbers_of_each_chat_grow_in_the_order_of_commits(stores: Stores) -> None:
    dice = random.Random(7)  # noqa: S311 - reproducible
    batches = [
        [new_message(f"{n}-{place}", dice.choice("abc")) for place in range(dice.randint(1, 6))]
        for n in range(40)
    ]
    await store_all(stores, batches)
    # Events are numbered in the order of commits, see test_event_order.
    rows = await stores.rows(
        "SELECT m.chat_id, m.seq FROM events e JOIN messages m ON m.id = (e.data ->> 'id')::bigint "
        "ORDER BY e.seq"
    )
    seqs: dict[int, list[int]] = {}
    for row in rows:
        seqs.setdefault(row["chat_id"], []).append(row["seq"])
    assert len(rows) == sum(map(len, batches))
    assert all(numbers == sorted(set(numbers)) for numbers in seqs.values())


async def test_batches_of_chats_in_any_order_never_deadlock(stores: Stores, database_url: str) -> None:
    dice = random.Random(11)  # noqa: S311 - reproducible
    other = await stores.add_workspace()
    async with Database(database_url, max_size=8) as pool:
        store = Stores(pool).messages
        batches = [
            [
                (dice.choice((MAIN, other)), new_message(f"{n}-{chat}", f"chat{chat}"))
                for chat in dice.sample(range(8), 6)
            ]
            for n in range(60)
        ]
        answers = await asyncio.gather(*(store.store(batch) for batch in batches))
    assert all(isinstance(answer, Accepted) and answer.created for batch in answers for answer in batch)
    assert await stores.number("SELECT count(*) FROM messages") == 360


_HOLD = """
INSERT INTO messages (workspace_id, chat_id, seq, external_id, source, author, content, sent_at, digest)
SELECT workspace_id, id, 1000, $1, source, '', '', now(), '' FROM chats LIMIT 1
"""


async def test_batches_that_name_messages_of_different_chats_alike_are_both_answered(stores: Stores) -> None:
    """Chats don't keep these apart: each holds a name that the other wants next, which is a deadlock."""
    await stores.accept(new_message())
    there = [new_message(name, "there") for name in ("x", "held-there", "y")]
    back = [new_message(name, "back") for name in ("y", "held-back", "x")]
    async with asyncio.TaskGroup() as both, stores.database.connection() as holder:
        holding = holder.transaction()
        await holding.start()
        await holder.executemany(_HOLD, [("held-there",), ("held-back",)])
        stored = [
            both.create_task(stores.messages.store([(MAIN, message) for message in batch]))
            for batch in (there, back)
        ]
        await stores.wait_for_waiters(2)
        await holding.rollback()
    answers = [answer for batch in stored for answer in batch.result()]
    assert sum(isinstance(answer, Accepted) and answer.created for answer in answers) == 4
    assert sum(isinstance(answer, DuplicateIdError) for answer in answers) == 2


async def test_repeats_from_many_places_answer_alike(stores: Stores) -> None:
    batches = [random.Random(n).sample(new_messages(10), 10) for n in range(12)]  # noqa: S311 - reproducible
    answers = await store_all(stores, batches)
    assert Counter(answer.created for answer in answers)[True] == 10
    assert len({(answer.message_id, answer.external_id) for answer in answers}) == 10
