"""Commands to the software inside a message: they are left out before the message is judged."""

import re

from agents.text import mask

_TARGETS = (
    r"instructions?|prompts?|rules|directions|guidelines|інструкці\w+|вказівк\w+|правила|инструкци\w+|указани\w+|команды"
    r"|anweisungen|regeln|vorgaben|instrucciones|reglas|indicaciones"
)
_IGNORE = re.compile(
    r"(?<!\w)(?:ignore|disregard|forget|override|bypass|ігнору\w+|проігнору\w+|забудь\w*|игнориру\w+|проигнориру\w+"
    r"|ignorier\w*|vergiss|missachte|ignora\w*|olvida\w*|omite)\s+"
    rf"(?:[^\s.!?;:]+\s+){{0,5}}?(?:{_TARGETS})(?!\w)[^.!?;:\n]*",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:^|\n)[\s\[(<#*]*(?:system|assistant|developer)(?: prompt| message)?[\s\])>*]*:[^\n]*"
    r"|<\|?/?(?:system|assistant|im_start|im_end|inst)\|?>|\[/?INST\]"
    r"|(?<!\w)you are now (?:a |an |the |in )[^.!?;:\n]*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?<!\w)(?:mark|set|classify|label|treat|rate|flag|rank|познач\w*|встанов\w*|класифіку\w*|пометь\w*|отметь\w*|установи\w*"
    r"|классифициру\w*|markier\w*|setz\w*|stuf\w*|marca\w*|clasifica\w*|pon)(?!\w)[^.!?;\n]*?"
    r"(?:critical|actionable|priority|confidence|критичн\w+|пріоритет\w*|приоритет\w*|kritisch\w*|priorität|crític\w+|prioridad)"
    r"[^.!?;\n]*",
    re.IGNORECASE,
)


def strip_commands(text: str) -> tuple[str, bool]:
    """Return `text` without commands to whoever judges it, and whether there were any.

    "Mark this as critical" is honest work in most messages; it is dropped only beside an attempt to override
    instructions.
    """
    bare = _ROLE.sub(" ", _IGNORE.sub(" ", text))
    if bare == text:
        return text, False
    return _LABEL.sub(" ", bare), True


def mask_commands(text: str) -> str:
    """Return `text` with commands to whoever judges it blanked out; all offsets stay as they were."""
    bare = mask(mask(text, _IGNORE), _ROLE)
    return mask(bare, _LABEL) if bare != text else text
