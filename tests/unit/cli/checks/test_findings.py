import threading
from typing import NoReturn

import pytest

from cli.checks.findings import Check, Finding, State, ok, run_checks
from domain.errors import ConfigurationError


def raising(error: Exception) -> Check:
    def look() -> NoReturn:
        raise error

    return Check("broken", look)


def test_findings_come_in_the_order_of_the_checks() -> None:
    checks = [Check(name, lambda name=name: ok(name, "well")) for name in "abc"]
    assert [found.name for found in run_checks(checks)] == ["a", "b", "c"]


def test_an_error_with_a_remedy_is_a_finding_with_it() -> None:
    assert run_checks([raising(ConfigurationError("what", remedy="how"))]) == [
        Finding(name="broken", state=State.FAIL, detail="what", remedy="how")
    ]


@pytest.mark.parametrize(
    "error", [RuntimeError("CANARY"), OSError(13, "Permission denied", "/CANARY"), KeyError("CANARY")]
)
def test_an_unforeseen_error_is_a_finding_without_its_text(error: Exception) -> None:
    found = run_checks([raising(error)])[0]
    assert found.state is State.FAIL
    assert type(error).__name__ in found.detail
    assert "CANARY" not in found.model_dump_json()
    assert found.remedy


def test_a_check_that_hangs_is_a_finding_and_holds_up_nobody() -> None:
    gate = threading.Event()

    def hang() -> Finding:
        gate.wait()
        return ok("slow", "at last")

    slow, quick = run_checks(
        [Check("slow", hang), Check("quick", lambda: ok("quick", "well"))], timeout_s=0.05
    )
    gate.set()
    assert (slow.state, slow.name) == (State.FAIL, "slow")
    assert "0.05 s" in slow.detail
    assert quick.state is State.OK
