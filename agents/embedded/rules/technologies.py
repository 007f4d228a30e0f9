"""Technologies people name in messages, found as whole words."""

import re

from agents.embedded.lexicon import load_technologies

_EVERYDAY, _PLAIN = load_technologies("exact_case"), load_technologies("any_case")
_BEFORE, _AFTER = r"(?<![\w@/.#-])", r"(?![\w/@-]|\.\w)"
_NO_SENTENCE_START = r"(?<![.!?] )(?<!\A)"

_ANY = re.compile(rf"{_BEFORE}(?:{_PLAIN}){_AFTER}", re.IGNORECASE)
_EXACT = re.compile(rf"{_BEFORE}{_NO_SENTENCE_START}(?:{_EVERYDAY}){_AFTER}")


def find_technologies(text: str) -> list[tuple[int, str]]:
    """Return where each technology stands in `text` and how it is written there, in the text's order."""
    found = [*_ANY.finditer(text), *_EXACT.finditer(text)]
    return sorted((match.start(), match.group()) for match in found)
