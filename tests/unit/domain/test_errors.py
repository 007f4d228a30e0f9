import pickle
from collections.abc import Iterator

import pytest

from domain import errors
from domain.errors import MantaError, TaskNotFoundError


def kinds(kind: type[MantaError] = MantaError) -> Iterator[type[MantaError]]:
    if kind.__module__ == errors.__name__:
        yield kind
    for special in kind.__subclasses__():
        yield from kinds(special)


EVERY = sorted(set(kinds()), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", EVERY)
def test_an_error_says_what_happened_and_what_to_do(kind: type[MantaError]) -> None:
    error = kind()
    assert error.detail
    assert "\n" not in error.detail
    assert str(error) == error.detail
    assert error.remedy
    assert error.code == error.code.lower()


@pytest.mark.parametrize("kind", EVERY)
def test_an_error_survives_the_way_between_processes(kind: type[MantaError]) -> None:
    for error in (kind(), kind("what happened", remedy="what to do")):
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
        assert type(again) is kind
        assert (again.code, again.detail, again.remedy) == (error.code, error.detail, error.remedy)


def test_codes_tell_errors_apart() -> None:
    assert len({kind.code for kind in EVERY}) == len(EVERY)


def test_the_text_early_clients_compare_is_kept() -> None:
    assert TaskNotFoundError().detail == "Task not found"
