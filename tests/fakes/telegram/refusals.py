"""What the Bot API answers when it does not do what it was asked."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error of the emulator
    """An answer with `ok: false`; `parameters` as in https://core.telegram.org/bots/api#responseparameters."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def bad_request(what: str) -> Refusal:
    """Return a 400 that says what was wrong."""
    return Refusal(400, f"Bad Request: {what}")


def forbidden(what: str) -> Refusal:
    """Return a 403 that says what the bot may not do."""
    return Refusal(403, f"Forbidden: {what}")


def conflict(what: str) -> Refusal:
    """Return a 409: two ways of getting updates are in each other's way."""
    return Refusal(409, f"Conflict: {what}")
