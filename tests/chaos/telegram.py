"""Telegram's side of a run: people who write in groups, and what the bot has told them."""

import random
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from threading import Event, Thread
from typing import Self

import asyncpg
import httpx2

from tests.chaos.world import Helper
from tests.fakes.telegram.calls import LoggedCall
from tests.fakes.telegram.client import HttpDoor, TelegramClient

PAUSE_S = 0.7
GROUPS = (-1001, -1002, -1003)
PEOPLE = (71, 72)
"""Chats: groups are told by reactions, people in private by cards."""

_LETTERS = """
SELECT destination::bigint AS chat_id, kind, state, doubts, error,
    (payload ->> 'message_number')::bigint AS message_number, payload ->> 'card' AS card,
    (payload ->> 'subject_id')::bigint AS subject_id
FROM outbox
"""

_SHOWN = "SELECT chat_id, kind, subject_id, message_number FROM cards"

_GIVEN_UP = ("It is too old", "It may have been taken")
"""Why a letter may be given up though Telegram would have taken it."""


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
            chat = chance.choice(GROUPS + PEOPLE)
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
            "chat": _chat(chat),
            "from": {"id": abs(chat), "is_bot": False, "first_name": "Olena"},
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


@dataclass(frozen=True)
class Telling:
    """What the bot told people, as Telegram took it."""

    calls: list[LoggedCall]
    breaches: list[str]


def read_telling(telegram: Helper) -> Telling:
    """Return what Telegram has taken from the bot, and where the bot was too fast."""
    client = TelegramClient(HttpDoor(telegram.url))
    return Telling(client.calls(), client.flood_breaches())


async def find_strays(url: str, written: list[str], telling: Telling) -> list[str]:
    """Return what was written and not stored or not told, told too often, or told too fast."""
    connection = await asyncpg.connect(url)
    try:
        stored = {row[0] for row in await connection.fetch("SELECT external_id FROM messages")}
        letters = await connection.fetch(_LETTERS)
        shown = {(row[0], row[1], row[2]): row[3] for row in await connection.fetch(_SHOWN)}
    finally:
        await connection.close()
    strays = [f"{name} of Telegram is not stored" for name in written if name not in stored]
    taken = [call for call in telling.calls if call.is_taken]
    strays += _untold(letters, shown, taken)
    strays += _told_too_often(letters, taken)
    return strays + telling.breaches


def _untold(
    letters: Sequence[asyncpg.Record],
    shown: Mapping[tuple[int, str, int], int | None],
    taken: list[LoggedCall],
) -> Iterable[str]:
    marked = {
        (call.chat_id, call.fields.get("message_id")) for call in taken if call.method == "setmessagereaction"
    }
    for row in letters:
        is_there = {
            "reaction": (row["chat_id"], row["message_number"]) in marked,
            "card": shown.get((row["chat_id"], row["card"], row["subject_id"])) is not None,
        }
        name = f"the {row['kind']} for {row['subject_id'] or row['message_number']} in {row['chat_id']}"
        if row["state"] == "pending":
            yield f"{name} still waits"
        elif row["state"] == "dead" and not (row["error"] or "").startswith(_GIVEN_UP):
            yield f"{name} was given up: {row['error']}"
        elif row["state"] == "sent" and not is_there.get(row["kind"], True):
            yield f"{name} was never taken"


def _told_too_often(letters: Sequence[asyncpg.Record], taken: list[LoggedCall]) -> Iterable[str]:
    """Tell of chats with more new messages than letters that are no edits, and tries in doubt."""
    cards = {(row["chat_id"], row["card"], row["subject_id"]) for row in letters if row["kind"] == "card"}
    allowed = Counter(chat for chat, *_ in cards)
    for row in letters:
        allowed[row["chat_id"]] += row["doubts"] + (row["kind"] in {"text", "reminder", "digest", "export"})
    sent = Counter(call.chat_id for call in taken if call.is_new_message)
    return [
        f"{chat} got {number} messages of {allowed[chat] if chat is not None else 0}"
        for chat, number in sent.items()
        if chat is None or number > allowed[chat]
    ]


def _chat(chat_id: int) -> dict[str, object]:
    if chat_id < 0:
        return {"id": chat_id, "type": "supergroup", "title": "Harbor"}
    return {"id": chat_id, "type": "private", "first_name": "Olena"}


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
