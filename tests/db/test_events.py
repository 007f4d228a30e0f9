"""Reading events: pages bounded by size, bodies as they are sent."""

import json

from db.events import PAGE_CHARS
from tests.db.samples import done, new_message, new_messages, new_task
from tests.db.stores import MAIN, Stores

LONG = "é" * (2**20 - 1_000)


async def test_a_body_is_json_with_type_number_and_data(stores: Stores) -> None:
    await stores.accept(new_message(content='"quotes", {braces} %s \\ and\nlines \u2028 世界'))
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [done(claim.messages[0], new_task('"%I"'))])
    events = await stores.events.read_events(MAIN, 0, 10)
    bodies = [json.loads(event.body) for event in events]
    assert [list(body) for body in bodies] == [["type", "seq", "data"]] * 3
    assert [body["seq"] for body in bodies] == [event.seq for event in events] == [1, 2, 3]
    assert [body["type"] for body in bodies] == [event.type for event in events]
    assert bodies[0]["data"]["content"] == bodies[1]["data"]["content"] == claim.messages[0].message.content
    assert bodies[2]["data"]["title"] == '"%I"'


async def test_a_page_has_what_follows_the_cursor_up_to_the_limit(stores: Stores) -> None:
    await stores.accept(*new_messages(7))
    pages = [
        [event.seq for event in await stores.events.read_events(MAIN, after, 3)] for after in (0, 3, 6, 7, 99)
    ]
    assert pages == [[1, 2, 3], [4, 5, 6], [7], [], []]


async def test_a_page_is_bounded_in_size(stores: Stores) -> None:
    for n in range(9):
        await stores.accept(new_message(f"m{n}", content=LONG))
    seen, cursor = list[int](), 0
    while page := await stores.events.read_events(MAIN, cursor, 500):
        assert sum(len(event.body) for event in page) <= PAGE_CHARS
        assert len(page) >= 3 or page[-1].seq == 9
        seen += [event.seq for event in page]
        cursor = seen[-1]
    assert seen == list(range(1, 10))


async def test_an_event_longer_than_a_page_comes_alone(stores: Stores) -> None:
    await stores.accept(new_message("m1"))
    long = (
        "INSERT INTO events (workspace_id, seq, type, data) SELECT 1, 2, 'message', to_json(repeat('x', $1))"
    )
    await stores.rows(long, PAGE_CHARS + 1)
    await stores.rows("UPDATE event_counters SET last_seq = 2")
    await stores.accept(new_message("m3"))
    lengths = [len(await stores.events.read_events(MAIN, after, 500)) for after in range(4)]
    assert lengths == [1, 1, 1, 0]


async def test_each_workspace_has_its_own_numbers(stores: Stores) -> None:
    other = await stores.add_workspace()
    assert await stores.events.last_seqs([MAIN, other]) == {MAIN: 0, other: 0}
    await stores.accept(*new_messages(3))
    await stores.accept(new_message("theirs"), workspace_id=other)
    assert await stores.events.last_seqs([MAIN, other]) == {MAIN: 3, other: 1}
    [theirs] = await stores.events.read_events(other, 0, 10)
    assert json.loads(theirs.body)["data"]["external_id"] == "theirs"
    assert theirs.workspace_id == other
