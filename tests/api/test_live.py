import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack

import pytest

from api.channels import CHUNK_CHARS
from api.deps import ApiSettings, SocketLimits
from domain.event import EventType
from tests.api.client import MESSAGE, ORIGIN, TASK, Api
from tests.api.socket import SocketClient
from tests.fakes.world import FOREIGN, OWN, FakeWorld
from tests.support.polling import wait_until_async


def _socket(api: Api, query: str = "", key: str | None = None) -> SocketClient:
    return SocketClient(api.app, query, {"Authorization": f"Bearer {key or api.world.viewer}"})


def _limits(**limits: float) -> ApiSettings:
    bounds = {"max_sockets": 10, "send_timeout_s": 5.0, "heartbeat_s": 25.0, "recheck_s": 30.0} | limits
    return ApiSettings(
        version="1",
        sockets=SocketLimits(
            max_sockets=int(bounds["max_sockets"]),
            send_timeout_s=bounds["send_timeout_s"],
            heartbeat_s=bounds["heartbeat_s"],
            recheck_s=bounds["recheck_s"],
        ),
    )


async def _until_idle(api: Api) -> None:
    await wait_until_async(lambda: api.world.feed.waiting == 1)


async def test_the_first_frame_tells_where_one_is(api: Api) -> None:
    await api.member.post("/api/tasks", json=TASK)
    async with _socket(api) as socket:
        data = await socket.connection()
        assert (data["status"], data["workspace_id"], data["last_seq"], data["resumed_from"]) == (
            "connected",
            OWN,
            1,
            None,
        )


async def test_without_last_seq_only_new_events_come(api: Api) -> None:
    await api.member.post("/api/tasks", json=TASK)
    async with _socket(api) as socket:
        await socket.connection()
        await _until_idle(api)
        await api.member.post("/api/messages", json=MESSAGE)
        await api.member.put("/api/tasks/1/status?status=closed")
        frames = [await socket.frame(), await socket.frame()]
    assert [(frame["type"], frame["seq"]) for frame in frames] == [
        ("message", 2),
        ("task_status_changed", 3),
    ]
    assert frames[1]["data"] == {"id": 1, "status": "closed"}


async def test_with_last_seq_nothing_is_missed_and_nothing_comes_twice(api: Api) -> None:
    for number in range(250):
        api.world.feed.publish(OWN, EventType.MESSAGE, {"id": number})
    async with _socket(api, "last_seq=7") as socket:
        assert (await socket.connection())["resumed_from"] == 7
        old = [(await socket.frame())["seq"] for _ in range(243)]
        api.world.feed.publish(OWN, EventType.MESSAGE, {"id": 251})
        assert [*old, (await socket.frame())["seq"]] == list(range(8, 252))


async def test_events_of_other_workspaces_never_come(api: Api) -> None:
    async with _socket(api, "last_seq=0") as socket:
        await socket.connection()
        await api.foreigner.post("/api/tasks", json={**TASK, "title": "CANARY"})
        await api.member.post("/api/messages", json=MESSAGE)
        frame = await socket.frame()
        assert (frame["type"], frame["seq"]) == ("message", 1)
    assert await api.world.feed.last_seq(FOREIGN) == 1


@pytest.mark.parametrize("last_seq", ["-1", "x", "", "1.0", "%D9%A3", "9223372036854775808", "9" * 5000])
async def test_a_bad_last_seq_is_closed_with_1008(api: Api, last_seq: str) -> None:
    async with _socket(api, f"last_seq={last_seq}") as socket:
        assert await (await socket.accepted()).closed() == 1008


async def test_a_client_from_the_future_is_told_where_the_server_is(api: Api) -> None:
    async with _socket(api, "last_seq=9000") as socket:
        data = await socket.connection()
        assert (data["last_seq"], data["resumed_from"]) == (0, 9000)


