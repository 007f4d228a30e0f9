"""The judge: which kind of work a text asks for, how urgent it is, how sure that is, and why."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from agents.embedded.encoder import Matrix
from agents.embedded.explanation import explain, find_signals
from agents.embedded.features import make_features
from agents.embedded.head import CATEGORIES, PRIORITIES, Head
from agents.embedded.injection import strip_commands
from domain.analysis import Classification
from domain.values import Category, Priority

_OTHER = CATEGORIES.index(Category.OTHER)
_MEDIUM = PRIORITIES.index(Priority.MEDIUM)
_COMMAND_NOTE = " A command to the software was left out."

NOTHING_SAID = Classification(
    is_actionable=False,
    category=Category.OTHER,
    priority=Priority.LOW,
    confidence=0.99,
    reason="There are no words in it.",
)


class TextEncoder(Protocol):
    """Turns texts into embeddings."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return an array of shape (len(texts), 384)."""
        ...


class Judge:
    """Classifies texts by the trained head. It blocks and has no state that changes.

    A text counts as actionable when all kinds of work together are as likely as `other`; `confidence` is the
    calibrated probability of the category it is given.
    """

    def __init__(self, encoder: TextEncoder, head: Head) -> None:
        self._encoder = encoder
        self._head = head

    def judge(self, texts: Sequence[str]) -> list[Classification]:
        """Return one classification for each text, in order; commands to the software are not obeyed."""
        bare = [strip_commands(text) for text in texts]
        spoken = {text: None for text, _ in bare if any(char.isalnum() for char in text)}
        found = dict(zip(spoken, self._classify(list(spoken)), strict=True))
        return [_annotate(found.get(text, NOTHING_SAID), had_command=command) for text, command in bare]

    def _classify(self, texts: list[str]) -> list[Classification]:
        if not texts:
            return []
        features = make_features(texts, self._encoder.encode(texts), self._head.mean)
        categories = self._head.category.predict(features)
        priorities = self._head.priority.predict(features)
        return [self._decide(*row) for row in zip(texts, features, categories, priorities, strict=True)]

    def _decide(self, text: str, features: Matrix, kinds: Matrix, urgencies: Matrix) -> Classification:
        kind = choose_category(kinds)
        urgency = int(np.argmax(urgencies))
        if kind == _OTHER:
            urgency = min(urgency, _MEDIUM)  # what is nobody's work is never urgent
        category, priority, share = CATEGORIES[kind], PRIORITIES[urgency], float(kinds[kind])
        return Classification(
            is_actionable=category is not Category.OTHER,
            category=category,
            priority=priority,
            confidence=min(1.0, share),
            reason=explain(
                category,
                share,
                priority,
                find_signals(text, features, self._head.category.weights, kind),
                find_signals(text, features, self._head.priority.weights, urgency),
            ),
        )


def choose_category(probabilities: Matrix) -> int:
    """Return the index of the category: `other` from one half on, else the likeliest kind of work."""
    if probabilities[_OTHER] > 0.5:  # noqa: PLR2004 - one half: more likely than all kinds of work together
        return _OTHER
    work = probabilities.copy()
    work[_OTHER] = -1.0
    return int(np.argmax(work))


def _annotate(found: Classification, *, had_command: bool) -> Classification:
    if not had_command:
        return found
    return found.model_copy(update={"reason": found.reason[:400] + _COMMAND_NOTE})
