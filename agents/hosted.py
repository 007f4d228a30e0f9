"""Models of any provider that pydantic-ai knows.

`agents.providers` names this module instead of importing it: the providers' libraries take seconds to load.
"""

from functools import partial
from typing import Any

from anthropic import AnthropicError
from openai import OpenAIError
from pydantic_ai.exceptions import UserError
from pydantic_ai.models import Model, infer_model
from pydantic_ai.providers import Provider, infer_provider, infer_provider_class
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider

from agents.wire import bounded_client
from domain.errors import ConfigurationError


def build_hosted_model(name: str, retries: int) -> Model:
    """Return the model that pydantic-ai knows by this name, as in `openai:gpt-5`.

    Raises:
        ConfigurationError: The name is unknown, or its key is missing.
    """
    try:
        return infer_model(name, partial(_build_provider, retries))
    except (UserError, ValueError, ImportError, OpenAIError, AnthropicError) as error:
        raise ConfigurationError(f"The model {name!r} can't be used: {error}") from error


def _build_provider(retries: int, name: str) -> Provider[Any]:
    """Return a provider; those whose servers' answers we can bound and whose tries we can count get both.

    The libraries of OpenAI and Anthropic repeat what failed in passing by themselves: exponential with
    jitter, and not before the server's Retry-After.
    """
    kind = infer_provider_class(name)
    if issubclass(kind, OpenAIProvider | AnthropicProvider):
        provider = kind(http_client=bounded_client())
        provider.client.max_retries = retries
        return provider
    return infer_provider(name)