async def test_a_ticket_opens_one_socket(api: Api) -> None:
    ticket = (await api.viewer.post("/api/ws-tickets")).json()["ticket"]
    async with SocketClient(api.app, f"ticket={ticket}", {"Origin": ORIGIN}) as socket:
        assert (await socket.connection())["role"] == "viewer"
    async with SocketClient(api.app, f"ticket={ticket}") as socket:
        assert await socket.denied() == 401


async def test_a_foreign_page_does_not_even_use_a_ticket_up(api: Api) -> None:
    ticket = (await api.viewer.post("/api/ws-tickets")).json()["ticket"]
    async with SocketClient(api.app, f"ticket={ticket}", {"Origin": "https://evil.example"}) as socket:
        assert await socket.denied() == 403
    async with SocketClient(api.app, f"ticket={ticket}") as socket:
        await socket.connection()


async def test_a_login_token_is_no_ticket(api: Api) -> None:
    token = (await api.admin.post("/api/login-links")).json()["url"].partition("token=")[2]
    async with SocketClient(api.app, f"ticket={token}") as socket:
        assert await socket.denied() == 401


async def _cookie(world: FakeWorld) -> dict[str, str]:
    session = await world.gatekeeper.open_session(world.gatekeeper.keys[world.viewer])
    return {"Cookie": f"manta_session={session.token}"}


@pytest.mark.parametrize(
    ("origin", "status"),
    [(None, 403), ("null", 403), ("https://evil.example", 403), ("https://manta.test.evil.example", 403)],
)
async def test_a_cookie_opens_no_socket_for_other_sites(api: Api, origin: str | None, status: int) -> None:
    headers = await _cookie(api.world)
    headers |= {} if origin is None else {"Origin": origin}
    async with SocketClient(api.app, "", headers) as socket:
        assert await socket.denied() == status


async def test_a_cookie_opens_a_socket_for_own_pages(api: Api) -> None:
    headers = await _cookie(api.world) | {"Origin": ORIGIN}
    async with SocketClient(api.app, "", headers) as socket:
        await socket.connection()


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", {}),
        ("", {"Origin": ORIGIN}),
        ("", {"Authorization": "Bearer wrong"}),
        ("", {"Authorization": "Bearer "}),
        ("ticket=", {}),
        ("ticket=wrong", {}),
        ("", {"Cookie": "manta_session=wrong", "Origin": ORIGIN}),
    ],
)
async def test_without_a_valid_secret_the_handshake_is_refused(
    api: Api, query: str, headers: Mapping[str, str]
) -> None:
    async with SocketClient(api.app, query, headers) as socket:
        assert await socket.denied() == 401
    async with SocketClient(api.app, query, headers, denial=False) as socket:
        assert await socket.closed() == 1008


async def test_while_keys_can_not_be_looked_up_the_handshake_is_refused(api: Api) -> None:
    api.world.gatekeeper.unavailable = True
    async with _socket(api) as socket:
        assert await socket.denied() == 503


async def test_a_client_that_leaves_is_noticed_while_nothing_happens(api: Api) -> None:
    async with _socket(api) as socket:
        await socket.connection()
        socket.say("whatever clients say is dropped")
        await _until_idle(api)
        socket.leave()
        await asyncio.wait_for(socket.served, 2)
    assert api.world.feed.waiting == 0


@pytest.mark.parametrize("steps", range(12))
async def test_a_client_that_leaves_in_a_stream_of_events_is_no_error(
    api: Api, caplog: pytest.LogCaptureFixture, steps: int
) -> None:
    """Wherever the channel and the socket's own task are when the client is gone."""
    async with _socket(api) as socket, _socket(api) as other:
        for each in (socket, other):
            await each.connection()
        await _until_idle(api)
        for _ in range(4):
            api.world.feed.publish(OWN, EventType.MESSAGE, {"content": "x" * CHUNK_CHARS})
        for _ in range(steps):
            await asyncio.sleep(0)
        socket.leave()
        await asyncio.wait_for(asyncio.shield(socket.served), 5)
        assert [(await other.frame())["seq"] for _ in range(4)] == [1, 2, 3, 4]
    assert caplog.messages == []


