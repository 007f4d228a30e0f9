"""What is measured: every metric with its meaning, and the port that takes the figures.

Names follow Prometheus: units at the end, `_total` for what is counted. Labels have few values: never an id,
never a text. Ray puts `ray_` before each name where it exports them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

Labels = tuple[str, ...]
"""Values of a metric's labels, in the order of their names."""


class Kind(StrEnum):
    """How a metric's figures are put together."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, eq=False, slots=True)
class Metric:
    """One metric; `buckets` are the upper bounds of a histogram's, in its unit."""

    name: str
    kind: Kind
    meaning: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()


class Metrics(Protocol):
    """Takes figures; every method is cheap enough for a hot path and never fails."""

    def add(self, metric: Metric, amount: float = 1.0, labels: Labels = ()) -> None:
        """Count a counter up."""
        ...

    def set(self, metric: Metric, value: float, labels: Labels = ()) -> None:
        """Set a gauge."""
        ...

    def observe(self, metric: Metric, value: float, labels: Labels = ()) -> None:
        """Add a value to a histogram."""
        ...

    def watch(self, metric: Metric, read: Callable[[], float], labels: Labels = ()) -> None:
        """Read a gauge, or what a counter has come to, whenever figures are handed on."""
        ...


class NoMetrics:
    """`Metrics` that nobody looks at."""

    def add(self, metric: Metric, amount: float = 1.0, labels: Labels = ()) -> None:
        """Do nothing."""

    def set(self, metric: Metric, value: float, labels: Labels = ()) -> None:
        """Do nothing."""

    def observe(self, metric: Metric, value: float, labels: Labels = ()) -> None:
        """Do nothing."""

    def watch(self, metric: Metric, read: Callable[[], float], labels: Labels = ()) -> None:
        """Do nothing."""


_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_LONG_SECONDS: Final = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1_800.0, 3_600.0)
_AGENT_SECONDS: Final = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 60.0, 120.0)
_SIZES: Final = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)

