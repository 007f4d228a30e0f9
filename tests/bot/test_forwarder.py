import asyncio
import json

import pytest

from bot.forwarder import SECRET_HEADER
from bot.kinds import HANDLED_KINDS
from bot.polling import GetRawUpdates, RawUpdate, poll_updates
from bot.retry import Backoff
from domain.errors import ConfigurationError
from tests.bot.fakes import SECRET, Journal, Trouble, check_confirmed_after_stored
from tests.bot.world import World, an_update, running

FOR_EVER = Backoff(initial_s=3600.0, max_s=3600.0)


async def test_updates_arrive_complete_and_in_order(world: World) -> None:
    strange = {"update_id": 12, "of_next_year": {"half": "\ud83d", "big": 2**70, "none": None}}
    updates = [an_update(10), an_update(11, "Привіт"), strange, an_update(15)]
    await world.telegram.push(*updates)
    async with running(world.forwarder()):
        await world.journal.until("confirmed", 4)
    assert [json.loads(body) for body in world.endpoint.bodies] == updates
    check_confirmed_after_stored(world.journal)


async def test_telegram_is_asked_for_the_handled_kinds_only(world: World) -> None:
    async with running(world.forwarder()):
        await world.telegram.until_polled(1)
    poll = world.telegram.polls[0]
    assert poll.allowed_updates == list(HANDLED_KINDS)
    assert (poll.offset, poll.limit, poll.timeout) == (None, 100, 30)


async def test_later_updates_are_fetched_by_later_polls(world: World) -> None:
    async with running(world.forwarder()):
        for update_id in (1, 2, 3):
            await world.telegram.push(an_update(update_id))
            await world.journal.until("stored", update_id)
    assert world.journal.ids("stored") == [1, 2, 3]


async def test_refused_updates_are_repeated_in_place(world: World) -> None:
    world.endpoint.refusals.extend([503, 500, 429, 404, 301, 400])
    await world.telegram.push(*map(an_update, (1, 2, 3)))
    async with running(world.forwarder()):
        await world.journal.until("confirmed", 3)
    assert world.journal.ids("refused") == [1] * 6
    assert world.journal.ids("stored") == [1, 2, 3]
    check_confirmed_after_stored(world.journal)


async def test_nothing_is_lost_while_the_endpoint_is_down(world: World) -> None:
    await world.endpoint.stop()
    await world.telegram.push(*map(an_update, (1, 2, 3)))
    async with running(world.forwarder()):
        await world.journal.until("tried", 5)
        assert world.telegram.unconfirmed() == [1, 2, 3]
        await world.endpoint.start()
        await world.journal.until("confirmed", 3)
    assert set(world.journal.ids("tried")[:5]) == {1}
    assert world.journal.ids("stored") == [1, 2, 3]
    check_confirmed_after_stored(world.journal)


async def test_a_silent_endpoint_is_asked_again(world: World) -> None:
    world.endpoint.open.clear()
    await world.telegram.push(an_update(1), an_update(2))
    async with running(world.forwarder(timeout_s=0.02)):
        await world.journal.until("tried", 3)
        assert world.telegram.unconfirmed() == [1, 2]
        world.endpoint.open.set()
        await world.journal.until("confirmed", 2)
    assert set(world.journal.ids("stored")) == {1, 2}
    check_confirmed_after_stored(world.journal)


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(500, "Internal Server Error"),
        Trouble(502, body=b"<html>Bad Gateway</html>"),
        Trouble(200, body=b'{"ok": true, "result": "\xff"}'),
        Trouble(403, "Forbidden"),
    ],
)
async def test_telegrams_own_troubles_are_waited_out(world: World, trouble: Trouble) -> None:
    world.telegram.troubles.extend([trouble] * 3)
    await world.telegram.push(an_update(1))
    async with running(world.forwarder()):
        await world.journal.until("confirmed", 1)
    check_confirmed_after_stored(world.journal)


async def test_telegram_may_go_away_and_come_back(world: World) -> None:
    async with running(world.forwarder()):
        await world.telegram.until_polled(1)
        await world.telegram.stop()
        await world.telegram.push(an_update(1))
        await world.telegram.start()
        await world.journal.until("confirmed", 1)
    assert world.journal.ids("stored") == [1]


async def test_an_update_in_hand_when_the_forwarder_dies_comes_again(world: World) -> None:
    world.endpoint.open.clear()
    await world.telegram.push(*map(an_update, (1, 2)))
    async with running(world.forwarder()):
        await world.journal.until("tried", 1)
    world.endpoint.open.set()
    async with running(world.forwarder()):
        await world.journal.until("confirmed", 2)
    assert set(world.journal.ids("stored")) == {1, 2}
    check_confirmed_after_stored(world.journal)


