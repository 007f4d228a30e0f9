"""Runs the transformer: from tokens to the mean hidden states of a text."""

import os
from collections.abc import Sequence
from typing import Protocol, cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from agents.embedded.e5.graph import HIDDEN, KEPT, POOLED, SHARES, build_graph
from agents.embedded.e5.weights import Matrix, Weights

MAX_THREADS = 2
"""More gain nothing on a chat message."""


class _Options(Protocol):
    """What is used of `onnxruntime.SessionOptions`."""

    intra_op_num_threads: int

    def add_session_config_entry(self, name: str, value: str) -> None: ...


class _Session(Protocol):
    """What is used of `onnxruntime.InferenceSession`."""

    def run(self, outputs: list[str], inputs: dict[str, NDArray[np.generic]]) -> list[Matrix]: ...


class Transformer:
    """The graph in an onnxruntime session. Calls block, and may come from any thread.

    Activations are quantised by one scale for each run, so a text's vectors differ a little with its
    neighbours: after centring their cosine was 0.99 on average and 0.985 at least.

    Args:
        weights: The model's weights.
        threads: How many cores a run may use.
    """

    def __init__(self, weights: Weights, threads: int) -> None:
        self._weights = weights
        self._hidden = weights.sizes.hidden
        self._positions = weights.read_vector("emb.pos").reshape(-1, self._hidden)
        self._positions += weights.read_vector("emb.type")[: self._hidden]
        self._scale = weights.read_vector("emb.ln.w")
        self._shift = weights.read_vector("emb.ln.b")
        self._session = _start_session(weights, threads)

    def pool(self, batch: Sequence[Sequence[int]]) -> Matrix:
        """Return each text's mean hidden states after `POOLED_LAYERS`, shape (len(batch), layers, 384).

        Args:
            batch: The tokens of each text, at most 512; the shorter ones are padded to the longest.
        """
        lengths = np.array([[len(tokens)] for tokens in batch], np.int64)
        kept = np.asarray(np.arange(lengths.max()) < lengths, np.bool_)
        hidden = np.zeros((*kept.shape, self._hidden), np.float32)
        hidden[kept] = self._embed(batch)
        shares = np.asarray(kept / lengths, np.float32)
        inputs: dict[str, NDArray[np.generic]] = {
            HIDDEN: hidden,
            KEPT: kept.astype(np.int32),
            SHARES: shares[:, np.newaxis],
        }
        return self._session.run([POOLED], inputs)[0]

    def _embed(self, batch: Sequence[Sequence[int]]) -> Matrix:
        """Return the normed sum of word and position for all tokens in a row, shape (tokens, 384)."""
        words = np.concatenate([np.asarray(tokens, np.int64) for tokens in batch])
        places = np.concatenate([np.arange(len(tokens)) for tokens in batch])
        state = self._weights.read_rows("emb.word", self._hidden, words) + self._positions[places]
        state -= state.mean(axis=1, keepdims=True)
        variance = np.square(state).mean(axis=1, keepdims=True)
        return state / np.sqrt(variance + self._weights.sizes.epsilon) * self._scale + self._shift


def count_threads() -> int:
    """Return how many threads suit this machine."""
    return min(MAX_THREADS, os.cpu_count() or 1)


def _start_session(weights: Weights, threads: int) -> _Session:
    # The extension module has no types; `_Options` and `_Session` say what its documentation does.
    options = cast("_Options", onnxruntime.SessionOptions())  # pyright: ignore[reportUnknownMemberType]
    options.intra_op_num_threads = threads
    # By default idle threads spin; on busy cores every wait then costs its whole time slice.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    model = build_graph(weights).SerializeToString()
    providers = ["CPUExecutionProvider"]
    return cast("_Session", onnxruntime.InferenceSession(model, options, providers=providers))
