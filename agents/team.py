"""The three agents, built the same way for every model."""

from dataclasses import dataclass
from typing import TypeVar

from pydantic_ai import Agent, NativeOutput
from pydantic_ai.models import Model
from pydantic_ai.settings import ModelSettings
from pydantic_ai.usage import UsageLimits

from agents.prompts import load_instructions
from domain.analysis import Classification, Extraction, Summary

Output = TypeVar("Output", Classification, Extraction, Summary)

OUTPUT_RETRIES = 2
"""How often a model may try again after an answer that does not fit its schema."""

MAX_OUTPUT_TOKENS = 2_000
"""Longest answer of one request; the longest honest one has some 500."""

USAGE_LIMITS = UsageLimits(request_limit=OUTPUT_RETRIES + 1, tool_calls_limit=0)
"""What one run of one agent may use; agents have no tools but their output. Tokens are bounded for each
request by `MAX_OUTPUT_TOKENS` instead, because servers may leave the counts out of their answers."""

_SETTINGS = ModelSettings(temperature=0.0, max_tokens=MAX_OUTPUT_TOKENS)


@dataclass(frozen=True)
class Team:
    """The classification, the extraction and the analysis agent on one model. They hold no state."""

    classification: Agent[object, Classification]
    extraction: Agent[object, Extraction]
    analysis: Agent[object, Summary]


def build_team(model: Model) -> Team:
    """Return the agents on `model`.

    Where the model can hold its answer to a JSON schema (Ollama's grammar, the embedded engine, most hosted
    models) that is used, because small models fail at calling an output tool; elsewhere it is an output tool.
    """
    return Team(
        classification=_build_agent("classification", model, Classification),
        extraction=_build_agent("extraction", model, Extraction),
        analysis=_build_agent("analysis", model, Summary),
    )


def _build_agent(name: str, model: Model, output: type[Output]) -> Agent[object, Output]:
    is_native = model.profile.get("supports_json_schema_output", False)
    return Agent(
        model,
        name=name,
        output_type=NativeOutput(output, name=output.__name__) if is_native else output,
        instructions=load_instructions(name),
        model_settings=_SETTINGS,
        retries={"tools": 0, "output": OUTPUT_RETRIES},
    )
