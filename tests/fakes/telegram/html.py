"""Telegram's HTML, read and refused as https://core.telegram.org/bots/api#html-style describes.

The refusals have the words of Telegram's own parser (TDLib's `parse_html`), so that a message of a log can
be looked up.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from tests.fakes.telegram.jsons import Json, as_int
from tests.fakes.telegram.refusals import Refusal, bad_request

SIMPLE: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
_OTHERS: Final = frozenset({"a", "span", "blockquote", "tg-emoji", "tg-time"})
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(r"&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,7})|(lt|gt|amp|quot))(?:;|(?![\w;]))")
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_SPACE = re.compile(r"\s*")
_BARE_VALUE = re.compile(r"[\w.-]+")
_MAX_CODE_POINT: Final = 0x10FFFF
_SURROGATES: Final = range(0xD800, 0xE000)


def utf16_length(text: str) -> int:
    """Return a text's length as Telegram counts it, in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int
    number: int


@dataclass
class _Parser:
    raw: str
    position: int = 0
    text: list[str] = field(default_factory=list[str])
    length: int = 0
    stack: list[_Open] = field(default_factory=list[_Open])
    entities: list[tuple[int, Json]] = field(default_factory=list[tuple[int, Json]])
    opened: int = 0

    def run(self) -> tuple[str, list[Json]]:
        while self.position < len(self.raw):
            match self.raw[self.position]:
                case "<" if self.raw.startswith("</", self.position):
                    self._close()
                case "<":
                    self._open()
                case "&":
                    self._take_entity()
                case char:
                    self._take(char)
                    self.position += 1
        if self.stack:
            raise _refuse(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        self.entities.sort(key=_order)
        return "".join(self.text), [entity for _, entity in self.entities]

    def _take(self, words: str) -> None:
        self.text.append(words)
        self.length += utf16_length(words)

    def _take_entity(self) -> None:
        found = _ENTITY.match(self.raw, self.position)
        if found is None:
            self._take("&")
            self.position += 1
            return
        decimal, hexadecimal, named = found.groups()
        code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else 0
        is_character = 0 < code <= _MAX_CODE_POINT and code not in _SURROGATES
        self._take(_NAMED[named] if named else chr(code) if is_character else found[0])
        self.position = found.end()

    def _offset(self, position: int) -> int:
        return len(self.raw[:position].encode("utf-8", "surrogatepass"))

    def _read(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.raw, self.position)
        word = found[0] if found else ""
        self.position += len(word)
        return word

    def _open(self) -> None:
        begin = self.position
        self.position += 1
        tag = self._read(_NAME).lower()
        if self.position >= len(self.raw):
            raise _refuse(f"Unclosed start tag at byte offset {self._offset(begin)}")
        if tag not in SIMPLE and tag not in _OTHERS:
            raise _refuse(f'Unsupported start tag "{tag}" at byte offset {self._offset(begin)}')
        attributes = self._read_attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _refuse(f'Tag "span" must have class "tg-spoiler" at byte offset {self._offset(begin)}')
        self.opened += 1
        self.stack.append(_Open(tag, attributes, self.length, self.opened))

    def _read_attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._read(_SPACE)
            if self.position >= len(self.raw):
                raise _refuse(f'Unclosed start tag "{tag}" at byte offset {self._offset(begin)}')
            if self.raw[self.position] == ">":
                self.position += 1
                return found
            name, value = self._read_attribute(tag)
            found[name] = value

    def _read_attribute(self, tag: str) -> tuple[str, str]:
        begin = self.position
        name = self._read(_ATTRIBUTE_NAME).lower()
        if not name:
            raise _refuse(f'Empty attribute name in the tag "{tag}" at byte offset {self._offset(begin)}')
        self._read(_SPACE)
        if self.raw[self.position : self.position + 1] != "=":
            if tag == "blockquote" and name == "expandable":
                return name, ""
            raise _refuse(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" '
                f"at byte offset {self._offset(begin)}"
            )
        self.position += 1
        self._read(_SPACE)
        return name, self._read_value(tag, begin)

    def _read_value(self, tag: str, begin: int) -> str:
        quote = self.raw[self.position : self.position + 1]
        if quote not in {'"', "'"}:
            bare = self._read(_BARE_VALUE)
            if not bare:
                raise _refuse(f"Unexpected end of name token at byte offset {self._offset(begin)}")
            return bare.lower()
        end = self.raw.find(quote, self.position + 1)
        if end < 0:
            raise _refuse(f'Unclosed start tag "{tag}" at byte offset {self._offset(begin)}')
        value = self.raw[self.position + 1 : end]
        self.position = end + 1
        return _ENTITY.sub(lambda found: _NAMED.get(found[3] or "", found[0]), value)

    def _close(self) -> None:
        begin = self.position
        if not self.stack:
            raise _refuse(f"Unexpected end tag at byte offset {self._offset(begin)}")
        self.position += 2
        tag = self._read(_NAME).lower()
        self._read(_SPACE)
        if self.raw[self.position : self.position + 1] != ">":
            raise _refuse(f"Unclosed end tag at byte offset {self._offset(begin)}")
        self.position += 1
        opened = self.stack.pop()
        if tag not in {"", opened.tag}:
            raise _refuse(
                f"Unmatched end tag at byte offset {self._offset(begin)}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        self._add(opened)

    def _add(self, opened: _Open) -> None:
        length = self.length - opened.start
        if length == 0:
            return
        if self._is_language_of_pre(opened):
            self.stack[-1].attributes["class"] = opened.attributes.get("class", "")
            return
        words = "".join(self.text).encode("utf-16-le", "surrogatepass")[opened.start * 2 :]
        special = _special(opened, words.decode("utf-16-le", "surrogatepass"))
        if special is not None:
            entity: Json = {"offset": opened.start, "length": length, **special}
            self.entities.append((opened.number, entity))

    def _is_language_of_pre(self, opened: _Open) -> bool:
        if opened.tag != "code" or not self.stack:
            return False
        return self.stack[-1].tag == "pre" and self.stack[-1].start == opened.start


def _special(opened: _Open, words: str) -> Json | None:
    """Return what is particular to an entity, None when the tag makes none."""
    attributes = opened.attributes
    match opened.tag:
        case "a":
            return _link(attributes.get("href") or words)
        case "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
        case "tg-emoji":
            return _custom_emoji(attributes.get("emoji-id", ""))
        case "tg-time":
            return _moment(attributes)
        case tag:
            return _simple(tag, attributes.get("class", ""))


def _simple(tag: str, style: str) -> Json:
    if tag == "pre" and style.startswith("language-"):
        return {"type": "pre", "language": style.removeprefix("language-")}
    return {"type": "spoiler" if tag == "span" else SIMPLE[tag]}


def _link(url: str) -> Json | None:
    """Return a link; Telegram drops what is none without a word."""
    user = re.fullmatch(r"tg://user/?\?id=(\d+)", url)
    if user is not None:
        return {"type": "text_mention", "user": {"id": int(user[1]), "is_bot": False, "first_name": ""}}
    return {"type": "text_link", "url": url} if re.match(r"(\w+://|[\w-]+\.)\S", url) else None


def _custom_emoji(emoji_id: str) -> Json:
    if not emoji_id.isdecimal():
        raise _refuse("Invalid custom emoji identifier specified")
    return {"type": "custom_emoji", "custom_emoji_id": emoji_id}


def _moment(attributes: dict[str, str]) -> Json:
    unix = attributes.get("unix", "")
    if not unix.isdecimal():
        raise _refuse("Invalid date specified")
    fields: Json = {"type": "date_time", "unix_time": int(unix)}
    return fields | ({"date_time_format": attributes["format"]} if attributes.get("format") else {})


def parse_html(raw: str) -> tuple[str, list[Json]]:
    """Return the text and its entities, offsets and lengths in UTF-16 code units.

    Raises:
        Refusal: 400, when Telegram would not understand it.
    """
    return _Parser(raw).run()


def _order(numbered: tuple[int, Json]) -> tuple[int, int, int]:
    """Order by place, the outer before the inner."""
    number, entity = numbered
    return as_int(entity["offset"]), -as_int(entity["length"]), number


def _refuse(what: str) -> Refusal:
    return bad_request(f"can't parse entities: {what}")
