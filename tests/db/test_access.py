"""Keys, sessions and one-time tokens: who gets in, for how long, and what the database knows of secrets."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from db.access import PostgresGatekeeper, new_secret
from db.pool import Database
from domain.access import Principal, TokenKind
from domain.values import Role
from tests.db.stores import ADA, MAIN, Stores

REVOKE = "UPDATE api_keys SET revoked_at = now()"
EXPIRE = "UPDATE tokens SET expires_at = now() - interval '1 second'"
STRANGE = ["", "x", "manta_key_", "\ud800", "\udcff", "ключ", "x" * 100_000, "a\x00b"]


@pytest.fixture
def gatekeeper(database: Database) -> PostgresGatekeeper:
    """A gatekeeper that looks up every key."""
    return PostgresGatekeeper(database, key_ttl_s=0.0)


async def test_a_key_stands_for_its_workspace_role_and_name(
    gatekeeper: PostgresGatekeeper, stores: Stores
) -> None:
    other = await stores.add_workspace()
    admin, viewer = new_secret("key"), new_secret("key")
    await gatekeeper.ensure_key(MAIN, "Boss", Role.ADMIN, admin)
    await gatekeeper.ensure_key(other, "Guest", Role.VIEWER, viewer)
    assert await gatekeeper.authenticate_key(admin) == Principal(
        workspace_id=MAIN, role=Role.ADMIN, name="Boss"
    )
    assert await gatekeeper.authenticate_key(viewer) == Principal(
        workspace_id=other, role=Role.VIEWER, name="Guest"
    )


async def test_ensuring_a_key_again_keeps_it(gatekeeper: PostgresGatekeeper, stores: Stores) -> None:
    secret = new_secret("key")
    await gatekeeper.ensure_key(MAIN, "Boss", Role.ADMIN, secret)
    before = await stores.content()
    assert await gatekeeper.ensure_key(MAIN, "Other", Role.VIEWER, secret)
    assert await stores.content() == before
    await stores.rows(REVOKE)
    assert not await gatekeeper.ensure_key(MAIN, "Boss", Role.ADMIN, secret)
    assert await gatekeeper.authenticate_key(secret) is None


async def test_a_revoked_key_stops_when_it_is_forgotten(stores: Stores) -> None:
    forgetful, remembering = (PostgresGatekeeper(stores.database, key_ttl_s=ttl) for ttl in (0.02, 600.0))
    secret = new_secret("key")
    await forgetful.ensure_key(MAIN, "Boss", Role.ADMIN, secret)
    assert await forgetful.authenticate_key(secret) == await remembering.authenticate_key(secret) is not None
    await stores.rows(REVOKE)
    assert await remembering.authenticate_key(secret) is not None
    async with asyncio.timeout(10):
        while await forgetful.authenticate_key(secret) is not None:
            pass


async def test_an_unknown_key_is_not_remembered_as_unknown(stores: Stores) -> None:
    gatekeeper = PostgresGatekeeper(stores.database, key_ttl_s=600.0)
    secret = new_secret("key")
    assert await gatekeeper.authenticate_key(secret) is None
    await gatekeeper.ensure_key(MAIN, "Boss", Role.ADMIN, secret)
    assert await gatekeeper.authenticate_key(secret) is not None


@pytest.mark.parametrize("secret", STRANGE, ids=range(len(STRANGE)))
async def test_strange_secrets_open_nothing(gatekeeper: PostgresGatekeeper, secret: str) -> None:
    assert await gatekeeper.authenticate_key(secret) is None
    assert await gatekeeper.authenticate_session(secret) is None
    assert await gatekeeper.redeem_token(secret, TokenKind.LOGIN) is None
    await gatekeeper.close_session(secret)


async def test_a_session_lasts_until_it_ends_or_is_closed(
    gatekeeper: PostgresGatekeeper, stores: Stores
) -> None:
    first, second = await gatekeeper.open_session(ADA), await gatekeeper.open_session(ADA)
    lifetime = first.expires_at - datetime.now(UTC)
    assert timedelta(hours=11, minutes=50) < lifetime <= timedelta(hours=12, minutes=1)
    assert await gatekeeper.authenticate_session(first.token) == ADA
    assert await gatekeeper.authenticate_session(first.token) == ADA
    await gatekeeper.close_session(first.token)
    await gatekeeper.close_session(first.token)
    assert await gatekeeper.authenticate_session(first.token) is None
    assert await gatekeeper.authenticate_session(second.token) == ADA
    await stores.rows(EXPIRE)
    assert await gatekeeper.authenticate_session(second.token) is None


@pytest.mark.parametrize("kind", TokenKind)
async def test_a_token_opens_its_own_kind_once(gatekeeper: PostgresGatekeeper, kind: TokenKind) -> None:
    issued = await gatekeeper.issue_token(ADA, kind)
    [other] = set(TokenKind) - {kind}
    assert await gatekeeper.redeem_token(issued.token, other) is None
    assert await gatekeeper.authenticate_session(issued.token) is None
    assert await gatekeeper.authenticate_key(issued.token) is None
    await gatekeeper.close_session(issued.token)
    assert await gatekeeper.redeem_token(issued.token, kind) == ADA
    assert await gatekeeper.redeem_token(issued.token, kind) is None


async def test_a_token_redeemed_at_once_by_many_opens_once(gatekeeper: PostgresGatekeeper) -> None:
    for _ in range(3):
        issued = await gatekeeper.issue_token(ADA, TokenKind.LOGIN)
        answers = await asyncio.gather(
            *(gatekeeper.redeem_token(issued.token, TokenKind.LOGIN) for _ in range(12))
        )
        assert [answer for answer in answers if answer is not None] == [ADA]


async def test_an_expired_token_opens_nothing_and_goes_away_in_time(
    gatekeeper: PostgresGatekeeper, stores: Stores
) -> None:
    issued = await gatekeeper.issue_token(ADA, TokenKind.SOCKET)
    await stores.rows(EXPIRE)
    assert await gatekeeper.redeem_token(issued.token, TokenKind.SOCKET) is None
    await stores.rows("UPDATE tokens SET expires_at = now() - interval '2 days'")
    await gatekeeper.issue_token(ADA, TokenKind.SOCKET)
    assert await stores.number("SELECT count(*) FROM tokens") == 1


async def test_secrets_are_nowhere_in_the_database(gatekeeper: PostgresGatekeeper, stores: Stores) -> None:
    key = new_secret("key")
    await gatekeeper.ensure_key(MAIN, "Boss", Role.ADMIN, key)
    session = await gatekeeper.open_session(ADA)
    login = await gatekeeper.issue_token(ADA, TokenKind.LOGIN)
    everything = "\n".join(row for rows in (await stores.content()).values() for row in rows)
    assert "Boss" in everything
    for secret in (key, session.token, login.token):
        random_part = secret.split("_", 2)[2]
        assert random_part not in everything
        assert random_part.encode().hex() not in everything
        assert secret.startswith("manta_")


async def test_secrets_differ(gatekeeper: PostgresGatekeeper) -> None:
    secrets = {new_secret("key") for _ in range(1_000)}
    assert len(secrets) == 1_000
    assert min(map(len, secrets)) >= len("manta_key_") + 32
    issued = [await gatekeeper.open_session(ADA) for _ in range(3)]
    assert len({each.token for each in issued}) == 3
