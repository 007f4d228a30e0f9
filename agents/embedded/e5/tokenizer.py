"""SentencePiece's unigram tokenizer: the likeliest way to cut a text into known pieces.

Kudo, "Subword Regularization" (2018), section 3. Written here because a library that can do it keeps 260 MB
for this vocabulary of 250,002 pieces; here it takes 5 MB. Pieces are found by a hash of their characters,
computed for all stretches of a text at once: Σ code · base^position modulo 2^64, moved to position 0.
"""

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agents.embedded.e5.weights import Vocabulary

Codes = NDArray[np.uint32]
Hashes = NDArray[np.uint64]

_BASE: Final = 0x9E3779B97F4A7C15
_INVERSE: Final = pow(_BASE, -1, 2**64)
_SPACE = "\u2581"
_SPACES = re.compile(" {2,}")
_UNKNOWN_PENALTY = 10.0


class Tokenizer:
    """Cuts texts into pieces of the vocabulary. It has no state that changes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._replacements = vocabulary.replacements
        self._unknown = vocabulary.unknown
        self._scores = vocabulary.scores
        self._unknown_score = float(vocabulary.scores.min()) - _UNKNOWN_PENALTY
        hashes, self._longest = _hash_pieces(vocabulary)
        self._order = np.argsort(hashes, kind="stable").astype(np.int32)
        self._hashes = hashes[self._order]

    def tokenize(self, text: str) -> list[int]:
        """Return the ids of the pieces, without marks for begin and end; what is unknown has an id too."""
        codes = _to_codes(self._normalize(text))
        pieces = self._find_pieces(codes)
        starts, lengths = np.nonzero(pieces >= 0)
        ids = pieces[starts, lengths]
        scores = np.where(ids == self._unknown, self._unknown_score, self._scores[ids])
        return _find_best_path(
            len(codes), starts.tolist(), (starts + lengths + 1).tolist(), ids.tolist(), scores.tolist()
        )

    def _normalize(self, text: str) -> str:
        text = _SPACES.sub(" ", text.translate(self._replacements))
        return (text if text.startswith(" ") else " " + text).replace(" ", _SPACE)

    def _find_pieces(self, codes: Codes) -> NDArray[np.int64]:
        """Return the piece at each start and of each length, shape (len(codes), longest); -1 where is none.

        A single character that is no piece is the unknown one.
        """
        starts = np.arange(len(codes))[:, np.newaxis]
        ends = starts + np.arange(1, self._longest + 1)
        inside = ends <= len(codes)
        wanted = _hash_stretches(codes, starts, np.minimum(ends, len(codes)))
        places = np.minimum(np.searchsorted(self._hashes, wanted), len(self._hashes) - 1)
        pieces = np.where(inside & (self._hashes[places] == wanted), self._order[places], -1)
        pieces[pieces == self._unknown] = -1
        pieces[:, 0] = np.where(pieces[:, 0] < 0, self._unknown, pieces[:, 0])
        return pieces.astype(np.int64)


def _find_best_path(
    length: int, starts: list[int], ends: list[int], ids: list[int], scores: list[float]
) -> list[int]:
    """Return the ids along the path from 0 to `length` with the highest sum of scores (Viterbi)."""
    best = [0.0, *[-np.inf] * length]
    arrival = [0] * (length + 1)
    for step, (start, end, score) in enumerate(zip(starts, ends, scores, strict=True)):
        reached = best[start] + score
        if reached > best[end]:
            best[end], arrival[end] = reached, step
    path: list[int] = []
    place = length
    while place > 0:
        step = arrival[place]
        path.append(ids[step])
        place = starts[step]
    return path[::-1]


def _to_codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _hash_pieces(vocabulary: Vocabulary) -> tuple[Hashes, int]:
    """Return the hash of each piece, and the characters of the longest one."""
    packed = np.frombuffer(vocabulary.blob, np.uint8)
    begins = np.concatenate([[0], np.cumsum((packed & 0xC0) != 0x80)])  # noqa: PLR2004 - UTF-8's continuation bytes
    bounds = begins[vocabulary.offsets]
    codes = _to_codes(vocabulary.blob.decode())
    hashes = _hash_stretches(codes, bounds[:-1], bounds[1:])
    return hashes, int(np.diff(bounds).max())


def _hash_stretches(codes: Codes, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    """Return the hashes of `codes[start:end]`; `starts` and `ends` are broadcast against each other."""
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * _powers(_BASE, len(codes)), dtype=np.uint64, out=sums[1:])
    return (sums[ends] - sums[starts]) * _powers(_INVERSE, len(codes) + 1)[starts]


def _powers(base: int, count: int) -> Hashes:
    """Return base^0 … base^(count - 1) modulo 2^64."""
    factors = np.full(count, base, np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)
