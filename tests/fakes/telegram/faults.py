"""Trouble by order: what the next calls, or some of them, get instead of an answer."""

import random
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tests.fakes.telegram.access import migrated
from tests.fakes.telegram.models import Value
from tests.fakes.telegram.refusals import Refusal


class FaultKind(StrEnum):
    """What goes wrong; only after CLOSE_AFTER_TAKING the call was done."""

    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    HANG = "hang"
    CLOSE_AFTER_TAKING = "close_after_taking"
    FORBIDDEN = "forbidden"
    MIGRATED = "migrated"


class Fault(Value):
    """An order for trouble.

    Attributes:
        method: Only calls of this method; of any but getUpdates when None.
        chat_id: Only calls for this chat; for any, or none, when None.
        count: How many calls it hits; without end when None.
        probability: How likely a call that it could hit is hit; drawn from `seed`.
        status: Of a SERVER_ERROR.
        migrate_to: The supergroup of a MIGRATED.
    """

    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    count: int | None = 1
    probability: float = 1.0
    seed: int = 0
    retry_after: int = 1
    status: int = 500
    description: str | None = None
    migrate_to: int = -1_009_999_999_999


_TEXTS: Final = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}
_POLLING: Final = "getupdates"


@dataclass
class _Order:
    fault: Fault
    left: int | None
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.fault.seed)  # noqa: S311 - a run is repeated by its seed

    def hits(self, method: str, chat_id: int | None) -> bool:
        wanted = self.fault.method
        if method == _POLLING if wanted is None else method != wanted.lower():
            return False
        if self.left == 0 or self.fault.chat_id not in {None, chat_id}:
            return False
        return self.fault.probability >= 1.0 or self.chance.random() < self.fault.probability


class Faults:
    """The orders, the oldest first; one that is used up is forgotten."""

    def __init__(self) -> None:
        self._orders: list[_Order] = []

    def order(self, fault: Fault) -> None:
        """Take an order."""
        self._orders.append(_Order(fault, fault.count))

    def clear(self) -> None:
        """Forget all orders."""
        self._orders.clear()

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Return the trouble that a call gets, if any."""
        for order in self._orders:
            if order.hits(method, chat_id):
                if order.left is not None:
                    order.left -= 1
                self._orders = [one for one in self._orders if one.left != 0]
                return order.fault
        return None


def refusal_of(fault: Fault) -> Refusal | None:
    """Return the answer that a fault stands for, None when it is something else than an answer."""
    match fault.kind:
        case FaultKind.RATE_LIMITED:
            after = fault.retry_after
            return Refusal(429, f"Too Many Requests: retry after {after}", retry_after=after)
        case FaultKind.SERVER_ERROR:
            known = _TEXTS.get(fault.status, "Internal Server Error")
            return Refusal(fault.status, fault.description or known)
        case FaultKind.FORBIDDEN:
            return Refusal(403, fault.description or "Forbidden: bot was blocked by the user")
        case FaultKind.MIGRATED:
            return migrated(fault.migrate_to)
        case FaultKind.HANG | FaultKind.CLOSE_AFTER_TAKING:
            return None
