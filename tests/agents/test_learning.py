import numpy as np
import pytest

from agents.embedded.e5.weights import Matrix
from agents.embedded.encoder import DIMENSIONS
from agents.embedded.head import CATEGORIES, PRIORITIES, log_softmax, softmax
from agents.embedded.judge import Judge, choose
from agents.embedded.learning import IDENTICAL, UNRELATED, Lesson, Logits, reweigh, weigh
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


def consider(judge: Judge, text: str) -> tuple[Matrix, Logits]:
    found = judge.consider([text])[0]
    return judge.centre(found.embedding), Logits(found.category_logits, found.priority_logits)


def decide(embedding: Matrix, logits: Logits, lessons: list[Lesson]) -> tuple[Category, Priority, float]:
    told = reweigh(embedding, logits, lessons)
    kind, urgency = choose(told.category, told.priority)
    return CATEGORIES[kind], PRIORITIES[urgency], float(np.exp(told.category[kind]))


@pytest.mark.parametrize("category", list(Category))
def test_the_same_mistake_is_not_made_twice(judge: Judge, category: Category) -> None:
    embedding, logits = consider(judge, CORRECTED)
    lessons = [Lesson(embedding, category, Priority.LOW)]
    told, priority, confidence = decide(embedding, logits, lessons)
    assert (told, priority) == (category, Priority.LOW)
    assert confidence > 0.9
    assert decide(*consider(judge, REWORDED), lessons)[0] is category


@pytest.mark.parametrize(("corrected", "reworded"), REWORDINGS)
def test_a_light_rewording_is_covered_too(judge: Judge, corrected: str, reworded: str) -> None:
    embedding, logits = consider(judge, reworded)
    before, _, _ = decide(embedding, logits, [])
    others = [category for category in Category if category is not before]
    likeliest = max(others, key=lambda category: float(logits.category[CATEGORIES.index(category)]))
    lessons = [Lesson(consider(judge, corrected)[0], likeliest)]
    assert decide(embedding, logits, lessons)[0] is likeliest


@pytest.mark.parametrize("text", UNRELATED_TEXTS)
def test_unrelated_texts_do_not_change_at_all(judge: Judge, text: str) -> None:
    texts = [CORRECTED, *(corrected for corrected, _ in REWORDINGS)]
    lessons = [Lesson(consider(judge, one)[0], Category.BUG, Priority.CRITICAL) for one in texts]
    embedding, logits = consider(judge, text)
    told = reweigh(embedding, logits, lessons)
    assert np.array_equal(told.category, logits.category)
    assert np.array_equal(told.priority, logits.priority)


def at(cosine: float) -> Matrix:
    """A unit vector at `cosine` to the first axis."""
    vector = np.zeros(DIMENSIONS, np.float32)
    vector[0], vector[1] = cosine, np.sqrt(1 - cosine**2)
    return vector


@pytest.fixture
def undecided() -> Logits:
    return Logits(log_softmax(np.zeros(6, np.float32)), log_softmax(np.zeros(4, np.float32)))


def test_of_two_lessons_about_the_same_text_the_newer_counts(undecided: Logits) -> None:
    lessons = [Lesson(at(0.999), Category.BUG), Lesson(at(0.98), Category.OTHER)]
    assert decide(at(1.0), undecided, lessons)[0] is Category.OTHER
    assert decide(at(1.0), undecided, lessons[::-1])[0] is Category.BUG


def test_the_nearer_of_two_different_texts_counts_whatever_came_later(undecided: Logits) -> None:
    lessons = [Lesson(at(1.0), Category.BUG), Lesson(at(0.8), Category.OTHER)]
    assert decide(at(1.0), undecided, lessons)[0] is Category.BUG


def test_category_and_priority_are_learnt_apart(undecided: Logits) -> None:
    lessons = [Lesson(at(1.0), Category.CHORE), Lesson(at(0.9), None, Priority.HIGH)]
    assert decide(at(1.0), undecided, lessons)[:2] == (Category.CHORE, Priority.HIGH)
    silent = reweigh(at(1.0), undecided, [Lesson(at(1.0))])
    assert np.array_equal(silent.category, undecided.category)


def test_what_comes_back_are_log_probabilities_and_the_input_stays(undecided: Logits) -> None:
    before = undecided.category.copy()
    told = reweigh(at(0.8), undecided, [Lesson(at(1.0), Category.BUG)])
    assert float(np.exp(told.category).sum()) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(undecided.category, before)
    assert np.allclose(np.exp(told.category), softmax(told.category), atol=1e-6)


def test_evidence_grows_with_nearness() -> None:
    weights = [weigh(cosine) for cosine in (-1.0, UNRELATED, 0.6, 0.75, 0.9, IDENTICAL, 1.0)]
    assert weights[:2] == [0, 0]
    assert weights[1:6] == sorted(set(weights))
    assert weights[5] == weights[6]
    assert weigh(0.75) > 2.5
