"""`manta deadletters` and `manta retry`: what the agents failed at, and giving it to them once more."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from cli.client import Client
from cli.context import explained, open_client, out, print_json, read_settings
from cli.up import AsJson, DataDir
from domain.errors import InvalidInputError
from domain.retry import MAX_RETRIED, DeadLetter, Retried, Which


def deadletters(
    limit: Annotated[int, typer.Option(min=1, max=500, help="Most messages to show.")] = 50,
    data_dir: DataDir = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List the messages that the agents failed at for good, each with the reason.

    Examples:
      manta deadletters
      manta deadletters --limit 500 --json
    """
    with explained():
        with open_client(read_settings(data_dir)) as client:
            found = client.get("/api/dead-letters", list[DeadLetter], {"limit": limit})
        if as_json:
            print_json(found, list[DeadLetter])
        elif found:
            out.print(_table(found))
            out.print("`manta retry --all` gives them to the agents once more.", markup=False)
        else:
            out.print("No dead letters.")


def retry(
    message_ids: Annotated[
        list[int] | None, typer.Argument(min=1, help="Messages, by their numbers in Manta.")
    ] = None,
    data_dir: DataDir = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="All dead letters.")] = False,
    fallbacks: Annotated[
        bool, typer.Option("--fallbacks", help="All that another model stood in for.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Give messages to the agents once more. Tasks they became stay, and no second one is made.

    Examples:
      manta retry 1204 1207
      manta retry --all
      manta retry --fallbacks
    """
    with explained():
        wish = _wish(message_ids or [], all_=all_, fallbacks=fallbacks)
        with open_client(read_settings(data_dir)) as client:
            done = _send(client, wish)
        if as_json:
            print_json(done)
        else:
            out.print(_told(done))


def _wish(message_ids: list[int], *, all_: bool, fallbacks: bool) -> list[int] | Which:
    if [bool(message_ids), all_, fallbacks].count(True) != 1:
        raise InvalidInputError(
            "Say which messages to retry.", remedy="Name their numbers, or use `--all` or `--fallbacks`."
        )
    if message_ids:
        return message_ids
    return Which.DEAD if all_ else Which.FALLBACKS


def _send(client: Client, wish: list[int] | Which) -> Retried:
    """Send as many requests as it takes and return what they did together."""
    total = Retried(retried=0)
    with Progress(console=out, transient=True, disable=not out.is_terminal) as progress:
        bar = progress.add_task("Retrying", total=None)
        for step in _steps(client, wish):
            total = Retried(
                retried=total.retried + step.retried,
                unchanged=total.unchanged + step.unchanged,
                left=step.left,
            )
            progress.update(bar, completed=total.retried, total=total.retried + step.left)
    return total


def _steps(client: Client, wish: list[int] | Which) -> Iterator[Retried]:
    if isinstance(wish, Which):
        while True:
            step = client.post("/api/retries", Retried, {"which": wish.value})
            yield step
            if not (step.retried and step.left):
                return
    for start in range(0, len(wish), MAX_RETRIED):
        yield client.post("/api/retries", Retried, {"message_ids": wish[start : start + MAX_RETRIED]})


def _told(done: Retried) -> str:
    unchanged = f" {done.unchanged} not: still on their way, or unknown." if done.unchanged else ""
    left = f" {done.left} are left, as somebody else is retrying: try again." if done.left else ""
    if done.retried:
        return (
            f"{done.retried} in the queue again.{unchanged}{left} `manta watch` shows what becomes of them."
        )
    return left.strip() or f"Nothing to retry.{unchanged}"


def _table(found: list[DeadLetter]) -> Table:
    table = Table("Id", "Failed", "Chat", "Author", "Tries", "Reason", "Text", box=None)
    for letter in found:
        table.add_row(
            str(letter.message_id),
            f"{letter.failed_at:%Y-%m-%d %H:%M}",
            Text(letter.chat_id),
            Text(letter.author),
            str(letter.attempts),
            Text(letter.error),
            Text(letter.excerpt),
        )
    return table
