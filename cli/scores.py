"""How a person sees the report of an evaluation."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evaluation.figures import BY_LANGUAGE, FIGURES
from evaluation.mismatches import Mismatch
from evaluation.report import Difference, Figures, ModelReport, Report

_SHOWN_CHARS = 160
_ABSENT = "-"


def show_report(console: Console, report: Report) -> None:
    """Print the comparison of the models, then each model by language, class and confidence."""
    if not report.is_complete:
        console.print("[yellow]Interrupted: these are the messages that were scored until then.[/]")
    console.print(_compare(report))
    if len(report.models) > 1:
        console.print(
            f"▲ better, ▼ worse than {report.models[0].model} by more than chance (95 %).", markup=False
        )
    for model in report.models:
        for table in (_by_language(model), _by_class(model), _by_confidence(model), _by_agent(model)):
            if table.row_count:
                console.print(table)


def _compare(report: Report) -> Table:
    table = Table(title=_describe(report))
    table.add_column("Figure")
    table.add_column("Cases", justify="right")
    for model in report.models:
        table.add_column(Text(f"{model.model}\n{model.messages} messages"), justify="right")
    marks = {(each.model, each.figure): _mark(each) for each in report.differences if each.is_clear}
    for name, figure in FIGURES.items():
        if any(name in model.figures for model in report.models):
            cells = (_write(model, name, marks.get((model.model, name), "")) for model in report.models)
            table.add_row(figure.title, _count_cases(report, name), *cells)
    return table


def _count_cases(report: Report, name: str) -> str:
    """Return how many there were for the model that got furthest."""
    return str(max(model.figures[name].cases for model in report.models if name in model.figures))


def _describe(report: Report) -> str:
    return f"{report.messages} messages, {report.concurrency} at once; in brackets 95 % intervals"


def _mark(difference: Difference) -> str:
    # Only figures of which more is better have an interval.
    return " [green]▲[/]" if difference.interval.low > 0 else " [red]▼[/]"


def _write(model: ModelReport, name: str, mark: str) -> str:
    written, interval = _write_plain(model.figures, name), model.intervals.get(name)
    return f"{written} ({interval.low:.3f} to {interval.high:.3f}){mark}" if interval else written


def _by_language(model: ModelReport) -> Table:
    languages = model.languages
    table = _make_table(f"{model.model} by language", "Figure", *languages)
    if len(languages) > 1:
        for name in BY_LANGUAGE:
            if any(name in figures for figures in languages.values()):
                table.add_row(
                    FIGURES[name].title, *(_write_plain(languages[each], name) for each in languages)
                )
    return table


def _write_plain(figures: Figures, name: str) -> str:
    return FIGURES[name].unit.write(figures[name].value) if name in figures else _ABSENT


def _by_class(model: ModelReport) -> Table:
    table = _make_table(f"{model.model} by class", "Class", "Messages", "Precision", "Recall", "F1")
    for field, classes in model.classes.items():
        for label, found in classes.items():
            shares = (f"{share:.3f}" for share in (found.precision, found.recall, found.f1))
            table.add_row(f"{field}: {label}", str(found.messages), *shares)
        table.add_section()
    return table


def _by_confidence(model: ModelReport) -> Table:
    table = _make_table(
        f"{model.model}: is its confidence right?", "Confidence", "Messages", "Mean confidence", "Right"
    )
    for found in model.reliability:
        table.add_row(
            f"{found.low:.2f} to {found.high:.2f}",
            str(found.messages),
            f"{found.confidence:.3f}",
            f"{found.right:.3f}",
        )
    return table


def _by_agent(model: ModelReport) -> Table:
    table = _make_table(f"{model.model} by agent", "Agent", "Runs", "Tokens in", "Tokens out", "Cost (USD)")
    for agent, total in model.usage.items():
        cost = _ABSENT if total.cost_usd is None else f"{total.cost_usd:.4f}"
        table.add_row(agent, str(total.runs), f"{total.input_tokens:,}", f"{total.output_tokens:,}", cost)
    return table


def _make_table(title: str, first: str, *others: str) -> Table:
    table = Table(first, title=Text(title, style="table.title"))
    for name in others:
        table.add_column(Text(name), justify="right")
    return table


def show_wrong(console: Console, report: Report) -> None:
    """Print each message that is not as labelled, with what was expected and what was given."""
    for model in report.models:
        console.print(
            f"\n{model.model}: {len(model.wrong)} of {model.messages} not as labelled", style="bold"
        )
        for wrong in model.wrong:
            console.print(Text(wrong.position, style="dim"), Text(_cut(wrong.text)))
            if wrong.failure:
                console.print(Text(f"  failed: {wrong.failure}", style="red"))
            else:
                _show_fields(console, wrong.fields)


def _show_fields(console: Console, fields: dict[str, Mismatch]) -> None:
    for name, found in fields.items():
        console.print(Text(f"  {name}: expected {found.expected}, given {found.given}"))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_CHARS else f"{line[: _SHOWN_CHARS - 1]}…"
