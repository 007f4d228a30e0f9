"""Reading messages: filters, pages, and nothing of other workspaces."""

import random
from datetime import datetime, timedelta

import pytest

from domain.errors import NotFoundError
from domain.inbox import Decision
from domain.message import MessageQuery
from domain.task import TaskQuery
from tests.db.samples import SENT, done, failed, new_message, new_messages, new_task, proposed
from tests.db.stores import MAIN, Stores

_SKIP = "SELECT setval(pg_get_serial_sequence('messages', 'id'), $1)"


async def listed(stores: Stores, query: MessageQuery) -> list[str]:
    """Return the external ids of a list."""
    return [message.external_id for message in await stores.reader.list_messages(MAIN, query)]


async def test_each_filter_finds_what_it_names(stores: Stores) -> None:
    await stores.accept(new_message("a", "x", author="Bob"))
    await stores.accept(new_message("b", "y", source="telegram", sent_at=SENT + timedelta(days=1)))
    await stores.accept(new_message("c", "x", source="slack", sent_at=SENT - timedelta(days=1)))
    await stores.accept(new_message("d", "z"))
    claims = {
        claim.messages[0].message.external_id: claim for claim in await stores.inbox().claim("worker", 10)
    }
    assert await stores.inbox().finish(claims["a"], [done(claims["a"].messages[0])])
    assert await stores.inbox().finish(claims["b"], [failed(claims["b"].messages[0], dead=True)])
    found: list[tuple[dict[str, object], str]] = [
        ({}, "dcba"),
        ({"author": "Bob"}, "a"),
        ({"author": "bob"}, ""),
        ({"source": "slack"}, "c"),
        ({"chat_id": "x"}, "ca"),
        ({"chat_id": "x", "source": "api"}, "a"),
        ({"category": "bug"}, "a"),
        ({"category": "chore"}, ""),
        ({"status": "received"}, "dc"),
        ({"status": "analyzed"}, "a"),
        ({"status": "failed"}, "b"),
        ({"sent_from": SENT}, "dba"),
        ({"sent_until": SENT - timedelta(hours=1)}, "c"),
        ({"sent_from": SENT - timedelta(hours=1), "sent_until": SENT + timedelta(hours=1)}, "da"),
    ]
    for fields, expected in found:
        assert await listed(stores, MessageQuery.model_validate(fields)) == list(expected), fields


async def test_pages_follow_each_other_while_messages_come(stores: Stores) -> None:
    await stores.accept(*new_messages(7))
    query, walked = MessageQuery(limit=3), list[str]()
    while page := await stores.reader.list_messages(MAIN, query):
        walked += [message.external_id for message in page]
        query = query.after(page[-1])
        await stores.accept(new_message(f"late-{len(walked)}"))
    assert walked == [f"general-{n}" for n in range(6, -1, -1)]


async def test_messages_of_another_workspace_do_not_exist(stores: Stores) -> None:
    other = await stores.add_workspace()
    [message_id] = await stores.accept(new_message())
    assert await stores.reader.list_messages(other, MessageQuery(chat_id="general")) == []
    for workspace_id, wanted in ((other, message_id), (MAIN, message_id + 1)):
        with pytest.raises(NotFoundError):
            await stores.reader.get_message(workspace_id, wanted)


async def test_addresses_lead_to_telegram(stores: Stores) -> None:
    """A message, the source of a task and that of a proposal have the same one; others have none."""
    named = "-1001234567890:45"
    telegram: dict[str, object] = {"source": "telegram", "thread_id": 7}
    await stores.accept(new_message(named, "-1001234567890", **telegram))
    claim = await stores.claim_one()
    decision = Decision(tasks=(new_task(),), proposals=proposed(claim.messages[0]).decision.proposals)
    both = done(claim.messages[0]).model_copy(update={"decision": decision})
    assert await stores.inbox().finish(claim, [both])
    await stores.accept(new_message("api:45"))
    plain, message = await stores.reader.list_messages(MAIN, MessageQuery())
    [task] = (await stores.tasks.list_tasks(MAIN, TaskQuery())).tasks
    [source] = (await stores.tasks.get_task(MAIN, task.id)).messages
    [proposal] = await stores.proposals.list_proposals(MAIN, None, 10, None)
    urls = [each.url for each in (message, source, *proposal.messages)]
    assert urls == ["https://t.me/c/1234567890/7/45"] * 3
    assert plain.url is None


async def test_messages_of_a_time_are_found_wherever_their_ids_are(stores: Stores) -> None:
    dice = random.Random(1)  # noqa: S311 - reproducible
    sent: dict[int, datetime] = {}
    for place in range(30):
        at = SENT + timedelta(hours=place + dice.choice([0, 0, -40, 40]))
        [message_id] = await stores.accept(new_message(f"m{place}", sent_at=at))
        sent[message_id] = at
        # So that they are in many blocks of ids, now and then two in one.
        await stores.rows(_SKIP, message_id + dice.randint(1, 6_000))
    for _ in range(40):
        begin, length = SENT + timedelta(hours=dice.randint(-45, 75)), timedelta(hours=dice.randint(0, 60))
        query = MessageQuery(
            sent_from=dice.choice([None, begin]),
            sent_until=begin + length,
            before_id=dice.choice([None, *sent]),
            limit=dice.choice([3, 50]),
        )
        wanted = [
            message_id
            for message_id, at in sorted(sent.items(), reverse=True)
            if (query.sent_from or at) <= at <= begin + length
            and (query.before_id is None or message_id < query.before_id)
        ]
        found = [message.id for message in await stores.reader.list_messages(MAIN, query)]
        assert found == wanted[: query.limit]
