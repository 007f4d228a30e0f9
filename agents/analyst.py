"""The analyst: three agents behind one call, whatever model they run on."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

from pydantic_ai import Agent
from pydantic_ai.exceptions import (
    AgentRunError,
    ModelAuthenticationError,
    ModelHTTPError,
    ModelNotFoundError,
    RunTimedOut,
    UnexpectedModelBehavior,
    UsageLimitExceeded,
    UserError,
)
from pydantic_ai.messages import TextContent

from agents.embedded.reader import read_extraction, read_summary
from agents.prompts import render_message
from agents.settling import settle_classification, settle_extraction, settle_summary
from agents.team import USAGE_LIMITS, Output, Team
from domain.analysis import Classification, Extraction, Findings, LocatedExtraction, MessageContext, Summary
from domain.errors import AnalysisError

First = TypeVar("First")
Second = TypeVar("Second")

_MAX_DETAIL_CHARS = 300

_OUT_OF_FORM = "Use a model that keeps to a JSON schema."
_DESCRIPTIONS: tuple[tuple[type[Exception], str, str], ...] = (
    (RunTimedOut, "no answer in time.", "Use a smaller model, or allow more time."),
    (ModelAuthenticationError, "the provider refused the key.", "Check the provider's API key."),
    (
        ModelNotFoundError,
        "the provider does not have this model.",
        "Check the model's name; for Ollama, `ollama pull` it.",
    ),
    (UsageLimitExceeded, "it used more than one run may.", _OUT_OF_FORM),
    (UnexpectedModelBehavior, "its answer does not fit the schema.", _OUT_OF_FORM),
)
"""What an error means to a person, the first that fits; messages of the provider may quote the text, so they
are left to the log."""


class AgentAnalyst:
    """Implements `domain.ports.Analyst` with pydantic-ai agents; it has no state of its own.

    The classification comes first. Only for work the other two agents run, both at once; what needs no action
    gets its extraction and summary from the embedded rules, which cost nothing.

    Args:
        model: Name that the findings carry.
        team: The agents.
        timeout_s: Longest run of one agent, its retries included.
    """

    def __init__(self, model: str, team: Team, timeout_s: float) -> None:
        self._model = model
        self._team = team
        self._timeout_s = timeout_s

    @property
    def model(self) -> str:
        """Return the name of the model that answers."""
        return self._model

    async def analyse(self, message: MessageContext) -> Findings:
        """Return what the agents found.

        Raises:
            AnalysisError: The model did not answer in time, refused, or answered outside its schema.
        """
        prompt = render_message(message)
        classification = settle_classification(await self._run(self._team.classification, prompt))
        extraction, summary = await self._describe(message, prompt, classification)
        return Findings(
            classification=classification, extraction=extraction, summary=summary, model=self._model
        )

    async def _describe(
        self, message: MessageContext, prompt: TextContent, classification: Classification
    ) -> tuple[LocatedExtraction, Summary]:
        if not classification.is_actionable:
            found = read_extraction(message, is_actionable=False)
            return _locate(found), read_summary(message)
        extraction, summary = await _run_both(
            self._run(self._team.extraction, prompt), self._run(self._team.analysis, prompt)
        )
        return _locate(settle_extraction(extraction, message)), settle_summary(summary, read_summary(message))

    async def _run(self, agent: Agent[object, Output], prompt: TextContent) -> Output:
        try:
            result = await agent.run([prompt], usage_limits=USAGE_LIMITS, timeout=self._timeout_s)
        except (AgentRunError, UserError) as error:
            raise _to_analysis_error(self._model, agent.name or "agent", error) from error
        return result.output


def _locate(found: Extraction) -> LocatedExtraction:
    return LocatedExtraction(**dict(found))


async def _run_both(first: Awaitable[First], second: Awaitable[Second]) -> tuple[First, Second]:
    """Return both results; when one fails, the other is cancelled and awaited before its error goes on."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = group.create_task(_await(first)), group.create_task(_await(second))
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return tasks[0].result(), tasks[1].result()


async def _await(awaitable: Awaitable[First]) -> First:
    return await awaitable


def _to_analysis_error(model: str, agent: str, error: Exception) -> AnalysisError:
    detail, remedy = _describe_error(error)
    text = f"{model} failed at {agent}: {detail}"
    return AnalysisError(text[:_MAX_DETAIL_CHARS], remedy=remedy)


def _describe_error(error: Exception) -> tuple[str, str]:
    """Return what happened and what to do; an empty remedy stands for the error's own."""
    for kind, detail, remedy in _DESCRIPTIONS:
        if isinstance(error, kind):
            return detail, remedy
    if isinstance(error, ModelHTTPError):
        return f"the provider answered HTTP {error.status_code}.", ""
    return f"{error}", ""