@pytest.mark.parametrize("is_reading", [True, False])
@pytest.mark.parametrize("steps", range(6))
async def test_a_socket_whose_server_cancels_it_leaves_nothing_behind(
    api: Api, steps: int, *, is_reading: bool
) -> None:
    """As Ray Serve cancels the handling of a client that is gone, whatever it is at."""
    async with _socket(api) as socket:
        await socket.connection()
        await _until_idle(api)
        if not is_reading:
            socket.reading.clear()
            api.world.feed.publish(OWN, EventType.MESSAGE, {"id": 1})
        socket.leave()
        for _ in range(steps):
            await asyncio.sleep(0)
        socket.served.cancel()
        await asyncio.wait((socket.served,), timeout=5)
    await wait_until_async(lambda: api.world.feed.waiting == 0)


async def test_an_idle_socket_hears_a_heartbeat_without_a_seq(world: FakeWorld) -> None:
    async with Api(world, _limits(heartbeat_s=0.01)) as api, _socket(api) as socket:
        await socket.connection()
        assert await socket.frame() == {"type": "heartbeat"}
        await api.member.post("/api/messages", json=MESSAGE)
        while (frame := await socket.frame())["type"] == "heartbeat":
            pass
        assert frame["seq"] == 1


async def test_a_slow_reader_is_cut_off_and_loses_nothing(world: FakeWorld) -> None:
    async with Api(world, _limits(send_timeout_s=0.2)) as api:
        async with _socket(api) as socket:
            await socket.connection()
            await _until_idle(api)
            socket.reading.clear()
            for number in range(1000):
                api.world.feed.publish(OWN, EventType.MESSAGE, {"id": number})
            await wait_until_async(lambda: socket.given_up == 1)
            socket.reading.set()
            assert await socket.closed() == 4408
        async with _socket(api, "last_seq=0") as again:
            await again.connection()
            assert [(await again.frame())["seq"] for _ in range(1000)] == list(range(1, 1001))


async def test_a_slow_reader_holds_nobody_up_and_comes_back_to_the_others(api: Api) -> None:
    async with _socket(api) as slow, _socket(api) as quick:
        for socket in (slow, quick):
            await socket.connection()
        await _until_idle(api)
        slow.reading.clear()
        for number in range(250):
            api.world.feed.publish(OWN, EventType.MESSAGE, {"id": number})
        assert [(await quick.frame())["seq"] for _ in range(250)] == list(range(1, 251))
        slow.reading.set()
        assert [(await slow.frame())["seq"] for _ in range(250)] == list(range(1, 251))
        api.world.feed.publish(OWN, EventType.MESSAGE, {"id": 251})
        assert [(await socket.frame())["seq"] for socket in (slow, quick)] == [251, 251]


async def test_sockets_with_other_cursors_get_what_each_of_them_lacks(api: Api) -> None:
    for number in range(150):
        api.world.feed.publish(OWN, EventType.MESSAGE, {"id": number})
    cursors = [0, 149, 60, 150, 151]
    async with AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(_socket(api, f"last_seq={seq}")) for seq in cursors]
        for socket in sockets:
            await socket.connection()
        for number in range(150, 160):
            api.world.feed.publish(OWN, EventType.MESSAGE, {"id": number})
        for cursor, socket in zip(cursors, sockets, strict=True):
            expected = list(range(cursor + 1, 161))
            assert [(await socket.frame())["seq"] for _ in expected] == expected


async def test_a_reader_that_takes_nothing_at_all_is_left(world: FakeWorld) -> None:
    async with Api(world, _limits(send_timeout_s=0.02)) as api, _socket(api) as socket:
        await socket.connection()
        await _until_idle(api)
        socket.reading.clear()
        world.feed.publish(OWN, EventType.MESSAGE, {"id": 1})
        await asyncio.wait_for(asyncio.shield(socket.served), 5)
        assert socket.given_up == 2  # the frame, and the close


