"""The updates of aiogram's and python-telegram-bot's own tests, replayed: lines 6 and 7 of the checklist."""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.bot.replay.harvest import Harvest, harvest_aiogram, harvest_ptb
from tests.bot.replay.way import Way


@pytest.mark.filterwarnings("ignore:Detected unknown update type:RuntimeWarning")
@pytest.mark.parametrize(
    ("harvest", "least", "most_unread"),
    [(harvest_aiogram, 900, 30), (harvest_ptb, 1000, 150)],
    ids=["aiogram", "ptb"],
)
async def test_what_others_test_with_is_handled_or_put_aside_with_a_reason(
    way: Way, harvest: Callable[[], Harvest], least: int, most_unread: int
) -> None:
    found = harvest()
    examples = found.examples
    assert found.unreadable <= most_unread
    ends = await way.walk(examples)
    assert len(ends) == len(examples) >= least
    assert way.statuses == {200: len(examples)}
    assert [end for end in ends if not end.is_told] == []
    done = Counter(end.kind for end in ends if end.state == "done")
    assert way.kinds == done
    # They leave out a lot, and pass words for numbers, but most are as Telegram would send them.
    assert done.total() > 0.75 * len(examples)
