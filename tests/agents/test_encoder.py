import os

import numpy as np
import pytest

from agents.embedded.encoder import DIMENSIONS, Encoder, Matrix, ensure_supported, get_encoder, load_engine
from agents.text import EMBEDDING_CHARS, cut
from domain.errors import ConfigurationError


def test_embeddings_are_unit_vectors_and_similar_meanings_are_near() -> None:
    encoder = get_encoder()
    vectors = encoder.encode(["the printer is broken", "der Drucker ist kaputt", "happy birthday, dear"])
    assert vectors.shape == (3, DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert float(vectors[0] @ vectors[1]) > float(vectors[0] @ vectors[2])


class RecordingEngine:
    """Keeps the texts it is given."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def query(self, texts: list[str]) -> Matrix:
        self.texts += texts
        return np.zeros((len(texts), DIMENSIONS), np.float32)


def test_a_long_text_is_embedded_by_its_head_and_tail_and_without_nul() -> None:
    engine = RecordingEngine()
    text = "the printer is broken " * 50_000
    Encoder(engine).encode([text, "a\x00b"])
    assert engine.texts == [cut(text, EMBEDDING_CHARS), "a b"]


def test_loading_leaves_the_environment_as_it_was() -> None:
    before = dict(os.environ)
    load_engine()
    assert dict(os.environ) == before


def test_embeddings_come_as_plain_lists_for_storage() -> None:
    rows = get_encoder().embed(["hello"])
    assert len(rows) == 1
    assert len(rows[0]) == DIMENSIONS
    assert get_encoder().embed([]) == []


def test_a_processor_without_avx2_is_refused_with_a_remedy() -> None:
    with pytest.raises(ConfigurationError, match="AVX2") as raised:
        ensure_supported("x86_64", frozenset({"sse2", "avx"}))
    assert "ollama" in raised.value.remedy


@pytest.mark.parametrize(
    ("machine", "flags"),
    [("x86_64", frozenset({"avx2"})), ("arm64", frozenset({"neon"})), ("x86_64", frozenset[str]())],
)
def test_other_processors_pass(machine: str, flags: frozenset[str]) -> None:
    ensure_supported(machine, flags)
