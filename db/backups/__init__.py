"""Backups of the whole database: written and read back by PostgreSQL's own programs."""

from db.backups.dumping import dump
from db.backups.restoring import read_revision, restore

__all__ = ["dump", "read_revision", "restore"]
