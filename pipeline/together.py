"""Doing at once what is asked for at the same moment, so that many small requests share one transaction."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Final, Generic, TypeVar

from domain.errors import UnavailableError
from pipeline.batcher import Batcher

log = logging.getLogger(__name__)

ItemT = TypeVar("ItemT")
AnswerT = TypeVar("AnswerT")

MOST: Final = 16
"""Most items that are done at once; with as many messages each as a claim has, a transaction stays short."""


class Together(Generic[ItemT, AnswerT]):
    """Hands items of the same moment to `do_all`, those of each group in one call.

    A group that fails is done once more, one by one, so that what is wrong with an item is its own failure
    only. An outage is everybody's and is not tried again here.

    Args:
        do_all: Answers items of one group in order, all or none.
        group_of: What items have to have in common to be done in one call.
    """

    def __init__(
        self,
        do_all: Callable[[Sequence[ItemT]], Awaitable[Sequence[AnswerT]]],
        group_of: Callable[[ItemT], Hashable],
    ) -> None:
        self._do_all = do_all
        self._group_of = group_of
        self._batcher = Batcher[ItemT, AnswerT](self._answer, max_batch=MOST)

    async def ask(self, item: ItemT) -> AnswerT:
        """Return the item's answer.

        Raises:
            UnavailableError: The other side does not answer.
            Exception: What `do_all` raises when it has only this item.
        """
        return await self._batcher.submit(item)

    async def abandon(self) -> None:
        """Break off what is under way."""
        await self._batcher.abandon()

    async def _answer(self, items: Sequence[ItemT]) -> list[AnswerT | Exception]:
        places: dict[Hashable, list[int]] = {}
        for place, item in enumerate(items):
            places.setdefault(self._group_of(item), []).append(place)
        answered = await asyncio.gather(
            *(self._do_group([items[place] for place in group]) for group in places.values())
        )
        by_place = {
            place: answer
            for group, answers in zip(places.values(), answered, strict=True)
            for place, answer in zip(group, answers, strict=True)
        }
        return [by_place[place] for place in range(len(items))]

    async def _do_group(self, items: Sequence[ItemT]) -> Sequence[AnswerT | Exception]:
        try:
            return await self._do_all(items)
        except UnavailableError as error:
            return [error for _ in items]
        except Exception as error:
            if len(items) == 1:
                return [error]
            log.warning("%d items failed together and are done one by one", len(items), exc_info=True)
        answers: list[AnswerT | Exception] = []
        for item in items:
            answers += await self._do_group([item])
        return answers