async def test_an_update_that_ended_a_run_starts_the_next(world: World) -> None:
    world.endpoint.refusals.append(401)
    await world.telegram.push(*map(an_update, (1, 2)))
    forwarder = world.forwarder()
    with pytest.raises(ConfigurationError):
        await forwarder.run()
    async with running(forwarder):
        await world.journal.until("confirmed", 2)
    check_confirmed_after_stored(world.journal)


async def test_ids_may_start_anew_after_a_quiet_time(world: World) -> None:
    async with running(world.forwarder()):
        await world.telegram.push(an_update(9_000))
        await world.journal.until("confirmed", 1)
        await world.telegram.stop()
        world.telegram.troubles.append(Trouble(200, body=b'{"ok": true, "result": []}'))
        await world.telegram.push(an_update(5))
        await world.telegram.start()
        await world.journal.until("confirmed", 2)
    assert world.journal.ids("stored") == [9_000, 5]
    check_confirmed_after_stored(world.journal)


async def test_stop_finishes_the_update_in_hand_only(world: World) -> None:
    world.endpoint.open.clear()
    await world.telegram.push(*map(an_update, (1, 2)))
    forwarder = world.forwarder()
    async with running(forwarder) as task:
        await world.journal.until("tried", 1)
        forwarder.stop()
        forwarder.stop()
        world.endpoint.open.set()
        await task
    assert world.journal.ids("stored") == [1]
    assert world.telegram.unconfirmed() == [1, 2]


async def test_stop_interrupts_a_long_poll(world: World) -> None:
    forwarder = world.forwarder()
    async with running(forwarder) as task, asyncio.timeout(1):
        await world.telegram.until_polled(1)
        forwarder.stop()
        await task


async def test_stop_gives_up_when_the_endpoint_stays_away(world: World) -> None:
    world.endpoint.open.clear()
    await world.telegram.push(an_update(1))
    forwarder = world.forwarder(grace_s=0.02)
    async with running(forwarder) as task, asyncio.timeout(1):
        await world.journal.until("tried", 1)
        forwarder.stop()
        await task
    assert world.telegram.unconfirmed() == [1]


async def test_stop_is_heard_before_and_after_running(world: World) -> None:
    forwarder = world.forwarder()
    forwarder.stop()
    await forwarder.run()
    forwarder.stop()
    assert world.telegram.polls == []


async def test_stop_after_a_failure_is_harmless(world: World) -> None:
    world.telegram.troubles.append(Trouble(401, "Unauthorized"))
    forwarder = world.forwarder()
    await asyncio.gather(forwarder.run(), return_exceptions=True)
    forwarder.stop()


@pytest.mark.parametrize("moment", ["polling", "delivering", "refused"])
async def test_cancelling_is_prompt(world: World, moment: str) -> None:
    if moment == "delivering":
        world.endpoint.open.clear()
    if moment == "refused":
        world.endpoint.refusals.append(503)
    if moment != "polling":
        await world.telegram.push(an_update(1))
    task = asyncio.create_task(world.forwarder(backoff=FOR_EVER).run())
    await _reach(world, moment)
    task.cancel()
    async with asyncio.timeout(1):
        with pytest.raises(asyncio.CancelledError):
            await task
    assert world.journal.ids("stored") == world.journal.ids("confirmed") == []


async def test_the_check_notices_a_forwarder_that_confirms_first(world: World) -> None:
    """Negative control: the fault all these tests are about must not pass `check_confirmed_after_stored`."""
    await world.telegram.push(an_update(1))
    updates = await _poll(world, offset=None)
    await _poll(world, offset=updates[-1].update_id + 1)
    await world.client.post(
        f"{world.endpoint.url}/webhook/telegram", content=updates[0].body, headers={SECRET_HEADER: SECRET}
    )
    assert world.journal.ids("stored") == [1]
    with pytest.raises(AssertionError, match="confirmed before its 2xx"):
        check_confirmed_after_stored(world.journal)


async def test_the_check_notices_a_skipped_update() -> None:
    journal = Journal()
    await journal.write("stored", 2)
    await journal.write("confirmed", 1)
    with pytest.raises(AssertionError, match="update 1"):
        check_confirmed_after_stored(journal)


async def _reach(world: World, moment: str) -> None:
    if moment == "polling":
        await world.telegram.until_polled(1)
    else:
        await world.journal.until("tried" if moment == "delivering" else "refused", 1)


async def _poll(world: World, offset: int | None) -> list[RawUpdate]:
    request = GetRawUpdates(offset=offset, limit=100, timeout=0, allowed_updates=list(HANDLED_KINDS))
    return await poll_updates(world.bot(), request)
