import asyncio
from datetime import UTC, datetime

import pytest
from pydantic_ai.exceptions import (
    ModelAuthenticationError,
    ModelConnectionError,
    ModelHTTPError,
    ModelNotFoundError,
    UserError,
)
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.test import TestModel

from agents.analyst import AgentAnalyst
from agents.team import OUTPUT_RETRIES, build_team
from domain.analysis import Classification, Extraction, Summary
from domain.errors import AnalysisError
from domain.values import Category, Priority
from tests.agents.conftest import WriteMessage, brain

WORK = Classification(
    is_actionable=True, category=Category.BUG, priority=Priority.HIGH, confidence=0.9, reason="It crashes."
)
TALK = WORK.model_copy(update={"is_actionable": False})
EXTRACTION = Extraction(
    mentions=["@anna"], versions=["2.4.1", "9.9.9"], due=datetime(2026, 11, 27, tzinfo=UTC)
)
SUMMARY = Summary(short="The login\ncrashes.", title="Fix the login")


class ScriptedModel:
    """Answers each agent with a fixed value and keeps who asked; `broken` answers come instead."""

    def __init__(self, classification: Classification = WORK, broken: str | None = None) -> None:
        self.answers = {"Classification": classification, "Extraction": EXTRACTION, "Summary": SUMMARY}
        self.broken = broken
        self.asked: list[str] = []

    async def answer(self, _: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        output = info.model_request_parameters.output_object
        assert output is not None
        assert output.name is not None
        self.asked.append(output.name)
        text = self.broken or self.answers[output.name].model_dump_json()
        return ModelResponse(parts=[TextPart(text)])


def build(function: ScriptedModel, timeout_s: float = 10) -> AgentAnalyst:
    return AgentAnalyst(build_team(brain(FunctionModel(function.answer), "ollama:tiny")), timeout_s)


async def test_work_is_seen_by_all_three_agents_and_settled(write: WriteMessage) -> None:
    model = ScriptedModel()
    findings = await build(model).analyse(write("@anna the login crashes on 2.4.1"))
    assert model.asked[0] == "Classification"
    assert sorted(model.asked[1:]) == ["Extraction", "Summary"]
    assert findings.classification == WORK
    assert findings.extraction.mentions == ["anna"]
    assert findings.extraction.versions == ["2.4.1"]
    assert findings.summary.short == "The login crashes."
    assert findings.model == "ollama:tiny"


async def test_what_needs_no_action_costs_one_request_and_is_read_by_rules(write: WriteMessage) -> None:
    model = ScriptedModel(TALK)
    findings = await build(model).analyse(write("thanks @anna, great talk on Friday"))
    assert model.asked == ["Classification"]
    assert findings.classification.category is Category.OTHER
    assert findings.classification.priority is Priority.MEDIUM
    assert findings.extraction.mentions == ["anna"]
    assert findings.summary.title == "Thanks @anna, great talk on Friday"


async def test_answers_outside_the_schema_are_retried_a_bounded_number_of_times(write: WriteMessage) -> None:
    model = ScriptedModel(broken='{"is_actionable": "perhaps"}')
    with pytest.raises(AnalysisError, match=r"ollama:tiny failed at classification.*schema"):
        await build(model).analyse(write("fix it"))
    assert len(model.asked) == 1 + OUTPUT_RETRIES


async def test_a_slow_model_is_given_up_in_time(write: WriteMessage) -> None:
    async def never(_: list[ModelMessage], __: AgentInfo) -> ModelResponse:
        await asyncio.Event().wait()
        raise AssertionError

    analyst = AgentAnalyst(build_team(brain(FunctionModel(never), "slow")), timeout_s=0.05)
    with pytest.raises(AnalysisError, match="in time") as raised:
        await analyst.analyse(write("fix it"))
    assert "time" in raised.value.remedy


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (ModelHTTPError.for_category(ModelAuthenticationError, status_code=401, model_name="m"), "key"),
        (ModelHTTPError.for_category(ModelNotFoundError, status_code=404, model_name="m"), "have this model"),
        (ModelHTTPError(429, "m"), "HTTP 429"),
        (ModelHTTPError(503, "m"), "HTTP 503"),
        (ModelConnectionError("m", "connection refused"), "connection refused"),
        (UserError("no such setting"), "no such setting"),
    ],
)
async def test_errors_of_the_provider_become_analysis_errors(
    write: WriteMessage, error: Exception, detail: str
) -> None:
    async def refuse(_: list[ModelMessage], __: AgentInfo) -> ModelResponse:
        raise error

    analyst = AgentAnalyst(build_team(brain(FunctionModel(refuse), "hosted")), timeout_s=5)
    with pytest.raises(AnalysisError, match=detail):
        await analyst.analyse(write("secret canary text"))


async def test_cancelling_an_analysis_is_not_an_analysis_error(write: WriteMessage) -> None:
    started = asyncio.Event()

    async def never(_: list[ModelMessage], __: AgentInfo) -> ModelResponse:
        started.set()
        await asyncio.Event().wait()
        raise AssertionError

    analyst = AgentAnalyst(build_team(brain(FunctionModel(never), "slow")), timeout_s=10)
    running = asyncio.create_task(analyst.analyse(write("fix it")))
    await started.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_model_without_schemas_answers_by_an_output_tool(write: WriteMessage) -> None:
    model = TestModel()
    team = build_team(brain(model))
    result = await team.classification.agent.run("anything")
    assert result.output.category in Category
    assert model.last_model_request_parameters is not None
    assert model.last_model_request_parameters.output_mode == "tool"
    findings = await AgentAnalyst(team, 5).analyse(write("fix it"))
    assert findings.extraction.mentions == []
