"""The database that tests take turns on is as good as a new one."""

from db.pool import Database
from tests.db.samples import done, new_message, new_task
from tests.db.stores import Stores
from tests.support.database import empty


async def test_an_emptied_database_holds_what_the_migrations_leave(
    stores: Stores, database_url: str, own_database_url: str
) -> None:
    await stores.add_workspace()
    await stores.accept(new_message())
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [done(claim.messages[0], new_task(labels=["a"]))])
    await empty(database_url)
    async with Database(database_url) as emptied, Database(own_database_url) as fresh:
        left, expected = await Stores(emptied).content(), await Stores(fresh).content()
    created_at = {"workspaces"}  # the one value that tells when
    assert {name: rows for name, rows in left.items() if name not in created_at} == {
        name: rows for name, rows in expected.items() if name not in created_at
    }
    assert len(left["workspaces"]) == len(expected["workspaces"]) == 1
