"""What the head sees of a text: its embeddings, its surface cues and its words as hashed n-grams."""

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from agents.embedded.cues import CUES, measure_cues
from agents.embedded.e5.weights import Matrix
from agents.embedded.encoder import DIMENSIONS, LAYERS

BUCKETS = 2048
"""Number of hash buckets the n-grams share."""

CUES_START = LAYERS * DIMENSIONS
"""Where the cues begin in a feature vector; the embeddings of all layers stand before them."""

WIDTH = CUES_START + len(CUES) + BUCKETS
"""Length of a feature vector: embeddings, then cues, then buckets."""

EMBEDDING_SCALE = 8.0
CUE_SCALE = 1.5
BUCKET_SCALE = 2.8
"""Weights of the parts against each other, chosen by cross-validation."""

_TOKEN = re.compile(r"\w+|[^\w\s]")
_DIGIT = re.compile(r"\d")
_GRAM_LENGTHS = (3, 4, 5)
_MAX_TOKEN_CHARS = 40

Bucket = tuple[int, float]
"""A bucket's index and the sign its n-gram has there; random signs let collisions cancel out."""


def make_features(texts: Sequence[str], layers: Matrix, means: Matrix) -> Matrix:
    """Return a float32 array of shape (len(texts), WIDTH).

    Args:
        texts: What to describe.
        layers: The texts' embeddings by layer, shape (len(texts), LAYERS, 384).
        means: The training texts' mean embeddings, shape (LAYERS, 384).
    """
    meaning = centre(layers, means).reshape(len(texts), CUES_START) * (EMBEDDING_SCALE / np.sqrt(LAYERS))
    cues = np.array([measure_cues(text) for text in texts], np.float32).reshape(len(texts), len(CUES))
    words = np.array([_fill_buckets(text) for text in texts], np.float32).reshape(len(texts), BUCKETS)
    return np.hstack([meaning, cues * CUE_SCALE, words * BUCKET_SCALE], dtype=np.float32)


def centre(embeddings: Matrix, mean: Matrix) -> Matrix:
    """Return `embeddings` without what all texts share, along the last axis again of length 1.

    Raw e5 vectors of unrelated texts have a cosine of about 0.78; centred ones one of about 0.
    """
    centred = embeddings - mean
    return centred / np.maximum(np.linalg.norm(centred, axis=-1, keepdims=True), 1e-6)


def _fill_buckets(text: str) -> Matrix:
    buckets = np.zeros(BUCKETS, np.float32)
    grams = {gram for word in find_words(text) for gram in _iterate_grams(word)} | set(_iterate_pairs(text))
    for gram in grams:
        index, sign = _hash(gram)
        buckets[index] += sign
    length = float(np.linalg.norm(buckets))
    return buckets / length if length else buckets


def find_words(text: str) -> list[str]:
    """Return the words and signs of `text` in lower case, digits as 0, long ones cut."""
    return [_normalize(found.group()) for found in _TOKEN.finditer(text)]


def find_word_buckets(word: str) -> list[Bucket]:
    """Return the buckets that `word` falls into by itself, to tell how much it weighs."""
    return [_hash(gram) for gram in _iterate_grams(_normalize(word))]


def _normalize(word: str) -> str:
    return _DIGIT.sub("0", word.casefold()[:_MAX_TOKEN_CHARS])


def _iterate_grams(word: str) -> Iterator[str]:
    yield f"w{word}"
    padded = f"<{word}>"
    for length in _GRAM_LENGTHS:
        for start in range(len(padded) - length + 1):
            yield f"c{padded[start : start + length]}"


def _iterate_pairs(text: str) -> Iterator[str]:
    words = ["^", *find_words(text), "$"]
    return (f"b{first} {second}" for first, second in pairwise(words))


def _hash(gram: str) -> Bucket:
    value = zlib.crc32(gram.encode())
    return value % BUCKETS, 1.0 if value >> 31 else -1.0
