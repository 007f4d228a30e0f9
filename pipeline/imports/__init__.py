"""Readers of message files: a Telegram Desktop export, JSON Lines or CSV becomes a stream of messages."""

from pipeline.imports.items import (
    ImportedMessage,
    ImportFile,
    ImportFormat,
    ImportItem,
    Rejected,
    Skipped,
    SourceHints,
)
from pipeline.imports.opening import open_import

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
