"""Trouble by order, and the judge of how fast the bot was."""

import asyncio

import pytest

from tests.fakes.telegram import Emulator, Fault, FaultKind, LoggedCall, TelegramClient
from tests.fakes.telegram.calls import find_breaches
from tests.fakes.telegram.faults import Faults
from tests.fakes_tests.telegram.world import GROUP, OLENA, SUPERGROUP, Clock, call, refused, send


async def test_the_next_calls_of_a_method_in_a_chat_are_hit(
    telegram: Emulator, people: TelegramClient
) -> None:
    limited = Fault(
        kind=FaultKind.RATE_LIMITED, method="sendMessage", chat_id=GROUP.id, count=2, retry_after=7
    )
    people.order(limited)
    await send(telegram, chat_id=SUPERGROUP.id)
    await call(telegram, "sendChatAction", chat_id=GROUP.id, action="typing")
    for _ in range(2):
        answer = await telegram.call("sendMessage", {"chat_id": GROUP.id, "text": "x"})
        assert answer.body["description"] == "Too Many Requests: retry after 7"
        assert answer.body["parameters"] == {"retry_after": 7}
    await send(telegram)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault(kind=FaultKind.SERVER_ERROR), "500 Internal Server Error"),
        (Fault(kind=FaultKind.SERVER_ERROR, status=502), "502 Bad Gateway"),
        (Fault(kind=FaultKind.FORBIDDEN), "403 Forbidden: bot was blocked by the user"),
        (
            Fault(kind=FaultKind.FORBIDDEN, description="Forbidden: user is deactivated"),
            "403 Forbidden: user is deactivated",
        ),
        (
            Fault(kind=FaultKind.MIGRATED, migrate_to=-1_001),
            "400 Bad Request: group chat was upgraded to a supergroup chat",
        ),
    ],
)
async def test_faults_that_answer(
    telegram: Emulator, people: TelegramClient, fault: Fault, told: str
) -> None:
    people.order(fault)
    assert await refused(telegram, "sendMessage", chat_id=GROUP.id, text="x") == told
    assert people.transcript(GROUP.id) == []
    assert [one.is_taken for one in people.calls()] == [False]


async def test_a_lost_answer_leaves_the_message(telegram: Emulator, people: TelegramClient) -> None:
    people.order(Fault(kind=FaultKind.CLOSE_AFTER_TAKING))
    assert (await telegram.call("sendMessage", {"chat_id": GROUP.id, "text": "x"})).is_cut
    assert [line.text for line in people.transcript(GROUP.id)] == ["x"]
    assert [(one.is_taken, one.status) for one in people.calls()] == [(True, 0)]


async def test_a_call_that_hangs_does_nothing(telegram: Emulator, people: TelegramClient) -> None:
    people.order(Fault(kind=FaultKind.HANG))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.02):
            await telegram.call("sendMessage", {"chat_id": GROUP.id, "text": "x"})
    assert people.transcript(GROUP.id) == []
    assert [(one.is_taken, one.status) for one in people.calls()] == [(False, 0)]


async def test_orders_can_be_taken_back(telegram: Emulator, people: TelegramClient) -> None:
    people.order(Fault(kind=FaultKind.SERVER_ERROR, count=None))
    await refused(telegram, "getMe")
    people.clear_faults()
    await call(telegram, "getMe")


def test_chance_is_drawn_from_a_seed() -> None:
    def draw(seed: int) -> list[bool]:
        faults = Faults()
        faults.order(Fault(kind=FaultKind.SERVER_ERROR, count=None, probability=0.3, seed=seed))
        return [faults.take("sendmessage", None) is not None for _ in range(200)]

    assert draw(1) == draw(1) != draw(2)
    assert 30 < sum(draw(1)) < 90


def test_polling_is_only_hit_by_its_name() -> None:
    faults = Faults()
    faults.order(Fault(kind=FaultKind.SERVER_ERROR))
    assert faults.take("getupdates", None) is None
    faults.order(Fault(kind=FaultKind.FORBIDDEN, method="getUpdates"))
    fault = faults.take("getupdates", None)
    assert fault is not None
    assert fault.kind is FaultKind.FORBIDDEN


def calls_at(
    *times: float, method: str = "sendmessage", chat_id: int | None = -1, **more: object
) -> list[LoggedCall]:
    """Return calls at these times."""
    return [
        LoggedCall.model_validate(
            {"number": number, "method": method, "fields": {}, "chat_id": chat_id, "at": at, "status": 200}
            | more
        )
        for number, at in enumerate(times, 1)
    ]


@pytest.mark.parametrize(
    ("calls", "breaches"),
    [
        (calls_at(0.0, 1.0, 2.0, 2.996), []),
        (calls_at(0.0, 0.99), ["call 2 (sendmessage): 0.990 s after another in the chat -1"]),
        (
            calls_at(0.0, 0.5, method="editmessagetext"),
            ["call 2 (editmessagetext): 0.500 s after another in the chat -1"],
        ),
        (calls_at(0.0, 0.1, method="sendchataction"), []),
        (calls_at(0.0, 0.1, method="setmessagereaction"), []),
        (calls_at(0.0, 0.1, chat_id=None), []),
        (calls_at(0.0) + calls_at(0.1, chat_id=-2), []),
        (calls_at(*(2.0 * number for number in range(20))), []),
        (
            calls_at(*(2.0 * number for number in range(21))),
            ["call 21 (sendmessage): more than 20 messages in the group -1 within 60 s"],
        ),
        (calls_at(*(2.0 * number for number in range(21)), chat_id=1), []),
        (calls_at(*(3.0 * number for number in range(100))), []),
        (
            calls_at(0.0, 10.0, 20.0, method="sendmediagroup", size=10),
            ["call 3 (sendmediagroup): more than 20 messages in the group -1 within 60 s"] * 10,
        ),
        (calls_at(*(0.01 * number for number in range(30)), chat_id=None), []),
        (
            calls_at(*(0.01 * number for number in range(31)), chat_id=None),
            ["call 31 (sendmessage): more than 30 calls in all within 1 s"],
        ),
        (calls_at(*(0.01 * number for number in range(99)), method="getupdates"), []),
        (
            calls_at(0.0, retry_after=5) + calls_at(4.0, method="deletemessage"),
            ["call 1 (deletemessage): 1.000 s of retry_after left for -1"],
        ),
        (calls_at(0.0, retry_after=5) + calls_at(4.0, chat_id=-2) + calls_at(4.996), []),
    ],
)
def test_the_judge_of_floods(calls: list[LoggedCall], breaches: list[str]) -> None:
    assert find_breaches(calls) == breaches


async def test_the_judge_sees_what_came(telegram: Emulator, people: TelegramClient, clock: Clock) -> None:
    people.order(Fault(kind=FaultKind.RATE_LIMITED, retry_after=3))
    await refused(telegram, "sendMessage", chat_id="@port_talk", text="x")
    clock.now += 2
    await send(telegram, chat_id=SUPERGROUP.id)
    clock.now += 0.5
    await send(telegram, chat_id=SUPERGROUP.id)
    await send(telegram, chat_id=OLENA.id)
    assert people.flood_breaches() == [
        f"call 2 (sendmessage): 1.000 s of retry_after left for {SUPERGROUP.id}",
        f"call 3 (sendmessage): 0.500 s after another in the chat {SUPERGROUP.id}",
        f"call 3 (sendmessage): 0.500 s of retry_after left for {SUPERGROUP.id}",
    ]
