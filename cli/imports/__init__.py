"""Readers of message files: a Telegram Desktop export, JSON Lines or CSV becomes a stream of messages."""

from cli.imports.items import (
    ImportedMessage,
    ImportFile,
    ImportFormat,
    ImportItem,
    Rejected,
    Skipped,
    SourceHints,
)
from cli.imports.opening import open_import

__all__ = [
    "ImportFile",
    "ImportFormat",
    "ImportItem",
    "ImportedMessage",
    "Rejected",
    "Skipped",
    "SourceHints",
    "open_import",
]
