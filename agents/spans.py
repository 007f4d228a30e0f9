"""Where the things a message names stand in it."""

import re
from collections.abc import Mapping, Sequence


def find_spans(text: str, items: Mapping[str, Sequence[str]]) -> list[tuple[str, str, int, int]]:
    """Return (kind, value, start, end) of the first place of each value in `text`, in the text's order.

    Args:
        text: The message.
        items: The values of each kind; case apart, they are looked for as whole words.
    """
    found = [
        (kind, value, match.start(), match.end())
        for kind, values in items.items()
        for value in values
        if (match := re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE))
    ]
    return sorted(found, key=lambda span: (span[2], span[3]))
