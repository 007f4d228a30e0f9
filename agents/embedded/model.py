"""The embedded engine as a pydantic-ai model: the three agents run on it unchanged."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from weakref import WeakKeyDictionary

from pydantic_ai.exceptions import UserError
from pydantic_ai.messages import (
    ModelMessage,
    ModelRequest,
    ModelResponse,
    TextContent,
    TextPart,
    UserPromptPart,
)
from pydantic_ai.models import Model, ModelRequestParameters
from pydantic_ai.profiles import ModelProfile
from pydantic_ai.settings import ModelSettings

from agents.embedded.encoder import get_encoder
from agents.embedded.engine import Engine
from agents.embedded.head import load_head
from agents.embedded.judge import Judge
from domain.analysis import Classification, Extraction, MessageContext, Summary

NAME = "embedded"

_ENGINES = WeakKeyDictionary[asyncio.AbstractEventLoop, Engine]()

_Answer = Classification | Extraction | Summary


class EmbeddedModel(Model[None]):
    """Answers an agent by the type of output it asks for, without a network and without a prompt.

    The requested JSON schema's name says which agent asks; the message comes as the metadata of the prompt's
    `TextContent`, which no text of a message can imitate. The engine's thread lives as long as the process.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(profile=ModelProfile(supports_json_schema_output=True))
        self._skills: Mapping[str | None, Callable[[MessageContext], Awaitable[_Answer]]] = {
            Classification.__name__: engine.classify,
            Extraction.__name__: engine.extract,
            Summary.__name__: engine.summarise,
        }

    @property
    def model_name(self) -> str:
        """Return the name that findings carry."""
        return NAME

    @property
    def system(self) -> str:
        """Return the provider's name."""
        return NAME

    @property
    def provider(self) -> None:
        """Return None: there is no provider behind it."""
        return

    async def request(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,  # noqa: ARG002 - nothing of it applies
        model_request_parameters: ModelRequestParameters,
    ) -> ModelResponse:
        """Return the answer as JSON of the requested output type.

        Raises:
            UserError: Another agent than Manta's three asks, or without a message.
            AnalysisError: Too many messages wait.
        """
        output = model_request_parameters.output_object
        skill = self._skills.get(output.name if output else None)
        if skill is None:
            raise UserError(f"The embedded engine answers with {', '.join(map(str, self._skills))} only.")
        answer = await skill(get_message(messages))
        return ModelResponse(parts=[TextPart(answer.model_dump_json())], model_name=NAME)


def get_message(messages: list[ModelMessage]) -> MessageContext:
    """Return the message an agent was asked about.

    Raises:
        UserError: The prompt carries none; `agents.prompts.render_message` makes one that does.
    """
    requests = [message for message in messages if isinstance(message, ModelRequest)]
    prompts = [part for request in requests for part in request.parts if isinstance(part, UserPromptPart)]
    contents = [
        content for prompt in prompts if not isinstance(prompt.content, str) for content in prompt.content
    ]
    for content in contents:
        if isinstance(content, TextContent) and isinstance(content.metadata, MessageContext):
            return content.metadata
    raise UserError("The embedded engine needs the message as metadata of the prompt.")


def build_embedded_model() -> EmbeddedModel:
    """Return the model on this event loop's engine.

    Raises:
        ConfigurationError: The processor is not supported, or the weights can't be read.
    """
    return EmbeddedModel(get_engine())


def get_engine() -> Engine:
    """Return the engine of the running event loop, with the bundled encoder and weights.

    All who ask on one loop share its batches and its memory: what was embedded for search is classified
    without another run of the encoder.

    Raises:
        ConfigurationError: The processor is not supported, or the weights can't be read.
    """
    loop = asyncio.get_running_loop()
    if loop not in _ENGINES:
        _ENGINES[loop] = Engine(Judge(get_encoder(), load_head()))
    return _ENGINES[loop]
