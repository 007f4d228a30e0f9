"""How many analysis workers there should be."""

from collections import deque
from dataclasses import dataclass

from domain.backlog import Backlog


@dataclass(frozen=True)
class ScalingRules:
    """What the number of workers follows.

    A chat is worked on by one worker at a time, so a worker more helps only where there is a chat for it.

    Args:
        least: So many workers are always there; at least 1.
        most: More there never are.
        chats_per_worker: Chats that fill a worker's hands.
        messages_per_worker: Messages that do.
        patience_s: A message has to have waited so long before workers are added, in seconds: what is younger
            those who are there may be about to take.
        calm_s: For so long no worker may have been needed before one goes, in seconds. Starting one takes
            seconds and much of a processor, keeping one some memory.
    """

    least: int
    most: int
    chats_per_worker: int = 8
    messages_per_worker: int = 128
    patience_s: float = 2.0
    calm_s: float = 60.0

    def wanted(self, backlog: Backlog) -> int:
        """Return how many workers can hold the backlog, if there may be so many."""
        by_chats = _ceil_div(backlog.chats, self.chats_per_worker)
        by_messages = min(backlog.chats, _ceil_div(backlog.messages, self.messages_per_worker))
        return min(max(by_chats, by_messages, self.least), self.most)


class WorkerScaling:
    """Decides, look by look, how many workers there should be: up at once, down slowly.

    Up, the number at most doubles with each look, so that a wrong look costs little and a right one is
    followed by the next. Down, it goes to the most that were wanted within `calm_s`, one at each look.
    All it remembers are those numbers; a new one begins as if what it finds had just been wanted.
    """

    def __init__(self, rules: ScalingRules) -> None:
        self._rules = rules
        self._wanted = deque[tuple[float, int]]()

    def decide(self, now_s: float, backlog: Backlog, current: int) -> int:
        """Return how many workers there should be now.

        Args:
            now_s: Seconds of a clock that only grows.
            backlog: What waits.
            current: How many workers there are, those that are still starting or waiting for room included.
        """
        rules = self._rules
        wanted = rules.wanted(backlog)
        if current > rules.most:
            return current - 1
        if not self._wanted:
            self._wanted.append((now_s, current))
        if self._remember(now_s, wanted) < current:
            return current - 1
        if wanted > current and backlog.oldest_s >= rules.patience_s:
            return min(wanted, 2 * current)
        return max(current, rules.least)

    def _remember(self, now_s: float, wanted: int) -> int:
        """Return the most that was wanted of late, this time included."""
        while self._wanted and now_s - self._wanted[0][0] >= self._rules.calm_s:
            self._wanted.popleft()
        # What is followed by a greater number never counts again: a queue of falling numbers is left.
        while self._wanted and self._wanted[-1][1] <= wanted:
            self._wanted.pop()
        self._wanted.append((now_s, wanted))
        return self._wanted[0][1]


def _ceil_div(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)
