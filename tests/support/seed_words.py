"""The words that seeded tasks and messages are made of: a software team's, in three languages."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

from collections.abc import Mapping, Sequence

from domain.values import Category

PEOPLE: Sequence[str] = (
    "ada",
    "ben",
    "chloe",
    "dmytro",
    "elif",
    "farid",
    "grace",
    "hanna",
    "ivan",
    "jonas",
    "oksana",
    "zoë",
)

LABELS: Sequence[str] = (
    "api",
    "billing",
    "checkout",
    "docs",
    "export",
    "infra",
    "invoices",
    "login",
    "mobile",
    "onboarding",
    "reports",
    "search",
    "security",
    "web",
)

CHATS: Sequence[tuple[str, str]] = (
    ("seed-backend", "Backend"),
    ("seed-mobile", "Mobile apps"),
    ("seed-support", "Support"),
    ("seed-office", "Office & events"),
    ("seed-kyiv", "Команда Київ"),
    ("seed-release", "Release 4.2"),
)
"""Chats: id and title."""

TITLES: Mapping[Category, Sequence[str]] = {
    Category.BUG: (
        "Fix the {place} page on Safari",
        "The {place} job has been stuck since noon",
        "Numbers in {place} are rounded twice",
        "Виправити помилку 500 у розділі {place}",
        "Nothing happens when {who} opens {place} on a phone in landscape and turns it back again",
        "Absturz in {place} nach dem Aktualisieren",
    ),
    Category.FEATURE: (
        "Add a dark mode to {place}",
        "Let {who} filter {place} by date",
        "Додати експорт {place} у CSV",
        "Keyboard shortcuts for {place} ⌨️",
    ),
    Category.IMPROVEMENT: (
        "Make {place} load faster",
        "Show fewer columns in {place}",
        "Прибрати зайві кроки в {place}",
        "Bessere Fehlermeldungen in {place}",
    ),
    Category.QUESTION: (
        "Who owns {place} now?",
        "Ask {who} which plan {place} is sold in",
        "Чи потрібен нам ще {place}?",
    ),
    Category.CHORE: (
        "Renew the certificate of {place}",
        "Send {who} the slides about {place}",
        "Order label rolls",
        "Оновити залежності {place}",
        "Move {place} to the new cluster",
    ),
}
"""Titles by category; `{place}` is a label and `{who}` somebody's name."""

TALK: Sequence[str] = (
    "It worked until yesterday evening, then the numbers stopped.",
    "Two customers have asked for this already.",
    "See the screenshot in the chat; the console says nothing.",
    "Nobody needs this before the release, but it is quickly done.",
    "Thanks, that helped!",
    "Дякую, вже працює.",
    "Let's talk about it on Monday.",
    "Bitte vorher mit dem Betrieb absprechen.",
    "The steps are: open the page, choose a month, press the button twice.",
    "👍",
)
"""Sentences for descriptions and for messages that ask for nothing."""
