"""Whether a clause asks for work, in five languages; the date in it is written "…"."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import pytest

from agents.embedded.rules.orders import any_asks_for_work, asks_for_work


@pytest.mark.parametrize(
    "clause",
    [
        "mow the lawn on …",
        "someone take the bins out …",
        "on … descale the kettle",
        "у … підмети сходи",
        "на … зарезервуй зал",
        "в … отвези ковёр в чистку",
        "… проверь огнетушители",
        "die Fahnen am … aufhängen",
        "bis … ist der Antrag zu stellen",
        "traed las sillas el …",
        "devuélvele la llave el …",
    ],
)
def test_a_clause_that_asks(clause: str) -> None:
    assert asks_for_work(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "the plumber fits the tap on …",
        "crashed on … again",
        "Андрій … миє вікна",
        "Договір діє з …",
        "Обещали приехать в …",
        "am … kommen die Gäste",
        "wir wollen am … feiern",
        "el vehículo pasa la revisión el …",
        "los árboles llegan el …",
    ],
)
def test_a_clause_that_tells(clause: str) -> None:
    assert not asks_for_work(clause)


def test_a_verb_for_you_asks_only_in_a_question() -> None:
    clauses = ["заскочишь в … на склад"]
    assert any_asks_for_work(clauses, is_question=True)
    assert not any_asks_for_work(clauses, is_question=False)
