"""Looking up chats by what their sources call them."""

from collections.abc import Sequence

from db.pool import Connection

_IDS = "SELECT id FROM chats WHERE workspace_id = $1 AND external_id = ANY ($2::text[]) ORDER BY id"


async def find_chat_ids(
    connection: Connection, workspace_id: int, names: Sequence[str] | None
) -> list[int] | None:
    """Return the ids of a workspace's chats with these external ids, of any source; None without names.

    Lists ask first and filter by the ids: joined, the planner would not know that a chat is one of hundreds.
    """
    if names is None:
        return None
    return [row["id"] for row in await connection.fetch(_IDS, workspace_id, list(names))]