async def test_one_socket_too_many_is_asked_to_come_later(world: FakeWorld) -> None:
    async with Api(world, _limits(max_sockets=1)) as api:
        async with _socket(api) as first:
            await first.connection()
            async with _socket(api) as second:
                assert await (await second.accepted()).closed() == 1013
        async with _socket(api) as third:
            await third.connection()


async def test_a_socket_whose_handshake_was_bad_gives_its_place_back(world: FakeWorld) -> None:
    async with Api(world, _limits(max_sockets=1)) as api:
        for _ in range(3):
            async with _socket(api, "last_seq=x") as socket:
                assert await (await socket.accepted()).closed() == 1008
        async with _socket(api) as socket:
            await socket.connection()


async def test_one_socket_that_is_ended_leaves_the_others(world: FakeWorld) -> None:
    async with (
        Api(world, _limits(heartbeat_s=0.01, recheck_s=30)) as api,
        _socket(api) as ended,
        _socket(api, key=world.member) as other,
    ):
        await ended.connection()
        await other.connection()
        del world.gatekeeper.keys[world.viewer]
        world.clock.advance(31)
        assert await ended.closed() == 4401
        world.feed.publish(OWN, EventType.MESSAGE, {"id": 1})
        while (frame := await other.frame())["type"] == "heartbeat":
            pass
        assert frame["seq"] == 1


async def test_a_revoked_key_ends_its_sockets(world: FakeWorld) -> None:
    async with Api(world, _limits(heartbeat_s=0.01, recheck_s=30)) as api, _socket(api) as socket:
        await socket.connection()
        del world.gatekeeper.keys[world.viewer]
        assert (await socket.frame())["type"] == "heartbeat"
        world.clock.advance(31)
        assert await socket.closed() == 4401


async def test_a_key_that_is_still_good_keeps_its_sockets(world: FakeWorld) -> None:
    async with Api(world, _limits(heartbeat_s=0.01, recheck_s=30)) as api, _socket(api) as socket:
        await socket.connection()
        world.clock.advance(31)
        for _ in range(3):
            assert (await socket.frame())["type"] == "heartbeat"


async def test_a_tickets_socket_ends_with_the_tickets_time(world: FakeWorld) -> None:
    async with Api(world, _limits(heartbeat_s=0.01)) as api:
        ticket = (await api.viewer.post("/api/ws-tickets")).json()["ticket"]
        async with SocketClient(api.app, f"ticket={ticket}") as socket:
            await socket.connection()
            world.clock.advance(3601)
            assert await socket.closed() == 4401


async def test_when_events_can_not_be_read_the_client_comes_back_later(api: Api) -> None:
    async with _socket(api) as socket:
        await socket.connection()
        await _until_idle(api)
        api.world.feed.unavailable = True
        api.world.feed.wake()
        assert await socket.closed() == 1013
    async with _socket(api) as socket:
        assert await (await socket.accepted()).closed() == 1013
    api.world.feed.unavailable = False
    async with _socket(api) as socket:
        await socket.connection()
        api.world.feed.publish(OWN, EventType.MESSAGE, {"id": 1})
        assert (await socket.frame())["seq"] == 1


async def test_an_unforeseen_error_closes_with_1011_and_is_logged(
    api: Api, caplog: pytest.LogCaptureFixture
) -> None:
    async with _socket(api) as socket:
        await socket.connection()
        await _until_idle(api)
        api.world.feed.fail_with(RuntimeError("boom"))
        api.world.feed.wake()
        assert await socket.closed() == 1011
    assert "boom" in caplog.text


async def test_an_answer_over_plain_http_says_what_the_address_is_for(api: Api) -> None:
    assert (await api.viewer.get("/ws")).status_code == 404
