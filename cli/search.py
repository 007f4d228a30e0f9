"""`manta search`: messages and tasks by their words and by what they mean."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from cli.context import explained, open_client, out, print_json, read_settings
from cli.up import AsJson, DataDir
from domain.search import MAX_HITS, Hit, HitKind, SearchResult
from domain.values import TaskStatus


def search(
    words: Annotated[str, typer.Argument(help='What to look for; `"…"`, `or` and `-word` work.')],
    kind: Annotated[list[HitKind] | None, typer.Option(help="Only these; may be repeated.")] = None,
    status: Annotated[list[TaskStatus] | None, typer.Option(help="Only tasks that stand so.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=MAX_HITS, help="Most hits to show.")] = 20,
    data_dir: DataDir = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Find messages and tasks by words, even misspelt, and by what they mean in whatever language.

    Examples:
      manta search "login page"
      manta search "export -pdf" --kind task --status open
    """
    params: dict[str, str | int | list[str]] = {"q": words, "limit": limit}
    params |= {"kind": [value.value for value in kind]} if kind else {}
    params |= {"status": [value.value for value in status]} if status else {}
    with explained():
        with open_client(read_settings(data_dir)) as client:
            found = client.get("/api/search", SearchResult, params)
        if as_json:
            print_json(found)
        else:
            _show(found)


def _show(found: SearchResult) -> None:
    out.print(_table(found.hits) if found.hits else "Nothing found.")
    if not found.meaning:
        out.print("Only words were looked for: no analysis worker answers now.", style="dim")


def _table(hits: list[Hit]) -> Table:
    table = Table("Kind", "Id", "Status", "By", "Text", box=None)
    for hit in hits:
        item = hit.task or hit.message
        table.add_row(
            hit.kind,
            str(item.id) if item else "",
            item.status if item else "",
            ", ".join(hit.matched),
            _marked(hit),
        )
    return table


def _marked(hit: Hit) -> Text:
    text = Text(hit.snippet)
    for start, end in hit.highlights:
        text.stylize("bold yellow", start, end)
    return text
