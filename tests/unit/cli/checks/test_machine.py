import tomllib
from pathlib import Path

import pytest

from cli.checks.findings import State
from cli.checks.machine import (
    FIRST_PYTHON_TOO_NEW,
    OLDEST_PYTHON,
    check_processor,
    check_python,
    check_ray,
    check_shared_memory,
    find_ray_version,
    get_pinned_ray,
    pinned_version,
)

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(
    ("found", "state"),
    [
        ((3, 10), State.FAIL),
        ((3, 11), State.OK),
        ((3, 14), State.OK),
        ((3, 15), State.FAIL),
        ((4, 0), State.FAIL),
    ],
)
def test_python_has_to_be_a_supported_one(found: tuple[int, int], state: State) -> None:
    assert check_python(found).state is state


def test_the_supported_versions_are_the_package_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    oldest, newest = (".".join(map(str, each)) for each in (OLDEST_PYTHON, FIRST_PYTHON_TOO_NEW))
    assert project["requires-python"] == f">={oldest},<{newest}"


@pytest.fixture
def cpu_info(tmp_path: Path) -> Path:
    return tmp_path / "cpuinfo"


@pytest.mark.parametrize(
    ("flags", "machine", "model", "state"),
    [
        ("sse avx avx2 bmi", "x86_64", "auto", State.OK),
        ("sse avx", "x86_64", "auto", State.FAIL),
        ("sse avx", "AMD64", "embedded", State.FAIL),
        ("sse avx", "x86_64", "ollama:qwen3:4b", State.WARN),
        ("asimd", "aarch64", "embedded", State.OK),
        ("", "x86_64", "embedded", State.OK),
    ],
)
def test_the_embedded_engine_needs_its_instructions(
    cpu_info: Path, flags: str, machine: str, model: str, state: State
) -> None:
    cpu_info.write_text(f"processor\t: 0\nflags\t\t: {flags}\nflags\t\t: other\n")
    found = check_processor(model, machine, cpu_info)
    assert found.state is state
    assert (state is State.OK) or "MANTA_MODEL" in found.remedy


def test_a_processor_that_does_not_tell_its_flags_is_trusted(cpu_info: Path) -> None:
    assert check_processor("embedded", "x86_64", cpu_info).state is State.OK


def test_shared_memory_of_this_machine_can_be_looked_at(tmp_path: Path) -> None:
    assert check_shared_memory(tmp_path).state in {State.OK, State.WARN}
    assert check_shared_memory(tmp_path / "missing").state is State.OK


@pytest.mark.parametrize(
    ("installed", "state"), [("2.60.0", State.OK), ("2.59.0", State.FAIL), (None, State.FAIL)]
)
def test_ray_has_to_be_the_pinned_one(installed: str | None, state: State) -> None:
    found = check_ray(installed, "2.60.0")
    assert found.state is state
    assert installed is None or installed in found.detail


def test_the_pinned_ray_is_the_installed_one_here() -> None:
    assert get_pinned_ray()
    assert check_ray(find_ray_version(), get_pinned_ray()).state is State.OK


@pytest.mark.parametrize(
    ("requirements", "expected"),
    [
        (["rich~=15.0", "ray[default,serve]==2.60.0"], "2.60.0"),
        (["ray==2.60.0; python_version>='3.11'"], "2.60.0"),
        (["ray>=2", "raylib==1.0"], ""),
        ([], ""),
    ],
)
def test_a_pin_is_read_from_the_requirements(requirements: list[str], expected: str) -> None:
    assert pinned_version("ray", requirements) == expected
