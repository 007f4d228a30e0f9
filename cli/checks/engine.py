"""Can the models of the settings answer: is their server there, does it have them, is there a key."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Mapping
from pkgutil import resolve_name
from typing import cast

import httpx2
from pydantic import BaseModel, ValidationError

from agents.catalogue import PROVIDER_KEYS
from agents.choice import ModelChoice, choose_model
from cli.checks.findings import Finding, State, fail, ok, warn
from config.settings import Settings
from domain.models import Trial

DEFAULT_OLLAMA_URL = "http://127.0.0.1:11434"
PROBE_TIMEOUT_S = 2.0

_SEVERITY = {State.OK: 0, State.WARN: 1, State.FAIL: 2}

_CHOICES = "Set MANTA_MODEL to auto, embedded, ollama:NAME or PROVIDER:NAME, for example openai:gpt-5."


class _Model(BaseModel):
    name: str


class _Tags(BaseModel):
    """The answer of Ollama's GET /api/tags."""

    models: list[_Model]


class NoServerError(Exception):
    """Nothing answers where Ollama should be."""


def list_installed(root: str, transport: httpx2.BaseTransport | None = None) -> list[str] | None:
    """Return the models of the Ollama at `root`, None when what answers there has no such list.

    Raises:
        NoServerError: Nothing answers.
    """
    try:
        with httpx2.Client(transport=transport, timeout=PROBE_TIMEOUT_S, trust_env=False) as client:
            response = client.get(f"{root}/api/tags")
    except (httpx2.RequestError, httpx2.InvalidURL) as error:
        raise NoServerError(type(error).__name__) from error
    try:
        return [model.name for model in _Tags.model_validate_json(response.content).models]
    except ValidationError:
        return None


def check_engine(
    settings: Settings,
    transport: httpx2.BaseTransport | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Finding:
    """Look at the models that the settings name, and return the worst that is found."""
    names = dict.fromkeys(
        name or settings.manta_model
        for name in (
            settings.manta_model_classification,
            settings.manta_model_extraction,
            settings.manta_model_analysis,
        )
    )
    found = [_check_model(name, settings, transport, environment) for name in names]
    worst = max(found, key=lambda each: _SEVERITY[each.state])
    if worst.state is not State.OK:
        return worst
    return ok("engine", "; ".join(each.detail for each in found))


def _check_model(
    name: str, settings: Settings, transport: httpx2.BaseTransport | None, environment: Mapping[str, str]
) -> Finding:
    kind, _, rest = name.partition(":")
    if name == "embedded":
        return ok("engine", "the embedded one")
    if name == "auto":
        return _check_auto(settings, transport)
    if kind == "ollama":
        return _check_ollama(rest, _root(settings), transport)
    if kind in PROVIDER_KEYS and rest:
        return _check_key(name, PROVIDER_KEYS[kind], environment)
    if not rest:
        return fail("engine", f"There is no model {json.dumps(name)}.", _CHOICES)
    return warn(
        "engine", f"{name} is not looked at before it is used.", "`manta up` refuses what it can't use."
    )


def _root(settings: Settings) -> str:
    return (settings.ollama_base_url or DEFAULT_OLLAMA_URL).rstrip("/").removesuffix("/v1")


def _check_auto(settings: Settings, transport: httpx2.BaseTransport | None) -> Finding:
    root = _root(settings)
    try:
        installed = list_installed(root, transport)
    except NoServerError:
        if settings.ollama_base_url is None:
            return ok("engine", f"auto: the embedded one (no Ollama at {root})")
        remedy = "Start Ollama, or correct or remove OLLAMA_BASE_URL."
        return warn("engine", f"auto: the embedded one, because nothing answers at {root}.", remedy)
    if not installed:
        return ok("engine", f"auto: the embedded one (Ollama at {root} has no models)")
    return ok(
        "engine", f"auto: the first of these that can chat, else the embedded one: {', '.join(installed)}"
    )


def _check_ollama(model: str, root: str, transport: httpx2.BaseTransport | None) -> Finding:
    try:
        installed = list_installed(root, transport)
    except NoServerError as error:
        remedy = "Start it with `ollama serve`, correct OLLAMA_BASE_URL, or set MANTA_MODEL=embedded."
        return fail("engine", f"Nothing answers at {root}, where Ollama should be ({error}).", remedy)
    if installed is None:
        return warn("engine", f"{root} does not tell its models.", "If it is no Ollama, the name is trusted.")
    if {model, f"{model}:latest"} & set(installed):
        return ok("engine", f"ollama:{model} at {root}")
    there = ", ".join(installed) or "none"
    return fail(
        "engine",
        f"Ollama at {root} has no model {json.dumps(model)}; it has: {there}.",
        f"`manta models pull {model}`, or choose one that is there.",
    )


def _check_key(name: str, variable: str, environment: Mapping[str, str]) -> Finding:
    if environment.get(variable):
        return ok("engine", f"{name}, with {variable}")
    remedy = f"Set {variable} in the environment; .env is read for Manta's own settings only."
    return fail("engine", f"{name} needs a key.", remedy)


TryModels = Callable[[ModelChoice, int], Awaitable[list[Trial]]]
"""Asks the models about sample messages, as `agents.trial.try_models` does."""


def check_answers(settings: Settings, try_models: TryModels | None = None) -> Finding:
    """Let the agents read one message: a model may be there and still not answer, or not in form.

    Raises:
        ConfigurationError: A model can't be used.
    """
    run = try_models or cast("TryModels", resolve_name("agents.trial:try_models"))
    [trial] = asyncio.run(_try(run, choose_model(settings)))
    if trial.findings is not None:
        return ok("answers", f"{trial.findings.model} answers in form, in {trial.latency_ms / 1_000:.1f} s")
    remedy = "`manta models test` shows more; `manta models list` those to choose from."
    return fail("answers", trial.error, remedy)


async def _try(run: TryModels, choice: ModelChoice) -> list[Trial]:
    return await run(choice, 1)
