"""Is this machine fit for Manta: Python, processor, shared memory, Ray."""

import platform
import re
import shutil
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path

from cli.checks.findings import Finding, fail, ok, warn

OLDEST_PYTHON, FIRST_PYTHON_TOO_NEW = (3, 11), (3, 15)

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - only its size is looked at
LEAST_SHARED_BYTES = 2**30

_CPU_INFO = Path("/proc/cpuinfo")
_NEEDS_AVX2 = {"auto", "embedded"}


def check_python(found: tuple[int, int] = sys.version_info[:2]) -> Finding:
    """Look at the version of Python."""
    told = f"Python {found[0]}.{found[1]}"
    if OLDEST_PYTHON <= found < FIRST_PYTHON_TOO_NEW:
        return ok("python", told)
    return fail("python", f"{told} is not supported.", "Install Python 3.11 to 3.14 and make .venv anew.")


def check_processor(model: str, machine: str = platform.machine(), cpu_info: Path = _CPU_INFO) -> Finding:
    """Look for the instructions that the embedded engine is compiled for, see `agents.embedded.encoder`.

    That module is not asked: importing what may not run here is no way to find out.
    """
    flags = _read_flags(cpu_info)
    if machine.lower() not in {"x86_64", "amd64"} or not flags or "avx2" in flags:
        return ok("processor", machine)
    remedy = "Set MANTA_MODEL to ollama:NAME or to a provider's model, or use a newer machine."
    told = fail if model in _NEEDS_AVX2 else warn
    return told("processor", "It has no AVX2, which the embedded engine needs.", remedy)


def _read_flags(cpu_info: Path) -> frozenset[str]:
    if not cpu_info.exists():
        return frozenset()
    lines = cpu_info.read_text(errors="replace").splitlines()
    flags = next((line for line in lines if line.startswith("flags")), "")
    return frozenset(flags.partition(":")[2].split())


def check_shared_memory(folder: Path = SHARED_MEMORY) -> Finding:
    """Look at how much memory Ray can share between processes."""
    if not folder.exists():
        return ok("shared memory", "this system has no limit of its own")
    total = shutil.disk_usage(folder).total
    told = f"{total / 2**20:,.0f} MiB in {folder}"
    if total >= LEAST_SHARED_BYTES:
        return ok("shared memory", told)
    return warn("shared memory", f"only {told}; Ray falls back to a slow file", "docker run --shm-size=1g …")


def find_ray_version() -> str | None:
    """Return the installed version of Ray, None when it can't be imported. Ray itself is not imported."""
    try:
        return version("ray") if find_spec("ray") else None
    except PackageNotFoundError:
        return None


def get_pinned_ray() -> str:
    """Return the version of Ray that this version of Manta is made for."""
    return pinned_version("ray", requires("manta") or [])


def pinned_version(package: str, requirements: Sequence[str]) -> str:
    """Return the version that `==` names, an empty text when there is none."""
    pattern = re.compile(rf"{package}(?:\[[^]]*\])? *== *([^ ;,]+)")
    found = (pattern.match(requirement) for requirement in requirements)
    return next((match[1] for match in found if match), "")


def check_ray(installed: str | None, pinned: str) -> Finding:
    """Compare Ray's version with the one Manta is made for: every node of a cluster needs the same."""
    remedy = "Install the locked dependencies: `make setup`."
    if installed is None:
        return fail("ray", "Ray is not installed.", remedy)
    if pinned and installed != pinned:
        return fail("ray", f"Ray {installed} is installed, Manta needs {pinned}.", remedy)
    return ok("ray", f"Ray {installed}")
