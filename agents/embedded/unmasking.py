"""Sees through spellings that hide words from rules but not from readers."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_LATIN: Final = "aceiopxykABCEHIKMOPTX"
_CYRILLIC: Final = "асеіорхукАВСЕНІКМОРТХ"
_TO_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)

_WORD = re.compile(r"[^\W\d_]{2,}")
_SPACED = re.compile(r"(?<!\w)[^\W\d_](?:(?P<gap>[ .\-_*·])[^\W\d_])(?:(?P=gap)[^\W\d_])+(?!\w)")


@dataclass(frozen=True)
class Unmasked:
    """A text as it reads.

    Attributes:
        places: Where each of its characters stands in the text as it was written.
        spaced: The spans of words that were written with something between their letters.
    """

    text: str
    places: list[int]
    spaced: list[tuple[int, int]]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from `start` to `end` stand in the written text."""
        return self.places[start], self.places[end - 1] + 1


def unmask(text: str) -> Unmasked:
    """Return `text` without invisible characters, with spaced letters joined and each word in one script."""
    places = [place for place, char in enumerate(text) if unicodedata.category(char) != "Cf"]
    visible = "".join(text[place] for place in places)
    kept: list[int] = []
    spaced: list[tuple[int, int]] = []
    end = 0
    for found in _SPACED.finditer(visible):
        kept += range(end, found.start())
        spaced.append((len(kept), len(kept) + (found.end() - found.start() + 1) // 2))
        kept += range(found.start(), found.end(), 2)
        end = found.end()
    kept += range(end, len(visible))
    joined = "".join(visible[index] for index in kept)
    return Unmasked(_WORD.sub(_write_in_one_script, joined), [places[index] for index in kept], spaced)


def _write_in_one_script(found: re.Match[str]) -> str:
    """Words of two scripts do not exist: letters of the rarer one stand for their look-alikes."""
    word = found.group()
    latin = sum("LATIN" in unicodedata.name(char, "") for char in word)
    cyrillic = sum("CYRILLIC" in unicodedata.name(char, "") for char in word)
    if not latin or not cyrillic:
        return word
    as_latin, as_cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    if as_latin.isascii():
        return as_latin
    return as_cyrillic if _is_cyrillic(as_cyrillic) else as_latin


def _is_cyrillic(word: str) -> bool:
    return all("CYRILLIC" in unicodedata.name(char, "") for char in word)
