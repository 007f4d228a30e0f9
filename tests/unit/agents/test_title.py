import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.embedded.rules.title import write_summary, write_title
from agents.text import CUT_MARK, cut, squeeze

FALLBACK = "Message from Bob"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Hi team! Could you please fix the **login page** by Friday? Thanks!",
            "Fix the login page by Friday",
        ),
        ("@anna please update the docs for v2.4.1", "Update the docs for v2.4.1"),
        ("Anna, could you check the payments?", "Check the payments"),
        ("We need to rotate the API keys, please", "Rotate the API keys"),
        ("Good morning. The lift is stuck. Can someone call the service?", "Call the service"),
        (
            "Доброго дня, колеги! Чи можеш оновити сертифікат до п'ятниці, будь ласка?",
            "Оновити сертифікат до п'ятниці",
        ),
        ("Привет! Нужно обновить прайс на сайте. Спасибо", "Обновить прайс на сайте"),
        ("Hallo zusammen, kannst du bitte den Server neu starten?", "Den Server neu starten"),
        ("Hola equipo, por favor revisad el informe", "Revisad el informe"),
        ("The checkout answers 500", "The checkout answers 500"),
        ("iOS app crashes", "iOS app crashes"),
        ("What is the wifi password?", "What is the wifi password?"),
        ("```\nTraceback\n```\nimport fails", "Import fails"),
        ("> quoted\nprint the labels", "Print the labels"),
        ("- [ ] buy milk\n- [ ] call Bob", "Buy milk"),
        ("see [the plan](https://x.example/plan) and comment", "See the plan and comment"),
        ("\u202eevil\u202c title", "Evil title"),
        ("👏", "👏"),
        ("", FALLBACK),
    ],
)
def test_a_title_is_the_task_without_courtesies(text: str, title: str) -> None:
    assert write_title(text, FALLBACK) == title


def test_a_long_title_is_cut_at_a_word() -> None:
    title = write_title("update " + "documentation " * 20, FALLBACK)
    assert len(title) <= 120
    assert title.endswith("documentation…")


def test_a_summary_is_the_first_two_sentences_that_say_something() -> None:
    text = "Hello! Thanks a lot. The export fails. It says 500. I tried twice."
    assert write_summary(text) == "The export fails. It says 500."


@given(st.text(max_size=400))
def test_every_text_gets_a_title_and_a_summary_within_their_bounds(text: str) -> None:
    assert 1 <= len(write_title(text, FALLBACK)) <= 120
    assert len(write_summary(text)) <= 500


def test_cutting_keeps_head_and_tail() -> None:
    text = "a" * 900 + "z" * 900
    short = cut(text, 1000)
    assert len(short) == 1000
    assert short.startswith("a" * 700)
    assert short.endswith("z" * 240)
    assert CUT_MARK in short
    assert cut(text, 1800) == text


def test_squeezing_drops_direction_overrides_but_keeps_joined_emoji() -> None:
    assert squeeze(" a\u202e\x07 \n b 👩\u200d🔧 ") == "a b 👩\u200d🔧"
