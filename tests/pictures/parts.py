"""The parts that a bubble is put together of, from top to bottom; each knows its size and draws itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from tests.pictures.measure import measure
from tests.pictures.words import Run, clean, cut

SIZE: Final = 16.0
SMALL: Final = 13.0
LINE: Final = 22.0

NAME_COLOURS: Final = ("#b0341f", "#8a4f00", "#6a3fb5", "#1d7534", "#0f6f83", "#1f5fa8", "#ad2b66")
_CLASSES: Final = {"bold": "b", "italic": "i", "code": "c", "link": "l", "quote": "q", "spoiler": "h"}


@dataclass(frozen=True)
class Part:
    """Something in a bubble: its size, and what draws it given the left, the top and the width it has."""

    width: float
    height: float
    draw: Callable[[float, float, float], str]


def number(value: float) -> str:
    """Return a coordinate as it is written, so that the same picture is the same file everywhere."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, style: str, *, fill: str = "", anchor: str = "") -> str:
    """Return words as an element, with nothing in them that is markup."""
    # A style, as an attribute yields to the style sheet.
    more = (f' style="fill: {fill}"' if fill else "") + (f' text-anchor="{anchor}"' if anchor else "")
    place = f'x="{number(x)}" y="{number(y)}"'
    return f'<text {place} class="{style}"{more}>{escape(clean(words))}</text>'


def box(x: float, y: float, width: float, height: float, style: str, radius: float = 0.0) -> str:
    """Return a rectangle."""
    size = f'width="{number(width)}" height="{number(height)}" rx="{number(radius)}"'
    return f'<rect x="{number(x)}" y="{number(y)}" {size} class="{style}"/>'


def name_part(name: str, most: float, kind: str = "name") -> Part:
    """Return the name over a bubble, in the colour that it always has."""
    shown = cut(name, most, SMALL + 1)
    colour = NAME_COLOURS[sum(name.encode(errors="replace")) % len(NAME_COLOURS)]
    width = measure(shown, SMALL + 1, is_bold=True)
    return Part(width, 20, lambda x, y, _width: text(x, y + 14, shown, kind, fill=colour))


def note_part(words: str, most: float) -> Part:
    """Return one small line, such as who it is forwarded from."""
    shown = cut(words, most, SMALL)
    return Part(measure(shown, SMALL), 19, lambda x, y, _width: text(x, y + 13, shown, "note"))


def reply_part(author: str, words: str, most: float) -> Part:
    """Return what is answered: a bar, a name and the beginning of its words."""
    name, begin = cut(author, most - 14, SMALL), cut(words, most - 14, SMALL)
    width = max(measure(name, SMALL, is_bold=True), measure(begin, SMALL)) + 14

    def draw(x: float, y: float, _width: float) -> str:
        bar = box(x, y, 3, 36, "bar", 1.5)
        return bar + text(x + 12, y + 14, name, "answered") + text(x + 12, y + 31, begin, "note")

    return Part(width, 42, draw)


def line_part(runs: Sequence[Run]) -> Part:
    """Return a line of a message."""
    width = sum(run.width(SIZE) for run in runs)

    def draw(x: float, y: float, _width: float) -> str:
        inner = "".join(map(_span, runs))
        return f'<text x="{number(x)}" y="{number(y + 16)}" class="t">{inner}</text>'

    return Part(width, LINE, draw)


def _span(run: Run) -> str:
    classes = " ".join(_CLASSES[style] for style in sorted(run.styles & _CLASSES.keys()))
    lines = [
        name
        for style, name in (("strike", "line-through"), ("underline", "underline"))
        if style in run.styles
    ]
    decoration = f' text-decoration="{" ".join(lines)}"' if lines else ""
    words = escape(run.text)
    style = f' class="{classes}"' if classes else ""
    return f"<tspan{style}{decoration}>{words}</tspan>" if style or decoration else words


def pill_parts(pills: Sequence[tuple[str, int]], most: float) -> Iterator[Part]:
    """Yield rows of reactions with how many chose each."""
    row: list[tuple[str, float]] = []
    for emoji, count in pills:
        label = emoji if count == 1 else f"{emoji} {count}"
        width = measure(label, SMALL + 1) + 16
        if row and sum(one + 6 for _, one in row) + width > most:
            yield _pill_row(row)
            row = []
        row.append((label, width))
    if row:
        yield _pill_row(row)


def _pill_row(row: Sequence[tuple[str, float]]) -> Part:
    def draw(x: float, y: float, _width: float) -> str:
        drawn: list[str] = []
        for label, width in row:
            drawn.append(box(x, y + 3, width, 24, "pill", 12))
            drawn.append(text(x + width / 2, y + 20, label, "reaction", anchor="middle"))
            x += width + 6
        return "".join(drawn)

    return Part(sum(width for _, width in row) + 6 * (len(row) - 1), 30, draw)


def meta_part(words: str) -> Part:
    """Return the time at the bottom right."""
    width = measure(words, SMALL - 1)
    return Part(width, 16, lambda x, y, room: text(x + room, y + 12, words, "meta", anchor="end"))


def buttons_part(row: Sequence[str]) -> Part:
    """Return a row of buttons that share the width."""
    widest = max(measure(label, SMALL + 1, is_bold=True) for label in row) + 20

    def draw(x: float, y: float, width: float) -> str:
        each = (width - 4 * (len(row) - 1)) / len(row)
        drawn: list[str] = []
        for index, label in enumerate(row):
            left = x + index * (each + 4)
            shown = cut(label, each - 12, SMALL + 1)
            drawn.append(box(left, y + 4, each, 32, "button", 8))
            drawn.append(text(left + each / 2, y + 25, shown, "label", anchor="middle"))
        return "".join(drawn)

    return Part(widest * len(row) + 4 * (len(row) - 1), 36, draw)
