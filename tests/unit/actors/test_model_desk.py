"""Asking the workers for trials in turn, without Ray."""

from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec, TypeVar, cast

import pytest

from actors.calls import Directory
from actors.model_desk import ModelDeskHandle
from domain.errors import MantaError, OverloadedError, UnavailableError
from domain.models import ModelOffer, Trial
from domain.workspace import WorkspaceSettings

A = TypeVar("A")
P = ParamSpec("P")
T = TypeVar("T")

TRIAL = Trial(text="x", latency_ms=1.0)
OFFER = ModelOffer(in_use={}, choices=[])


class Workers(Directory):
    """Workers by name; what they are laid out with is raised, the others answer."""

    def __init__(self, **troubles: MantaError) -> None:
        super().__init__()
        self.troubles = troubles
        self.asked: list[str] = []

    async def ask(
        self,
        name: str,
        method: Callable[Concatenate[A, P], Awaitable[T]],
        *_args: P.args,
        **_kwargs: P.kwargs,
    ) -> T:
        self.asked.append(name)
        if name in self.troubles:
            raise self.troubles[name]
        return cast("T", [TRIAL] if method.__name__ == "try_model" else OFFER)


async def test_a_worker_that_is_away_is_passed_over() -> None:
    workers = Workers(a=UnavailableError("a is away"))
    desk = ModelDeskHandle(workers, ["a", "b", "c"])
    assert await desk.try_model(1, "embedded") == [TRIAL]
    assert await desk.list_models(WorkspaceSettings()) == OFFER
    assert workers.asked == ["a", "b"] * 2


async def test_a_trial_that_is_under_way_is_not_begun_elsewhere() -> None:
    workers = Workers(a=OverloadedError("one is under way"))
    with pytest.raises(OverloadedError):
        await ModelDeskHandle(workers, ["a", "b"]).try_model(1, "embedded")
    assert workers.asked == ["a"]


async def test_without_workers_nobody_can_tell() -> None:
    desk = ModelDeskHandle(Workers(a=UnavailableError("a is away")), ["a"])
    with pytest.raises(UnavailableError, match="a is away"):
        await desk.try_model(1, "embedded")
    with pytest.raises(UnavailableError, match="No analysis worker") as refused:
        await desk.list_models(WorkspaceSettings())
    assert "manta status" in refused.value.remedy
