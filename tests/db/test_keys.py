"""Keys in the database: what revoking one ends, and that names differ whoever makes them at once."""

import asyncio

import pytest

from db.access import PostgresGatekeeper
from db.keys import PostgresKeys
from db.pool import Database
from domain.access import Principal, TokenKind
from domain.errors import ConflictError, NotFoundError
from domain.keys import MAX_KEYS, MadeKey, NewKey
from domain.values import Role
from tests.db.stores import MAIN, Stores

CI = NewKey(name="ci", role=Role.MEMBER)
BOSS = Principal(workspace_id=MAIN, role=Role.ADMIN, name="boss")
LATER = "UPDATE tokens SET created_at = created_at + interval '1 minute'"
"""Lets tokens be of some time after the keys that were revoked until now."""


@pytest.fixture
def gatekeeper(database: Database) -> PostgresGatekeeper:
    """A gatekeeper that remembers keys for the whole test."""
    return PostgresGatekeeper(database, key_ttl_s=600.0)


@pytest.fixture
def keys(database: Database, gatekeeper: PostgresGatekeeper) -> PostgresKeys:
    return PostgresKeys(database, gatekeeper)


async def enter(gatekeeper: PostgresGatekeeper, key: MadeKey) -> Principal:
    principal = await gatekeeper.authenticate_key(key.secret)
    assert principal is not None
    return principal


async def test_a_key_opens_its_workspace_and_is_listed_without_its_secret(
    keys: PostgresKeys, gatekeeper: PostgresGatekeeper, stores: Stores
) -> None:
    other = await stores.add_workspace()
    made = await keys.create_key(MAIN, CI)
    assert await enter(gatekeeper, made) == Principal(workspace_id=MAIN, role=Role.MEMBER, name="ci")
    [key] = await keys.list_keys(MAIN)
    assert (key.id, key.name, key.role, key.revoked_at) == (made.id, "ci", Role.MEMBER, None)
    assert await keys.list_keys(other) == []
    everything = "\n".join(row for rows in (await stores.content()).values() for row in rows)
    assert made.secret.removeprefix("manta_key_") not in everything


async def test_a_revoked_key_stops_at_once_with_all_it_has_opened(
    keys: PostgresKeys, gatekeeper: PostgresGatekeeper
) -> None:
    made = await keys.create_key(MAIN, CI)
    principal = await enter(gatekeeper, made)
    session = await gatekeeper.open_session(principal)
    tokens = {kind: await gatekeeper.issue_token(principal, kind) for kind in TokenKind}
    for _ in range(2):
        await keys.revoke_key(BOSS, made.id, None)
    assert await gatekeeper.authenticate_key(made.secret) is None
    assert await gatekeeper.authenticate_session(session.token) is None
    for kind, token in tokens.items():
        assert await gatekeeper.redeem_token(token.token, kind) is None
    [key] = await keys.list_keys(MAIN)
    assert key.revoked_at is not None


async def test_a_process_that_still_remembers_the_key_opens_nothing_by_it(
    keys: PostgresKeys, database: Database
) -> None:
    elsewhere = PostgresGatekeeper(database)
    made = await keys.create_key(MAIN, CI)
    principal = await enter(elsewhere, made)
    await keys.revoke_key(BOSS, made.id, None)
    session = await elsewhere.open_session(principal)
    assert await elsewhere.authenticate_session(session.token) is None


async def test_others_sessions_go_on(
    keys: PostgresKeys, gatekeeper: PostgresGatekeeper, stores: Stores
) -> None:
    other = await stores.add_workspace()
    made, foreign = await keys.create_key(MAIN, CI), await keys.create_key(other, CI)
    boss = await gatekeeper.open_session(BOSS)
    theirs = await gatekeeper.open_session(await enter(gatekeeper, foreign))
    await keys.revoke_key(BOSS, made.id, None)
    assert await gatekeeper.authenticate_session(boss.token) == BOSS
    assert await gatekeeper.authenticate_session(theirs.token) is not None


async def test_a_new_key_of_an_old_name_is_not_held_to_the_old_ones_end(
    keys: PostgresKeys, gatekeeper: PostgresGatekeeper, stores: Stores
) -> None:
    await keys.revoke_key(BOSS, (await keys.create_key(MAIN, CI)).id, None)
    session = await gatekeeper.open_session(await enter(gatekeeper, await keys.create_key(MAIN, CI)))
    await stores.rows(LATER)
    assert await gatekeeper.authenticate_session(session.token) is not None


async def test_the_key_in_use_is_kept(keys: PostgresKeys, gatekeeper: PostgresGatekeeper) -> None:
    made = await keys.create_key(MAIN, NewKey(name="boss", role=Role.ADMIN))
    for secret in (made.secret, None):
        with pytest.raises(ConflictError):
            await keys.revoke_key(BOSS, made.id, secret)
    assert await enter(gatekeeper, made) == BOSS


async def test_of_two_keys_of_one_name_the_other_can_be_revoked(
    keys: PostgresKeys, gatekeeper: PostgresGatekeeper
) -> None:
    """A data folder may have got another admin key; both are called alike."""
    old = await keys.create_key(MAIN, NewKey(name="admin", role=Role.ADMIN))
    await gatekeeper.ensure_key(MAIN, "admin", Role.ADMIN, "new")
    by = await gatekeeper.authenticate_key("new")
    assert by is not None
    await keys.revoke_key(by, old.id, "new")
    assert await gatekeeper.authenticate_key(old.secret) is None
    assert await gatekeeper.authenticate_key("new") == by


async def test_keys_of_other_workspaces_do_not_exist(keys: PostgresKeys, stores: Stores) -> None:
    foreign = await keys.create_key(await stores.add_workspace(), CI)
    for key_id in (foreign.id, 2**62):
        with pytest.raises(NotFoundError):
            await keys.revoke_key(BOSS, key_id, None)


async def test_of_many_who_make_a_key_of_one_name_one_does(keys: PostgresKeys) -> None:
    answers = await asyncio.gather(*(keys.create_key(MAIN, CI) for _ in range(8)), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["ConflictError"] * 7 + ["MadeKey"]


async def test_revoked_keys_make_room(keys: PostgresKeys, stores: Stores) -> None:
    await stores.rows(
        "INSERT INTO api_keys (workspace_id, name, role, hash)"
        " SELECT $1, 'k' || n, 'viewer', n::text::bytea FROM generate_series(1, $2::int) AS n",
        MAIN,
        MAX_KEYS,
    )
    with pytest.raises(ConflictError):
        await keys.create_key(MAIN, CI)
    await stores.rows("UPDATE api_keys SET revoked_at = now() WHERE name = 'k1'")
    assert (await keys.create_key(MAIN, CI)).name == "ci"
