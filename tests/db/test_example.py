"""The example chat in the real store."""

from db.accept import MessageStore
from domain.example import ExampleReceipt
from pipeline.accept import BatchingIntake
from pipeline.example import ExampleChat
from tests.db.stores import MAIN, Stores
from tests.fakes.clock import FakeClock


async def test_taking_it_in_again_stores_nothing(stores: Stores) -> None:
    clock = FakeClock()
    example = ExampleChat(BatchingIntake(MessageStore(stores.database)), clock)
    assert await example.accept(MAIN) == ExampleReceipt(received=470, duplicates=0)
    before = await stores.content()
    clock.advance(3600)
    assert await example.accept(MAIN) == ExampleReceipt(received=0, duplicates=470)
    after = await stores.content()
    # A repetition leaves a hole in its chat's numbers, which only have to grow.
    assert {name: rows for name, rows in after.items() if name != "chats"} == {
        name: rows for name, rows in before.items() if name != "chats"
    }
    other = await stores.add_workspace()
    assert await example.accept(other) == ExampleReceipt(received=470, duplicates=0)
