import asyncio

import pytest

from actors.late import LateFunction
from domain.errors import UnavailableError


async def test_who_asks_early_waits_for_it() -> None:
    reader = LateFunction[[bytes], object]("json:loads", "Notes")
    early = asyncio.create_task(reader(b'{"a": 1}'))
    await reader.load()
    assert await early == {"a": 1}
    assert await reader(b"[]") == []


async def test_who_waits_too_long_is_asked_to_come_again() -> None:
    reader = LateFunction[[bytes], object]("json:loads", "Notes", patience_s=0.01)
    with pytest.raises(UnavailableError, match="Notes"):
        await reader(b"{}")
    await reader.load()
    assert await reader(b"{}") == {}


async def test_what_is_not_there_is_an_error_of_whoever_loads() -> None:
    with pytest.raises(ModuleNotFoundError):
        await LateFunction[[bytes], object]("nowhere:nothing", "Notes").load()


async def test_a_function_takes_what_it_takes() -> None:
    function = LateFunction[[float, int], float]("builtins:round", "Numbers")
    await function.load()
    assert await function(2.25, 1) == 2.2
