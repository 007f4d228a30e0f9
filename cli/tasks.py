"""`manta tasks`: what there is to do."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from cli.context import explained, open_client, out, print_json, read_settings
from cli.up import AsJson, DataDir
from domain.task import Task, TaskSort
from domain.values import Category, Priority, TaskStatus

_COLOURS = {Priority.CRITICAL: "bold red", Priority.HIGH: "red", Priority.MEDIUM: "", Priority.LOW: "dim"}


def tasks(  # noqa: PLR0913 - each parameter is an option of the command line
    status: Annotated[list[TaskStatus] | None, typer.Option(help="Only these; may be repeated.")] = None,
    category: Annotated[list[Category] | None, typer.Option(help="Only these; may be repeated.")] = None,
    text: Annotated[str | None, typer.Option("--text", "-q", help="Only those with these words.")] = None,
    sort: Annotated[TaskSort, typer.Option(help="Order.")] = TaskSort.NEWEST,
    limit: Annotated[int, typer.Option(min=1, max=500, help="Most tasks to show.")] = 50,
    data_dir: DataDir = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List tasks.

    Examples:
      manta tasks --sort due
      manta tasks --status open --category bug --json
    """
    params: dict[str, str | int | list[str]] = {"limit": limit, "sort": sort.value}
    params |= {"status": [value.value for value in status]} if status else {}
    params |= {"category": [value.value for value in category]} if category else {}
    params |= {"q": text} if text else {}
    with explained():
        with open_client(read_settings(data_dir)) as client:
            found = client.get("/api/tasks", list[Task], params)
        if as_json:
            print_json(found, list[Task])
        else:
            out.print(_table(found) if found else "No tasks.")


def _table(found: list[Task]) -> Table:
    table = Table("Id", "Status", "Category", "Priority", "Due", "Who", "Title", box=None)
    for task in found:
        table.add_row(
            str(task.id),
            task.status,
            task.category,
            f"[{_COLOURS[task.priority]}]{task.priority}[/]" if _COLOURS[task.priority] else task.priority,
            f"{task.due:%Y-%m-%d %H:%M}" if task.due else "",
            Text(", ".join(task.assignees)),
            Text(task.title),
        )
    return table
