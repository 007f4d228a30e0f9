"""Weekdays as people mistype them: two letters swapped, or one left out or doubled."""

from functools import cache

_MIN_LETTERS = 6
"""Shorter words are too often one letter away from another word."""

_FORMS = (
    "monday понеділок понеділка понедельник понедельника понедельнику montag",
    "tuesday вівторок вівторка вівторку вторник вторника вторнику dienstag martes",
    "wednesday середа середу середи mittwoch miercoles miércoles",
    "thursday четвер четверга четвергу четверг donnerstag jueves",
    "friday п'ятниця п'ятниці п'ятницю пятница пятницы пятницу пятнице freitag viernes",
    "saturday субота суботи суботу суббота субботы субботу субботе samstag sonnabend sabado sábado",
    "sunday неділя неділі неділю воскресенье воскресенья воскресенью sonntag domingo",
)
_REAL_WORDS = {"vienes", "sonnabends"}


def find_weekday(word: str) -> int | None:
    """Return the weekday that `word` is a misspelling of, Monday being 0; None if there is none."""
    return _list_misspellings().get(word.casefold())


@cache
def _list_misspellings() -> dict[str, int]:
    found: dict[str, int] = {}
    for weekday, forms in enumerate(_FORMS):
        for form in forms.split():
            for word in _misspell(form):
                found.setdefault(word, weekday)
    known = {form for forms in _FORMS for form in forms.split()}
    return {word: day for word, day in found.items() if word not in known | _REAL_WORDS}


def _misspell(word: str) -> set[str]:
    """Return the ways to mistype `word` that keep its first and last letter where it is short."""
    if len(word) < _MIN_LETTERS:
        return set()
    inner = range(1, len(word) - 1)
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    dropped = {word[:i] + word[i + 1 :] for i in inner}
    doubled = {word[:i] + word[i] + word[i:] for i in inner}
    return swapped | dropped | doubled
