"""`manta models`: which there are, getting one, and trying it."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable, Mapping
from pkgutil import resolve_name
from typing import Annotated, cast

import typer
from rich.filesize import decimal
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)
from rich.table import Table
from rich.text import Text

from agents.catalogue import PROVIDER_KEYS, InstalledModel, PullStep
from agents.choice import AUTO, ModelChoice, choose_model
from cli.context import err, explained, out, print_json, read_settings
from cli.up import AsJson, DataDir
from domain.errors import ConfigurationError, InvalidInputError
from domain.models import Trial
from domain.values import Value
from domain.workspace import AgentModels

INTERRUPTED = 130

_HELP = """List the models, get one for Ollama, or try one.

Examples:
  manta models list
  manta models pull qwen3:4b
  manta models test ollama:qwen3:4b
"""

app = typer.Typer(name="models", help=_HELP, no_args_is_help=True)


class Provider(Value):
    """A hosted provider, and whether its key is in the environment."""

    name: str
    has_key: bool


class Catalogue(Value):
    """Which models there are; `ollama` is null when it does not answer, and `trouble` says so."""

    in_use: dict[str, str]
    ollama_url: str
    ollama: list[InstalledModel] | None
    trouble: str = ""
    providers: list[Provider]


@app.command("list")
def list_models(data_dir: DataDir = None, *, as_json: AsJson = False) -> None:
    """List the models of Ollama, the providers with a key, and which model each agent uses.

    Examples:
      manta models list
      manta models list --json
    """
    with explained():
        catalogue = make_catalogue(choose_model(read_settings(data_dir)), os.environ)
        if as_json:
            print_json(catalogue)
        else:
            _show_catalogue(catalogue)


def make_catalogue(choice: ModelChoice, environment: Mapping[str, str]) -> Catalogue:
    """Return what there is; keys are only looked for, never read out."""
    trouble, installed = "", None
    try:
        installed = asyncio.run(_describe(choice.ollama_root))
    except ConfigurationError as error:
        trouble = error.detail
    return Catalogue(
        in_use={agent: _resolve(name, installed or []) for agent, name in choice.names.items()},
        ollama_url=choice.ollama_root,
        ollama=installed,
        trouble=trouble,
        providers=[
            Provider(name=name, has_key=bool(environment.get(key))) for name, key in PROVIDER_KEYS.items()
        ],
    )


def _resolve(name: str, installed: Iterable[InstalledModel]) -> str:
    """Return the model that `auto` takes now; other names stand for themselves."""
    if name != AUTO:
        return name
    can_chat = cast("Callable[[str], bool]", resolve_name("agents.installed:can_chat"))
    suitable = (f"ollama:{model.name}" for model in installed if can_chat(model.name))
    return next(suitable, "embedded")


async def _describe(root: str) -> list[InstalledModel] | None:
    describe = cast(
        "Callable[[str], Awaitable[list[InstalledModel] | None]]",
        resolve_name("agents.installed:describe_installed"),
    )
    return await describe(root)


def _show_catalogue(catalogue: Catalogue) -> None:
    used = set(catalogue.in_use.values())
    table = Table("", "Model", "Size", "Family", "Parameters", "Quantisation", "Context", box=None)
    table.add_row("●" if "embedded" in used else "", "embedded", "", "", "", "", "")
    for model in catalogue.ollama or []:
        name = f"ollama:{model.name}"
        table.add_row("●" if used & {name, name.removesuffix(":latest")} else "", *_cells(name, model))
    out.print(table)
    if catalogue.ollama is None:
        told = catalogue.trouble or f"{catalogue.ollama_url} does not tell its models."
        out.print(told, style="dim", markup=False)
    keys = ", ".join(provider.name for provider in catalogue.providers if provider.has_key)
    out.print(f"Providers with a key: {keys or 'none'}.", markup=False)
    out.print(
        "In use: " + "; ".join(f"{agent} {name}" for agent, name in catalogue.in_use.items()), markup=False
    )


def _cells(name: str, model: InstalledModel) -> list[Text]:
    size = decimal(model.size_bytes) if model.size_bytes else ""
    context = f"{model.context_tokens:,}" if model.context_tokens else ""
    return [Text(each) for each in (name, size, model.family, model.parameters, model.quantisation, context)]


@app.command()
def pull(
    name: Annotated[str, typer.Argument(help="A model of Ollama's library, such as qwen3:4b.")],
    data_dir: DataDir = None,
) -> None:
    """Get a model for Ollama. Ctrl-C stops; pulling again goes on where it stopped.

    Examples:
      manta models pull qwen3:4b
      manta models pull gemma3:1b
    """
    with explained():
        root = choose_model(read_settings(data_dir)).ollama_root
        model = name.removeprefix("ollama:")
        if _is_there(root, model):
            out.print(f"{model} is there already: MANTA_MODEL=ollama:{model} uses it.", markup=False)
            return
        download = cast("Callable[[str, str], Iterable[PullStep]]", resolve_name("agents.pulling:pull_model"))
        try:
            show_pull(download(root, model))
        except KeyboardInterrupt:
            err.print(f"Stopped. `manta models pull {model}` goes on where it stopped.", markup=False)
            raise typer.Exit(INTERRUPTED) from None
        out.print(f"{model} is there: MANTA_MODEL=ollama:{model} uses it.", markup=False)


def _is_there(root: str, name: str) -> bool:
    names = {model.name for model in asyncio.run(_describe(root)) or []}
    return bool({name, f"{name}:latest"} & names)


def show_pull(steps: Iterable[PullStep]) -> None:
    """Show a bar for each layer, and a line for each step without one."""
    columns = (
        TextColumn("{task.description:>12}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err) as progress:
        bars: dict[str, TaskID] = {}
        told = ""
        for step in steps:
            if step.digest and step.total_bytes:
                if step.digest not in bars:
                    label = step.digest.removeprefix("sha256:")[:12]
                    bars[step.digest] = progress.add_task(label, total=step.total_bytes)
                progress.update(bars[step.digest], completed=step.completed_bytes or 0)
            elif step.status != told:
                told = step.status
                progress.console.print(told, markup=False)


@app.command("test")
def try_(
    name: Annotated[
        str | None, typer.Argument(help="A model for all three agents; without it those of the settings.")
    ] = None,
    data_dir: DataDir = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Let the agents read three sample messages. Ends with 1 when an answer is missing or out of form.

    Examples:
      manta models test
      manta models test ollama:qwen3:4b --json
    """
    with explained():
        choice = choose_model(read_settings(data_dir))
        if name is not None:
            if not name.strip():
                raise InvalidInputError("A model has a name.", remedy="`manta models list` shows them.")
            choice = choice.model_copy(update={"model": name, "models": AgentModels()})
        trials = asyncio.run(_try_models(choice))
        if as_json:
            print_json(trials, list[Trial])
        else:
            out.print(_trial_table(trials))
    if any(trial.findings is None for trial in trials):
        raise typer.Exit(1)


async def _try_models(choice: ModelChoice) -> list[Trial]:
    run = cast("Callable[[ModelChoice], Awaitable[list[Trial]]]", resolve_name("agents.trial:try_models"))
    return await run(choice)


def _trial_table(trials: Iterable[Trial]) -> Table:
    table = Table("", "Message", "Found", "ms", "Tokens", "Cost", box=None)
    for trial in trials:
        cost = "?" if trial.cost_usd is None else f"${trial.cost_usd:.4f}"
        table.add_row(
            Text("✓ valid", "green") if trial.findings else Text("✗ invalid", "red"),
            Text(trial.text),
            Text(_tell(trial)),
            f"{trial.latency_ms:,.0f}",
            f"{trial.input_tokens}+{trial.output_tokens}",
            cost,
        )
    return table


def _tell(trial: Trial) -> str:
    if trial.findings is None:
        return trial.error
    verdict = trial.findings.classification
    if not verdict.is_actionable:
        return f"nothing to do ({verdict.confidence:.0%})"
    due = trial.findings.extraction.due
    told = (
        f"{verdict.category}, {verdict.priority} ({verdict.confidence:.0%}): {trial.findings.summary.title}"
    )
    return f"{told}, due {due:%Y-%m-%d %H:%M}" if due else told
