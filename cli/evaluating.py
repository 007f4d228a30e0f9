"""`manta eval`: how good a model is, on labelled messages."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from pkgutil import resolve_name
from typing import Annotated, cast

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from agents.choice import ModelChoice
from cli.context import err, explained, out, read_settings
from cli.rate import RateColumn
from cli.scores import show_report, show_wrong
from cli.up import DataDir
from config.settings import Settings
from domain.errors import InvalidInputError
from domain.ports import Analyst
from evaluation.extras import METRICS, PICTURE, ensure_installed
from evaluation.messages import Sample, Selection, read_samples
from evaluation.report import Report, Scope
from evaluation.requirements import Requirement
from evaluation.running import Run, Runner

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

_PICTURES = {".png", ".svg"}

_NEVER = 1_000_000
"""Failures in a row that open the circuit: here a message that comes after them is still asked about."""

BuildAnalyst = Callable[[ModelChoice], Awaitable[Analyst]]
BuildReport = Callable[[Scope, Sequence[Run]], Report]
DrawConfusion = Callable[[Report, Path], None]


def eval_(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    files: Annotated[list[Path], typer.Argument(help="Labelled messages, one JSON object a line.")],
    model: Annotated[
        list[str] | None,
        typer.Option(help="Model to ask (default: MANTA_MODEL); repeat to compare with the first."),
    ] = None,
    language: Annotated[list[str] | None, typer.Option(help="Only these; may be repeated.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="Only with one of these; may be repeated.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Most messages, spread over the files.")] = None,
    concurrency: Annotated[int, typer.Option(min=1, max=1000, help="Messages asked about at once.")] = 8,
    picture: Annotated[
        Path | None, typer.Option(help="Draw confusion matrices into this .png or .svg.")
    ] = None,
    json_: Annotated[Path | None, typer.Option("--json", help="Write the whole report here.")] = None,
    require: Annotated[
        list[str] | None,
        typer.Option(metavar="FIGURE=BOUND", help="End with 1 if a figure is worse; may be repeated."),
    ] = None,
    data_dir: DataDir = None,
    *,
    errors: Annotated[bool, typer.Option("--errors", help="List what was not as labelled.")] = False,
) -> None:
    """Score models on labelled messages. Nothing else has to run; Ctrl-C shows what is scored so far.

    A model is asked as in the system, but nobody stands in for it: what it fails at counts as wrong.
    --require takes the names under "figures" in the report that --json writes.

    Examples:
      manta eval examples/evaluation/development.jsonl
      manta eval --model embedded --model ollama:qwen3:4b --limit 100 --errors messages.jsonl
      manta eval --tag injection --language uk messages.jsonl
      manta eval --require category_macro_f1=0.8 --require due_invented=0.05 messages.jsonl
      manta eval --picture confusion.png --json report.json messages.jsonl
    """
    selection = Selection(frozenset(language or ()), frozenset(tag or ()), limit)
    with explained():
        settings = read_settings(data_dir)
        required = [Requirement.parse(text) for text in require or ()]
        _check_libraries(picture)
        samples = _choose(files, selection)
        plan = Plan(settings, tuple(dict.fromkeys(model or [settings.manta_model])), concurrency)
        scope = Scope(files=[str(file) for file in files], messages=len(samples), concurrency=concurrency)
        report = _load_reporting()(scope, _ask(plan, samples))
        show_report(out, report)
        if errors:
            show_wrong(out, report)
        _write(report, json_, picture)
    _end(report, required)


def _check_libraries(picture: Path | None) -> None:
    """Look before the models are asked, which may take an hour."""
    if picture is not None and picture.suffix.lower() not in _PICTURES:
        raise InvalidInputError(
            f"A picture can't be written as {picture.name}.", remedy="Use a name in .png or .svg."
        )
    ensure_installed(METRICS if picture is None else PICTURE)


def _choose(files: Sequence[Path], selection: Selection) -> list[Sample]:
    samples = selection.pick(read_samples(files))
    if not samples:
        raise InvalidInputError(
            "No message is chosen.", remedy="Use other files, or leave out --language and --tag."
        )
    return samples


@dataclass(frozen=True)
class Plan:
    """Which models to ask, and how."""

    settings: Settings
    models: tuple[str, ...]
    concurrency: int

    def choose(self, model: str) -> ModelChoice:
        """Return the model as the settings have it, but without a stand-in and without a breaker."""
        return ModelChoice(
            model=model,
            ollama_base_url=self.settings.ollama_base_url,
            timeout_s=self.settings.manta_model_timeout_s,
            retries=self.settings.manta_model_retries,
            fallback=False,
            breaker_failures=_NEVER,
        )


def load_agents() -> BuildAnalyst:
    """Import the agents, which takes seconds, only when they are needed."""
    return cast("BuildAnalyst", resolve_name("agents.providers:build_analyst"))


def _load_reporting() -> BuildReport:
    """Import the metrics, which are an extra, only when they are needed."""
    return cast("BuildReport", resolve_name("evaluation.reporting:build_report"))


def _load_picture() -> DrawConfusion:
    """Import numpy and matplotlib only when they are needed."""
    return cast("DrawConfusion", resolve_name("evaluation.picture:draw_confusion"))


def _ask(plan: Plan, samples: Sequence[Sample]) -> list[Run]:
    """Return what became of the messages; after Ctrl-C what became of them until then."""
    runs: list[Run] = []
    with _progress() as progress:
        try:
            asyncio.run(_ask_all(plan, samples, runs, progress))
        except KeyboardInterrupt:
            if not any(run.outcomes for run in runs):
                raise
    return runs


async def _ask_all(plan: Plan, samples: Sequence[Sample], runs: list[Run], progress: Progress) -> None:
    """Ask one model after the other, so that none slows another down.

    All are built first: a name that can't be used is told before the others have worked for an hour.
    """
    build = load_agents()
    analysts = [await build(plan.choose(model)) for model in plan.models]
    runs += [Run(analyst.model) for analyst in analysts]
    for analyst, run in zip(analysts, runs, strict=True):
        bar = progress.add_task(run.model, total=len(samples))
        await Runner(plan.concurrency, partial(progress.advance, bar)).run(analyst, samples, run)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn("messages"),
        TimeRemainingColumn(),
        console=err,
    )


def _write(report: Report, json_file: Path | None, picture: Path | None) -> None:
    if json_file is not None:
        json_file.write_text(report.model_dump_json(indent=2) + "\n", encoding="utf-8")
    if picture is not None:
        _load_picture()(report, picture)


def _end(report: Report, required: Sequence[Requirement]) -> None:
    """End with the exit code that the report deserves."""
    if not report.is_complete:
        raise typer.Exit(INTERRUPTED)
    shortfalls = [shortfall for each in required for shortfall in each.find_shortfalls(report)]
    for shortfall in shortfalls:
        err.print("✗", shortfall, style="red", markup=False)
    if shortfalls:
        raise typer.Exit(1)
