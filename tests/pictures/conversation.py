"""A conversation as an SVG that looks like a chat, for the documentation.

The same lines give the same bytes. Nothing in them is taken for markup.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Final

from tests.fakes.telegram import Line
from tests.pictures.parts import (
    SIZE,
    Part,
    box,
    buttons_part,
    line_part,
    meta_part,
    name_part,
    note_part,
    number,
    pill_parts,
    reply_part,
    text,
)
from tests.pictures.words import clean, read_html, wrap

WIDTH: Final = 600.0
"""As wide as a page of the documentation shows it without scaling."""

_MARGIN: Final = 16.0
_PADDING: Final = 12.0
_MOST: Final = 440.0
_LEAST: Final = 60.0
_TOP: Final = 44.0

_STYLE: Final = """
text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; fill: #17212b;
  white-space: pre; unicode-bidi: isolate; }
.t { font-size: 16px; } .b { font-weight: 600; } .i { font-style: italic; } .l { fill: #1561a8; }
.c { font-family: ui-monospace, Menlo, Consolas, monospace; fill: #7a2f6b; } .q { fill: #4a5a68; }
.h { fill: #6b7883; } .page { fill: #dfe7ec; } .left { fill: #ffffff; } .right { fill: #e3f7d4; }
.title { font-size: 15px; font-weight: 600; } .name { font-size: 14px; font-weight: 600; }
.note { font-size: 13px; fill: #4a5a68; } .answered { font-size: 13px; font-weight: 600; fill: #1561a8; }
.bar { fill: #1561a8; } .meta { font-size: 12px; fill: #55636f; } .pill { fill: #d3e6f7; }
.reaction { font-size: 14px; } .button { fill: #b9c9d4; } .label { font-size: 14px; font-weight: 600; }
"""
_ICONS: Final = {
    "photo": "🖼",
    "voice": "🎤",
    "audio": "🎵",
    "video": "🎬",
    "video_note": "🎬",
    "document": "📎",
}


@dataclass(frozen=True)
class _Bubble:
    inside: list[Part]
    below: list[Part]
    is_mine: bool

    @property
    def width(self) -> float:
        widest = max((part.width for part in [*self.inside, *self.below]), default=0.0)
        return min(max(widest, _LEAST), _MOST) + 2 * _PADDING

    @property
    def height(self) -> float:
        return sum(part.height for part in self.inside) + 16

    def draw(self, y: float) -> tuple[str, float]:
        """Return the drawing and where it ends."""
        x = WIDTH - _MARGIN - self.width if self.is_mine else _MARGIN
        drawn = [box(x, y, self.width, self.height, "right" if self.is_mine else "left", 12)]
        top = y + 8
        for part in self.inside:
            drawn.append(part.draw(x + _PADDING, top, self.width - 2 * _PADDING))
            top += part.height
        top = y + self.height
        for part in self.below:
            drawn.append(part.draw(x, top, self.width))
            top += part.height
        return "".join(drawn), top


def render(lines: Sequence[Line], title: str, *, me: str | None = None) -> str:
    """Return a conversation as an SVG, 600 units wide.

    Args:
        lines: The messages, as a transcript has them.
        title: What stands above them and is read out; it is not empty.
        me: Whose messages stand at the right: an author's name; by default the first person's.
    """
    looking = me if me is not None else next((one.author for one in lines if not one.is_bot), None)
    drawn, y = [text(WIDTH / 2, 28, title, "title", anchor="middle")], _TOP
    before: Line | None = None
    for line in lines:
        has_name = before is None or before.author_id != line.author_id or before.author != line.author
        bubble, bottom = _bubble(line, lines, is_mine=line.author == looking, has_name=has_name).draw(y)
        drawn.append(bubble)
        y, before = bottom + 10, line
    return _page(drawn, y + 6, title, "\n".join(f"{one.author}: {one.text}" for one in lines))


def _page(drawn: Sequence[str], height: float, title: str, words: str) -> str:
    size = f'viewBox="0 0 {number(WIDTH)} {number(height)}" width="{number(WIDTH)}" height="{number(height)}"'
    labels = 'xml:space="preserve" role="img" aria-labelledby="title words"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {labels}>',
            f'<title id="title">{escape(clean(title))}</title>',
            f'<desc id="words">{escape(clean(words))}</desc>',
            f"<style>{_STYLE}</style>",
            box(0, 0, WIDTH, height, "page", 14),
            *drawn,
            "</svg>",
            "",
        ]
    )


def _bubble(line: Line, lines: Sequence[Line], *, is_mine: bool, has_name: bool) -> _Bubble:
    inside = list(_inside(line, lines, has_name=has_name and not is_mine))
    return _Bubble(inside, [buttons_part(row) for row in line.buttons if row], is_mine)


def _inside(line: Line, lines: Sequence[Line], *, has_name: bool) -> Iterator[Part]:
    if has_name:
        yield name_part(line.author, _MOST)
    if line.forwarded_from is not None:
        yield note_part(f"Forwarded from {line.forwarded_from}", _MOST)
    yield from _answered(line, lines)
    for one in line.attachments:
        yield note_part(f"{_ICONS.get(one.kind, '📎')} {one.file_name or one.kind.replace('_', ' ')}", _MOST)
    if line.html:
        yield from map(line_part, wrap(read_html(line.html), _MOST, SIZE))
    for item in line.checklist:
        yield note_part(f"☐ {item}", _MOST)
    if line.reactions:
        counted = Counter(one.emoji for one in line.reactions)
        yield from pill_parts(list(counted.items()), _MOST)
    yield meta_part(_meta(line))


def _answered(line: Line, lines: Sequence[Line]) -> Iterator[Part]:
    if line.reply_to is None:
        return
    answered = next((one for one in lines if one.message_id == line.reply_to), None)
    words = line.quote or (answered.text if answered else "a message")
    yield reply_part(answered.author if answered else "", words, _MOST)


def _meta(line: Line) -> str:
    marks = [mark for mark, holds in (("pinned", line.is_pinned), ("deleted", line.is_deleted)) if holds]
    marks += ["edited"] if line.edits else []
    return " ".join([*marks, f"{datetime.fromtimestamp(line.date, UTC):%H:%M}"])
