"""The trained part: two softmax heads over the features, and their weights' file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from agents.embedded.e5.weights import Matrix
from agents.embedded.encoder import DIMENSIONS, LAYERS
from agents.embedded.features import WIDTH
from domain.errors import ConfigurationError
from domain.values import Category, Priority

HEAD_FILE: Final = Path(__file__).with_name("head.npz")
CATEGORIES: Final = tuple(Category)
PRIORITIES: Final = tuple(Priority)

OTHER_SHARE: Final = 0.3
"""What a message of `other` counts for when the priority is learnt.

Nearly all of them are `low`, and a third of the data: in full they teach that what sounds calm is low, at the
cost of work. In cross-validation 0.3 finds the right priority for 0.80 of the work instead of 0.78.
"""


@dataclass(frozen=True)
class Softmax:
    """A calibrated linear classifier.

    `weights` has the shape (WIDTH, classes), `bias` (classes,). Logits are divided by `temperature`, fitted
    on held-out folds, before the softmax, so that its probabilities are right as often as they say (Guo et
    al., "On Calibration of Modern Neural Networks", 2017).
    """

    weights: Matrix
    bias: Matrix
    temperature: float

    def score(self, features: Matrix) -> Matrix:
        """Return log-probabilities of shape (rows, classes) for features of shape (rows, WIDTH)."""
        return log_softmax((features @ self.weights + self.bias) / self.temperature)


@dataclass(frozen=True)
class Head:
    """Both classifiers, the training texts' mean embeddings and the digest of their data file.

    `means` has the shape (LAYERS, 384).
    """

    category: Softmax
    priority: Softmax
    means: Matrix
    data_digest: bytes


def softmax(logits: Matrix) -> Matrix:
    """Return probabilities of the same shape; they sum to 1 along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def log_softmax(logits: Matrix) -> Matrix:
    """Return the logarithms of `softmax`, exact where it underflows."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), np.float32)


def save_head(head: Head, path: Path) -> None:
    """Write `head` as float16 arrays without pickled objects; the same head gives the same bytes."""
    arrays: dict[str, np.ndarray] = {
        "means": head.means.astype(np.float16),
        "data_digest": np.frombuffer(head.data_digest, np.uint8),
    }
    for name, part in (("category", head.category), ("priority", head.priority)):
        arrays[f"{name}_weights"] = part.weights.astype(np.float16)
        arrays[f"{name}_bias"] = part.bias.astype(np.float32)
        arrays[f"{name}_temperature"] = np.array([part.temperature], np.float32)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def load_head(path: Path = HEAD_FILE) -> Head:
    """Read a head.

    Raises:
        ConfigurationError: The file is missing, damaged or made for other features.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            head = Head(
                category=_read_softmax(arrays, "category"),
                priority=_read_softmax(arrays, "priority"),
                means=arrays["means"].astype(np.float32),
                data_digest=arrays["data_digest"].tobytes(),
            )
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise _unusable(path, str(error)) from error
    _check_shapes(head, path)
    return head


def _read_softmax(arrays: np.lib.npyio.NpzFile, name: str) -> Softmax:
    return Softmax(
        weights=arrays[f"{name}_weights"].astype(np.float32),
        bias=arrays[f"{name}_bias"].astype(np.float32),
        temperature=float(arrays[f"{name}_temperature"][0]),
    )


def _check_shapes(head: Head, path: Path) -> None:
    shapes = (head.means.shape, head.category.weights.shape, head.priority.weights.shape)
    expected = ((LAYERS, DIMENSIONS), (WIDTH, len(CATEGORIES)), (WIDTH, len(PRIORITIES)))
    if shapes != expected:
        raise _unusable(path, f"its arrays have the shapes {shapes}, not {expected}")


def _unusable(path: Path, why: str) -> ConfigurationError:
    return ConfigurationError(
        f"The classifier's weights {path.name} can't be used: {why}.",
        remedy="Train them again with `python -m agents.embedded.train`, or reinstall Manta.",
    )
