"""Workspaces and their settings in PostgreSQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.pool import Connection, Database
from domain.errors import NotFoundError
from domain.workspace import Workspace, WorkspaceChange, WorkspaceSettings

if TYPE_CHECKING:
    from asyncpg import Record

    Row = Record
else:
    Row = Mapping

_GET = "SELECT id, slug, name, settings FROM workspaces WHERE id = $1"

# Not FOR UPDATE: every row that refers to its workspace would wait for it.
LOCK_WORKSPACE = "SELECT FROM workspaces WHERE id = $1 FOR NO KEY UPDATE"
"""Keeps others who take this lock away until the transaction ends; messages and tasks go on coming in."""

_UPDATE = "UPDATE workspaces SET name = $2, settings = $3::jsonb WHERE id = $1"

# Chats without a zone of their own go by the workspace's.
_MOVE_DIGESTS = """
UPDATE telegram_chats SET next_digest_at = NULL WHERE workspace_id = $1 AND timezone IS NULL
"""


@dataclass(frozen=True)
class PostgresWorkspaces:
    """`domain.workspace.Workspaces` on PostgreSQL."""

    database: Database

    async def get_workspace(self, workspace_id: int) -> Workspace:
        """See `domain.workspace.Workspaces`."""
        async with self.database.connection() as connection:
            return await get_workspace(connection, workspace_id)

    async def change_workspace(self, workspace_id: int, change: WorkspaceChange) -> Workspace:
        """See `domain.workspace.Workspaces`."""
        async with self.database.transaction() as connection:
            # Locked first and read after: who waited must see what it waited for.
            await connection.execute(LOCK_WORKSPACE, workspace_id)
            before = await get_workspace(connection, workspace_id)
            after = change.apply(before)
            if after != before:
                await connection.execute(_UPDATE, workspace_id, after.name, _settings_json(after))
            if after.timezone != before.timezone:
                await connection.execute(_MOVE_DIGESTS, workspace_id)
        return after


async def get_workspace(connection: Connection, workspace_id: int) -> Workspace:
    """Return a workspace.

    Raises:
        NotFoundError: There is no such workspace.
    """
    row = await connection.fetchrow(_GET, workspace_id)
    if row is None:
        raise NotFoundError("Workspace not found")
    return workspace_of(row)


def workspace_of(row: Row) -> Workspace:
    """Return the workspace in a row of its id, slug, name and settings."""
    settings = WorkspaceSettings.model_validate_json(row["settings"])
    return Workspace(**dict(settings), id=row["id"], slug=row["slug"], name=row["name"])


def _settings_json(workspace: Workspace) -> str:
    """Return only what somebody has set, so that the rest follows when the system's own settings change."""
    return workspace.model_dump_json(include=set(WorkspaceSettings.model_fields), exclude_defaults=True)
