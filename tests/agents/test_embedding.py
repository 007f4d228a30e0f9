"""The embedder over the real encoder: comparable vectors, near for the same matter in any language."""

import numpy as np
import pytest

from agents.embedding import ENCODER, EngineEmbedder, load_embedder

SAME = [
    ("Export to Excel drops the last row", "Экспорт в Excel теряет последнюю строку"),
    ("Invoices are sent twice to customers", "Las facturas se envían dos veces a los clientes"),
    ("Beim Excel-Export fehlt die letzte Zeile", "Der Export nach Excel verliert immer die letzte Zeile"),
]


@pytest.fixture
async def embedder() -> EngineEmbedder:
    return await load_embedder()


async def cosines(embedder: EngineEmbedder, *texts: str) -> np.ndarray:
    vectors = np.array([each.vector for each in await embedder.embed(texts)])
    return vectors @ vectors.T


async def test_vectors_are_as_the_database_wants_them(embedder: EngineEmbedder) -> None:
    found = await embedder.embed(["Fix the login", "", "👍", "x" * 5000])
    assert {each.encoder for each in found} == {ENCODER}
    assert np.linalg.norm([each.vector for each in found], axis=1) == pytest.approx(1.0, abs=1e-5)
    assert {len(each.vector) for each in found} == {384}
    assert await embedder.embed([]) == []


@pytest.mark.parametrize(("one", "other"), SAME)
async def test_the_same_matter_is_near_and_another_far(
    embedder: EngineEmbedder, one: str, other: str
) -> None:
    near = await cosines(embedder, one, other, "The lift in the hospital is stuck again")
    assert near[0, 1] > 0.6
    assert abs(near[0, 2]) < 0.3
