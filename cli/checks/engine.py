"""Can the model of MANTA_MODEL answer: is its server there, does it have the model, is there a key."""

import json
import os
from collections.abc import Mapping

import httpx2
from pydantic import BaseModel, ValidationError

from cli.checks.findings import Finding, fail, ok, warn
from config.settings import Settings

DEFAULT_OLLAMA_URL = "http://127.0.0.1:11434"
PROBE_TIMEOUT_S = 2.0

_KEYS = {
    "openai": "OPENAI_API_KEY",
    "openai-chat": "OPENAI_API_KEY",
    "openai-responses": "OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
}
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
    """Look at the model that the settings name."""
    name = settings.manta_model
    kind, _, rest = name.partition(":")
    if name == "embedded":
        return ok("engine", "the embedded one")
    if name == "auto":
        return _check_auto(settings, transport)
    if kind == "ollama":
        return _check_ollama(rest, _root(settings), transport)
    if kind in _KEYS and rest:
        return _check_key(name, _KEYS[kind], environment)
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
        f"ollama pull {model}",
    )


def _check_key(name: str, variable: str, environment: Mapping[str, str]) -> Finding:
    if environment.get(variable):
        return ok("engine", f"{name}, with {variable}")
    remedy = f"Set {variable} in the environment; .env is read for Manta's own settings only."
    return fail("engine", f"{name} needs a key.", remedy)
