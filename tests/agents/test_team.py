"""Each agent on each kind of model: how it asks for its form, what it may use, and what it says it took."""

import asyncio
import json
from collections.abc import Callable

import httpx2
import pytest
from pydantic_ai import models
from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart, ToolCallPart
from pydantic_ai.models import Model
from pydantic_ai.models.function import AgentInfo, FunctionModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles import ModelProfile
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.usage import RequestUsage

from agents.analyst import AgentAnalyst
from agents.team import MAX_OUTPUT_TOKENS, OUTPUT_RETRIES, build_team
from domain.analysis import Classification, Extraction, Findings, Summary
from domain.errors import AnalysisError
from domain.values import Category, Priority
from tests.agents.conftest import WriteMessage, brain

TEXT = "The login crashes on Safari, please fix it"
ANSWERS = {
    "Classification": Classification(
        is_actionable=True,
        category=Category.BUG,
        priority=Priority.HIGH,
        confidence=0.9,
        reason="It crashes.",
    ),
    "Extraction": Extraction(technologies=["Safari"]),
    "Summary": Summary(short="It crashes.", title="Fix the login"),
}
NATIVE = ModelProfile(supports_json_schema_output=True)
TOOLS = ModelProfile(supports_json_schema_output=False)
NEITHER = ModelProfile(supports_json_schema_output=False, supports_tools=False)
REFUSAL = {"error": {"message": "this model does not support response_format json_schema"}}


class Agents:
    """Answers in whatever form is asked for, and keeps what was asked."""

    def __init__(self, refuse: Exception | None = None, *, broken: bool = False) -> None:
        self.asked: list[AgentInfo] = []
        self.refuse = refuse
        self.broken = broken

    @property
    def modes(self) -> list[str]:
        return [info.model_request_parameters.output_mode for info in self.asked]

    async def answer(self, _: list[ModelMessage], info: AgentInfo) -> ModelResponse:
        self.asked.append(info)
        if self.refuse is not None and info.model_request_parameters.output_mode != "prompted":
            raise self.refuse
        if info.output_tools:
            [tool] = info.output_tools
            fields = "is_actionable", "projects", "short"
            [name] = [
                name
                for name, field in zip(ANSWERS, fields, strict=True)
                if field in tool.parameters_json_schema["properties"]
            ]
            return _respond(ToolCallPart(tool.name, ANSWERS[name].model_dump(mode="json")))
        output = info.model_request_parameters.output_object
        assert output is not None
        text = "no JSON" if self.broken else ANSWERS[str(output.name)].model_dump_json()
        return _respond(TextPart(text))

    def as_model(self, profile: ModelProfile) -> FunctionModel:
        return FunctionModel(self.answer, profile=profile)


def _respond(part: TextPart | ToolCallPart) -> ModelResponse:
    return ModelResponse(parts=[part], usage=RequestUsage(input_tokens=100, output_tokens=20))


async def analyse(write: WriteMessage, model: Model, *, is_free: bool = False) -> Findings:
    return await AgentAnalyst(build_team(brain(model, is_free=is_free)), 10).analyse(write(TEXT))


@pytest.mark.parametrize(
    ("profile", "mode"), [(NATIVE, "native"), (TOOLS, "tool"), (NEITHER, "prompted")], ids=str
)
async def test_every_agent_answers_in_the_form_that_the_model_knows(
    write: WriteMessage, profile: ModelProfile, mode: str
) -> None:
    agents = Agents()
    findings = await analyse(write, agents.as_model(profile))
    assert agents.modes == [mode] * 3
    assert findings.classification == ANSWERS["Classification"]
    assert findings.extraction.technologies == ["Safari"]
    assert findings.summary == ANSWERS["Summary"]


@pytest.mark.parametrize("profile", [NATIVE, TOOLS, NEITHER], ids=["native", "tool", "prompted"])
async def test_no_agent_s_answer_may_be_endless(write: WriteMessage, profile: ModelProfile) -> None:
    agents = Agents()
    await analyse(write, agents.as_model(profile))
    assert [(info.model_settings or {}).get("max_tokens") for info in agents.asked] == [MAX_OUTPUT_TOKENS] * 3


@pytest.mark.parametrize("body", [REFUSAL, {"error": "tools are not supported"}], ids=["schema", "tools"])
async def test_a_server_that_refuses_schemas_is_asked_in_words(write: WriteMessage, body: object) -> None:
    agents = Agents(refuse=ModelHTTPError(400, "m", body))
    findings = await analyse(write, agents.as_model(NATIVE))
    assert findings.extraction.technologies == ["Safari"]
    assert agents.modes.count("prompted") == 3


