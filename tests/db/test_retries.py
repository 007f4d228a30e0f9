"""Dead letters and retries on the real database."""

import asyncio

from db.retries import PostgresRetries
from domain.inbox import Claim, Decision, Done, Outcome
from domain.proposal import DeclineReason, Proposal
from domain.retry import MAX_RETRIED, Retried, Which
from tests.db.samples import done, failed, findings, new_message, new_messages, new_task, proposed
from tests.db.stores import ADA, MAIN, Stores
from tests.db.triage import FOUND, make, proposals_of


def retries_of(stores: Stores) -> PostgresRetries:
    return PostgresRetries(stores.database)


async def finish(stores: Stores, claim: Claim, *outcomes: Outcome) -> None:
    """Finish a claim that is held."""
    assert await stores.inbox().finish(claim, outcomes)


async def kill(stores: Stores, *names: str) -> list[int]:
    """Store messages and dead-letter them; return their ids."""
    ids = await stores.accept(*(new_message(name) for name in names))
    claim = await stores.claim_one()
    await finish(stores, claim, *(failed(queued, dead=True) for queued in claim.messages))
    return ids


async def stand_in(stores: Stores) -> int:
    """Store a message that another model than the configured one analyses; return its id."""
    [message_id] = await stores.accept(new_message())
    claim = await stores.claim_one()
    found = findings().model_copy(update={"fallback": "the model was away"})
    await finish(stores, claim, Done(message=claim.messages[0].message, findings=found, decision=Decision()))
    return message_id


async def test_dead_letters_are_listed_newest_first_with_their_reasons(stores: Stores) -> None:
    first, second = await kill(stores, "m1", "m2")
    letters = await retries_of(stores).list_dead_letters(MAIN, 10, None)
    assert [(each.message_id, each.error, each.attempts) for each in letters] == [
        (second, "no answer", 1),
        (first, "no answer", 1),
    ]
    assert letters[0].excerpt == "text of m2"
    [older] = await retries_of(stores).list_dead_letters(MAIN, 10, second)
    assert older.message_id == first


async def test_a_retried_message_is_as_good_as_new(stores: Stores) -> None:
    [message_id] = await kill(stores, "m1")
    assert await retries_of(stores).retry_messages(MAIN, [message_id]) == Retried(retried=1)
    claim = await stores.claim_one()
    assert [(queued.message.id, queued.attempts) for queued in claim.messages] == [(message_id, 1)]
    assert claim.messages[0].message.error is None
    await finish(stores, claim, done(claim.messages[0], new_task()))
    assert await stores.event_types() == [
        "message",
        "message_failed",
        "message_retried",
        "message_analyzed",
        "task_created",
    ]
    assert await retries_of(stores).list_dead_letters(MAIN, 10, None) == []


async def test_only_what_has_ended_is_retried(stores: Stores) -> None:
    [waiting] = await stores.accept(new_message())
    before = await stores.content()
    assert await retries_of(stores).retry_messages(MAIN, [waiting, waiting, waiting + 1]) == Retried(
        retried=0, unchanged=2
    )
    assert await stores.content() == before


async def test_a_message_under_way_is_not_taken_from_its_worker(stores: Stores) -> None:
    [message_id] = await stores.accept(new_message())
    claim = await stores.claim_one()
    assert (await retries_of(stores).retry_messages(MAIN, [message_id])).retried == 0
    await finish(stores, claim, done(claim.messages[0]))


async def test_what_another_model_stood_in_for_is_analysed_anew(stores: Stores) -> None:
    message_id = await stand_in(stores)
    assert await retries_of(stores).retry_all(MAIN, Which.DEAD) == Retried(retried=0)
    assert await retries_of(stores).retry_all(MAIN, Which.FALLBACKS) == Retried(retried=1)
    assert (await stores.reader.get_message(MAIN, message_id)).analysis is None
    claim = await stores.claim_one()
    await finish(stores, claim, done(claim.messages[0]))
    analysis = (await stores.reader.get_message(MAIN, message_id)).analysis
    assert analysis is not None
    assert analysis.fallback is None
    assert await retries_of(stores).retry_all(MAIN, Which.FALLBACKS) == Retried(retried=0)


async def test_a_task_is_not_made_twice(stores: Stores) -> None:
    [message_id] = await stores.accept(new_message())
    claim = await stores.claim_one()
    await finish(stores, claim, done(claim.messages[0], new_task()))
    await retries_of(stores).retry_messages(MAIN, [message_id])
    again = await stores.claim_one()
    await finish(stores, again, done(again.messages[0], new_task("another")))
    message = await stores.reader.get_message(MAIN, message_id)
    assert message.analysis is not None
    [task_id] = message.analysis.task_ids
    assert await stores.number("SELECT count(*) FROM tasks") == 1
    told = (await stores.event_bodies())[-1]
    assert type(message).model_validate(told["data"]) == message
    assert (await stores.tasks.get_task(MAIN, task_id)).title == "Fix the login"


