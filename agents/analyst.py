"""The analyst: three agents behind one call, whatever model they run on."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager
from time import perf_counter
from typing import TypeVar

from pydantic_ai.exceptions import (
    AgentRunError,
    ConcurrencyLimitExceeded,
    ModelAuthenticationError,
    ModelHTTPError,
    ModelNotFoundError,
    RunTimedOut,
    UnexpectedModelBehavior,
    UsageLimitExceeded,
    UserError,
)
from pydantic_ai.messages import TextContent
from pydantic_ai.usage import RunUsage

from agents.circuits import Circuits
from agents.embedded.reader import read_extraction, read_summary
from agents.prompts import render_message
from agents.settling import settle_classification, settle_extraction
from agents.settling_summary import settle_summary
from agents.team import Output, Seat, Team
from domain.analysis import AgentUse, Findings, MessageContext
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
        "Check the model's name; for Ollama, `manta models pull` it.",
    ),
    (
        ConcurrencyLimitExceeded,
        "too many messages wait for it.",
        "Use a faster model, or let more run at once.",
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
        team: The agents.
        timeout_s: Longest run of one agent, its retries included and its waiting for a turn not.
        circuits: Leaves models alone that fail again and again; None lets every message ask.
    """

    def __init__(self, team: Team, timeout_s: float, circuits: Circuits | None = None) -> None:
        self._team = team
        self._timeout_s = timeout_s
        self._circuits = circuits

    @property
    def model(self) -> str:
        """Return the name of the model that classifies."""
        return self._team.classification.brain.name

    async def analyse(self, message: MessageContext) -> Findings:
        """Return what the agents found and took.

        Raises:
            AnalysisError: The model did not answer in time, refused, or answered outside its schema.
        """
        prompt = render_message(message)
        found, use = await self._run(self._team.classification, prompt)
        verdict = settle_classification(found)
        if not verdict.is_actionable:
            return Findings(
                classification=verdict,
                extraction=settle_extraction(read_extraction(message, is_actionable=False), message),
                summary=read_summary(message),
                model=self.model,
                usage=[use],
            )
        (extraction, extracting), (summary, analysing) = await _run_both(
            self._run(self._team.extraction, prompt), self._run(self._team.analysis, prompt)
        )
        return Findings(
            classification=verdict,
            extraction=settle_extraction(extraction, message),
            summary=settle_summary(summary, read_summary(message), message, verdict),
            model=self.model,
            usage=[use, extracting, analysing],
        )

    async def close(self) -> None:
        """Close the connections of the models."""
        for brain in self._team.brains:
            if brain.client is not None:
                await brain.client.aclose()

    async def _run(self, seat: Seat[Output], prompt: TextContent) -> tuple[Output, AgentUse]:
        usage = RunUsage()
        try:
            async with self._take_turn(seat, usage):
                began = perf_counter()
                output = await seat.run(prompt, usage, self._timeout_s)
                return output, _measure(seat, usage, (perf_counter() - began) * 1_000)
        except (AgentRunError, UserError) as error:
            raise _to_analysis_error(seat.brain.name, seat.name, error) from error

    @asynccontextmanager
    async def _take_turn(self, seat: Seat[Output], usage: RunUsage) -> AsyncGenerator[None]:
        """Wait for a turn; only then look whether the model is left alone, as much may happen meanwhile."""
        async with AsyncExitStack() as stack:
            if seat.brain.turns is not None:
                await stack.enter_async_context(seat.brain.turns.take(usage))
            if self._circuits is not None:
                await stack.enter_async_context(self._circuits.watch(seat.brain.name, seat.name))
            yield


def _measure(seat: Seat[Output], usage: RunUsage, latency_ms: float) -> AgentUse:
    known = None if usage.cost is None or usage.unmeasured_requests else float(usage.cost)
    return AgentUse(
        agent=seat.name,
        model=seat.brain.name,
        latency_ms=latency_ms,
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cost_usd=0.0 if seat.brain.is_free else known,
    )


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
