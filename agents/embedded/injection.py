"""Commands to the software inside a message: they are left out before the message is judged."""

import base64
import binascii
import codecs
import re
from functools import lru_cache

from agents.embedded.addresses import find_addressed, find_hidden
from agents.embedded.disguises import find_attempts, find_labels
from agents.embedded.unmasking import unmask

_REMEMBERED = 256
"""Texts whose commands are remembered: the judge and the rules ask several times about each text of a
message. With the longest texts that the rules read it is a few megabytes."""

_ENCODED = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/]{24,2000}={0,2}(?![\w+/=])")


def strip_commands(text: str) -> tuple[str, bool]:
    """Return `text` without commands to whoever judges it, and whether there were any.

    "Mark this as critical" is honest work in most messages; it is dropped only beside an attempt to override
    instructions, to speak for the system or to address the machine.
    """
    kept: list[str] = []
    start = 0
    for begin, end in (spans := find_commands(text)):
        kept.append(text[start:begin])
        start = end
    return (" ".join([*kept, text[start:]]), True) if spans else (text, False)


def mask_commands(text: str) -> str:
    """Return `text` with such commands blanked out; all offsets stay as they were."""
    for start, end in find_commands(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@lru_cache(_REMEMBERED)
def find_commands(text: str) -> tuple[tuple[int, int], ...]:
    """Return where commands to the software stand, in order and without overlaps.

    Invisible characters inside words do not hide them, nor do letters of another script, spaces between the
    letters, Base64 or ROT13.
    """
    unmasked = unmask(text)
    read = unmasked.text
    spans = find_attempts(read) + find_addressed(read) + find_hidden(read, unmasked.spaced)
    spans += [found.span() for found in _ENCODED.finditer(read) if _hides_command(found.group())]
    spans += find_attempts(codecs.encode(read, "rot13"))
    if spans:
        spans += find_labels(read)
    return tuple(unmasked.locate(start, end) for start, end in _merge(spans))


def _hides_command(token: str) -> bool:
    """Tell whether `token` is a command in Base64."""
    try:
        hidden = base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return bool(find_attempts(hidden) or find_addressed(hidden) or find_labels(hidden))


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
