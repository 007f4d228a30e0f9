"""What every command shares: which system it talks to, how it prints, and how it fails."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import orjson
import typer
from pydantic import TypeAdapter, ValidationError
from pydantic_settings import SettingsError
from rich.console import Console

from cli.client import Client
from cli.state import find_state
from config.settings import Settings
from domain.errors import ConfigurationError, MantaError

_LISTS = 'Lists are JSON, for example ["https://tasks.example.org"].'

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def read_settings(data_dir: Path | None = None) -> Settings:
    """Return the settings of the environment and .env, with an absolute data folder.

    Raises:
        ConfigurationError: A setting can't be used.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        told = "; ".join(f"{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in faults)
        raise ConfigurationError(f"A setting can't be used. {told}.") from None
    except SettingsError as error:
        raise ConfigurationError(f"A setting can't be used: {error}.", remedy=_LISTS) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"The file .env can't be read ({type(error).__name__}).",
            remedy="Make it a text file that you may read.",
        ) from None
    folder = (data_dir or settings.manta_data_dir).expanduser().absolute()
    return settings.model_copy(update={"manta_data_dir": folder})


def system_url(settings: Settings) -> str:
    """Return where Manta answers: MANTA_URL, or the system of the data folder, or the default port."""
    state = find_state(settings.manta_data_dir)
    fallback = state.url if state else f"http://127.0.0.1:{settings.manta_port}"
    return os.environ.get("MANTA_URL", fallback).rstrip("/")


def find_key(settings: Settings) -> str | None:
    """Return the API key to use: MANTA_API_KEY, or the data folder's admin key."""
    file = settings.admin_key_file()
    return os.environ.get("MANTA_API_KEY") or (file.read_text().strip() if file.exists() else None)


def open_client(settings: Settings) -> Client:
    """Return a client of the running system."""
    return Client(system_url(settings), find_key(settings))


@contextmanager
def explained() -> Generator[None]:
    """Show errors as what happened and what to do, and end the command with status 1."""
    try:
        yield
    except MantaError as error:
        _explain(error.detail, error.remedy)
        raise typer.Exit(1) from error
    except BrokenPipeError:  # whoever reads our output has had enough; typer ends quietly
        raise
    except OSError as error:
        what = error.strerror or type(error).__name__
        _explain(
            f"{what}: {error.filename}" if error.filename else what, "`manta doctor` looks for the cause."
        )
        raise typer.Exit(1) from error


def _explain(detail: str, remedy: str) -> None:
    err.print("✗", detail, style="red", markup=False)
    err.print(" ", remedy, markup=False)


def print_json(value: object, shape: type[object] | None = None) -> None:
    """Print a value as JSON for other programs."""
    kind = shape or type(value)
    plain = TypeAdapter[object](kind).dump_python(value, mode="json")
    sys.stdout.write(orjson.dumps(plain, option=orjson.OPT_INDENT_2).decode() + "\n")
