"""The switch that every fake port has: what it does when the other side does not answer."""

from domain.errors import MantaError, UnavailableError
from tests.fakes.postgres import ensure_storable


class Outage:
    """Makes a fake raise while it is switched on."""

    def __init__(self) -> None:
        self.unavailable = False
        self.error: Exception | None = None
        """Raised instead of `UnavailableError`, to see what unforeseen errors do."""

    def check(self, *parameters: object) -> None:
        """Pass while the fake works and could send the parameters to a database.

        Raises:
            UnavailableError: `unavailable` is set.
            OverflowError: A parameter does not fit its column, see `tests.fakes.postgres`.
            ValueError: As OverflowError.
        """
        if self.error is not None:
            raise self.error
        if self.unavailable:
            raise UnavailableError
        ensure_storable(*parameters)

    def fail_with(self, error: MantaError | Exception) -> None:
        """Make the fake raise `error` from now on."""
        self.error = error
