"""Models are checked where they run: in a real analysis worker, which has no database here and needs none."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from actors.calls import Directory
from actors.crew import RayCrew
from actors.model_check import ModelCheckHandle
from actors.roster import WORKER, Post
from domain.errors import ConfigurationError, UnavailableError
from domain.workspace import AgentModels, WorkspaceSettings
from tests.support.polling import wait_until_async

GENERATION = 1
FIRST_LOAD_S = 60.0
"""Bound on a check that has to import the agents first, on a busy machine."""


@pytest.fixture
async def worker() -> AsyncGenerator[str]:
    """The name of a worker that is there and has imported the agents."""
    crew, post = RayCrew(), Post(WORKER, WORKER.instance(7))

    async def is_ready() -> bool:
        try:
            await crew.ask_pulse(post, GENERATION)
            await patient(post.name).check(WorkspaceSettings())
        except UnavailableError:
            return False
        return True

    await wait_until_async(is_ready, timeout_s=60)
    yield post.name
    await crew.kill(post)


def patient(*workers: str) -> ModelCheckHandle:
    return ModelCheckHandle(Directory(FIRST_LOAD_S), workers, FIRST_LOAD_S)


async def test_a_worker_tells_which_models_can_be_used(worker: str) -> None:
    models = patient(worker)
    await models.check(WorkspaceSettings())
    await models.check(WorkspaceSettings(model="embedded", models=AgentModels(analysis="auto")))
    for wrong in (
        WorkspaceSettings(model="nobody:nothing"),
        WorkspaceSettings(model="embedded", models=AgentModels(extraction="nobody:nothing")),
    ):
        with pytest.raises(ConfigurationError, match="nobody:nothing") as refused:
            await models.check(wrong)
        assert "embedded" in refused.value.remedy


async def test_a_worker_that_is_away_is_passed_over(worker: str) -> None:
    await patient(WORKER.instance(8), worker).check(WorkspaceSettings(model="embedded"))


async def test_without_a_worker_that_answers_nobody_can_tell() -> None:
    with pytest.raises(UnavailableError, match="No analysis worker") as refused:
        await ModelCheckHandle(Directory(), [WORKER.instance(8)]).check(WorkspaceSettings(model="embedded"))
    assert "nothing was changed" in refused.value.detail


async def test_a_worker_that_does_not_answer_in_time_is_not_waited_for(worker: str) -> None:
    impatient = ModelCheckHandle(Directory(), [worker], timeout_s=1e-6)
    with pytest.raises(UnavailableError, match="No answer in"):
        await asyncio.wait_for(impatient.check(WorkspaceSettings(model="embedded")), 10)
