"""Claiming: which chats a worker gets, which of their messages, and who holds them for how long."""

import asyncio
from collections import Counter

from domain.inbox import Claim
from tests.db.samples import done, failed, new_message, new_messages
from tests.db.stores import MAIN, Stores

_SET_TIMEZONE = """
UPDATE workspaces SET settings = settings || '{"timezone": "Europe/Kyiv"}' WHERE id = $1
"""


def names(claim: Claim) -> list[str]:
    """Return the external ids of a claim's messages."""
    return [queued.message.external_id for queued in claim.messages]


async def test_a_claim_has_the_first_messages_of_a_chat_in_order(stores: Stores) -> None:
    await stores.accept(*new_messages(2))
    await stores.accept(*new_messages(5)[2:])
    claim = await stores.claim_one(per_chat=4)
    assert names(claim) == ["general-0", "general-1", "general-2", "general-3"]
    assert [queued.attempts for queued in claim.messages] == [1, 1, 1, 1]
    assert (claim.workspace_id, claim.epoch) == (MAIN, 1)


async def test_a_claim_brings_what_the_agents_are_shown(stores: Stores) -> None:
    other = await stores.add_workspace()
    await stores.rows(_SET_TIMEZONE, other)
    [message_id] = await stores.accept(new_message(chat_title="Team"), workspace_id=other)
    claim = await stores.claim_one()
    [queued] = claim.messages
    assert dict(await stores.reader.get_message(other, message_id)).items() >= dict(queued.message).items()
    assert (claim.workspace_id, queued.chat_title, claim.settings.timezone) == (other, "Team", "Europe/Kyiv")


async def test_nothing_to_do_is_no_claim(stores: Stores) -> None:
    assert await stores.inbox().claim("worker", 5) == []
    await stores.accept(new_message())
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [done(queued) for queued in claim.messages])
    assert await stores.inbox().claim("worker", 5) == []


async def test_a_held_chat_is_nobody_elses(stores: Stores) -> None:
    await stores.accept(new_message("a", "a"), new_message("b", "b"))
    [first] = await stores.inbox().claim("one", 1)
    [second] = await stores.inbox().claim("two", 10)
    assert {*names(first), *names(second)} == {"a", "b"}
    assert await stores.inbox().claim("three", 10) == []
    assert sorted(await stores.column("SELECT worker FROM chat_leases"), key=str) == ["one", "two"]


async def test_claimers_at_once_never_get_the_same_chat(stores: Stores) -> None:
    await stores.accept(*(new_message(f"{chat}-{n}", f"chat{chat}") for chat in range(40) for n in range(2)))
    claims = await asyncio.gather(*(stores.inbox().claim(f"worker{n}", 7) for n in range(8)))
    taken = Counter(claim.chat_id for batch in claims for claim in batch)
    assert set(taken.values()) == {1}
    rest = await stores.inbox().claim("last", 100)
    assert len(taken) + len(rest) == 40
    assert set(await stores.column("SELECT attempts FROM inbox")) == {1}


async def test_all_work_is_done_once_by_workers_at_once(stores: Stores) -> None:
    await stores.accept(*(new_message(f"{chat}-{n}", f"chat{chat}") for chat in range(12) for n in range(6)))
    seen: list[str] = []

    async def work(name: str) -> None:
        inbox = stores.inbox(per_chat=2)
        while claims := await inbox.claim(name, 3):
            for claim in claims:
                seen.extend(names(claim))
                assert await inbox.finish(claim, [done(queued) for queued in claim.messages])

    await asyncio.gather(*(work(f"worker{n}") for n in range(5)))
    # A worker ends when it finds all waiting chats held; what their holders leave is the last one's.
    await work("last")
    assert len(seen) == len(set(seen)) == 72
    by_chat = {chat: [name for name in seen if name.startswith(f"{chat}-")] for chat in range(12)}
    assert all(done_in == sorted(done_in) for done_in in by_chat.values())


async def test_chats_take_turns(stores: Stores) -> None:
    """However many messages a few chats have, the others are served after one round."""
    await stores.accept(*new_messages(30, "busy"))
    await stores.accept(*(new_message(f"m{n}", f"chat{n}") for n in range(20)))
    await stores.accept(*new_messages(30, "busier"))
    await stores.rows("ANALYZE")
    inbox = stores.inbox(per_chat=1)
    served: list[str] = []
    for _ in range(8):
        for claim in await inbox.claim("worker", 3):
            served.extend(names(claim))
            assert await inbox.finish(claim, [done(queued) for queued in claim.messages])
    assert {f"m{n}" for n in range(20)} <= set(served)


async def test_a_worker_with_one_slot_starves_nobody(stores: Stores) -> None:
    for n in range(5):
        await stores.accept(*new_messages(6, f"chat{n}"))
    inbox = stores.inbox(per_chat=1)
    served: Counter[int] = Counter()
    for _ in range(15):
        claims = await inbox.claim("worker", 1) or await inbox.claim("worker", 1)
        for claim in claims:
            served[claim.chat_id] += 1
            assert await inbox.finish(claim, [done(queued) for queued in claim.messages])
    assert set(served.values()) == {3}


