"""Forms in which text poses as something other than a message: roles, markup, settings, verdicts, games."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re

from agents.embedded.addresses import find_demand
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
_AGENT = r"(?:ai|llm|gpt|bot|ki|ia|ші|ии|бот)"
_KEY = rf"(?:{_WORDS['fields']}|type|class|confidence|status)"
_FORMATTING = (
    r"(?:b|i|u|em|strong|code|pre|a|p|div|span|h[1-6]|ul|li|table|tr|td|th|label|title|button|option)"
)

_SET_ASIDE = rf"(?<!\w){_WORDS['setting_aside']}\s+(?:[^\s.!?;:]+\s+){{0,5}}?{_WORDS['targets']}(?!\w)"
_IGNORE = rf"(?<=[\"'«„“]){_SET_ASIDE}[^.!?;:\n\"'»“”]*|{_SET_ASIDE}[^.!?;:\n]*"
_ROLE = (
    r"<\|?/?(?:system|assistant|user|im_start|im_end|inst)\|?>|\[/?INST\]"
    r"|<(?P<tag>system|instructions?|prompt|admin|rolle?|befehl|orden|команда|роль|адм[иі]н)>"
    r".{0,2000}?(?:</(?P=tag)>|\Z)"
    rf"|(?<!\w){_WORDS['border']}\s{_WORDS['speaker']}\s{_WORDS['spoken']}{_SENTENCE}"
    rf"|(?<!\w){_WORDS['role']}\s?:\s?{_WORDS['speaker']}(?!\w)[^\n]*"
)
_TRACE = (
    r"(?:^|(?<=\n))\W{0,4}(?:thought:[^\n]*\s*\n\s*)?action:\s?\w+\([^\n]*(?:\n\s*observation:[^\n]*)?"
    r"|(?<!\w)(?:tool|function)_?(?:results?|calls?)\s?[:(][^\n]*(?:\n\s*arguments:[^\n]*)?"
    r"|(?:^|(?<=\n))[^\w\n{]{0,4}(?:confidence|(?:is_)?actionable)\W{0,3}[:=]\s?(?:[01]\b|true|false|yes|no)[.,\d]*"
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
    rf"|{_MACHINE}\s{_WORDS['obliged']}(?!\w){_SOON}(?<!\w){_WORDS['labels']}(?!\w){_SENTENCE}"
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
    rf"\{{[^{{}}]{{0,400}}[\"'](?:is_actionable|confidence|override|{_WORDS['fields']})[\"']\s?:"
    r"[^{}]{0,400}\}"
)
_QUERY = r"[?&][\w-]{1,20}=[\w-]{0,60}(?:assistant|system|ignore|priority|instruction)[\w-]{0,80}"

_FRAMED = (
    rf"(?:^|(?<=\n))[^\S\n]{{0,8}}[\[(<#*\"'`>=\- ]{{0,8}}(?:{_WORDS['system']}|{_WORDS['speaker']})"
    r"(?: [^\W\d_]{4,14})?[\])>*\"'` ]{0,8}[:>][^\n]*"
    r"|(?:^|(?<=\n))#{1,4}\s?(?:response|instruction|system|assistant|output)\W{0,3}\n[^\n]*"
    rf"|[-=*#~]{{2,}}\s?{_WORDS['border']}\s(?:[^\W\d_]+\s){{0,2}}?{_WORDS['spoken']}[^\n]*(?:\n[^\n]*)?"
    rf"|[-=*#~]{{2,}}\s?(?:{_WORDS['speaker']}|systemmeldung)[^\n]{{0,30}}[-=*#~]{{2,}}[^\n]*"
    rf"|[-=*#~]{{2,}}\s?{_WORDS['note']}[^\n]{{0,30}}[-=*#~]{{2,}}[^\n]*"
    rf"|\[(?:internal|intern|interno|внутр\w+|служебн\w+|службов\w+)\]{_SENTENCE}"
    rf"|(?:from|від|от|von|de):\s?{_WORDS['speaker']}(?!\w)[^\n]*(?:\n>[^\n]*){{1,5}}"
)
_MARKED = (
    r"<!--[^>]{0,600}(?:-->|\Z)"
    rf"|\[[^\[\]\n]{{0,80}}(?:{_MACHINE}|(?<!\w)(?:{_WORDS['steward']}|{_WORDS['note']})(?!\w))"
    r"[^\[\]\n]{0,400}\]"
    rf"|\[\s?(?:{_WORDS['system']}|{_WORDS['speaker']})\s?:[^\[\]\n]{{0,400}}\]"
    rf"|(?<!\w){_KEY}\s?=[^\n;,&]{{1,40}}[;,&]\s?(?:{_KEY}\s?=[^\n;,&]{{1,40}}[;,&]?\s?){{1,9}}"
    rf"|\([^()\n]{{0,80}}{_MACHINE}\s?[:,][^()\n]{{0,400}}\)"
    rf"|<(?P<element>(?!{_FORMATTING}\b)[\w-]{{2,30}})(?:\s[^<>]{{0,80}})?>[^<]{{0,600}}</(?P=element)>"
    r"|@@[^@\n]{1,200}@@"
    r"|\{\{[^{}]{1,40}\}\}[^{}]{0,400}\{\{/[^{}]{1,40}\}\}"
    r"|\[\[[^\[\]]{1,40}\]\][^\[\]]{0,400}\[\[/[^\[\]]{1,40}\]\]"
    r"|\{[^{}]{0,400}[\"']role[\"']\s?:[^{}]{0,400}\}"
    rf"|<[^<>]{{0,80}}(?<!\w){_AGENT}[_-][a-z]+[^<>]{{0,200}}>"
    r"|<!?(?:doctype\s)?(?:prompt|instruction|system|command|override)\b[^<>]{0,200}>"
    rf"|(?://|/\*|#|%%|--|;)\s?(?:todo|fixme|note|hint)?\W{{0,3}}{_AGENT}\W{{0,2}}[:)][^\n]*"
    rf"|(?<!\w)(?:{_AGENT}|system|triage|classifier|assistant|prompt)[_.-][a-z_]{{2,20}}[\"']?\s?[:=(]{_SENTENCE}"
    rf"|(?<!\w)(?:\w{{1,20}}[._-])?override(?:[._-]\w{{1,20}})?\s?[:=(]{_SENTENCE}"
)

_FLAGS = re.IGNORECASE | re.DOTALL
_ATTEMPT = re.compile(
    "|".join(
        f"(?:{part})"
        for part in (_IGNORE, _ROLE, _TRACE, _NOTE, _ADDRESSED, _PLAYED, _DECIDED, _JSON, _QUERY)
    ),
    _FLAGS,
)
_FRAME = re.compile(_FRAMED, _FLAGS)
_MARKUP = re.compile(_MARKED, _FLAGS)
_MATTER = re.compile(
    rf"(?<!\w)(?:{_WORDS['labelled']}|{_WORDS['values']}|{_WORDS['fields']}|{_WORDS['setting_aside']})(?!\w)",
    re.IGNORECASE,
)
_SETTING = re.compile(
    rf"(?<!\w){_WORDS['fields']}(?!\w).{{0,60}}(?<!\w){_WORDS['values']}(?!\w)"
    rf"|(?<!\w){_WORDS['values']}(?!\w).{{0,60}}(?<!\w){_WORDS['fields']}(?!\w)"
    rf"|(?<!\w){_WORDS['labelling']}(?!\w).{{0,60}}(?<!\w){_WORDS['labelled']}(?!\w)"
    rf"|(?<!\w){_WORDS['targets']}(?!\w)",
    _FLAGS,
)
_LABEL = re.compile(
    rf"(?<!\w){_WORDS['labelling']}(?!\w)[^.!?;\n]{{0,300}}?{_PRIORITY}{_REST}"
    rf"|(?<!\w){_WORDS['revealing']}{_REST}"
    rf"|(?:^|(?<=\n))\W{{0,4}}{_WORDS['fields']}\s?[:=][^\n]*",
    re.IGNORECASE,
)


def find_attempts(text: str) -> list[tuple[int, int]]:
    """Return the spans of text that poses as more than a message.

    What a program may also print, or a person put into brackets, has to speak of the tracker's fields.
    """
    spans = [found.span() for found in _ATTEMPT.finditer(text) if found.group().strip()]
    spans += [found.span() for found in _FRAME.finditer(text) if _is_setting(found.group())]
    spans += [found.span() for found in _MARKUP.finditer(text) if _MATTER.search(found.group())]
    return spans


def _is_setting(text: str) -> bool:
    return bool(_SETTING.search(text)) or find_demand(text) is not None


def find_labels(text: str) -> list[tuple[int, int]]:
    """Return the spans of demands on labels: honest in most messages, but not beside an attempt."""
    return [found.span() for found in _LABEL.finditer(text)]
