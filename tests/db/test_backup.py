"""Backups: what comes back is what was there, and what can't be brought back whole changes nothing."""

import asyncio
import re
from pathlib import Path

import asyncpg
import pytest

from db.backups import dump, read_revision, restore
from db.backups.programs import BackupError
from db.backups.restoring import EVENT_LEAP, ensure_restorable
from db.migrate import downgrade, find_revision, newest_revision
from db.pool import Database
from domain.errors import ConfigurationError, ConflictError, InvalidInputError, MantaError
from tests.db.samples import done, new_message, new_messages, new_task
from tests.db.stores import MAIN, Stores
from tests.support.database import DatabaseServer

OLDER = "0004"
ZLIB_HEAD = re.compile(rb"\x78\x9c")
"""Begins each table's compressed rows."""


def ignore(_line: str) -> None:
    """Nobody watches."""


async def fill(url: str) -> dict[str, list[str]]:
    """Store messages, a task and a letter, and return every row of the database."""
    async with Database(url) as database:
        stores = Stores(database)
        await stores.accept(*new_messages(3))
        claim = await stores.claim_one(per_chat=1)
        await stores.inbox().finish(claim, [done(claim.messages[0], new_task("Wash the boats"))])
        await stores.rows(
            "INSERT INTO outbox (workspace_id, dedupe_key, kind, destination, payload)"
            " VALUES (1, 'one', 'text', '5', '{}')"
        )
        return await stores.content()


async def content_of(url: str) -> dict[str, list[str]]:
    async with Database(url) as database:
        return await Stores(database).content()


