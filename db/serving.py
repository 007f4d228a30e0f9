"""A database to work on, for whoever does not need the whole system."""

from collections.abc import Generator
from contextlib import contextmanager

from config.settings import Settings
from db.embedded import PostgresServer
from db.location import embedded_dir, find_database_url


@contextmanager
def serving_database(settings: Settings) -> Generator[str]:
    """Yield the URL of the configured or running database; else the data folder's is started meanwhile.

    Raises:
        MantaError: The embedded server can't be started.
    """
    url = find_database_url(settings)
    if url is not None:
        yield url
        return
    with PostgresServer(embedded_dir(settings.manta_data_dir)) as server:
        yield server.url
