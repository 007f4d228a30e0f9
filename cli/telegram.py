"""`manta telegram`: how the bot is connected, and taking its webhook away."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pkgutil import resolve_name
from typing import Annotated, cast

import typer
from rich.table import Table
from rich.text import Text

from cli.context import explained, out, print_json, read_settings
from cli.up import AsJson, DataDir
from config.settings import Settings
from domain.errors import InvalidInputError
from domain.telegram import ConnectionStatus, Delivery

PRIVACY_ON = (
    "on: in groups the bot gets only commands, answers to its own messages and what mentions it. "
    "To let it read all: @BotFather, /setprivacy, Disable; then take it out of the group and add it again, "
    "or make it an administrator there."
)
PRIVACY_OFF = "off: in groups the bot gets every message"

_HELP = """Show how the bot is connected to Telegram, or take its webhook away.

Examples:
  manta telegram status
  manta telegram webhook delete
"""

app = typer.Typer(name="telegram", help=_HELP, no_args_is_help=True)
webhook = typer.Typer(
    name="webhook", help="The address that Telegram delivers updates to.", no_args_is_help=True
)
app.add_typer(webhook)


@app.command()
def status(data_dir: DataDir = None, *, as_json: AsJson = False) -> None:
    """Ask Telegram who the bot is, how its updates come and what waits.

    Examples:
      manta telegram status
      manta telegram status --json
    """
    with explained():
        settings = read_settings(data_dir)
        wanted = settings.telegram_webhook_address()
        found = _ask(settings)
        if as_json:
            print_json(found)
        else:
            out.print(_table(found, wanted))


@webhook.command()
def delete(
    data_dir: DataDir = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask before.")] = False,
) -> None:
    """Take the bot's webhook away, whoever set it. Updates that wait are kept, and can be polled then.

    Examples:
      manta telegram webhook delete
      manta telegram webhook delete --yes
    """
    with explained():
        settings = read_settings(data_dir)
        found = _ask(settings)
        if found.webhook_url is None:
            out.print("There is no webhook.")
            return
        if not yes:
            _confirm(found)
        _delete(settings)
        out.print(f"The webhook is gone: {found.webhook_url}", markup=False)
        if settings.telegram_webhook_url is not None:
            out.print("TELEGRAM_WEBHOOK_URL is set, so the next start of Manta sets it again.", markup=False)


def _confirm(found: ConnectionStatus) -> None:
    question = f"Let Telegram deliver no more to {found.webhook_url} (@{found.username})?"
    try:
        agreed = typer.confirm(question)
    except typer.Abort:  # nobody is there to answer
        raise InvalidInputError("Nothing is deleted without a yes.", remedy="Add --yes.") from None
    if not agreed:
        raise typer.Exit(1)


def _ask(settings: Settings) -> ConnectionStatus:
    # aiogram takes seconds to import, and only this module's commands need it.
    get = cast(
        "Callable[[Settings], Coroutine[None, None, ConnectionStatus]]", resolve_name("bot.status:get_status")
    )
    return asyncio.run(get(settings))


def _delete(settings: Settings) -> None:
    remove = cast(
        "Callable[[Settings], Coroutine[None, None, None]]", resolve_name("bot.status:delete_webhook")
    )
    asyncio.run(remove(settings))


def _table(found: ConnectionStatus, wanted: str | None) -> Table:
    table = Table.grid(padding=(0, 2))
    for name, value in _tell(found, wanted):
        table.add_row(Text(name, "bold"), Text(value))
    return table


def _tell(found: ConnectionStatus, wanted: str | None) -> Iterator[tuple[str, str]]:
    yield "Bot", f"@{found.username} ({found.bot_id})"
    yield "Updates", _tell_delivery(found, wanted)
    yield "Waiting", f"{found.pending_updates:,} updates"
    if found.last_error is not None:
        yield "Last error", f"{found.last_error.at:%Y-%m-%d %H:%M:%S %Z}: {found.last_error.message}"
    yield "Privacy mode", PRIVACY_OFF if found.reads_all_of_groups else PRIVACY_ON
    if not found.can_join_groups:
        yield "Groups", "can't be joined: @BotFather, /setjoingroups"
    yield "Kinds", "Telegram's choice" if found.kinds is None else ", ".join(found.kinds)
    if found.missing_kinds:
        yield "Missing", f"{', '.join(found.missing_kinds)}; Manta asks for them at its next start"


def _tell_delivery(found: ConnectionStatus, wanted: str | None) -> str:
    if found.delivery is Delivery.POLLING:
        late = f"; {wanted} is set at Manta's next start" if wanted else ""
        return f"are polled{late}"
    if found.webhook_url == wanted:
        return f"come by webhook: {wanted}"
    if wanted is None:
        return (
            f"go to a webhook and can't be polled: {found.webhook_url}. At its start Manta takes back "
            "what it has set; `manta telegram webhook delete` takes away any."
        )
    return f"go to another webhook: {found.webhook_url}. At its next start Manta sets {wanted}."
