"""What the HTTP layer is given: ports to the rest of Manta and its settings."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from domain.attachment import Attachments, Files
from domain.example import Example
from domain.figures import Figures
from domain.keys import Keys
from domain.members import Members
from domain.mini_app import Rooms
from domain.models import ModelDesk
from domain.ports import (
    Clock,
    EventFeed,
    Gatekeeper,
    HealthProbe,
    Intake,
    MessageReader,
    ModelCheck,
    TaskBoard,
)
from domain.quick_add import ReadQuickAdd
from domain.recurring import Recurrences
from domain.retry import Retries
from domain.search import Search
from domain.telegram_report import TelegramReports
from domain.update import UpdateIntake
from domain.usage import AgentReports
from domain.vocabulary import Vocabulary
from domain.workspace import Workspaces


@dataclass(frozen=True, slots=True)
class SocketLimits:
    """Bounds of the live sockets; durations in seconds."""

    max_sockets: int = 10_000
    """Open sockets per process; one more is closed with 1013."""
    send_timeout_s: float = 10.0
    """A client that does not take a frame for this long is closed with 4408."""
    heartbeat_s: float = 25.0
    """An idle socket gets a heartbeat this often."""
    recheck_s: float = 30.0
    """A key or session behind an open socket is looked up again this often."""
    ticket_lifetime_s: float = 3600.0
    """A socket opened by a ticket, whose rights can't be looked up again, is closed after this long."""


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """Settings of the HTTP layer."""

    version: str
    """Manta's version, as shown by `/` and `/api/config`."""
    public_base_url: str | None = None
    """How clients reach this server, for example `https://tasks.example.org`.

    None: each request tells (X-Forwarded-Proto and -Host, else Host).
    """
    max_body_bytes: int = 8 * 1024 * 1024
    """Longer request bodies are refused with 413."""
    telegram_secret: str | None = None
    """The webhook's secret token; the webhook refuses everything while it is None."""
    telegram_token: str | None = field(default=None, repr=False)
    """The bot's token, which logins of the Mini App are signed with; without it there are none."""
    telegram_workspace_id: int = 1
    """Where the bot's messages are filed."""
    board_folder: Path | None = None
    """Where the board was built; None or an empty folder: there is none to serve."""
    allowed_origins: tuple[str, ...] = ()
    """Other origins whose pages may call the API (CORS) and open sockets, exactly as browsers send them."""
    sockets: SocketLimits = field(default_factory=SocketLimits)


@dataclass(frozen=True, slots=True)
class Deps:
    """Everything the HTTP layer calls. The composition root makes it, starts it and stops it."""

    intake: Intake
    updates: UpdateIntake
    messages: MessageReader
    attachments: Attachments
    files: Files
    retries: Retries
    search: Search
    board: TaskBoard
    recurrences: Recurrences
    workspaces: Workspaces
    vocabulary: Vocabulary
    models: ModelCheck
    reports: AgentReports
    figures: Figures
    events: EventFeed
    gatekeeper: Gatekeeper
    rooms: Rooms
    health: HealthProbe
    clock: Clock
    settings: ApiSettings
    quick_add: ReadQuickAdd
    example: Example
    keys: Keys
    telegram: TelegramReports
    desk: ModelDesk
    members: Members


def deps_of(connection: HTTPConnection) -> Deps:
    """Return the deps of the application that handles `connection`."""
    return cast("Deps", connection.app.state.deps)  # Starlette's state is untyped by design


async def _deps(connection: HTTPConnection) -> Deps:
    return deps_of(connection)


DepsIn = Annotated[Deps, Depends(_deps)]
"""A route's parameter that receives the application's `Deps`."""
