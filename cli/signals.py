"""Being told to stop."""

import signal
from collections.abc import Callable
from types import FrameType


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt, whichever signal it was.

    Raises:
        KeyboardInterrupt: Always.
    """
    raise KeyboardInterrupt


def handle_signals(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """Let Ctrl-C and SIGTERM do the same."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)
