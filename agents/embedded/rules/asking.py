"""Whether words ask somebody for something."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re

from agents.embedded.lexicon import load_phrases
from agents.embedded.rules.markers import IMPERATIVE, REQUEST

_PHRASES = load_phrases()
_REQUEST = re.compile(rf"(?<!\w)(?:{REQUEST}|{_PHRASES['asking']})(?!\w)", re.IGNORECASE)
_YOU = re.compile(rf"(?<!\w)(?:{_PHRASES['calling']}|{_PHRASES['you']})(?!\w)", re.IGNORECASE)
_ORDER = re.compile(
    rf"(?:^|[.!?,;:\n)–—]|(?<!\w)(?:and|und|і|та|и|y|а))\s{{0,3}}(?:[-*•]\s)?(?:\S+\s+){{0,3}}?(?:{IMPERATIVE})(?!\w)",
    re.IGNORECASE,
)


def asks(words: str) -> bool:
    """Tell whether `words` have a request: "please", "must", an order at the start of a clause."""
    return bool(_REQUEST.search(words) or _ORDER.search(words))


def speaks_to_somebody(words: str) -> bool:
    """Tell whether `words` ask, or speak to somebody ("you", "du", "ты")."""
    return asks(words) or bool(_YOU.search(words))
