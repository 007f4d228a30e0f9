"""Where a date stands: its sentence, its clause, and the words before and behind it."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import re
from dataclasses import dataclass
from functools import cached_property

from agents.embedded.rules.dates import DatePhrase

_REACH = 220
"""Characters to either side in which a sentence's ends are looked for."""

_NEAR = 60
"""Characters before a date that may hold the words which mark it."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[)\"'»”]*\s+|[\r\n]+|\s[•·]\s")
_CLAUSE_END = re.compile(
    r"(?:[;!?()]|[,:.](?!\d)|\s[—–-]\s|\n|[\u2600-\u27bf\U0001f300-\U0001faff]|\s(?=@))"
    r"|(?<!\w)(?:and|but|so|because|cos|and so|und|aber|denn|weil|sonst|и|но|а|иначе|потому"
    r"|та|але|бо|щоб|інакше|y|pero|porque|así que|what|how|why|whether|що|как|почему|чому"
    r"|ob|wie|dass|warum|qué|cómo|dónde|cuándo)(?!\w)",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?:\d|\b(?:mr|mrs|ms|dr|st|no|nr|ca|bzw|usw|z\.b|т|д|г|ул))\.$", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """A date phrase in its text."""

    whole: str
    phrase: DatePhrase

    @cached_property
    def _sentence(self) -> tuple[int, int]:
        low, high = max(0, self.phrase.start - _REACH), min(len(self.whole), self.phrase.end + _REACH)
        start = low
        for end in _SENTENCE_END.finditer(self.whole, low, self.phrase.start):
            if not _ABBREVIATED.search(self.whole, low, end.start()) or "\n" in end.group():
                start = end.end()
        stop = _SENTENCE_END.search(self.whole, self._skip_ordinal_dot(), high)
        return start, stop.start() if stop else high

    def _skip_ordinal_dot(self) -> int:
        """Return where the sentence may end at the earliest: the dot of "am 5. gingen" ends none."""
        end = self.phrase.end
        goes_on = self.whole[end - 1] == "." and self.whole[end : end + 2].strip(" ").islower()
        return end + 1 if goes_on else end

    @cached_property
    def sentence(self) -> str:
        """The sentence or line around the date, the date included."""
        start, end = self._sentence
        return self.whole[start:end]

    @property
    def is_question(self) -> bool:
        """Whether the sentence ends with a question mark."""
        return self.sentence.rstrip().endswith("?")

    @property
    def sentence_before(self) -> str:
        """All that stands before the date in its sentence."""
        return self.whole[self._sentence[0] : self.phrase.start]

    @cached_property
    def before(self) -> str:
        """What stands before the date in its sentence, at most 60 characters."""
        return self.whole[max(self._sentence[0], self.phrase.start - _NEAR) : self.phrase.start]

    @property
    def lead(self) -> str:
        """What stands before the date, at most 60 characters, whatever ends in between ("e.g.")."""
        return self.whole[max(0, self.phrase.start - _NEAR) : self.phrase.start]

    @cached_property
    def behind(self) -> str:
        """What stands behind the date in its sentence."""
        return self.whole[self.phrase.end : self._sentence[1]]

    @cached_property
    def after(self) -> str:
        """What stands behind the date in its clause."""
        end = _CLAUSE_END.search(self.behind)
        return self.behind[: end.start()] if end else self.behind

    @cached_property
    def clause_before(self) -> str:
        """What stands before the date in its clause."""
        lead = self.whole[self._sentence[0] : self.phrase.start]
        ends = [end.end() for end in _CLAUSE_END.finditer(lead)]
        return lead[ends[-1] :] if ends else lead

    @cached_property
    def clause(self) -> str:
        """The clause around the date, without the date itself."""
        return " ".join(f"{self.clause_before} … {self.after}".split())

    @cached_property
    def clauses(self) -> list[str]:
        """The clauses of the sentence, the date itself left out."""
        return [clause for clause in _CLAUSE_END.split(self.bare_sentence) if clause.strip()]

    @property
    def nearby_clauses(self) -> list[str]:
        """The clauses around the date and in the sentences next to it, within 220 characters."""
        before = self.whole[max(0, self.phrase.start - _REACH) : self.phrase.start]
        behind = self.whole[self.phrase.end : self.phrase.end + _REACH]
        return [clause for part in (before, behind) for clause in _CLAUSE_END.split(part) if clause.strip()]

    @property
    def bare_sentence(self) -> str:
        """The sentence with "…" for the date."""
        return f"{self.sentence_before}…{self.behind}"

    @property
    def is_possessive(self) -> bool:
        """Whether the date only tells which thing is meant: "Friday's notes"."""
        return bool(re.match(r"['’]s\b", self.whole[self.phrase.end : self.phrase.end + 3]))