async def test_an_expired_lease_goes_to_another_with_a_higher_epoch(stores: Stores) -> None:
    await stores.accept(new_message())
    old = await stores.claim_one()
    await stores.expire()
    new = await stores.claim_one()
    assert new.chat_id == old.chat_id
    assert new.epoch > old.epoch
    assert [queued.attempts for queued in new.messages] == [2]


async def test_renewing_keeps_what_is_held_and_tells_what_is_lost(stores: Stores) -> None:
    await stores.accept(new_message("a", "a"), new_message("b", "b"))
    inbox = stores.inbox()
    kept, lost = sorted(await inbox.claim("old", 2), key=names)
    await stores.expire()
    assert await inbox.renew([kept]) == {kept.chat_id}
    [taken] = await stores.inbox().claim("new", 2)
    assert taken.chat_id == lost.chat_id
    assert await inbox.renew([kept, lost]) == {kept.chat_id}
    assert await inbox.renew([lost]) == set()
    assert await inbox.renew([]) == set()


async def test_a_finished_chat_is_no_longer_held(stores: Stores) -> None:
    """A renewal that comes late must not keep others from the chat's next messages."""
    await stores.accept(new_message("m1"))
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [done(claim.messages[0])])
    await stores.accept(new_message("m2"))
    assert await stores.inbox().renew([claim]) == set()
    assert names(await stores.claim_one()) == ["m2"]


async def test_attempts_count_before_the_run_and_are_refunded_without_an_outcome(stores: Stores) -> None:
    await stores.accept(*new_messages(3))
    claim = await stores.claim_one()
    assert await stores.column("SELECT attempts FROM inbox ORDER BY seq") == [1, 1, 1]
    outcomes = [done(claim.messages[0]), failed(claim.messages[1], retry_in_s=0)]
    assert await stores.inbox().finish(claim, outcomes)
    assert await stores.column("SELECT attempts FROM inbox ORDER BY seq") == [1, 1, 0]


async def test_a_message_tried_before_is_claimed_alone(stores: Stores) -> None:
    await stores.accept(*new_messages(4))
    await stores.claim_one(per_chat=2)
    await stores.expire()  # the worker died with the first two
    for name, attempts in (("general-0", 2), ("general-1", 2)):
        claim = await stores.claim_one()
        assert [(queued.message.external_id, queued.attempts) for queued in claim.messages] == [
            (name, attempts)
        ]
        assert await stores.inbox().finish(claim, [done(claim.messages[0])])
    assert names(await stores.claim_one()) == ["general-2", "general-3"]


async def test_a_message_that_waits_for_its_next_try_holds_up_its_own_chat_only(stores: Stores) -> None:
    await stores.accept(*new_messages(2, "a"), *new_messages(2, "b"))
    first, second = sorted(await stores.inbox().claim("worker", 2), key=names)
    assert await stores.inbox().finish(first, [failed(first.messages[0])])
    assert await stores.inbox().finish(second, [])
    again = await stores.claim_one()
    assert names(again) == ["b-0", "b-1"]
    assert [queued.attempts for queued in again.messages] == [1, 1]
    await stores.pass_delays()
    retried = await stores.claim_one()
    assert [(queued.message.external_id, queued.attempts) for queued in retried.messages] == [("a-0", 2)]


async def test_a_delay_is_as_long_as_asked(stores: Stores) -> None:
    await stores.accept(new_message())
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [failed(claim.messages[0], retry_in_s=3600)])
    minutes = await stores.number("SELECT round(extract(epoch FROM not_before - now()) / 60)::int FROM inbox")
    assert 58 <= minutes <= 60


async def test_few_chats_give_more_of_their_messages_when_they_are_asked_for(stores: Stores) -> None:
    await stores.accept(*new_messages(30, "long"))
    await stores.accept(*(new_message(f"m{n}", f"chat{n}") for n in range(2)))
    inbox = stores.inbox(per_chat=4)
    claims = await inbox.claim("worker", 3, 30)
    assert sorted(len(claim.messages) for claim in claims) == [1, 1, 10]
    [long] = [claim for claim in claims if len(claim.messages) > 1]
    assert names(long) == [f"long-{n}" for n in range(10)]


async def test_a_message_that_was_tried_is_claimed_alone_however_many_are_asked_for(stores: Stores) -> None:
    await stores.accept(*new_messages(6, "long"))
    await stores.rows("UPDATE inbox SET attempts = 1 WHERE seq <= 2")
    inbox = stores.inbox(per_chat=2)
    sizes: list[int] = []
    while claims := await inbox.claim("worker", 1, 100):
        [claim] = claims
        sizes.append(len(claim.messages))
        assert await inbox.finish(claim, [done(queued) for queued in claim.messages])
    assert sizes == [1, 1, 4]
