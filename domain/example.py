"""A chat to try Manta with: what it is, and what became of taking it in."""

from typing import Protocol

from pydantic import Field

from domain.values import Value


class ExampleInfo(Value):
    """What the example holds."""

    messages: int
    chat: str = Field(description="The chat's title.")


class ExampleReceipt(Value):
    """How much of the example was stored now, and how much was stored before."""

    received: int
    duplicates: int


class Example(Protocol):
    """An invented chat that comes with Manta."""

    async def describe(self) -> ExampleInfo:
        """Return what it holds."""
        ...

    async def accept(self, workspace_id: int) -> ExampleReceipt:
        """Store its messages as if the newest had been written some minutes ago; may be repeated.

        Messages that are stored keep the times they have.

        Raises:
            UnavailableError: Some of it may be stored; repeating goes on with the rest.
        """
        ...