async def test_what_was_learned_of_a_server_is_kept(write: WriteMessage) -> None:
    agents = Agents(refuse=ModelHTTPError(400, "m", REFUSAL))
    analyst = AgentAnalyst(build_team(brain(agents.as_model(NATIVE))), 10)
    await analyst.analyse(write(TEXT))
    agents.asked.clear()
    await analyst.analyse(write(TEXT))
    assert agents.modes == ["prompted"] * 3


async def test_another_refusal_is_no_reason_to_ask_otherwise(write: WriteMessage) -> None:
    agents = Agents(refuse=ModelHTTPError(400, "m", {"error": "context length exceeded"}))
    with pytest.raises(AnalysisError, match="HTTP 400"):
        await analyse(write, agents.as_model(NATIVE))
    assert agents.modes == ["native"]


async def test_an_answer_in_words_is_validated_too(write: WriteMessage) -> None:
    agents = Agents(broken=True)
    with pytest.raises(AnalysisError, match="schema"):
        await analyse(write, agents.as_model(NEITHER))
    assert agents.modes == ["prompted"] * (1 + OUTPUT_RETRIES)


@pytest.mark.parametrize("profile", [NATIVE, TOOLS, NEITHER], ids=["native", "tool", "prompted"])
async def test_a_model_that_goes_on_for_ever_is_given_up_in_time(
    write: WriteMessage, profile: ModelProfile
) -> None:
    async def loop(_: list[ModelMessage], __: AgentInfo) -> ModelResponse:
        await asyncio.Event().wait()
        raise AssertionError

    team = build_team(brain(FunctionModel(loop, profile=profile)))
    with pytest.raises(AnalysisError, match="in time"):
        await AgentAnalyst(team, timeout_s=0.05).analyse(write(TEXT))


async def test_each_agent_may_have_its_own_model(write: WriteMessage) -> None:
    each = [Agents(), Agents(), Agents()]
    names = ["small", "middle", "large"]
    team = build_team(*(brain(a.as_model(NATIVE), name) for a, name in zip(each, names, strict=True)))
    findings = await AgentAnalyst(team, 10).analyse(write(TEXT))
    assert findings.model == "small"
    assert [(use.agent, use.model) for use in findings.usage] == [
        ("classification", "small"),
        ("extraction", "middle"),
        ("analysis", "large"),
    ]
    assert [len(agents.asked) for agents in each] == [1, 1, 1]


@pytest.mark.parametrize(("is_free", "cost"), [(True, 0.0), (False, None)])
async def test_what_each_agent_took_is_told(
    write: WriteMessage, *, is_free: bool, cost: float | None
) -> None:
    findings = await analyse(write, Agents().as_model(NATIVE), is_free=is_free)
    assert [use.agent for use in findings.usage] == ["classification", "extraction", "analysis"]
    for use in findings.usage:
        assert (use.input_tokens, use.output_tokens, use.cost_usd) == (100, 20, cost)
        assert use.latency_ms > 0


def _answer_as(name: str) -> Callable[[httpx2.Request], httpx2.Response]:
    def answer(request: httpx2.Request) -> httpx2.Response:
        schema = json.loads(request.content)["response_format"]["json_schema"]["name"]
        message = {"role": "assistant", "content": ANSWERS[schema].model_dump_json()}
        told = {
            "id": "1",
            "object": "chat.completion",
            "created": 1,
            "model": name,
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
            "usage": {"prompt_tokens": 1_000, "completion_tokens": 100, "total_tokens": 1_100},
        }
        return httpx2.Response(200, json=told)

    return answer


@pytest.mark.parametrize(
    ("name", "cost"),
    [
        ("gpt-4o-mini", 1_000 * 0.15e-6 + 100 * 0.60e-6),
        ("house-made-9b", None),
    ],  # dollars a token, in and out
)
async def test_a_hosted_model_costs_what_its_provider_asks(
    write: WriteMessage, monkeypatch: pytest.MonkeyPatch, name: str, cost: float | None
) -> None:
    monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", True)  # they reach no further than the transport
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(_answer_as(name))) as client:
        model = OpenAIChatModel(name, provider=OpenAIProvider(api_key="test", http_client=client))
        findings = await analyse(write, model)
    assert [use.cost_usd for use in findings.usage] == [pytest.approx(cost)] * 3
