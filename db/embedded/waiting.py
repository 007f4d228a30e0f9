"""Waiting for another process, with word of it to whoever watches."""

import time
from collections.abc import Callable

Progress = Callable[[str], None]

_POLL_S = 0.01
_REPORT_EVERY_S = 2.0


def wait_until(done: Callable[[], bool], timeout_s: float, doing: str, report: Progress) -> bool:
    """Ask `done` until it says yes (True) or `timeout_s` is over (False); tell `report` every two seconds."""
    begun = time.monotonic()
    next_report_s = _REPORT_EVERY_S
    while not done():
        waited_s = time.monotonic() - begun
        if waited_s >= timeout_s:
            return False
        if waited_s >= next_report_s:
            report(f"{doing} ({waited_s:.0f} s)")
            next_report_s += _REPORT_EVERY_S
        time.sleep(_POLL_S)
    return True
