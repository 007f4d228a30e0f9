"""`manta send`, `import` and `watch`: messages in, events out."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from cli.client import Client
from cli.context import err, explained, find_key, open_client, out, print_json, read_settings, system_url
from cli.importing import ImportReport, Intake, Tally, follow, report, store
from cli.live import LiveEvent, LiveStream, newest_seq, open_stream
from cli.rate import RateColumn
from cli.up import AsJson, DataDir
from domain.analysis import Analysis
from domain.message import Message
from domain.values import MessageStatus
from pipeline.imports import ImportFile, open_import


class Receipt(BaseModel):
    """The answer of POST /api/messages."""

    id: str
    status: str
    message_id: int


def send(
    text: Annotated[str, typer.Argument(help="What to say.")],
    author: Annotated[str, typer.Option(help="Who says it.")] = "me",
    chat: Annotated[str, typer.Option(help="Where it is said.")] = "cli",
    data_dir: DataDir = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Send a message and show what the agents make of it.

    Example:
      manta send "The login page crashes on Safari, please fix it by Friday @anna"
    """
    with explained():
        settings = read_settings(data_dir)
        with open_client(settings) as client, open_stream(client.url, find_key(settings)) as stream:
            receipt = client.post("/api/messages", Receipt, _message(text, author, chat))
            message = _await_analysis(client, stream, receipt.message_id)
        if as_json:
            print_json(message)
        else:
            _show_message(message)


def _message(text: str, author: str, chat: str) -> dict[str, object]:
    return {
        "id": f"cli:{uuid.uuid4()}",
        "content": text,
        "author": author,
        "timestamp": datetime.now(UTC).isoformat(),
        "chat_id": chat,
    }


def _await_analysis(client: Client, stream: LiveStream, message_id: int) -> Message:
    for event in stream:
        if event.type in {"message_analyzed", "message_failed"} and event.data.get("id") == message_id:
            break
    return client.get(f"/api/messages/{message_id}", Message)


def _show_message(message: Message) -> None:
    if message.status is MessageStatus.FAILED or message.analysis is None:
        out.print(f"[red]not understood[/]: {escape(message.error or 'no reason was given')}")
        return
    for line in _told(message.analysis):
        out.print(line)


def _told(analysis: Analysis) -> list[str]:
    verdict = analysis.classification
    made = ", ".join(f"task {task_id}" for task_id in analysis.task_ids)
    lines = [
        f"[bold]{made or ('a proposal?' if verdict.is_actionable else 'nothing to do')}[/]",
        f"{verdict.category} · {verdict.priority} · {verdict.confidence:.0%} sure · by {analysis.model}",
        f"[dim]{escape(verdict.reason)}[/]",
    ]
    if analysis.extraction.due is not None:
        lines.append(f"due {analysis.extraction.due:%Y-%m-%d %H:%M %Z}")
    return lines


def import_(
    file: Annotated[Path, typer.Argument(help="Telegram Desktop's result.json, JSON Lines, or CSV.")],
    data_dir: DataDir = None,
    *,
    wait: Annotated[bool, typer.Option(help="Stay until every message is analysed.")] = True,
    as_json: AsJson = False,
) -> None:
    """Import messages from a file. Importing it again adds nothing, so an interrupted import can be repeated.

    Examples:
      manta import examples/harbor-team/result.json
      manta import messages.csv --no-wait
    """
    with explained():
        settings = read_settings(data_dir)
        source = open_import(file)
        with open_client(settings) as client:
            watch = _watch_from_here(client.url, find_key(settings)) if wait else None
            result = _run_import(client, source, watch, quiet=as_json)
        if as_json:
            print_json(result)
        else:
            _show_report(result)


@dataclass(frozen=True)
class Watch:
    """How an import learns what becomes of its messages."""

    open: Callable[[], AbstractContextManager[LiveStream]]
    newest: Callable[[], int]


def _watch_from_here(url: str, key: str | None) -> Watch:
    newest = partial(newest_seq, url, key)
    return Watch(partial(open_stream, url, key, newest()), newest)


def _run_import(client: Client, source: ImportFile, watch: Watch | None, *, quiet: bool) -> ImportReport:
    intake = Intake()
    with _progress(disable=quiet) as progress:
        storing = progress.add_task("Storing", total=source.total)
        for step in store(client, source, intake):
            progress.update(storing, completed=step.seen)
        progress.update(storing, total=intake.seen, completed=intake.seen)
        tally = Tally(waiting=set(intake.stored))
        if watch is not None and tally.waiting:
            with watch.open() as stream:
                _watch_analysis(progress, follow(stream, tally, watch.newest), tally)
    return report(source.path, intake, tally)


def _watch_analysis(progress: Progress, titles: Iterator[str | None], tally: Tally) -> None:
    total = len(tally.waiting)
    analysing = progress.add_task("Analysing", total=total)
    for title in titles:
        if title is not None and not progress.disable:
            progress.console.print(Text.assemble("  ", ("+ ", "green"), title))
        progress.update(analysing, completed=total - len(tally.waiting))


def _progress(*, disable: bool) -> Progress:
    return Progress(
        TextColumn("{task.description:>10}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn("messages"),
        TimeRemainingColumn(),
        console=err,
        disable=disable,
    )


def _show_report(result: ImportReport) -> None:
    table = Table(title=f"{result.new} new messages from {result.file.name}")
    for column in ("Result", "Number"):
        table.add_column(column, justify="left" if column == "Result" else "right")
    rows = {
        "tasks": result.tasks,
        **{f"  {category}": count for category, count in result.categories.items()},
        "proposals (to be looked at)": result.proposals,
        "noise (nothing to do)": result.noise,
        "still waiting": result.waiting,
        "not understood": result.failed,
        "known before": result.known,
        "skipped (no text)": result.skipped,
        "refused": len(result.refused),
    }
    shown = ("tasks", "proposals (to be looked at)", "noise (nothing to do)")
    for name, count in rows.items():
        if count or name in shown:
            table.add_row(name, str(count))
    out.print(table)
    for refused in result.refused[:10]:
        out.print(f"  refused: {refused.position}: {refused.reason}", markup=False)


def watch(
    since: Annotated[int | None, typer.Option(help="Begin after this event; 0 is the first.")] = None,
    data_dir: DataDir = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show every event as it happens; Ctrl-C ends it.

    Examples:
      manta watch
      manta watch --since 0 --json
    """
    with explained():
        settings = read_settings(data_dir)
        with open_stream(system_url(settings), find_key(settings), since) as stream:
            for event in stream:
                _show_event(event, as_json=as_json)


def _show_event(event: LiveEvent, *, as_json: bool) -> None:
    if as_json:
        typer.echo(event.model_dump_json())
    elif event.seq is not None:
        told = str(event.data.get("title") or event.data.get("content") or "")
        out.print(f"{event.seq:>7}  {event.type:<20}  {told[:100]!r}", markup=False)
