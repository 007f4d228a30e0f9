"""Models of any provider that pydantic-ai knows.

`agents.providers` names this module instead of importing it: the providers' libraries take seconds to load.
"""

from dataclasses import dataclass
from typing import Any

import httpx2
from anthropic import AnthropicError
from openai import OpenAIError
from pydantic_ai.exceptions import UserError
from pydantic_ai.models import infer_model
from pydantic_ai.providers import Provider, infer_provider, infer_provider_class
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider

from agents.team import Brain
from agents.turns import Turns
from agents.wire import bounded_client
from domain.errors import ConfigurationError


def build_hosted_brain(name: str, retries: int, turns: Turns) -> Brain:
    """Return the model that pydantic-ai knows by this name, as in `openai:gpt-5`.

    Raises:
        ConfigurationError: The name is unknown, or its key is missing.
    """
    maker = _ProviderMaker(retries)
    try:
        model = infer_model(name, maker.make)
    except (UserError, ValueError, ImportError, OpenAIError, AnthropicError) as error:
        raise ConfigurationError(f"The model {name!r} can't be used: {error}") from error
    return Brain(name=name, model=model, turns=turns, client=maker.client)


@dataclass
class _ProviderMaker:
    """Makes a provider; those whose servers' answers we can bound and whose tries we can count get both.

    The libraries of OpenAI and Anthropic repeat what failed in passing by themselves: exponential with
    jitter, and not before the server's Retry-After.
    """

    retries: int
    client: httpx2.AsyncClient | None = None

    def make(self, name: str) -> Provider[Any]:
        kind = infer_provider_class(name)
        if issubclass(kind, OpenAIProvider | AnthropicProvider):
            self.client = bounded_client()
            provider = kind(http_client=self.client)
            provider.client.max_retries = self.retries
            return provider
        return infer_provider(name)
