"""The pieces of a message that may be tasks of their own, and the steps of one task."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.embedded.lexicon import load_phrases, load_pieces
from agents.embedded.rules.asking import asks
from agents.embedded.rules.markers import IMPERATIVE
from agents.text import mask

MAX_PIECES = 20
"""Most pieces of a message that are told apart."""

_WORDS = load_pieces()
_PHRASES = load_phrases()

_BULLET = r"(?:[-*+•–—▪◦]|\d{1,2}[.)]|\[[ ]?\]|[☐□➡→])(?:\s*\[[ ]?\])?"
_DONE = r"(?:[-*+•]\s*)?(?:\[[xXхХ✓✔]\]|[☑✅✔✓])"
_LINE = re.compile(
    rf"^(?P<indent>[^\S\n]*)(?:(?P<done>{_DONE})|{_BULLET})[^\S\n]+(?P<item>\S[^\n]*)$", re.MULTILINE
)
_INLINE = re.compile(r"(?:^|(?<=[\s,:;(]))(?:\(?(?P<number>\d{1,2})[.)]|\(?(?P<letter>[a-zа-е])\))\s+(?=\S)")
_BLOCK = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_QUOTED_LINE = re.compile(r"^[^\S\n]*>.*$", re.MULTILINE)
_SIGNATURE = re.compile(
    rf"(?:^|\n)[^\S\n]*(?:--[^\S\n]*(?:\n|$)|{_WORDS['closing']}[\s,.!]*(?:\n|$)).*",
    re.IGNORECASE | re.DOTALL,
)
_CAPITAL = "[A-ZА-ЯІЇЄҐÄÖÜÁÉÍÓÚÑ¿¡@]"
_SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<!\d\.)(?<!\b\w\.)(?<!\bFr\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bNr\.)(?<!bzw\.)"
    rf"[)\"'»”]*\s+|(?<=\d\d\.)\s+(?={_CAPITAL})|(?<=\S)[^\S\n]*\n\s*"
    rf"|(?<=[\u2600-\u27bf\U0001f300-\U0001faff])\s+(?={_CAPITAL})"
)
_JOINT = re.compile(
    rf"(?<=\S)\s*;\s+(?:{_WORDS['joining']}(?!\w)[,:]?\s*)?"
    rf"|(?:,\s*|(?<=\S)\s+[—–-]\s+|(?<=\S)\s+){_WORDS['joining']}(?!\w)[,:]?\s+"
    rf"|,\s*(?:and|und|і|й|та|и|y)\s+(?=(?:{IMPERATIVE})(?!\w)|\d+\s)",
    re.IGNORECASE,
)
_JOINED_AT_START = re.compile(
    rf"{_WORDS['joining']}(?!\w)[\s,:]*|(?:and|und|і|й|та|и|y)\s+(?=(?:{IMPERATIVE})(?!\w))", re.IGNORECASE
)
_JOINING = re.compile(
    rf"(?<=[.!?…,;)\n])\s{{0,3}}(?:[—–-]\s{{0,3}})?{_WORDS['joining']}(?!\w)", re.IGNORECASE
)
_EXPLAINS = re.compile(rf"[\W_]*{_WORDS['explaining']}(?!\w)", re.IGNORECASE)
_REFERS = re.compile(rf"(?<!\w){_WORDS['referring']}(?!\w)", re.IGNORECASE)
_LISTS = re.compile(rf"\W*{_WORDS['listing']}(?!\w)[^.!?\n]{{0,40}}[:.]\s", re.IGNORECASE)
_COUNTS = re.compile(
    rf"(?:[^\W\d_]+,\s*)?{_WORDS['counting']}[^.:,—\n]{{0,30}}(?:[.:,—!]\s*|$)", re.IGNORECASE
)
_COURTESY = re.compile(
    rf"[\W_]*(?:{_PHRASES['courtesy']}|(?:{_PHRASES['greeting']})(?:[\s,]+(?:{_PHRASES['crowd']}"
    rf"|[^\W\d_]{{2,20}}))?)[\W_]*",
    re.IGNORECASE,
)
_EDGES = " \t\r\n,;:–—-•·"
_MIN_WORDS = 2


@dataclass(frozen=True)
class Items:
    """The pieces of a message, each as written, and the words before a list that hold for all of them.

    `is_marked` when the writer set them apart: by a list, by numbers, by "also" or "two things", by calling
    people one after the other. Else they are no more than sentences that follow each other.
    """

    lead: str
    pieces: list[str]
    is_marked: bool = False


def split_items(text: str) -> Items:
    """Return the pieces of `text` that may be tasks of their own, at most twenty.

    A list gives one piece for each of its lines, with the lines indented under it; what has been ticked off
    is left out. Elsewhere clauses joined by "also" and the like are pieces, and sentences that ask for
    something each; one that explains the one before stays with it. Quotes, code, greetings, thanks and
    signatures are no pieces.
    """
    own = _SIGNATURE.sub("", mask(mask(text, _BLOCK), _QUOTED_LINE))
    listed = _split_list(own) or _split_inline(own)
    lead, pieces = _take_count(*(listed or ("", list(_split_prose(own)))))
    return Items(lead.strip(_EDGES), pieces[:MAX_PIECES], bool(listed) or _sets_apart(own, pieces))


def _sets_apart(text: str, pieces: Sequence[str]) -> bool:
    calls = sum(piece.startswith("@") for piece in pieces)
    return bool(_COUNTS.match(text) or _JOINING.search(text)) or calls > 1


def find_steps(text: str) -> list[str]:
    """Return the open items of a list in `text` without their bullets, or of "1) … 2) …"; else nothing."""
    lines = [found for found in _LINE.finditer(mask(text, _BLOCK)) if not found["done"]]
    if len(lines) > 1:
        return [found["item"].strip() for found in lines][:MAX_PIECES]
    inline = _split_inline(mask(text, _BLOCK))
    return inline[1][:MAX_PIECES] if inline else []


def _split_list(text: str) -> tuple[str, list[str]] | None:
    """Return the lead and the pieces of a text with a list of two lines or more."""
    lines = list(_LINE.finditer(text))
    if len(lines) < 2:  # noqa: PLR2004 - one line with a dash is no list
        return None
    depth = min(len(found["indent"]) for found in lines)
    heads = [found for found in lines if len(found["indent"]) == depth]
    before = list(_split_prose(text[: heads[0].start()], keeps_lead=True))
    lead = before.pop() if before else ""
    ends = [found.start() for found in heads[1:]] + [_end_of_list(text, lines[-1].end())]
    items = [
        text[found.start("item") : end].strip()
        for found, end in zip(heads, ends, strict=True)
        if not found["done"]
    ]
    after = list(_split_prose(text[ends[-1] :]))
    return lead, [*before, *items, *after]


def _end_of_list(text: str, end: int) -> int:
    """Return where the last item ends: lines indented under it belong to it."""
    below = re.compile(r"(?:\n[^\S\n]+\S[^\n]*)*").match(text, end)
    return below.end() if below else end


def _split_inline(text: str) -> tuple[str, list[str]] | None:
    """Return the lead and the pieces of "1) … 2) …" or "a) … b) …"."""
    marks = list(_INLINE.finditer(text))
    first = next(
        (at for at, mark in enumerate(marks) if mark["number"] == "1" or mark["letter"] in {"a", "а"}), None
    )
    if first is None or len(marks) - first < 2:  # noqa: PLR2004 - a single mark is no enumeration
        return None
    marks = marks[first:]
    before = list(_split_prose(text[: marks[0].start()], keeps_lead=True))
    lead = before.pop() if before else ""
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    inner = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    last = list(_split_prose(inner[-1]))
    bodies = [re.sub(r"\s+(?:and|und|і|та|и|y)\s*$", "", body.strip(_EDGES)) for body in inner[:-1]]
    return lead, [*before, *(body for body in bodies if body), *last]


def _split_prose(text: str, *, keeps_lead: bool = False) -> Iterator[str]:
    """Yield the pieces of `text`: joined clauses, and sentences that ask for something each."""
    is_listing = bool(_LISTS.match(text) or _COUNTS.search(text))
    piece = ""
    for start, end, is_joined in _iterate_parts(text):
        part = text[start:end].strip(_EDGES)
        if not part or _COURTESY.fullmatch(part):
            continue
        if piece and not is_joined and not _begins_piece(piece, part, is_listing=is_listing):
            piece = f"{piece} {part}"
            continue
        if piece:
            yield piece
        piece = part
    if piece and (keeps_lead or len(piece.split()) >= _MIN_WORDS):
        yield piece


def _begins_piece(piece: str, part: str, *, is_listing: bool) -> bool:
    """Tell whether the sentence `part` is work of its own rather than more about `piece`."""
    if _EXPLAINS.match(part) or piece.endswith(":"):
        return False
    if part.startswith("@") and "@" in piece:
        return True
    return is_listing or (asks(piece) and asks(part) and not _REFERS.search(part))


def _iterate_parts(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the bounds of each part of `text` and whether a joining word ("also") begins it."""
    start = 0
    is_joined = False
    for end in [*sorted(_list_ends(text)), (len(text), len(text), False)]:
        if end[0] < start:
            continue
        opening = _JOINED_AT_START.match(text, start, end[0])
        yield (opening.end() if opening else start), end[0], is_joined or bool(opening)
        start, is_joined = end[1], end[2]


def _list_ends(text: str) -> Iterator[tuple[int, int, bool]]:
    for found in _SENTENCE_END.finditer(text):
        yield found.start(), found.end(), False
    for found in _JOINT.finditer(text):
        yield found.start(), found.end(), True


def _take_count(lead: str, pieces: list[str]) -> tuple[str, list[str]]:
    """Move "two things:" and a short first line that ends with a colon from the pieces to the lead."""
    if not pieces:
        return lead, pieces
    counted = _COUNTS.match(pieces[0])
    if counted:
        rest = pieces[0][counted.end() :].strip(_EDGES)
        return f"{lead} {counted.group()}".strip(), [*([rest] if rest else []), *pieces[1:]]
    return lead, pieces
