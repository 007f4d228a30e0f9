from tests.support.database import database_server, own_database_url

__all__ = ["database_server", "own_database_url"]
