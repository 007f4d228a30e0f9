# ruff: noqa: RUF001 - the Cyrillic letters are meant
import pytest

from agents.embedded.rules.names import (
    find_components,
    find_mentions,
    find_projects,
    find_technology_names,
)
from agents.embedded.rules.people import find_assignees
from agents.embedded.rules.versions import find_versions
from agents.text import find_urls, mask_code


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("@anna please", ["anna"]),
        ("ask @dev_ops, @a.smith and @олена!", ["dev_ops", "a.smith", "олена"]),
        ("@anna and @Anna", ["anna"]),
        ("write to a@b.com or bob@mail.example.org", []),
        ("npm i @types/node@1.2", []),
        ("@app.get('/x')", []),
        ("the decorator `@cached` is gone", []),
        ("icon@2x.png and @2x", []),
    ],
)
def test_mentions_are_handles_and_not_addresses_or_code(text: str, handles: list[str]) -> None:
    assert find_mentions(mask_code(text)) == handles


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("@anna please update the docs", ["anna"]),
        ("@anna @bob can you look?", ["anna", "bob"]),
        ("thanks @bob for the hint, @anna please fix it", ["anna"]),
        ("@anna fix it, cc @bob, @eve", ["anna"]),
        ("@bob said it is broken", []),
        ("@here deploy now", []),
        ("Anna, could you check the payments?", ["Anna"]),
        ("Привіт! Олено, можеш глянути?", ["Олено"]),
        ("Пётр, сделай отчёт", ["Пётр"]),
        ("Jürgen, bitte das Protokoll schicken", ["Jürgen"]),
        ("María, ¿puedes revisarlo?", ["María"]),
        ("María, ¿me pasas el plano?", ["María"]),
        ("Marta, can you bring the ladder back?", ["Marta"]),
        ("Morning all. Kofi, the printer toner is yours today", ["Kofi"]),
        ("Könntest du das Lager aufräumen, Sven?", ["Sven"]),
        ("Ольга, отправьте смету подрядчику до вечера", ["Ольга"]),
        ("Пане Петре, надішліть, будь ласка, довідку.", ["Петре"]),
        ("Sehr geehrter Herr Vogel, bitte senden Sie den Vertrag.", ["Herr Vogel"]),
        ("- Иван: убрать снег\n- Света: заказать соль", ["Иван", "Света"]),
        ("пусть Олег проверит щиток", ["Олег"]),
        ("cc @marc, @bea please archive the old folders", ["bea"]),
        ("@lars is on holiday until Monday, the sink still drips", []),
        ("please give @newbie access to the wiki", []),
        ("Unfortunately, the heating is off again, please fix it", []),
        ("Milch, Brot und Butter bitte kaufen", []),
        ("Надішліть, будь ласка, рахунок", []),
        ("Скажите, пожалуйста, где ключ", []),
        ("Please send the files. Thanks, Helen", []),
        ("Bitte prüfen. Viele Grüße, Tobias", []),
        ("Budget: please send me the numbers", []),
        ("Team, please vote", []),
        ("Also, please vote", []),
    ],
)
def test_assignees_are_those_who_are_asked(text: str, asked: list[str]) -> None:
    assert find_assignees(text) == asked


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("v2.4.1 is out", ["v2.4.1"]),
        ("from 1.2.3-rc.1+5 to 2.0.0", ["1.2.3-rc.1+5", "2.0.0"]),
        ("version 7 and версія 3.1", ["7", "3.1"]),
        ("Python 3.12 on PostgreSQL 18", ["3.12", "18"]),
        ("the map hangs in safari 16.4", ["16.4"]),
        ("is it in 5.1.2 or only in 5.2?", ["5.1.2", "5.2"]),
        ("rolled back the app from 3.9 to 3.8", ["3.9", "3.8"]),
        ("у нас постгрес 14.2 чи вже 15.1?", ["14.2", "15.1"]),
        ("läuft die App noch mit der 6.0?", ["6.0"]),
        ("desde la actualización la 4.10 no abre", ["4.10"]),
        ("pay 12.50 at 14.30, 3.5 kg, from 1.5 to 2.5 hours", []),
        ("am 03.04.26 und 3.4.2026", []),
        ("iOS 17.2 und Android 14", ["17.2", "14"]),
        ("on 15.12.2026 at 10.0.0.1", []),
        ("3.5 litres, 100% sure, 2 apples", []),
    ],
)
def test_versions_are_told_from_dates_addresses_and_amounts(text: str, versions: list[str]) -> None:
    assert find_versions(text) == versions


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see https://example.com/a?b=1.", ["https://example.com/a?b=1"]),
        ("(https://en.example.org/wiki/Ray_(film))", ["https://en.example.org/wiki/Ray_(film)"]),
        ("<http://x.example/y>, www.example.com!", ["http://x.example/y", "www.example.com"]),
        ("ftp and example.com are none", []),
    ],
)
def test_urls_end_where_the_sentence_goes_on(text: str, urls: list[str]) -> None:
    assert find_urls(text) == urls


def test_technologies_that_are_everyday_words_need_their_capital() -> None:
    assert find_technology_names("go home and rest, use Go with fastapi and PostgreSQL") == [
        "Go",
        "fastapi",
        "PostgreSQL",
    ]


def test_components_are_pages_files_routes_and_names_in_backticks() -> None:
    text = "the login page calls /api/users/{id} in src/main.py, see `UserRepo`; кнопка Купити, Startseite"
    assert find_components(text) == [
        "login page",
        "/api/users/{id}",
        "src/main.py",
        "UserRepo",
        "кнопка Купити",
        "Startseite",
    ]


def test_projects_are_named_or_keys_of_tickets() -> None:
    assert find_projects("project Apollo: SHOP-12, SHOP-14; UTF-8 is none, project work neither") == [
        "Apollo",
        "SHOP",
    ]
