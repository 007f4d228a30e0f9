"""What all actors share: settings from their own environment, logging, and answers to their supervisor."""

import os
from dataclasses import dataclass
from enum import Enum

from config.logs import start_logging
from config.settings import Settings
from db.location import find_database_url
from db.pool import Database
from domain.errors import ConfigurationError


@dataclass(frozen=True)
class Pulse:
    """An actor's answer to its supervisor; `generation` is the deployment it was created by."""

    generation: int
    pid: int
    ok: bool
    detail: str


class Absence(Enum):
    """Why there is no pulse to be had of an actor that is all right."""

    NO_ROOM = "no room"
    """The cluster has no room for it: it waits, and Ray's cluster autoscaler sees that it does."""

    GONE = "gone"
    """It was added for a while, and another supervisor has taken it away again."""


def load_settings(part: str = "manta") -> Settings:
    """Return the settings of this process's environment and start its logging, under the name of its part."""
    settings = Settings()
    start_logging(settings.log_level, settings.manta_log_format, part)
    return settings


def open_database(settings: Settings, *, max_size: int) -> Database:
    """Return the database of the settings; it connects when it is first used."""
    url = find_database_url(settings)
    if url is None:
        raise ConfigurationError("No database is known.", remedy="Set DATABASE_URL on every node.")
    return Database(url, max_size=max_size)


def pulse(generation: int, detail: str, *, ok: bool = True) -> Pulse:
    """Return this process's pulse."""
    return Pulse(generation=generation, pid=os.getpid(), ok=ok, detail=detail)
