"""Logins of the Mini App: only what Telegram signed just now for this bot counts (checklist 32)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.init_data import MAX_CHARS, Opener, read_init_data
from domain.errors import UnauthenticatedError
from tests.support.init_data import TOKEN, sign_init_data

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def sign(token: str = TOKEN, **changes: str | None) -> str:
    return sign_init_data(NOW, token, **changes)


def at(age: timedelta) -> str:
    return sign(auth_date=str(int((NOW - age).timestamp())))


def test_who_opened_it_and_by_what_link() -> None:
    assert read_init_data(sign(), TOKEN, NOW) == Opener(person_id=7)
    assert read_init_data(sign(start_param="chat_5"), TOKEN, NOW) == Opener(person_id=7, start_param="chat_5")


@pytest.mark.parametrize("age", [timedelta(0), timedelta(minutes=59), timedelta(seconds=-59)])
def test_clocks_may_differ_a_little(age: timedelta) -> None:
    assert read_init_data(at(age), TOKEN, NOW).person_id == 7


REFUSED = {
    "nothing": "",
    "no hash": sign().rpartition("&hash=")[0],
    "a wrong hash": sign()[:-4] + "0000",
    "a hash that is not ASCII": sign().rpartition("=")[0] + "=" + "%D1%84" * 64,
    "a short hash": sign()[:-1],
    "another bot's": sign("43:TEST"),
    "a field twice": sign() + "&query_id=AAE",
    "the hash twice": sign() + "&hash=" + "0" * 64,
    "a blank field": sign(query_id=""),
    "a field more": sign() + "&extra=1",
    "an old one": at(timedelta(hours=1, seconds=1)),
    "one of 2017": sign(auth_date="1500000000"),
    "one from the future": at(timedelta(seconds=-61)),
    "no date": sign(auth_date=None),
    "a date that is none": sign(auth_date="soon"),
    "a date beyond the calendar": sign(auth_date=str(2**39)),
    "a negative date": sign(auth_date="-5"),
    "no user": sign(user=None),
    "a user that is not JSON": sign(user="{"),
    "a user without an id": sign(user='{"first_name":"x"}'),
    "a user with an id too large": sign(user='{"id":99999999999999999999}'),
    "too much": sign(start_param="x" * MAX_CHARS),
    "no fields": "hello",
    "bad UTF-8": "user=%ff&hash=" + "0" * 64,
    "a lone surrogate": "user=\ud800&hash=" + "0" * 64,
    "many fields": "&".join(f"a{number}=1" for number in range(40)),
}


@pytest.mark.parametrize("init_data", REFUSED.values(), ids=REFUSED.keys())
def test_everything_else_is_refused(init_data: str) -> None:
    with pytest.raises(UnauthenticatedError):
        read_init_data(init_data, TOKEN, NOW)


@given(st.text())
def test_no_text_breaks_it(init_data: str) -> None:
    with pytest.raises(UnauthenticatedError):
        read_init_data(init_data, TOKEN, NOW)
