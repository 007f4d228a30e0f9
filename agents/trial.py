"""Tries models on a few messages whose answers a person can judge at a glance."""

from datetime import UTC, datetime
from time import perf_counter
from typing import Final

from agents.choice import ModelChoice
from agents.providers import build_analyst
from domain.analysis import MessageContext
from domain.errors import AnalysisError
from domain.models import Trial
from domain.ports import Analyst

SAMPLES: Final = (
    "The login page crashes on Safari since 2.4.1, customers can't get in. @anna please fix it by Friday.",
    "Hola, ¿podríamos añadir la exportación del informe a CSV? No es urgente.",
    "Thanks everybody, the release went well. See you on Monday!",
)
"""A fault, a wish in another language, and nothing to do."""

_AUTHOR: Final = "Bob"


async def try_models(choice: ModelChoice, count: int = len(SAMPLES)) -> list[Trial]:
    """Return what the agents make of the first `count` samples, one after the other; nobody stands in.

    Raises:
        ConfigurationError: A model can't be used.
    """
    analyst = await build_analyst(choice.model_copy(update={"fallback": False}))
    try:
        return [await _try(analyst, text) for text in SAMPLES[:count]]
    finally:
        await analyst.close()


async def _try(analyst: Analyst, text: str) -> Trial:
    message = MessageContext(text=text, author=_AUTHOR, sent_at=datetime.now(UTC))
    began = perf_counter()
    try:
        findings, error = await analyst.analyse(message), ""
    except AnalysisError as trouble:
        findings, error = None, f"{trouble.detail} {trouble.remedy}"
    return Trial(text=text, findings=findings, error=error, latency_ms=(perf_counter() - began) * 1_000)
