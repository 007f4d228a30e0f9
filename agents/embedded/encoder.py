"""Sentence embeddings: multilingual-e5-small in this process, without a download or a service."""

import functools
from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

from agents.embedded.e5.graph import POOLED_LAYERS
from agents.embedded.e5.session import Transformer, count_threads
from agents.embedded.e5.tokenizer import Tokenizer
from agents.embedded.e5.weights import Matrix, Weights, find_weights_file
from agents.text import EMBEDDING_CHARS, cut

DIMENSIONS = 384
"""Length of an embedding; every one has the Euclidean length 1."""

LAYERS = len(POOLED_LAYERS)
"""Number of layers whose means `Encoder.encode_layers` gives; the last one is the model's own output."""

MAX_TOKENS = 510
"""Longest text the model takes, without the marks for its begin and end."""

_PREFIX = "query: "
_RUN_TOKENS = 1024
_RUN_TEXTS = 32
_SLACK_SHARE, _SLACK_TOKENS = 1.2, 2


class Pooler(Protocol):
    """What is used of `Transformer`."""

    def pool(self, batch: Sequence[Sequence[int]]) -> Matrix:
        """Return mean hidden states of shape (len(batch), LAYERS, 384)."""
        ...


class Encoder:
    """Embeds texts with the "query: " prefix, which suits classification and symmetric similarity alike.

    With its libraries it holds some 220 MB, 100 MB of it shared with other processes, and no state: one per
    process is enough, see `get_encoder`. Calls block; they may come from any thread, but two at once only
    share the cores.

    Args:
        weights: The model's weights, for the vocabulary.
        transformer: What runs the model.
    """

    def __init__(self, weights: Weights, transformer: Pooler) -> None:
        vocabulary = weights.vocabulary
        self._tokenizer = Tokenizer(vocabulary)
        self._begin, self._end = vocabulary.begin, vocabulary.end
        self._transformer = transformer

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return a float32 array of shape (len(texts), 384); each text is cut to `EMBEDDING_CHARS` first."""
        return self.encode_layers(texts)[:, -1]

    def encode_layers(self, texts: Sequence[str]) -> Matrix:
        """Return each text's mean hidden states after `POOLED_LAYERS`, shape (len(texts), LAYERS, 384).

        Each has the length 1, and the last is what `encode` returns. Texts of similar length run together, so
        little of a run is padding.
        """
        pooled = np.empty((len(texts), LAYERS, DIMENSIONS), np.float32)
        tokens = [self.tokenize(text) for text in texts]
        for run in plan_runs([len(ids) for ids in tokens]):
            pooled[run] = self._transformer.pool([tokens[row] for row in run])
        return pooled / np.maximum(np.linalg.norm(pooled, axis=2, keepdims=True), 1e-6)

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Return the embeddings of `texts` as plain lists, for storing or searching."""
        return [[float(value) for value in row] for row in self.encode(texts)]

    def tokenize(self, text: str) -> list[int]:
        """Return the ids the model sees of `text`: cut, prefixed, with marks for begin and end."""
        prefixed = _PREFIX + cut(text, EMBEDDING_CHARS).replace("\x00", " ")
        return [self._begin, *self._tokenizer.tokenize(prefixed)[:MAX_TOKENS], self._end]


def plan_runs(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield groups of row numbers that run together, the shortest texts first.

    The longest text of a run is at most a fifth (and two tokens) longer than the shortest, and a run has at
    most 32 texts and 1,024 tokens with padding, which bounds its memory to some 40 MB.
    """
    run: list[int] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        too_long = run and lengths[row] > lengths[run[0]] * _SLACK_SHARE + _SLACK_TOKENS
        too_many = len(run) == _RUN_TEXTS or lengths[row] * (len(run) + 1) > _RUN_TOKENS
        if run and (too_long or too_many):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def load_encoder(threads: int | None = None) -> Encoder:
    """Load the bundled model into this process; it takes half a second.

    Args:
        threads: Cores a call may use; by default two, or one where there is only one.

    Raises:
        ConfigurationError: The weights are missing or damaged.
    """
    weights = Weights(find_weights_file())
    return Encoder(weights, Transformer(weights, threads or count_threads()))


@functools.cache
def get_encoder() -> Encoder:
    """Return this process's encoder; the first call loads it.

    Raises:
        ConfigurationError: See `load_encoder`.
    """
    return load_encoder()
