"""Reading what a node serves to Prometheus."""

import urllib.request
from dataclasses import dataclass

from prometheus_client.parser import text_string_to_metric_families


@dataclass(frozen=True)
class Scrape:
    """One answer: values by series, summed over the processes that tell them."""

    text: str

    def names(self) -> set[str]:
        """Return every name of a series."""
        families = text_string_to_metric_families(self.text)
        return {sample.name for family in families for sample in family.samples}

    def value(self, name: str, **labels: str) -> float:
        """Return the sum of the series of a name that have these labels, 0 without any."""
        families = text_string_to_metric_families(self.text)
        return sum(
            sample.value
            for family in families
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        )


def scrape(address: str) -> Scrape:
    """Ask a node, `host:port`, for its metrics."""
    with urllib.request.urlopen(f"http://{address}/metrics", timeout=10) as answer:
        return Scrape(answer.read().decode())
