"""The libraries that only an evaluation needs."""

from collections.abc import Iterable
from importlib.util import find_spec

from domain.errors import ConfigurationError

METRICS = {"sklearn": "scikit-learn"}
PICTURE = METRICS | {"matplotlib": "matplotlib"}
"""Packages by the names of their modules."""


def ensure_installed(packages: dict[str, str]) -> None:
    """Check that the modules can be imported, without importing them, which takes seconds.

    Raises:
        ConfigurationError: Some are not installed.
    """
    missing = list(_list_missing(packages))
    if missing:
        raise ConfigurationError(
            f"`manta eval` needs {' and '.join(missing)}, which Manta itself does not.",
            remedy="`make setup` installs them; elsewhere `pip install 'manta[eval]'`.",
        )


def _list_missing(packages: dict[str, str]) -> Iterable[str]:
    return (package for module, package in packages.items() if find_spec(module) is None)
