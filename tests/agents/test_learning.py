import numpy as np
import pytest

from agents.embedded.head import CATEGORIES, log_softmax, softmax
from agents.embedded.judge import Judge
from agents.embedded.learning import IDENTICAL, UNRELATED, Logits, learn, reweigh, weigh
from domain.analysis import Classification, Lesson
from domain.values import Category, Priority

CORRECTED = "Kiosk 7 reports paper level 40 %"
REWORDED = "kiosk 7 is reporting a paper level of 40%"

REWORDINGS = [
    ("The coffee machine on the third floor leaks again", "coffee machine on 3rd floor is leaking again"),
    ("Weekly digest is out, have a look", "The weekly digest is out, take a look everyone"),
    ("Deploy of api-gateway finished in 3m 12s", "Deploy of api-gateway finished in 4m 55s"),
    ("Щоденний звіт готовий: 124 замовлення", "Щоденний звіт готовий: 98 замовлень"),
    ("Надо бы обновить прайс на сайте", "надо обновить прайс на нашем сайте"),
    ("Kann jemand die Pakete annehmen?", "Könnte jemand heute die Pakete annehmen"),
    ("Falta papel en la impresora de recepción", "No hay papel en la impresora de recepción"),
]

UNRELATED_TEXTS = [
    "The invoices of March are missing the VAT number",
    "Who takes the minutes tomorrow?",
    "Купи по дорозі хліб",
    "Bitte die Blumen gießen",
    "Thanks everybody, lovely evening",
]


def lesson_from(judge: Judge, corrected: str, about: str, **fields: object) -> Lesson:
    """Return what a person said of `corrected`, as it comes back for the text `about`."""
    one, other = judge.consider([corrected, about])
    similarity = float(one.embedding @ other.embedding)
    return Lesson.model_validate({"text": corrected, "similarity": min(similarity, 1.0), **fields})


def lesson(similarity: float, **fields: object) -> Lesson:
    return Lesson.model_validate({"text": "an earlier message", "similarity": similarity, **fields})


def classify(judge: Judge, text: str, *lessons: Lesson) -> Classification:
    return learn(judge.consider([text])[0], lessons)


@pytest.mark.parametrize("category", list(Category))
def test_the_same_mistake_is_not_made_twice(judge: Judge, category: Category) -> None:
    taught = lesson_from(judge, CORRECTED, CORRECTED, category=category, priority=Priority.LOW)
    told = classify(judge, CORRECTED, taught)
    assert (told.category, told.priority) == (category, Priority.LOW)
    assert told.is_actionable is (category is not Category.OTHER)
    assert told.confidence > 0.9
    assert "paper level 40" in told.reason
    reworded = lesson_from(judge, CORRECTED, REWORDED, category=category)
    assert classify(judge, REWORDED, reworded).category is category


@pytest.mark.parametrize(("corrected", "reworded"), REWORDINGS)
def test_a_light_rewording_is_covered_too(judge: Judge, corrected: str, reworded: str) -> None:
    found = judge.consider([reworded])[0]
    others = [category for category in Category if category is not found.classification.category]
    likeliest = max(others, key=lambda category: float(found.category_logits[CATEGORIES.index(category)]))
    taught = lesson_from(judge, corrected, reworded, category=likeliest)
    assert classify(judge, reworded, taught).category is likeliest


@pytest.mark.parametrize("text", UNRELATED_TEXTS)
def test_unrelated_texts_do_not_change_at_all(judge: Judge, text: str) -> None:
    texts = [CORRECTED, *(corrected for corrected, _ in REWORDINGS)]
    fields = {"category": Category.BUG, "priority": Priority.CRITICAL}
    lessons = [lesson_from(judge, one, text, **fields) for one in texts]
    assert classify(judge, text, *lessons) == classify(judge, text)


def test_what_was_no_task_is_none_again(judge: Judge) -> None:
    taught = lesson_from(judge, CORRECTED, REWORDED, is_actionable=False, category=Category.OTHER)
    assert not classify(judge, REWORDED, taught).is_actionable


@pytest.fixture
def undecided() -> Logits:
    return Logits(log_softmax(np.zeros(6, np.float32)), log_softmax(np.zeros(4, np.float32)))


def likeliest(logits: Logits) -> Category:
    return CATEGORIES[int(np.argmax(logits.category))]


def test_of_two_lessons_about_the_same_text_the_first_counts(undecided: Logits) -> None:
    lessons = [lesson(0.96, category=Category.OTHER), lesson(0.999, category=Category.BUG)]
    assert likeliest(reweigh(undecided, lessons)) is Category.OTHER
    assert likeliest(reweigh(undecided, lessons[::-1])) is Category.BUG


def test_the_nearer_of_two_different_texts_counts_whatever_its_place(undecided: Logits) -> None:
    lessons = [lesson(0.8, category=Category.OTHER), lesson(1.0, category=Category.BUG)]
    assert likeliest(reweigh(undecided, lessons)) is Category.BUG


def test_category_and_priority_are_learnt_apart(undecided: Logits) -> None:
    lessons = [lesson(1.0, category=Category.CHORE), lesson(0.9, priority=Priority.HIGH)]
    told = reweigh(undecided, lessons)
    assert likeliest(told) is Category.CHORE
    assert list(Priority)[int(np.argmax(told.priority))] is Priority.HIGH
    assert reweigh(undecided, [lesson(1.0)]) is undecided


def test_that_it_is_a_task_speaks_for_every_kind_of_work(undecided: Logits) -> None:
    told = np.exp(reweigh(undecided, [lesson(1.0, is_actionable=True)]).category)
    other = CATEGORIES.index(Category.OTHER)
    assert told[other] < 0.001
    assert np.allclose(np.delete(told, other), 0.2, atol=0.001)


def test_what_comes_back_are_log_probabilities_and_the_input_stays(undecided: Logits) -> None:
    before = undecided.category.copy()
    told = reweigh(undecided, [lesson(0.8, category=Category.BUG)])
    assert float(np.exp(told.category).sum()) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(undecided.category, before)
    assert np.allclose(np.exp(told.category), softmax(told.category), atol=1e-6)


def test_evidence_grows_with_nearness() -> None:
    weights = [weigh(cosine) for cosine in (-1.0, UNRELATED, 0.6, 0.75, 0.9, IDENTICAL, 1.0)]
    assert weights[:2] == [0, 0]
    assert weights[1:6] == sorted(set(weights))
    assert weights[5] == weights[6]
    assert weigh(0.75) > 2.5
