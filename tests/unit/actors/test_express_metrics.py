from actors.express_metrics import ExpressMetrics
from domain.load import Load


class Recorded:
    """A metric that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[float, dict[str, str]]] = []

    def inc(self, value: float, tags: dict[str, str]) -> None:
        self.told.append((value, tags))


def test_only_what_is_new_is_told_and_by_status() -> None:
    load, answers, seconds = Load(), Recorded(), Recorded()
    metrics = ExpressMetrics(load, answers, seconds)
    metrics.tell()
    load.answered.update({201: 3, 503: 1})
    load.seconds = 0.5
    metrics.tell()
    metrics.tell()
    load.answered[201] += 2
    load.seconds += 0.25
    metrics.tell()
    assert answers.told == [(3, {"status": "201"}), (1, {"status": "503"}), (2, {"status": "201"})]
    assert seconds.told == [(0.5, {}), (0.25, {})]
