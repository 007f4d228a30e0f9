"""`manta openapi`: what the API offers, for generators of clients."""

from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import Annotated, cast

import orjson
import typer

from cli.context import explained
from config.version import VERSION


def openapi(
    output: Annotated[Path | None, typer.Option(help="Write it into this file instead.")] = None,
) -> None:
    """Print the OpenAPI document; nothing is started, and no running system is asked.

    Examples:
      manta openapi --output openapi.json
    """
    with explained():
        document = orjson.dumps(_describe(), option=orjson.OPT_INDENT_2) + b"\n"
        if output is None:
            typer.echo(document, nl=False)
        else:
            output.write_bytes(document)


def _describe() -> dict[str, object]:
    # The routes take half a second to load, which every other command would wait for.
    describe = cast("Callable[[str], dict[str, object]]", resolve_name("api.app:describe_api"))
    return describe(VERSION)
