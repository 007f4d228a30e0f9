"""`manta usage`: what the agents' runs took, and how often people corrected them."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from cli.context import explained, open_client, out, print_json, read_settings
from cli.up import AsJson, DataDir
from domain.usage import MAX_DAYS, AgentFigures, AgentReport, FieldQuality


def usage(
    days: Annotated[int, typer.Option(min=1, max=MAX_DAYS, help="How far back to look.")] = 7,
    data_dir: DataDir = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show what the agents' runs took, and how often people corrected them.

    Examples:
      manta usage
      manta usage --days 30 --json
    """
    with explained():
        with open_client(read_settings(data_dir)) as client:
            report = client.get("/api/agents", AgentReport, {"days": days})
        if as_json:
            print_json(report)
        elif report.analysed:
            out.print(f"{report.analysed:,} messages analysed in {report.days} days.")
            out.print(_figures(report.agents))
            out.print(_quality(report.quality))
        else:
            out.print(f"No agent has run in {report.days} days.")


def _figures(agents: list[AgentFigures]) -> Table:
    table = Table("Agent", "Model", box=None)
    for name in ("Runs", "Mean ms", "p50 ms", "p95 ms", "Tokens in", "out", "Cost", "Stood in"):
        table.add_column(name, justify="right")
    for each in agents:
        table.add_row(
            Text(each.agent),
            Text(each.model),
            f"{each.runs:,}",
            *(f"{ms:,.0f}" for ms in (each.mean_latency_ms, each.p50_latency_ms, each.p95_latency_ms)),
            f"{each.input_tokens:,}",
            f"{each.output_tokens:,}",
            "unknown" if each.cost_usd is None else f"${each.cost_usd:,.4f}",
            f"{each.fallbacks:,}",
        )
    return table


def _quality(quality: list[FieldQuality]) -> Table:
    table = Table("Field", box=None)
    table.add_column("Corrected", justify="right")
    table.add_column("Accuracy", justify="right")
    for each in quality:
        accuracy = "" if each.accuracy is None else f"{each.accuracy:.1%}"
        table.add_row(each.field, f"{each.corrected:,}", accuracy)
    return table
