"""The shipped evaluation files: they can be read, and training has not seen them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from agents.embedded.dataset import load_examples
from evaluation.messages import Sample, read_samples

FOLDER = Path(__file__).parents[2] / "examples" / "evaluation"
FILES = (
    "development.jsonl",
    "held_out.jsonl",
    "dates.jsonl",
    "deadlines.jsonl",
    "plain.jsonl",
    "injection.jsonl",
)
LANGUAGES = {"de", "en", "es", "ru", "uk"}

GRAM = 5
"""Characters of an n-gram."""

NEAR = 0.5
"""Jaccard similarity from which two texts are the same one, reworded."""


def read(name: str) -> list[Sample]:
    return read_samples([FOLDER / name])


def split(text: str) -> frozenset[str]:
    """Return the n-grams of a text; case and spaces do not count."""
    plain = "".join(character for character in text.casefold() if character.isalnum())
    return frozenset(plain[start : start + GRAM] for start in range(max(len(plain) - GRAM + 1, 1)))


def find_near(texts: Sequence[str], others: Sequence[str]) -> list[tuple[str, str]]:
    """Return each of `texts` with the nearest of `others`, where that is a near-duplicate."""
    other_grams = [split(other) for other in others]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, grams in enumerate(other_grams):
        for gram in grams:
            holders[gram].append(index)
    found: list[tuple[str, str]] = []
    for text in texts:
        grams = split(text)
        shared = Counter(index for gram in grams for index in holders.get(gram, ()))
        likeness = {index: both / len(grams | other_grams[index]) for index, both in shared.items()}
        nearest = max(likeness, key=lambda index: likeness[index], default=None)
        if nearest is not None and likeness[nearest] >= NEAR:
            found.append((text, others[nearest]))
    return found


@pytest.mark.parametrize("name", FILES)
def test_training_has_not_seen_the_messages(name: str) -> None:
    training = [example.text for example in load_examples()]
    assert find_near([sample.message.text for sample in read(name)], training) == []


@pytest.mark.parametrize("name", FILES)
def test_no_message_is_in_a_file_twice_or_in_two_files(name: str) -> None:
    texts = [sample.message.text for sample in read(name)]
    others = [sample.message.text for other in FILES if other != name for sample in read(other)]
    assert len(set(texts)) == len(texts)
    assert find_near(texts, others) == []


def test_a_near_duplicate_would_be_found() -> None:
    training = [example.text for example in load_examples()]
    leaked = next(text for text in training if len(text) > 80)
    reworded = f"Hi all, {leaked.upper()[:-5]} pls!"
    assert find_near([reworded, "A sentence that nobody has written for Manta."], training) == [
        (reworded, leaked)
    ]


@pytest.mark.parametrize("name", FILES)
def test_every_language_is_there(name: str) -> None:
    counts = Counter(sample.message.lang for sample in read(name))
    assert set(counts) == LANGUAGES
    assert min(counts.values()) >= 36


@pytest.mark.parametrize("name", FILES)
def test_what_is_named_stands_in_the_text(name: str) -> None:
    for sample in read(name):
        message = sample.message
        lists = (message.mentions, message.urls, message.versions, message.assignees)
        named = [each for names in lists for each in names or []]
        named += [task.about for task in message.tasks or []]
        assert [each for each in named if each not in message.text] == [], sample.position
