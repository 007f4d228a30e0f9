"""Prompts: instructions live in the .md files beside this module, the message is added as data."""

import json
from functools import cache
from importlib import resources
from string import Template

from pydantic_ai.messages import TextContent

from agents.embedded.rules.due import get_local_time
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

    The message, its author and the chat's title are hostile: they stand in one JSON object between markers.
    Angle brackets are escaped in it, so that nothing in a message can close the markers. The text is cut to
    `agents.text.MODEL_CHARS`.
    """
    local = get_local_time(message)
    data = {
        "text": cut(message.text, MODEL_CHARS),
        "author": message.author,
        "chat": message.chat_title,
        "source": message.source,
        "sent_at": local.isoformat(timespec="seconds"),
        "weekday": local.strftime("%A"),
        "timezone": message.timezone,
    }
    encoded = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return TextContent(Template(load_prompt("message")).substitute(message=encoded), metadata=message)
