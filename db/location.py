"""Which database: the configured one, or the embedded server of the data folder."""

import json
from pathlib import Path

from sqlalchemy.engine import make_url

from config.settings import Settings


def find_database_url(settings: Settings | None = None) -> str | None:
    """Return the URL of the configured or running embedded database, None when there is neither."""
    known = settings or Settings()
    if known.database_url is not None:
        return known.database_url.get_secret_value()
    return find_embedded_url(known.manta_data_dir)


def find_embedded_url(data_dir: Path) -> str | None:
    """Return the URL that the embedded server of `data_dir` was last announced under."""
    state = data_dir / "database.json"
    return str(json.loads(state.read_text())["url"]) if state.exists() else None


def announce_embedded_url(data_dir: Path, url: str) -> None:
    """Let other processes of this folder find the embedded server; the file is its owner's only."""
    state = data_dir / "database.json"
    state.touch(mode=0o600)
    state.write_text(json.dumps({"url": url}))


def asyncpg_url(url: str) -> str:
    """Return `url` as asyncpg reads it, whichever PostgreSQL driver it names."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def sqlalchemy_url(url: str) -> str:
    """Return `url` with the driver that SQLAlchemy is to use."""
    return make_url(url).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)
