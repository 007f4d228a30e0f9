"""Whether and how a part writes traces: where MANTA_TRACING is off, nothing is imported or wrapped."""

from pkgutil import resolve_name
from typing import Protocol, cast

from config.settings import Settings
from domain.errors import ConfigurationError
from domain.inbox import Inbox
from domain.outbox import Sender
from domain.ports import Analysts, Intake
from pipeline.accept import MessageStore


class Tracing(Protocol):
    """`pipeline.tracing.Tracing`, or nothing: each method returns its argument, with spans or as it is."""

    def wrap_intake(self, intake: Intake) -> Intake:
        """Trace accepting."""
        ...

    def wrap_store(self, store: MessageStore) -> MessageStore:
        """Trace storing."""
        ...

    def wrap_inbox(self, inbox: Inbox) -> Inbox:
        """Trace claiming and finishing."""
        ...

    def wrap_analysts(self, analysts: Analysts) -> Analysts:
        """Trace analyses."""
        ...

    def wrap_sender(self, sender: Sender) -> Sender:
        """Trace sending."""
        ...

    async def close(self) -> None:
        """Send what is left, within a bound."""
        ...


class NoTracing:
    """`Tracing` that leaves everything as it is."""

    def wrap_intake(self, intake: Intake) -> Intake:
        """Return it."""
        return intake

    def wrap_store(self, store: MessageStore) -> MessageStore:
        """Return it."""
        return store

    def wrap_inbox(self, inbox: Inbox) -> Inbox:
        """Return it."""
        return inbox

    def wrap_analysts(self, analysts: Analysts) -> Analysts:
        """Return them."""
        return analysts

    def wrap_sender(self, sender: Sender) -> Sender:
        """Return it."""
        return sender

    async def close(self) -> None:
        """Do nothing."""


class _MakeTracing(Protocol):
    def __call__(self, part: str) -> Tracing: ...


class _HasProvider(Protocol):
    provider: object


class _Instrument(Protocol):
    def __call__(self, provider: object) -> None: ...


def load_tracing(settings: Settings, part: str) -> Tracing:
    """Return what traces a part; importing takes some tenths of a second where it is on.

    Raises:
        ConfigurationError: MANTA_TRACING is on and OpenTelemetry is not installed.
    """
    if not settings.manta_tracing:
        return NoTracing()
    return cast("_MakeTracing", _import("pipeline.tracing:Tracing"))(part)


def trace_agents(tracing: Tracing) -> None:
    """Let the agents of this process write spans, where traces are written at all; import takes seconds."""
    if not isinstance(tracing, NoTracing):
        instrument = cast("_Instrument", _import("agents.instrumenting:instrument_agents"))
        instrument(cast("_HasProvider", tracing).provider)


def _import(target: str) -> object:
    try:
        return resolve_name(target)
    except ImportError as error:
        detail = f"MANTA_TRACING is on, but {error.name} is not installed."
        raise ConfigurationError(detail, remedy="Install manta[tracing].") from error
