"""Which database: the configured one, or the embedded server of the data folder."""

from pathlib import Path

from sqlalchemy.engine import make_url

from config.settings import Settings
from db.embedded.running import find_running_server


def find_database_url(settings: Settings) -> str | None:
    """Return the URL of the configured or running embedded database, None when there is neither."""
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    running = find_running_server(embedded_dir(settings.manta_data_dir))
    return None if running is None else running.url


def embedded_dir(data_dir: Path) -> Path:
    """Return where the embedded server keeps its files."""
    return data_dir / "postgres"


def asyncpg_url(url: str) -> str:
    """Return `url` as asyncpg reads it, whichever PostgreSQL driver it names."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def sqlalchemy_url(url: str) -> str:
    """Return `url` with the driver that SQLAlchemy is to use."""
    return make_url(url).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)
