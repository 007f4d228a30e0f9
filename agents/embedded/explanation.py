"""Which signals decided: the part of a judgement a person can check against the text."""

import re
from dataclasses import dataclass

import numpy as np

from agents.embedded.cues import CUES
from agents.embedded.e5.weights import Matrix
from agents.embedded.features import BUCKET_SCALE, BUCKETS, CUES_START, find_word_buckets
from agents.text import unique
from domain.values import Category, Priority

_MAX_CUES = 2
_MAX_WORDS = 3
_MIN_WEIGHT = 0.05
_WORD = re.compile(r"[^\W\d_][\w'-]{3,30}")

_KINDS = {
    Category.BUG: "a bug",
    Category.FEATURE: "a wish for something new",
    Category.IMPROVEMENT: "a wish to improve something",
    Category.QUESTION: "a question",
    Category.CHORE: "work to do",
    Category.OTHER: "nothing to do",
}


@dataclass(frozen=True)
class Signals:
    """What spoke most for a class, strongest first."""

    cues: list[str]
    words: list[str]


def find_signals(text: str, features: Matrix, weights: Matrix, chosen: int) -> Signals:
    """Return the cues and words that raised the chosen class most above the average class.

    Args:
        text: The judged text.
        features: Its feature vector, shape (WIDTH,).
        weights: The head's weights, shape (WIDTH, classes).
        chosen: Index of the class that won.
    """
    lead = weights[:, chosen] - weights.mean(axis=1)
    shares = features * lead
    return Signals(_find_cues(shares), _find_words(text, lead[-BUCKETS:]))


def _find_cues(shares: Matrix) -> list[str]:
    parts = shares[CUES_START : CUES_START + len(CUES)]
    best = [int(index) for index in np.argsort(-parts)[:_MAX_CUES]]
    return [CUES[index].name for index in best if parts[index] > _MIN_WEIGHT]


def _find_words(text: str, lead: Matrix) -> list[str]:
    words = unique([found.group() for found in _WORD.finditer(text)])
    weights = {word: _weigh(word, lead) for word in words}
    best = sorted(words, key=lambda word: -weights[word])[:_MAX_WORDS]
    return [word for word in best if weights[word] > _MIN_WEIGHT]


def _weigh(word: str, lead: Matrix) -> float:
    return BUCKET_SCALE * sum(float(lead[index]) * sign for index, sign in find_word_buckets(word))


def explain(category: Category, share: float, priority: Priority, signals: Signals, urgency: Signals) -> str:
    """Return why: the kind and its probability, what spoke for it, and for a priority that stands out."""
    words = ", ".join(f"“{word}”" for word in signals.words)
    reasons = [*signals.cues, *([f"words like {words}"] if words else [])]
    text = f"Reads like {_KINDS[category]} ({share:.0%})"
    text += f": {'; '.join(reasons)}." if reasons else ", by its meaning as a whole."
    if priority is not Priority.MEDIUM and category is not Category.OTHER and urgency.cues:
        text += f" Priority {priority}: {urgency.cues[0]}."
    return text
