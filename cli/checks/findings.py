"""Findings, and making them: every check is bounded in time and ends in a finding, whatever happens."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from time import monotonic

from domain.errors import MantaError
from domain.values import Value

CHECK_TIMEOUT_S = 8.0
"""Bound on each check; they run side by side."""


class State(StrEnum):
    """How serious a finding is: `WARN` works but may not stay so, `FAIL` does not work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


class Finding(Value):
    """What a check found and, unless it is well, what to do about it."""

    name: str
    state: State
    detail: str
    remedy: str = ""


def ok(name: str, detail: str) -> Finding:
    """Return the finding that something is as it should be."""
    return Finding(name=name, state=State.OK, detail=detail)


def warn(name: str, detail: str, remedy: str) -> Finding:
    """Return the finding that something works but should be looked at."""
    return Finding(name=name, state=State.WARN, detail=detail, remedy=remedy)


def fail(name: str, detail: str, remedy: str) -> Finding:
    """Return the finding that something does not work."""
    return Finding(name=name, state=State.FAIL, detail=detail, remedy=remedy)


@dataclass(frozen=True)
class Check:
    """A named look at something."""

    name: str
    look: Callable[[], Finding]


@dataclass
class _Run:
    """A check under way, in a thread of its own that ends with the process if it hangs."""

    check: Check
    thread: threading.Thread = field(init=False)
    finding: Finding | None = None

    def __post_init__(self) -> None:
        self.thread = threading.Thread(target=self._look, name=self.check.name, daemon=True)
        self.thread.start()

    def _look(self) -> None:
        self.finding = find(self.check)


def find(check: Check) -> Finding:
    """Return what a check finds; its errors are findings too."""
    try:
        return check.look()
    except MantaError as error:
        return fail(check.name, error.detail, error.remedy)
    except Exception as error:  # noqa: BLE001 - becomes a finding; only its kind is shown, texts may hold secrets
        detail = f"could not be looked at ({_kind_of(error)})"
        return fail(check.name, detail, "Report it with this line, or see to what it names.")


def _kind_of(error: Exception) -> str:
    told = error.strerror if isinstance(error, OSError) else None
    return f"{type(error).__name__}: {told}" if told else type(error).__name__


def run_checks(checks: Sequence[Check], timeout_s: float = CHECK_TIMEOUT_S) -> list[Finding]:
    """Run the checks side by side and return their findings in the same order, after `timeout_s` at most."""
    deadline = monotonic() + timeout_s
    runs = [_Run(check) for check in checks]
    for run in runs:
        run.thread.join(max(0.0, deadline - monotonic()))
    late = partial(
        fail, detail=f"gave no answer in {timeout_s:g} s", remedy="Try again when less is going on."
    )
    return [run.finding or late(run.check.name) for run in runs]