async def execute(url: str, sql: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def test_everything_comes_back_and_event_numbers_go_on(
    own_database_url: str, bare_database_url: str, tmp_path: Path
) -> None:
    before = await fill(own_database_url)
    file = tmp_path / "all.backup"
    said: list[str] = []
    dump(own_database_url, file, said.append)
    assert file.stat().st_mode & 0o777 == 0o600
    assert any("messages" in line for line in said)
    await asyncio.to_thread(restore, bare_database_url, file, said.append)
    after = await content_of(bare_database_url)
    assert before.pop("event_counters") != after.pop("event_counters")
    assert after == before
    async with Database(bare_database_url) as database:
        stores = Stores(database)
        await stores.accept(new_message("later"))
        newest = max(event.seq for event in await stores.events.read_events(MAIN, 0, 100))
    assert newest > EVENT_LEAP


async def test_what_was_there_goes_only_when_asked(
    own_database_url: str, database_url: str, tmp_path: Path
) -> None:
    before = await fill(own_database_url)
    dump(own_database_url, tmp_path / "file", ignore)
    async with Database(database_url) as database:
        await Stores(database).accept(new_message("of another time"))
    with pytest.raises(ConflictError, match="not empty"):
        await ensure_restorable(database_url, replace=False)
    await ensure_restorable(database_url, replace=True)
    await asyncio.to_thread(restore, database_url, tmp_path / "file", ignore)
    assert (await content_of(database_url))["messages"] == before["messages"]


@pytest.mark.parametrize("tenths", [3, 6, 9])
async def test_half_a_backup_changes_nothing(
    own_database_url: str, database_url: str, tmp_path: Path, tenths: int
) -> None:
    await fill(own_database_url)
    whole, half = tmp_path / "whole", tmp_path / "half"
    dump(own_database_url, whole, ignore)
    content = whole.read_bytes()
    place = len(content) * tenths // 10
    half.write_bytes(content[:place])
    async with Database(database_url) as database:
        await Stores(database).accept(new_message("kept"))
    before = await content_of(database_url)
    with pytest.raises(MantaError):
        await asyncio.to_thread(restore, database_url, half, ignore)
    assert await content_of(database_url) == before
    await asyncio.to_thread(restore, database_url, whole, ignore)
    assert await content_of(database_url) != before


async def test_a_damaged_row_is_found_before_anything_is_committed(
    own_database_url: str, database_url: str, tmp_path: Path
) -> None:
    await fill(own_database_url)
    whole, damaged = tmp_path / "whole", tmp_path / "damaged"
    dump(own_database_url, whole, ignore)
    content = bytearray(whole.read_bytes())
    for place in [found.start() for found in re.finditer(ZLIB_HEAD, content)][-3:]:
        content[place + 4] ^= 0xFF
    damaged.write_bytes(content)
    before = await content_of(database_url)
    with pytest.raises(BackupError, match="could not uncompress data"):
        await asyncio.to_thread(restore, database_url, damaged, ignore)
    assert await content_of(database_url) == before


async def test_a_statement_that_fails_is_told_and_changes_nothing(
    own_database_url: str, database_server: DatabaseServer, tmp_path: Path
) -> None:
    await fill(own_database_url)
    dump(own_database_url, tmp_path / "file", ignore)
    url = await database_server.create()
    await execute(url, "DROP TABLE entities")
    await execute(url, "CREATE VIEW entities AS SELECT 1 AS id")
    with pytest.raises(BackupError, match=r'"entities" already exists'):
        await asyncio.to_thread(restore, url, tmp_path / "file", ignore)
    assert await execute(url, "SELECT count(*) FROM messages") == 0
    await database_server.drop(url)


async def test_an_older_schema_is_brought_to_the_newest(
    own_database_url: str, bare_database_url: str, tmp_path: Path
) -> None:
    await asyncio.to_thread(downgrade, own_database_url, OLDER)
    dump(own_database_url, tmp_path / "file", ignore)
    assert read_revision(tmp_path / "file") == OLDER
    await asyncio.to_thread(restore, bare_database_url, tmp_path / "file", ignore)
    assert await find_revision(bare_database_url) == newest_revision()


async def test_a_backup_of_a_newer_manta_is_refused(
    own_database_url: str, bare_database_url: str, tmp_path: Path
) -> None:
    await execute(own_database_url, "UPDATE alembic_version SET version_num = '9999_future'")
    dump(own_database_url, tmp_path / "file", ignore)
    with pytest.raises(ConfigurationError, match="9999_future"):
        await asyncio.to_thread(restore, bare_database_url, tmp_path / "file", ignore)


async def test_nobody_may_work_on_the_database(database_url: str, bare_database_url: str) -> None:
    await ensure_restorable(bare_database_url, replace=False)
    connection = await asyncpg.connect(database_url)
    try:
        with pytest.raises(ConflictError, match="1 connections"):
            await ensure_restorable(database_url, replace=True)
    finally:
        await connection.close()


async def test_another_file_is_no_backup(tmp_path: Path, bare_database_url: str) -> None:
    (tmp_path / "notes.txt").write_text("Buy milk.")
    with pytest.raises(InvalidInputError, match="is not a backup of Manta"):
        await asyncio.to_thread(restore, bare_database_url, tmp_path / "notes.txt", ignore)


def test_a_backup_is_not_written_over_another_unless_asked(tmp_path: Path, database_url: str) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(ConflictError, match="exists"):
        dump(database_url, file, ignore)
    assert file.read_text() == "mine"
    dump(database_url, file, ignore, overwrite=True)
    assert read_revision(file) == newest_revision()


def test_a_failed_backup_leaves_no_file(tmp_path: Path, database_url: str) -> None:
    with pytest.raises(BackupError, match="does not exist"):
        dump(f"{database_url}_gone", tmp_path / "file", ignore)
    assert list(tmp_path.iterdir()) == []


async def test_letters_are_kept_unless_they_are_to_be_discarded(
    own_database_url: str, bare_database_url: str, tmp_path: Path
) -> None:
    await fill(own_database_url)
    dump(own_database_url, tmp_path / "file", ignore)
    state = "SELECT state FROM outbox"
    await asyncio.to_thread(restore, bare_database_url, tmp_path / "file", ignore)
    assert await execute(bare_database_url, state) == "pending"
    await asyncio.to_thread(restore, bare_database_url, tmp_path / "file", ignore, discard_letters=True)
    assert await execute(bare_database_url, state) == "dead"
