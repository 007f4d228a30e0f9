"""How much a worker takes in hand: few chats while its agents are slow, many while they are quick."""

from dataclasses import dataclass, field
from typing import Final

_MESSAGES: Final = 4
"""How many messages of few long chats a worker has in hand for each chat it has room for."""


@dataclass
class Pace:
    """Grows by a chat for each that was through quickly, and is at its least again after one that was not.

    What is in hand is what others can't take and what is broken off when the worker stops, so slow agents
    keep little of it; quick ones would spend most of their time on asking for more.

    Args:
        least: Chats in hand at the start, and while agents are slow.
        most: Chats in hand at most.
        quick_s: Longest time from claimed to written that counts as quick, in seconds.
    """

    least: int = 8
    most: int = 64
    quick_s: float = 1.0
    room: int = field(init=False)

    def __post_init__(self) -> None:
        self.room = self.least

    def note(self, took_s: float) -> None:
        """Learn how long a chat took from claimed to written."""
        quick = took_s <= self.quick_s
        self.room = min(self.room + 1, self.most) if quick else self.least

    @property
    def messages(self) -> int:
        """Return how many messages to have in hand where few chats are long; 0 while agents are slow.

        A quick worker's one long chat is claimed in large parts, up to as many messages as the largest
        transaction of many chats has.
        """
        return self.room * _MESSAGES if self.room > self.least else 0

    def portion(self, free: int) -> int:
        """Return how many chats to claim at once: a part of many, so that claiming and writing overlap."""
        return min(free, max(self.least, self.room // 4))
