"""Commands to the software inside a message: they are left out before the message is judged."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import base64
import binascii
import re
import unicodedata

from agents.embedded.lexicon import load_commands

_WORDS = load_commands()

_STOP = r".!?\n\u2600-\u27bf\U0001f300-\U0001faff"
_REST = rf"[^;{_STOP}]*"
_SENTENCE = rf"[^{_STOP}]*[.!?]?"
_SOON = rf"[^{_STOP}]{{0,200}}?"
_FEW = r"(?:[^\s.!?\n]+\s){0,3}?"
_OPENING = r"(?:^|(?<=[.!?\n(\]]))[^\S\n]*"

_MACHINE = rf"(?<!\w){_WORDS['machine']}(?!\w)"
_LABELLED = rf"(?<!\w){_WORDS['labelled']}(?!\w)"
_PRIORITY = rf"(?<!\w){_WORDS['priority']}(?!\w)"

_IGNORE = (
    rf"(?<!\w){_WORDS['setting_aside']}\s+(?:[^\s.!?;:]+\s+){{0,5}}?{_WORDS['targets']}(?!\w)"
    r"[^.!?;:\n]*"
)
_ROLE = (
    rf"(?:^|(?<=\n))[^\S\n]{{0,8}}[\[(<#*\"'`> -]{{0,8}}{_WORDS['system']}(?: [^\W\d_]{{4,14}})?"
    r"[\])>*\"'` ]{0,8}:[^\n]*"
    r"|<(?P<tag>system|instructions?|prompt|admin)>.{0,2000}?(?:</(?P=tag)>|\Z)"
    r"|<\|?/?(?:system|assistant|user|im_start|im_end|inst)\|?>|\[/?INST\]"
    r"|-{3,}\s?(?:end|fin|ende|конец|кінець)(?!\w)[^\n]{0,60}-{3,}"
)
_BRACKETED = (
    r"<!--[^>]{0,600}(?:-->|\Z)"
    rf"|\[[^\[\]\n]{{0,80}}(?:{_MACHINE}|(?<!\w)(?:{_WORDS['steward']}|{_WORDS['note']})(?!\w))"
    r"[^\[\]\n]{0,400}\]"
    rf"|\([^()\n]{{0,80}}{_MACHINE}\s?[:,][^()\n]{{0,400}}\)"
)
_NOTE = (
    rf"(?<!\w){_WORDS['note']}\W{{1,3}}{_FEW}(?:(?:for|to|an|für|para|для|до)\s)?(?:(?:the|die|der|den|la|el)\s)?"
    rf"{_MACHINE}(?:\sreader)?\s?[:,]{_SENTENCE}"
    rf"|(?<!\w){_WORDS['note']}\s{_WORDS['steward']}\s?:{_SENTENCE}"
    rf"|(?<!\w){_WORDS['steward']}[\s-]{_WORDS['note']}\s?:{_SENTENCE}"
)
_ADDRESSED = (
    rf"{_OPENING}(?:(?:hey|dear|liebe|hallo|hola|эй|гей|увага,?|внимание,?)\s)?{_MACHINE}\s?[,:]{_SOON}"
    rf"(?<!\w)(?:{_WORDS['labelling']}|{_WORDS['setting_aside']})(?!\w){_SOON}{_LABELLED}{_SENTENCE}"
    rf"|(?<!\w)(?:as|als|como|як|как)\s(?:an? |the |der |die |eine? |el |la |un )?{_MACHINE}{_SOON}"
    rf"(?<!\w){_WORDS['obliged']}(?!\w){_SENTENCE}"
    rf"|{_MACHINE}\s{_WORDS['obliged']}(?!\w){_SOON}{_PRIORITY}{_SENTENCE}"
    rf"|(?<!\w)(?:i am|i['’]?m|ich bin|soy|я)\s{_FEW}{_WORDS['author']}\s{_FEW}{_MACHINE}{_SENTENCE}"
)
_PLAYED = (
    rf"(?<!\w){_WORDS['playing']}(?!\w){_SOON}"
    rf"(?:{_MACHINE}|{_PRIORITY}|(?<!\w){_WORDS['part']}(?!\w)){_SENTENCE}"
)
_DECIDED = (
    rf"(?<!\w){_WORDS['verdict']}(?!\w){_SENTENCE}(?:\s*(?:result|ergebnis|resultado|результат)\s?:{_SENTENCE})?"
    rf"|(?:^|(?<=\n))\W{{0,4}}{_WORDS['new_rules']}\s?:[^\n]*"
)
_JSON = (
    r"\{[^{}]{0,400}[\"'](?:category|priority|actionable|is_actionable|confidence|assignees?|due)[\"']\s?:"
    r"[^{}]{0,400}\}"
)
_QUERY = r"[?&][\w-]{1,20}=[\w-]{0,60}(?:assistant|system|ignore|priority|instruction)[\w-]{0,80}"

_ATTEMPT = re.compile(
    "|".join(
        f"(?:{part})"
        for part in (_IGNORE, _ROLE, _BRACKETED, _NOTE, _ADDRESSED, _PLAYED, _DECIDED, _JSON, _QUERY)
    ),
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(
    rf"(?<!\w){_WORDS['labelling']}(?!\w)[^.!?;\n]*?{_PRIORITY}{_REST}|(?<!\w){_WORDS['revealing']}{_REST}",
    re.IGNORECASE,
)
_ENCODED = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/]{24,2000}={0,2}(?![\w+/=])")


def strip_commands(text: str) -> tuple[str, bool]:
    """Return `text` without commands to whoever judges it, and whether there were any.

    "Mark this as critical" is honest work in most messages; it is dropped only beside an attempt to override
    instructions, to speak for the system or to address the machine.
    """
    kept: list[str] = []
    start = 0
    for begin, end in (spans := find_commands(text)):
        kept.append(text[start:begin])
        start = end
    return (" ".join([*kept, text[start:]]), True) if spans else (text, False)


def mask_commands(text: str) -> str:
    """Return `text` with such commands blanked out; all offsets stay as they were."""
    for start, end in find_commands(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def find_commands(text: str) -> list[tuple[int, int]]:
    """Return where commands to the software stand, in order and without overlaps.

    Invisible characters inside words do not hide them, nor does Base64.
    """
    places = [place for place, char in enumerate(text) if unicodedata.category(char) != "Cf"]
    visible = "".join(text[place] for place in places)
    attempts = [found.span() for found in _ATTEMPT.finditer(visible) if found.group().strip()]
    attempts += [found.span() for found in _ENCODED.finditer(visible) if _hides_command(found.group())]
    if not attempts:
        return []
    labels = [found.span() for found in _LABEL.finditer(visible)]
    return [(places[start], places[end - 1] + 1) for start, end in _merge([*attempts, *labels])]


def _hides_command(token: str) -> bool:
    """Tell whether `token` is a command in Base64."""
    try:
        hidden = base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return bool(_ATTEMPT.search(hidden) or _LABEL.search(hidden))


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
