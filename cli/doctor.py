"""`manta doctor`."""


def doctor() -> None:
    """Say what is wrong and how to mend it."""
