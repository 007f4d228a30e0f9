"""The admin key that `manta up` and `manta key --ensure` let the database know."""

import asyncio
from pathlib import Path

from typer.testing import CliRunner, Result

from cli.keys import ADMIN_KEY_PREFIX, ensure_admin_key
from cli.main import app
from config.settings import Settings
from db.access import PostgresGatekeeper
from db.pool import Database
from domain.values import Role

GIVEN = ADMIN_KEY_PREFIX + "0123456789abcdef0123456789abcdef"


def run(url: str, folder: Path, key: str) -> Result:
    environment = {"DATABASE_URL": url, "MANTA_API_KEY": key, "MANTA_DATA_DIR": str(folder), "COLUMNS": "200"}
    return CliRunner().invoke(app, ["key", "--ensure"], env=environment)


async def ensure(url: str, folder: Path, key: str = "") -> Result:
    return await asyncio.to_thread(run, url, folder, key)


async def role_of(database: Database, key: str) -> Role | None:
    found = await PostgresGatekeeper(database).authenticate_key(key)
    return None if found is None else found.role


async def revoke_all(database: Database) -> None:
    async with database.connection() as connection:
        await connection.execute("UPDATE api_keys SET revoked_at = now()")


async def test_a_given_key_is_an_admin_s_however_often_it_is_given(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    for _ in range(2):
        done = await ensure(database_url, tmp_path, GIVEN)
        assert (done.exit_code, done.stdout.strip()) == (0, GIVEN)
    assert await role_of(database, GIVEN) is Role.ADMIN
    assert not Settings(manta_data_dir=tmp_path).admin_key_file().exists()


async def test_a_weak_key_and_a_revoked_one_are_refused(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    weak = await ensure(database_url, tmp_path, "secret")
    assert weak.exit_code == 1
    assert "32 random characters" in weak.stderr
    await ensure(database_url, tmp_path, GIVEN)
    await revoke_all(database)
    revoked = await ensure(database_url, tmp_path, GIVEN)
    assert revoked.exit_code == 1
    assert "revoked" in revoked.stderr
    assert await role_of(database, GIVEN) is None


async def test_a_folder_s_key_is_made_kept_and_replaced_when_revoked(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    made = (await ensure(database_url, folder)).stdout.strip()
    assert made.startswith(ADMIN_KEY_PREFIX)
    assert (await ensure(database_url, folder)).stdout.strip() == made
    await revoke_all(database)
    settings = Settings(manta_data_dir=folder)
    another = await asyncio.to_thread(ensure_admin_key, settings, database_url)
    assert another != made
    assert await role_of(database, another) is Role.ADMIN