async def test_a_proposal_nobody_decided_about_is_made_anew(stores: Stores) -> None:
    [message_id] = await stores.accept(new_message())
    claim = await stores.claim_one()
    await finish(stores, claim, proposed(claim.messages[0]))
    await retries_of(stores).retry_messages(MAIN, [message_id])
    assert await stores.number("SELECT count(*) FROM proposals") == 0
    again = await stores.claim_one()
    await finish(stores, again, proposed(again.messages[0]))
    assert await stores.number("SELECT count(*) FROM proposals") == 1


async def test_a_decision_is_respected(stores: Stores) -> None:
    """What a person declined does not come back, neither as a proposal nor as a task."""
    [message_id] = await stores.accept(new_message())
    claim = await stores.claim_one()
    await finish(stores, claim, proposed(claim.messages[0]))
    [proposal_id] = await stores.column("SELECT id FROM proposals")
    assert isinstance(proposal_id, int)
    await stores.proposals.decline_proposal(ADA, proposal_id, DeclineReason.NOT_A_TASK)
    await retries_of(stores).retry_messages(MAIN, [message_id])
    again = await stores.claim_one()
    await finish(stores, again, done(again.messages[0], new_task()))
    assert await stores.column("SELECT status FROM proposals") == ["declined"]
    assert await stores.number("SELECT count(*) FROM tasks") == 0


async def test_an_earlier_message_goes_before_later_ones_again(stores: Stores) -> None:
    [message_id] = await kill(stores, "m1")
    [later] = await stores.accept(new_message("m2"))
    await retries_of(stores).retry_messages(MAIN, [message_id])
    claim = await stores.claim_one()
    assert [queued.message.id for queued in claim.messages] == [message_id, later]


async def test_two_who_retry_the_same_do_it_once(stores: Stores) -> None:
    ids = await kill(stores, "m1", "m2", "m3")
    answers = await asyncio.gather(
        retries_of(stores).retry_messages(MAIN, ids),
        retries_of(stores).retry_messages(MAIN, ids[::-1]),
        retries_of(stores).retry_all(MAIN, Which.DEAD),
    )
    assert sum(answer.retried for answer in answers) == 3
    assert (await stores.event_types()).count("message_retried") == 3


async def test_many_go_in_bounded_steps(stores: Stores) -> None:
    await stores.accept(*new_messages(MAX_RETRIED + 2))
    claim = await stores.claim_one(per_chat=MAX_RETRIED + 2)
    await finish(stores, claim, *(failed(queued, dead=True) for queued in claim.messages))
    assert await retries_of(stores).retry_all(MAIN, Which.DEAD) == Retried(retried=MAX_RETRIED, left=2)
    assert await retries_of(stores).retry_all(MAIN, Which.DEAD) == Retried(retried=2)


async def test_another_workspace_s_messages_stay_as_they_are(stores: Stores) -> None:
    ids = await kill(stores, "m1")
    other = await stores.add_workspace()
    before = await stores.content()
    assert await retries_of(stores).list_dead_letters(other, 10, None) == []
    assert await retries_of(stores).retry_messages(other, ids) == Retried(retried=0, unchanged=1)
    assert await retries_of(stores).retry_all(other, Which.DEAD) == Retried(retried=0)
    assert await stores.content() == before
    assert await retries_of(stores).retry_messages(MAIN, ids) == Retried(retried=1)


async def test_another_workspace_s_fallbacks_stay_as_they_are(stores: Stores) -> None:
    await stand_in(stores)
    other = await stores.add_workspace()
    before = await stores.content()
    assert await retries_of(stores).retry_all(other, Which.FALLBACKS) == Retried(retried=0)
    assert await stores.content() == before
    assert await retries_of(stores).retry_all(MAIN, Which.FALLBACKS) == Retried(retried=1)


async def test_proposals_beside_what_was_decided_stay(stores: Stores) -> None:
    """Nothing is made of such a message anew, so they would be lost."""
    decided = await make(stores, proposals=(FOUND, FOUND), external_id="decided")
    with_task = await make(stores, tasks=(FOUND,), proposals=(FOUND,), external_id="with-task")
    undecided = await make(stores, proposals=(FOUND, FOUND), external_id="undecided")
    first, second = await proposals_of(stores, decided.id)
    await stores.proposals.decline_proposal(ADA, first.id, DeclineReason.OTHER)
    ids = [decided.id, with_task.id, undecided.id]
    assert await retries_of(stores).retry_messages(MAIN, ids) == Retried(retried=3)
    assert [len(await proposals_of(stores, message_id)) for message_id in ids] == [2, 1, 0]
    kept = [second, *await proposals_of(stores, with_task.id)]
    told = (await stores.event_bodies())[-5:]
    assert [event["type"] for event in told] == ["message_retried"] * 3 + ["proposal_created"] * 2
    assert [Proposal.model_validate(event["data"]) for event in told[3:]] == kept
    claim = await stores.claim_one()
    await finish(stores, claim, *(proposed(queued) for queued in claim.messages))
    assert [len(await proposals_of(stores, message_id)) for message_id in ids] == [2, 1, 1]
    assert (await stores.proposals.accept_proposal(ADA, second.id, None)).message_ids == [decided.id]
