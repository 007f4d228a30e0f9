"""`manta vocabulary`: the workspace's own words."""

from pathlib import Path
from typing import Annotated

import orjson
import typer
from pydantic import TypeAdapter, ValidationError
from rich.table import Table
from rich.text import Text

from cli.context import explained, open_client, out, print_json, read_settings
from cli.up import AsJson, DataDir
from domain.errors import InvalidInputError
from domain.vocabulary import StoredTerm, Term, TermKind

ADDRESS = "/api/vocabulary"

_TERMS = TypeAdapter(list[Term])
_SHAPE = 'One a line, or all in an array: {"kind": "component", "name": "Checkout", "aliases": ["cart"]}.'

vocabulary = typer.Typer(
    help="""The workspace's own words: projects, components and labels.

    Examples:
      manta vocabulary add component Checkout --alias cart
      manta vocabulary list --json > words.json
      manta vocabulary import words.json
    """,
    no_args_is_help=True,
)


@vocabulary.command("list")
def list_(
    kind: Annotated[TermKind | None, typer.Option(help="Only these.")] = None,
    data_dir: DataDir = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List the words by kind and name."""
    with explained():
        with open_client(read_settings(data_dir)) as client:
            found = client.get(ADDRESS, list[StoredTerm], {"kind": kind.value} if kind else None)
        if as_json:
            print_json(found, list[StoredTerm])
        else:
            out.print(_table(found) if found else "No words.")


@vocabulary.command()
def add(
    kind: Annotated[TermKind, typer.Argument(help="What the word stands for.")],
    name: Annotated[str, typer.Argument(help="The word.")],
    alias: Annotated[
        list[str] | None, typer.Option(help="How else people write it; may be repeated.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Add a word with the other ways people write it."""
    with explained():
        wanted = {"kind": kind.value, "name": name, "aliases": alias or []}
        with open_client(read_settings(data_dir)) as client:
            added = client.post(ADDRESS, StoredTerm, wanted)
        out.print(f"{added.kind} {added.id}: {added.name}", markup=False)


@vocabulary.command()
def remove(
    term_id: Annotated[int, typer.Argument(min=1, help="The word's number in the list.")],
    data_dir: DataDir = None,
) -> None:
    """Remove a word. Messages and tasks that name it stay as they are."""
    with explained():
        with open_client(read_settings(data_dir)) as client:
            client.delete(f"{ADDRESS}/{term_id}")
        out.print("Removed.")


@vocabulary.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="JSON Lines, or what `manta vocabulary list --json` prints.")],
    data_dir: DataDir = None,
) -> None:
    """Let the words of a file be all words of the workspace."""
    with explained():
        terms = read_terms(file.read_bytes())
        with open_client(read_settings(data_dir)) as client:
            stored = client.put(ADDRESS, list[StoredTerm], _TERMS.dump_python(terms, mode="json"))
        out.print(f"Words in the vocabulary: {len(stored):,}.")


def read_terms(raw: bytes) -> list[Term]:
    """Return the terms in a JSON array, or in lines of JSON.

    Raises:
        InvalidInputError: Something else is in it; the text says where.
    """
    try:
        if raw.lstrip().startswith(b"["):
            return _TERMS.validate_json(raw)
        lines = [(number, line) for number, line in enumerate(raw.splitlines(), 1) if line.strip()]
        return [_read_line(number, line) for number, line in lines]
    except ValidationError as error:
        raise InvalidInputError(f"Not a vocabulary: {_first_fault(error)}.", remedy=_SHAPE) from None


def _read_line(number: int, line: bytes) -> Term:
    try:
        return Term.model_validate(orjson.loads(line))
    except orjson.JSONDecodeError as error:
        raise InvalidInputError(f"Line {number} is not JSON: {error.msg}.", remedy=_SHAPE) from None
    except ValidationError as error:
        raise InvalidInputError(f"Line {number} is no term: {_first_fault(error)}.", remedy=_SHAPE) from None


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    return ": ".join(filter(None, (".".join(map(str, fault["loc"])), fault["msg"])))


def _table(found: list[StoredTerm]) -> Table:
    table = Table("Id", "Kind", "Name", "Aliases", box=None)
    for term in found:
        table.add_row(str(term.id), term.kind, Text(term.name), Text(", ".join(term.aliases)))
    return table