MESSAGES: Final = Metric(
    "manta_messages_total",
    Kind.COUNTER,
    "Messages handed to the store, by what became of them: accepted, duplicate, or an error's code.",
    ("outcome",),
)
REFUSALS: Final = Metric(
    "manta_refusals_total", Kind.COUNTER, "Requests answered with an error, by its code.", ("code",)
)
EXPRESS_SECONDS: Final = Metric(
    "manta_express_seconds",
    Kind.HISTOGRAM,
    "How long plain POST /api/messages took; Serve's own metrics leave these requests out.",
    ("status",),
    _SECONDS,
)
STORE_MESSAGES: Final = Metric(
    "manta_store_batch_messages",
    Kind.HISTOGRAM,
    "Messages that shared one statement.",
    buckets=_SIZES,
)
STORE_SECONDS: Final = Metric(
    "manta_store_seconds",
    Kind.HISTOGRAM,
    "How long storing one batch took, waiting for a connection included.",
    buckets=_SECONDS,
)
PENDING_MESSAGES: Final = Metric(
    "manta_inbox_pending_messages", Kind.GAUGE, "Messages that wait for analysis or are analysed now."
)
WAITING_CHATS: Final = Metric("manta_inbox_waiting_chats", Kind.GAUGE, "Chats with such messages.")
OLDEST_PENDING: Final = Metric(
    "manta_inbox_oldest_seconds",
    Kind.GAUGE,
    "Age of the oldest of them since it was received; 0: none.",
)
DEAD_MESSAGES: Final = Metric("manta_inbox_dead_messages", Kind.GAUGE, "Dead letters.")
BACKLOG_SECONDS: Final = Metric(
    "manta_backlog_read_seconds",
    Kind.GAUGE,
    "How long counting what waits took the last time.",
)
ANALYSED: Final = Metric(
    "manta_analysed_messages_total",
    Kind.COUNTER,
    "Tries of messages that ended and were written: done, failed (tried again), dead.",
    ("worker", "outcome"),
)
FENCED: Final = Metric(
    "manta_fenced_claims_total",
    Kind.COUNTER,
    "Claims whose results came under an old epoch and were refused.",
    ("worker",),
)
LOST: Final = Metric(
    "manta_lost_claims_total", Kind.COUNTER, "Claims that were known to be lost before writing.", ("worker",)
)
MESSAGE_SECONDS: Final = Metric(
    "manta_message_seconds",
    Kind.HISTOGRAM,
    "From receiving a message to its written result.",
    buckets=_LONG_SECONDS,
)
AGENT_SECONDS: Final = Metric(
    "manta_agent_seconds",
    Kind.HISTOGRAM,
    "How long one run of an agent took, waiting for its turn not included.",
    ("agent", "model"),
    _AGENT_SECONDS,
)
AGENT_TOKENS: Final = Metric(
    "manta_agent_tokens_total",
    Kind.COUNTER,
    "Tokens that agents used; direction: input, output.",
    ("agent", "model", "direction"),
)
AGENT_COST: Final = Metric(
    "manta_agent_cost_dollars_total",
    Kind.COUNTER,
    "What agents cost, as far as prices are known.",
    ("agent", "model"),
)
FALLBACKS: Final = Metric(
    "manta_fallbacks_total", Kind.COUNTER, "Messages that another model than the configured one analysed."
)
TASKS: Final = Metric("manta_tasks_total", Kind.COUNTER, "Tasks that analysis made.")
PROPOSALS: Final = Metric("manta_proposals_total", Kind.COUNTER, "Proposals that analysis made.")
WAITING_LETTERS: Final = Metric(
    "manta_outbox_waiting_letters", Kind.GAUGE, "Letters to Telegram that wait or are being sent."
)
OLDEST_LETTER: Final = Metric(
    "manta_outbox_oldest_seconds",
    Kind.GAUGE,
    "Age of the oldest of them; 0: none.",
)
LETTERS: Final = Metric(
    "manta_letters_total",
    Kind.COUNTER,
    "Tries to send a letter: sent, later (tried again), refused (given up), gone, moved.",
    ("outcome",),
)
SOCKETS: Final = Metric("manta_sockets", Kind.GAUGE, "Open live sockets.")
FRAMES: Final = Metric("manta_socket_frames_total", Kind.COUNTER, "Frames sent to live sockets.")
SOCKETS_CLOSED: Final = Metric(
    "manta_sockets_closed_total",
    Kind.COUNTER,
    "Sockets that the server closed, by code; 4408: the client did not read in time.",
    ("code",),
)
WATCHED_WORKSPACES: Final = Metric(
    "manta_hub_workspaces", Kind.GAUGE, "Workspaces whose events somebody follows."
)
HUB_LAG: Final = Metric(
    "manta_hub_lag_events",
    Kind.HISTOGRAM,
    "How many events a read of the table was behind the newest known.",
    buckets=_SIZES,
)
CONNECTIONS: Final = Metric("manta_database_connections", Kind.GAUGE, "Connections in use.", ("part",))
CONNECTION_LIMIT: Final = Metric(
    "manta_database_connections_limit", Kind.GAUGE, "Most connections that may be in use.", ("part",)
)
CONNECTION_WAITERS: Final = Metric(
    "manta_database_waiters", Kind.GAUGE, "Who waits for a connection.", ("part",)
)
OUTAGES: Final = Metric(
    "manta_database_outages_total", Kind.COUNTER, "Uses of the database that failed for its sake.", ("part",)
)
BOARD_READS: Final = Metric(
    "manta_board_reads_total", Kind.COUNTER, "Tasks read from the board's cache: hit, miss.", ("result",)
)
ACTORS_ALIVE: Final = Metric("manta_actors_alive", Kind.GAUGE, "Actors whose last pulse was well.", ("role",))
MISSED_PULSES: Final = Metric(
    "manta_missed_pulses_total",
    Kind.COUNTER,
    "Pulses that did not come.",
    ("role",),
)
ACTOR_RESTARTS: Final = Metric(
    "manta_actor_restarts_total", Kind.COUNTER, "Actors that came back as another process.", ("role",)
)
ACTOR_REPLACEMENTS: Final = Metric(
    "manta_actor_replacements_total",
    Kind.COUNTER,
    "Actors that the supervisor ended: hung, or stopped (out of date, not needed any more).",
    ("role", "reason"),
)

METRICS: Final[tuple[Metric, ...]] = tuple(
    metric for metric in list(globals().values()) if isinstance(metric, Metric)
)
"""All of them, in the order of this file."""
