"""Texts as they arrive in a message: trimmed, with the entities that Telegram finds by itself."""

import html
import re
from dataclasses import dataclass, field
from typing import Final

from tests.fakes.telegram.html import parse_html, utf16_length
from tests.fakes.telegram.jsons import Json, as_int, find_object, find_text
from tests.fakes.telegram.refusals import bad_request

MAX_TEXT: Final = 4096
MAX_CAPTION: Final = 1024

_FOUND: Final = {
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])"),
    "url": re.compile(r"(?<![\w@])(?:https?://[^\s<>\"]+[^\s<>\".,;:!?)])"),
    "email": re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "mention": re.compile(r"(?<![\w@/.])@[A-Za-z]\w{3,31}\b"),
    "hashtag": re.compile(r"(?<![\w#/])#\w*[^\W\d]\w*"),
}
_CLOSED_TO_OTHERS: Final = frozenset({"code", "pre", "text_link", "text_mention", "url"})
_TAGS: Final = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "blockquote": "blockquote",
}


@dataclass(frozen=True)
class Text:
    """A text and its entities."""

    words: str
    entities: list[Json] = field(default_factory=list[Json])

    def to_json(self, name: str) -> Json:
        """Return the fields of a message: `text` with `entities`, or `caption` with `caption_entities`."""
        if not self.words:
            return {}
        fields: Json = {name: self.words}
        entities = "entities" if name == "text" else f"{name}_entities"
        return fields | ({entities: self.entities} if self.entities else {})


def read_text(words: str, parse_mode: str | None, entities: list[Json]) -> Text:
    """Return what becomes of a text that the bot sends.

    Raises:
        Refusal: 400, when its markup can't be read.
    """
    if parse_mode:
        words, entities = _parse(words, parse_mode)
    for entity in entities:
        _check_bounds(entity, utf16_length(words))
    text = _trim(words, entities)
    return find_entities(text.words, text.entities)


def check_length(text: Text, limit: int) -> Text:
    """Return the text if it is one and not longer than `limit` UTF-16 code units.

    Raises:
        Refusal: 400.
    """
    if utf16_length(text.words) > limit:
        raise bad_request("message is too long" if limit == MAX_TEXT else "message caption is too long")
    return text


def find_entities(words: str, given: list[Json]) -> Text:
    """Return the text with the commands, mentions, hashtags and addresses that Telegram finds."""
    entities = list(given)
    for kind, pattern in _FOUND.items():
        for found in pattern.finditer(words):
            entity = make_entity(words, found.start(), found.end(), type=kind)
            if not any(_clashes(other, entity) for other in entities):
                entities.append(entity)
    return Text(words, sorted(entities, key=lambda one: (as_int(one["offset"]), -as_int(one["length"]))))


def make_entity(words: str, start: int, end: int, **fields: object) -> Json:
    """Return an entity over the characters from `start` to `end`, counted in UTF-16 code units."""
    return {
        **fields,
        "offset": utf16_length(words[:start]),
        "length": utf16_length(words[start:end]),
    }


def cut(words: str, entity: Json) -> str:
    """Return the words that an entity covers."""
    start, length = as_int(entity["offset"]), as_int(entity["length"])
    raw = words.encode("utf-16-le", "surrogatepass")[start * 2 : (start + length) * 2]
    return raw.decode("utf-16-le", "surrogatepass")


def to_html(text: Text) -> str:
    """Return a text as HTML that a browser shows as Telegram would."""
    edges: list[tuple[int, int, int, str]] = []
    for number, entity in enumerate(text.entities):
        opening, closing = _tags(entity)
        start = as_int(entity["offset"])
        end = start + as_int(entity["length"])
        edges += [(start, -end, number, opening), (end, -start, -number, closing)] if opening else []
    raw, done, parts = text.words.encode("utf-16-le", "surrogatepass"), 0, list[str]()
    for position, _, _, tag in sorted(edges, key=_edge_order):
        parts += [html.escape(_decode(raw[done * 2 : position * 2]), quote=False), tag]
        done = position
    return "".join([*parts, html.escape(_decode(raw[done * 2 :]), quote=False)])


def _edge_order(edge: tuple[int, int, int, str]) -> tuple[int, bool, int, int]:
    """Order what closes before what opens, the inner before the outer, and the other way when opening."""
    position, other, number, tag = edge
    return position, not tag.startswith("</"), other, number


def _decode(raw: bytes) -> str:
    return raw.decode("utf-16-le", "surrogatepass")


def _tags(entity: Json) -> tuple[str, str]:
    match entity["type"]:
        case "text_link":
            return f'<a href="{html.escape(find_text(entity, "url") or "")}">', "</a>"
        case "text_mention":
            user = find_object(entity, "user") or {}
            return f'<a href="tg://user?id={user.get("id")}">', "</a>"
        case "pre":
            language = find_text(entity, "language")
            return (
                (f'<pre><code class="language-{language}">', "</code></pre>")
                if language
                else (
                    "<pre>",
                    "</pre>",
                )
            )
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case kind:
            tag = _TAGS.get(str(kind))
            return (f"<{tag}>", f"</{tag}>") if tag else ("", "")


def _parse(words: str, parse_mode: str) -> tuple[str, list[Json]]:
    match parse_mode.lower():
        case "html":
            return parse_html(words)
        case "markdown" | "markdownv2":
            raise bad_request(f"can't parse entities: the emulator reads no {parse_mode}, only HTML")
        case _:
            raise bad_request("unsupported parse_mode")


def _check_bounds(entity: Json, length: int) -> None:
    start, size = as_int(entity["offset"]), as_int(entity["length"])
    if start < 0 or size <= 0 or start + size > length:
        raise bad_request("can't parse entities: entity is outside of the text")


def _trim(words: str, entities: list[Json]) -> Text:
    """Cut white space at both ends, as Telegram does, and move the entities."""
    kept = words.strip()
    shift = utf16_length(words[: len(words) - len(words.lstrip())])
    length = utf16_length(kept)
    moved: list[Json] = []
    for entity in entities:
        start = max(as_int(entity["offset"]) - shift, 0)
        end = min(as_int(entity["offset"]) + as_int(entity["length"]) - shift, length)
        if end > start:
            moved.append(entity | {"offset": start, "length": end - start})
    return Text(kept, moved)


def _clashes(other: Json, entity: Json) -> bool:
    """Whether an entity that was found lies where another stands in its way."""
    start, end = as_int(entity["offset"]), as_int(entity["offset"]) + as_int(entity["length"])
    other_start = as_int(other["offset"])
    other_end = other_start + as_int(other["length"])
    if end <= other_start or start >= other_end:
        return False
    is_inside = other_start <= start and end <= other_end
    return not is_inside or other["type"] in _CLOSED_TO_OTHERS | _FOUND.keys()
