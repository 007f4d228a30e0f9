"""`manta add`: one line of text becomes a task."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from cli.client import Client
from cli.context import explained, open_client, out, print_json, read_settings
from cli.up import AsJson, DataDir
from domain.quick_add import QuickAdd, SpanKind
from domain.task import Task

_STYLES = {
    SpanKind.PRIORITY: "bold red",
    SpanKind.ASSIGNEE: "bold cyan",
    SpanKind.LABEL: "bold magenta",
    SpanKind.DUE: "bold green",
    SpanKind.RECURRENCE: "bold blue",
    SpanKind.LITERAL: "italic",
}


def add(
    words: Annotated[list[str], typer.Argument(metavar="TEXT", help="What is to be done, by whom and when.")],
    timezone: Annotated[str | None, typer.Option(help="Whose clocks; else the workspace's.")] = None,
    language: Annotated[
        str | None, typer.Option(help="en-US writes 3/4 month first; else the workspace's.")
    ] = None,
    data_dir: DataDir = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what is understood.")] = False,
    as_json: AsJson = False,
) -> None:
    """Add a task: !high, @name, #label, a date and "every Monday" are understood; the rest is its title.

    Single quotes keep ! and # from the shell; words in "double quotes" inside of them stay as they are.

    Examples:
      manta add 'Report !high @ann #docs 15/04 18:30'
      manta add 'Зателефонувати Олі завтра до 18:00 !2'
      manta add 'Standup every weekday at 9:30' --dry-run
      manta add '"Call Bob tomorrow" Friday' --timezone Europe/Berlin
    """
    text = " ".join(words)
    line = {"text": text, "timezone": timezone, "language": language}
    with explained():
        with open_client(read_settings(data_dir)) as client:
            found = client.post("/api/quick-add", QuickAdd, line)
            task = None if dry_run else _create(client, found)
        if as_json:
            print_json(task or found)
        else:
            _show(text, found, task)


def _create(client: Client, found: QuickAdd) -> Task:
    return client.post("/api/tasks", Task, found.to_task().model_dump(mode="json"))


def _show(text: str, found: QuickAdd, task: Task | None) -> None:
    out.print(f"[bold]task {task.id}[/]" if task else _marked(text, found))
    out.print(_table(found))
    if found.recurrence and task:
        out.print("Recurrences are not kept yet: this is the first time only.", style="dim")


def _marked(text: str, found: QuickAdd) -> Text:
    marked = Text(text)
    for span in found.spans:
        marked.stylize(_STYLES[span.kind], span.start, span.end)
    return marked


def _table(found: QuickAdd) -> Table:
    table = Table(box=None, show_header=False)
    told = {
        "Title": found.title,
        "Priority": found.priority or "",
        "Who": ", ".join(found.assignees),
        "Labels": ", ".join(found.labels),
        "Due": f"{found.due:%Y-%m-%d %H:%M %z}" if found.due else "",
        "Repeats": found.recurrence or "",
    }
    for name, value in told.items():
        if value:
            table.add_row(name, Text(value))
    return table
