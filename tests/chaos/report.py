"""Showing a run: what was broken, what held, how long it took."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pydantic import TypeAdapter
from rich.console import Console
from rich.table import Table

from tests.chaos.checker import Invariant, Verdict
from tests.chaos.history import Fault
from tests.chaos.resources import Series


@dataclass(frozen=True)
class Report:
    """A run in figures; durations in seconds."""

    seed: int
    duration_s: float
    faults: int
    verdict: Verdict
    refused_stale_writes: int
    slowest_single_kill_s: float
    drain_s: float
    peak_process_mib: float
    most_connections: int
    connections_gained: float

    def to_json(self) -> bytes:
        """Return the report for other programs."""
        return TypeAdapter(Report).dump_json(self, indent=2)


def show_fault(console: Console, number: int, fault: Fault) -> None:
    """Print one line for a fault."""
    what = f"[dim]{number:>4}[/] {fault.name:<30} {fault.target:<42}"
    way_back = f"works after {fault.recovery_s:5.1f} s, whole after {fault.whole_s:5.1f} s"
    console.print(f"{what} {way_back}", highlight=False, soft_wrap=True)


def show_kinds(console: Console, faults: Sequence[Fault]) -> None:
    """Print how often each kind struck and how long the way back was."""
    by_name: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_name[fault.name].append(fault)
    table = Table(
        "Fault", "Times", "Works after s: median", "longest", "Whole: longest", title="Faults", box=None
    )
    for name, found in sorted(by_name.items()):
        works = [fault.recovery_s for fault in found]
        whole = max(fault.whole_s for fault in found)
        table.add_row(name, str(len(found)), f"{median(works):.1f}", f"{max(works):.1f}", f"{whole:.1f}")
    console.print(table)


def show_report(console: Console, report: Report) -> None:
    """Print the table of a run, and every broken invariant in a sentence."""
    verdict = report.verdict
    rows = {
        "faults injected": report.faults,
        "messages acknowledged": verdict.acked,
        "lost": verdict.count(Invariant.DURABLE_ACK) + verdict.count(Invariant.NO_LOSS),
        "doubled": verdict.count(Invariant.ONCE),
        "out of order": verdict.count(Invariant.ORDER),
        "stale writes let through": verdict.count(Invariant.FENCE),
        "stale writes fenced": report.refused_stale_writes,
        "torn": verdict.count(Invariant.ATOMIC),
        "socket gaps": verdict.count(Invariant.RESUME),
        "sockets opened": verdict.reconnects,
        "tasks made": verdict.tasks,
        "longest unavailability": f"{verdict.longest_silence_s:.1f} s",
        "slowest way back after a single kill": f"{report.slowest_single_kill_s:.1f} s",
        "time to drain": f"{report.drain_s:.1f} s",
        "largest process": f"{report.peak_process_mib:.0f} MiB",
        "database connections: most, gained": f"{report.most_connections}, {report.connections_gained:+.0f}",
    }
    table = Table("", "", title=f"Seed {report.seed}, {report.duration_s / 60:.1f} min", box=None)
    for name, value in rows.items():
        table.add_row(name, str(value))
    console.print(table)
    for sentence in verdict.violations():
        console.print(f"✗ {sentence}", style="red", markup=False)
    console.print("[green]Every invariant held.[/]" if verdict.ok else "[red]Invariants were broken.[/]")


def show_growth(console: Console, lasting: Sequence[Series]) -> None:
    """Print what the processes that lived through the run gained meanwhile."""
    table = Table("Process", "MiB at the end", "MiB gained", "Descriptors gained", title="Growth", box=None)
    for series in sorted(lasting, key=lambda one: one.name):
        memory, descriptors = series.growth()
        table.add_row(
            series.name[:60], f"{series.samples[-1][1] / 2**20:.0f}", f"{memory:+.1f}", f"{descriptors:+.0f}"
        )
    console.print(table)
