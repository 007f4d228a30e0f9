"""The switch that every fake port has: what it does when the other side does not answer."""

from domain.errors import MantaError, UnavailableError


class Outage:
    """Makes a fake raise while it is switched on."""

    def __init__(self) -> None:
        self.unavailable = False
        self.error: Exception | None = None
        """Raised instead of `UnavailableError`, to see what unforeseen errors do."""

    def check(self) -> None:
        """Pass while the fake works.

        Raises:
            UnavailableError: `unavailable` is set.
        """
        if self.error is not None:
            raise self.error
        if self.unavailable:
            raise UnavailableError

    def fail_with(self, error: MantaError | Exception) -> None:
        """Make the fake raise `error` from now on."""
        self.error = error
