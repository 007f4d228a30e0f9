"""Prompts: instructions live in the .md files beside this module, the message is added as data."""

import json
from functools import cache
from importlib import resources
from string import Template

from pydantic_ai.messages import TextContent

from agents.embedded.rules.due import get_local_time
from agents.prompts.context import NAME_CHARS, describe_conversation, describe_workspace
from agents.text import MODEL_CHARS, cut
from domain.analysis import MessageContext

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "\u2028": "\\u2028", "\u2029": "\\u2029"})


@cache
def load_prompt(name: str) -> str:
    """Return the text of `name`.md.

    Raises:
        FileNotFoundError: There is no such prompt.
    """
    return resources.files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8").strip()


def load_instructions(name: str) -> str:
    """Return an agent's instructions: its own followed by the rules all agents share."""
    return f"{load_prompt(name)}\n\n{load_prompt('shared')}"


def render_message(message: MessageContext) -> TextContent:
    """Return the prompt about `message`, with the message itself as metadata for models that read no prompt.

    The message, its author, the chat's title and the messages around it are hostile: they stand in one JSON
    object between markers. What the workspace knows stands in a second one, left out where it knows nothing;
    it is data too, as titles and corrected messages were written by people. Angle brackets are escaped in
    both, so that nothing can close the markers. The text is cut to `agents.text.MODEL_CHARS`, and all else
    is bounded by `agents.prompts.context`.
    """
    workspace = describe_workspace(message)
    told = Template(load_prompt("workspace")).substitute(workspace=_encode(workspace)) if workspace else ""
    asked = Template(load_prompt("message")).substitute(message=_encode(_describe_message(message)))
    return TextContent(f"{told}\n\n{asked}".strip(), metadata=message)


def _describe_message(message: MessageContext) -> dict[str, object]:
    local = get_local_time(message)
    return {
        "text": cut(message.text, MODEL_CHARS),
        "author": message.author,
        "chat": cut(message.chat_title, NAME_CHARS),
        "source": message.source,
        "sent_at": local.isoformat(timespec="seconds"),
        "weekday": local.strftime("%A"),
        "timezone": message.timezone,
        **describe_conversation(message),
    }


def _encode(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
