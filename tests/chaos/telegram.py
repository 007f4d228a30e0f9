"""Telegram's side of a run: people who write in groups, and what the bot has told them."""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Thread
from typing import Self

import asyncpg
import httpx2

from tests.chaos.world import Helper
from tests.fakes.telegram import Outgoing

PAUSE_S = 0.7
GROUPS = (-1001, -1002, -1003)

_OUTBOX = """
SELECT o.destination, o.payload ->> 'reply_to' AS reply_to, o.state, o.attempts FROM outbox o
WHERE o.state <> 'dead'
"""


@dataclass
class People:
    """Writes in some groups until left; what Telegram has taken is in `written`, as Manta's external ids."""

    telegram: Helper
    seed: int
    written: list[str] = field(default_factory=list[str], init=False)
    _ended: Event = field(default_factory=Event, init=False)
    _thread: Thread | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._write, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Write nothing more."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _write(self) -> None:
        chance = random.Random(self.seed)  # noqa: S311 - a run is repeated by its seed
        for number in count(1):
            chat = chance.choice(GROUPS)
            while not self._push(number, chat):
                if self._ended.wait(0.2):
                    return
            self.written.append(f"{chat}:{number}")
            if self._ended.wait(PAUSE_S):
                return

    def _push(self, number: int, chat: int) -> bool:
        message = {
            "message_id": number,
            "date": int(time.time()),
            "chat": {"id": chat, "type": "supergroup", "title": "Harbor"},
            "from": {"id": 5, "is_bot": False, "first_name": "Olena"},
            "text": f"please fix the crane number {number}",
        }
        update = {"update_id": number, "message": message}
        try:
            answer = httpx2.post(
                f"{self.telegram.url}/control/update", json=update, timeout=2, trust_env=False
            )
        except httpx2.RequestError:
            return False
        return answer.is_success


def read_sent(telegram: Helper) -> list[Outgoing]:
    """Return what Telegram has taken from the bot."""
    answer = httpx2.get(f"{telegram.url}/control/sent", timeout=10, trust_env=False).raise_for_status()
    return [Outgoing.model_validate(one) for one in answer.json()]


async def find_strays(url: str, written: list[str], sent: list[Outgoing]) -> list[str]:
    """Return what was written and not stored, not told, or told more often than it was tried."""
    connection = await asyncpg.connect(url)
    try:
        stored = {row[0] for row in await connection.fetch("SELECT external_id FROM messages")}
        told = await connection.fetch(_OUTBOX)
    finally:
        await connection.close()
    taken = Counter(f"{one.chat_id}:{one.reply_to}" for one in sent)
    strays = [f"{name} of Telegram is not stored" for name in written if name not in stored]
    for row in told:
        times = taken[row["reply_to"]]
        if row["state"] != "sent" or times == 0:
            strays.append(f"what is to be told of {row['reply_to']} is {row['state']}, sent {times} times")
        elif times > row["attempts"]:
            strays.append(f"{row['reply_to']} was told {times} times in {row['attempts']} tries")
    return strays


async def count_unsent(url: str) -> int:
    """Return how much still waits to be told."""
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval("SELECT count(*) FROM outbox WHERE state = 'pending'")
    finally:
        await connection.close()


async def count_missing(url: str, written: list[str]) -> int:
    """Return how much of what was written is not stored yet."""
    connection = await asyncpg.connect(url)
    try:
        return len(written) - await connection.fetchval(
            "SELECT count(*) FROM messages WHERE external_id = ANY ($1::text[])", written
        )
    finally:
        await connection.close()
