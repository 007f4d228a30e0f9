from itertools import count

from benchmarks.analysing import make_batch
from benchmarks.corpus import TEXTS


def test_no_text_comes_twice_for_the_engine_remembers_them() -> None:
    numbers = count()

    texts = [each.text for _ in range(5) for each in make_batch(len(TEXTS), numbers)]

    assert len(set(texts)) == len(texts) == 5 * len(TEXTS)
