"""What `manta up` tells when everything runs."""

import logging
from dataclasses import dataclass

from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from cli.client import Client, HealthReport
from cli.steps import tell
from config.settings import Settings


@dataclass
class Running:
    """A system that is coming up, as far as it is known."""

    settings: Settings
    url: str
    admin_key: str | None = None
    dashboard_url: str | None = None


@dataclass(frozen=True)
class LoginLink:
    """The answer of POST /api/login-links."""

    url: str


def show_banner(console: Console, running: Running, client: Client) -> None:
    """Print where everything is and what to do next."""
    if console.quiet:  # the link to log in is not for logs
        tell(console, logging.INFO, f"Manta runs: {running.url}")
        return
    link = client.post("/api/login-links", LoginLink)
    rows = {
        "API": f"{running.url}/docs",
        "Key": "manta key",
        "Engine": engine_of(client.get_health()),
        "Ray": _dashboard(running.dashboard_url),
        "Telegram": _telegram(running.settings),
        "Try": "manta import examples/harbor-team/result.json",
    }
    table = Table.grid(padding=(0, 2))
    for name, value in rows.items():
        table.add_row(f"[bold]{name}[/]", value)
    console.print(Panel(table, title="Manta runs", subtitle="Ctrl-C stops it", expand=False))
    # On a line of its own and never wrapped or cut, so that it can be clicked and copied.
    console.print("Open (once, within 15 minutes):")
    console.print(link.url, soft_wrap=True, no_wrap=True, overflow="ignore")


def engine_of(health: HealthReport) -> str:
    """Return the model that analyses messages, as the first worker reports it."""
    workers = [check for name, check in health.checks.items() if name.startswith("analysis-worker")]
    told = workers[0].detail if workers else None
    return (told or "starting").split(",")[0]


def _dashboard(url: str | None) -> str:
    return "no dashboard (MANTA_DASHBOARD=false)" if url is None else f"{url} (its token: ray get-auth-token)"


def _telegram(settings: Settings) -> str:
    if settings.telegram_bot_token is not None:
        address = settings.telegram_webhook_address()
        return "the bot is polling" if address is None else f"updates come to {address}"
    return "set TELEGRAM_BOT_TOKEN (from @BotFather) in .env and start again"
