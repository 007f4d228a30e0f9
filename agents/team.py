"""The three agents, built the same way for every model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import httpx2
from pydantic_ai import Agent, NativeOutput, PromptedOutput
from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.messages import TextContent
from pydantic_ai.models import Model
from pydantic_ai.output import OutputSpec
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import RunUsage, UsageLimits

from agents.prompts import load_instructions
from agents.turns import Turns
from domain.analysis import Classification, Extraction, Summary

Output = TypeVar("Output", Classification, Extraction, Summary)

OUTPUT_RETRIES = 2
"""How often a model may try again after an answer that does not fit its schema."""

MAX_OUTPUT_TOKENS = 2_000
"""Longest answer of one request; the longest honest one has some 1,000."""

USAGE_LIMITS = UsageLimits(request_limit=OUTPUT_RETRIES + 1, tool_calls_limit=0)
"""What one run of one agent may use; agents have no tools but their output. Tokens are bounded for each
request by `MAX_OUTPUT_TOKENS` instead, because servers may leave the counts out of their answers."""

_SETTINGS = ModelSettings(temperature=0.0, max_tokens=MAX_OUTPUT_TOKENS)

_REFUSALS = frozenset({400, 422, 501})
_STRUCTURE = ("response_format", "json_schema", "structured output", "tools", "tool_choice", "function call")


@dataclass(frozen=True)
class Brain:
    """A model as agents use it.

    Args:
        name: As the settings call it, for example `ollama:qwen3:4b`.
        model: What answers.
        is_free: It runs on machines of one's own, so no request costs anything.
        turns: The line before its provider; None where none is needed.
        client: The connections that are its own, to be closed with it.
    """

    name: str
    model: Model
    is_free: bool = False
    turns: Turns | None = None
    client: httpx2.AsyncClient | None = None


class Seat(Generic[Output]):
    """One of the three agents on a model.

    Where the model can hold its answer to a JSON schema (Ollama's grammar, the embedded engine, most hosted
    models) that is used, because small models fail at calling an output tool. Elsewhere it is an output tool,
    and where there are no tools either, or the server refuses both, the schema stands in the prompt. The
    answer is validated in every case.
    """

    def __init__(self, name: str, brain: Brain, output: type[Output]) -> None:
        self.name = name
        self.brain = brain
        self._output = output
        self.agent = self._build(_specify(brain.model, output))

    async def run(self, prompt: TextContent, usage: RunUsage, timeout_s: float) -> Output:
        """Return the agent's answer; `usage` is counted up, also by a run that fails.

        Raises:
            AgentRunError: The model did not answer in time, refused, or answered outside its schema.
            UserError: The model can't be asked like this.
        """
        try:
            return await self._run(prompt, usage, timeout_s)
        except ModelHTTPError as error:
            if not _refuses_structure(error):
                raise
            self.agent = self._build(PromptedOutput(self._output, name=self._output.__name__))
            return await self._run(prompt, usage, timeout_s)

    async def _run(self, prompt: TextContent, usage: RunUsage, timeout_s: float) -> Output:
        result = await self.agent.run([prompt], usage=usage, usage_limits=USAGE_LIMITS, timeout=timeout_s)
        return result.output

    def _build(self, output: OutputSpec[Output]) -> Agent[object, Output]:
        return Agent(
            self.brain.model,
            name=self.name,
            output_type=output,
            instructions=load_instructions(self.name),
            model_settings=_SETTINGS,
            retries={"tools": 0, "output": OUTPUT_RETRIES},
        )


@dataclass(frozen=True)
class Team:
    """The classification, the extraction and the analysis agent; each may have a model of its own."""

    classification: Seat[Classification]
    extraction: Seat[Extraction]
    analysis: Seat[Summary]

    @property
    def brains(self) -> Sequence[Brain]:
        """Return the models of the team, each once."""
        seats = (self.classification, self.extraction, self.analysis)
        return list({id(seat.brain): seat.brain for seat in seats}.values())


def build_team(classification: Brain, extraction: Brain | None = None, analysis: Brain | None = None) -> Team:
    """Return the agents, each on its model; None is the classification's."""
    return Team(
        classification=Seat("classification", classification, Classification),
        extraction=Seat("extraction", extraction or classification, Extraction),
        analysis=Seat("analysis", analysis or classification, Summary),
    )


def _specify(model: Model, output: type[Output]) -> OutputSpec[Output]:
    if model.profile.get("supports_json_schema_output", False):
        return NativeOutput(output, name=output.__name__)
    if model.profile.get("supports_tools", True):
        return output
    return PromptedOutput(output, name=output.__name__)


def _refuses_structure(error: ModelHTTPError) -> bool:
    """Whether a server says that it knows no schemas or tools, whatever the model's profile holds."""
    told = f"{error.body}".casefold()
    return error.status_code in _REFUSALS and any(word in told for word in _STRUCTURE)
