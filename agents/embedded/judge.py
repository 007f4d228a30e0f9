"""The judge: which kind of work a text asks for, how urgent it is, how sure that is, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from agents.embedded.e5.weights import Matrix
from agents.embedded.explanation import explain, find_signals
from agents.embedded.features import centre, make_features
from agents.embedded.head import CATEGORIES, OTHER_SHARE, PRIORITIES, Head
from agents.embedded.injection import strip_commands
from domain.analysis import Classification
from domain.values import Category, Priority

_OTHER = CATEGORIES.index(Category.OTHER)
_LOW = PRIORITIES.index(Priority.LOW)
_MEDIUM = PRIORITIES.index(Priority.MEDIUM)
_CUT_ENDS = " \t\r\n.,;:!-"
_COMMAND_NOTE = " A command to the software was left out."

_SURE = 0.99

NOTHING_SAID = Classification(
    is_actionable=False,
    category=Category.OTHER,
    priority=Priority.LOW,
    confidence=_SURE,
    reason="There are no words in it.",
)


def _be_sure_of(index: int, classes: int) -> Matrix:
    probabilities = np.full(classes, (1 - _SURE) / (classes - 1), np.float32)
    probabilities[index] = _SURE
    return np.log(probabilities)


_NOTHING_KINDS = _be_sure_of(_OTHER, len(CATEGORIES))
_NOTHING_URGENCIES = _be_sure_of(_LOW, len(PRIORITIES))


class TextEncoder(Protocol):
    """Turns texts into embeddings."""

    def encode_layers(self, texts: Sequence[str]) -> Matrix:
        """Return unit vectors of shape (len(texts), LAYERS, 384)."""
        ...


@dataclass(frozen=True, eq=False)
class Judgement:
    """A classification with what it came from, for search and for learning from corrections.

    `embedding` is the text's vector of the model's last layer, without commands to the software: shape
    (384,), centred, so that unrelated texts have a cosine of about 0, and of length 1. `category_logits` and
    `priority_logits` are calibrated log-probabilities in the order of `CATEGORIES` and `PRIORITIES`.
    """

    classification: Classification
    embedding: Matrix
    category_logits: Matrix
    priority_logits: Matrix


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
        return [found.classification for found in self.consider(texts)]

    def consider(self, texts: Sequence[str]) -> list[Judgement]:
        """Return one judgement for each text, in order; commands to the software are not obeyed."""
        bare = [leave_out_commands(text) for text in texts]
        distinct = list(dict.fromkeys(text for text, _ in bare))
        found = dict(zip(distinct, self._consider(distinct), strict=True))
        return [_annotate(found[text]) if had_command else found[text] for text, had_command in bare]

    def _consider(self, texts: list[str]) -> list[Judgement]:
        if not texts:
            return []
        layers = self._encoder.encode_layers(texts)
        features = make_features(texts, layers, self._head.means)
        kinds = self._head.category.score(features)
        urgencies = self._head.priority.score(features)
        embeddings = centre(layers[:, -1], self._head.means[-1])
        rows = zip(texts, embeddings, features, kinds, urgencies, strict=True)
        return [self._judge(text, embedding, *row) for text, embedding, *row in rows]

    def _judge(
        self, text: str, embedding: Matrix, features: Matrix, kinds: Matrix, urgencies: Matrix
    ) -> Judgement:
        if not any(char.isalnum() for char in text):
            return Judgement(NOTHING_SAID, embedding, _NOTHING_KINDS, _NOTHING_URGENCIES)
        return Judgement(self._decide(text, features, kinds, urgencies), embedding, kinds, urgencies)

    def _decide(self, text: str, features: Matrix, kinds: Matrix, urgencies: Matrix) -> Classification:
        kind, urgency = choose(kinds, urgencies)
        category, priority, share = CATEGORIES[kind], PRIORITIES[urgency], float(np.exp(kinds[kind]))
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


def leave_out_commands(text: str) -> tuple[str, bool]:
    """Return `text` as it is judged, and whether commands to the software were cut out of it.

    The signs a cut leaves at the beginning go too: honest work is judged as if it stood alone.
    """
    honest, had_command = strip_commands(text)
    return (honest.lstrip(_CUT_ENDS), True) if had_command else (text, False)


def choose(category_logits: Matrix, priority_logits: Matrix) -> tuple[int, int]:
    """Return the indexes of the category and the priority that log-probabilities speak for."""
    kind = choose_category(np.exp(category_logits))
    if kind != _OTHER:
        return kind, int(np.argmax(priority_logits))
    calm = priority_logits.copy()
    calm[_LOW] -= np.log(OTHER_SHARE)  # gives back what training took from the calm of `other`
    return kind, min(int(np.argmax(calm)), _MEDIUM)  # what is nobody's work is never urgent


def choose_category(probabilities: Matrix) -> int:
    """Return the index of the category: `other` from one half on, else the likeliest kind of work."""
    if probabilities[_OTHER] > 0.5:  # noqa: PLR2004 - one half: more likely than all kinds of work together
        return _OTHER
    work = probabilities.copy()
    work[_OTHER] = -1.0
    return int(np.argmax(work))


def _annotate(found: Judgement) -> Judgement:
    reason = found.classification.reason[:400] + _COMMAND_NOTE
    return replace(found, classification=found.classification.model_copy(update={"reason": reason}))
