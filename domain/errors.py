"""Errors a person can act on: each carries a stable code, what happened and what to do about it."""


class MantaError(Exception):
    """Something went wrong that the caller can understand and mend.

    Args:
        detail: What happened, in one sentence. Defaults to the class docstring's first line.
        remedy: What the reader can do now.
    """

    code = "error"
    remedy = "Look at the server's log for the cause."

    def __init__(self, detail: str = "", *, remedy: str = "") -> None:
        self.detail = detail or (self.__doc__ or self.code).strip().splitlines()[0]
        self.remedy = remedy or type(self).remedy
        super().__init__(self.detail)

    def __reduce__(self) -> tuple[object, ...]:
        """Keep detail and remedy when the error crosses a process boundary."""
        return (_rebuild, (type(self), self.detail, self.remedy))


def _rebuild(kind: type[MantaError], detail: str, remedy: str) -> MantaError:
    return kind(detail, remedy=remedy)


class NotFoundError(MantaError):
    """There is no such thing in this workspace."""

    code = "not-found"
    remedy = "Check the id; things of other workspaces are not shown."


class TaskNotFoundError(NotFoundError):
    """Task not found"""  # noqa: D415 - the early clients compare this text

    code = "task-not-found"


class ConflictError(MantaError):
    """The request contradicts what is already stored."""

    code = "conflict"
    remedy = "Read the current state and try again with it."


class DuplicateIdError(ConflictError):
    """A message with this id but other content is already stored."""

    code = "duplicate-id"
    remedy = "Send changed content under a new id; repeat the same id only with the same content."


class IdempotencyKeyReusedError(ConflictError):
    """This Idempotency-Key was used before for another request."""

    code = "idempotency-key-reused"
    remedy = "Use a new key for a new request; repeat a key only with the very same request."


class StaleVersionError(ConflictError):
    """The task has changed since you read it."""

    code = "stale-version"
    remedy = "Read the task again and repeat the change with its version."


class IllegalTransitionError(ConflictError):
    """The task's status does not allow this move."""

    code = "illegal-transition"
    remedy = "See the allowed moves in the API documentation."


class InvalidInputError(MantaError):
    """The request can't be understood."""

    code = "invalid-input"
    remedy = "Compare the request with /docs."


class UnauthenticatedError(MantaError):
    """A valid key is needed."""

    code = "unauthenticated"
    remedy = "Send `Authorization: Bearer <key>`; `manta key` prints the admin key."


class ForbiddenError(MantaError):
    """This key's role does not allow that."""

    code = "forbidden"
    remedy = "Use a key with a higher role."


class UnavailableError(MantaError):
    """Messages can't be stored right now; nothing of this request was kept."""

    code = "unavailable"
    remedy = "Repeat the request with the same id in a few seconds."


class OverloadedError(UnavailableError):
    """Too many requests are waiting; nothing of this request was kept."""

    code = "overloaded"


class AnalysisError(MantaError):
    """The agents could not analyse the message; it will be tried again."""

    code = "analysis-failed"
    remedy = "`manta doctor` checks the model; the message is retried by itself."


class ConfigurationError(MantaError):
    """A setting can't be used."""

    code = "configuration"
    remedy = "`manta doctor` names the setting; .env.example explains each."
