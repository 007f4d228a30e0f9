"""Writes messages as a stubborn client does: each under its own key, until it is acknowledged.

As a process: `python -m tests.chaos.writer --help`; SIGTERM lets it bring what it has begun to an end.
"""

import argparse
import asyncio
import random
import signal
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import httpx2

from tests.chaos.history import Acked, Journal, Posted, Refused, Repeated, now

TIMEOUT_S = 5.0
"""How long an answer is waited for before the message is posted again."""

PAUSES_S = (0.05, 0.4)
"""Between two posts of the same message: a random time, so that retries don't come in step."""

REPEAT_CHANCE = 0.03
"""How often an acknowledged message is posted once more for no reason, as clients do after a lost answer."""

_WORK = (
    "Please fix the crash number {n} in the billing page by Friday",
    "Can somebody update the deployment script for release 2.{n}, please?",
    "please add an export button to the report, ticket {n}",
)
_TALK = ("Good morning everybody, day {n}", "lunch at {n}?", "Thanks, that worked on machine {n}")


class RefusedForGoodError(Exception):
    """A message was refused, so its chat has no order any more and can't go on."""


@dataclass
class Writer:
    """A client with several chats; in each, a message is posted after the one before was acknowledged.

    Args:
        client: Speaks to the system, with its key.
        journal: Where it is written down.
        seed: Decides texts, pauses and repetitions.
        chats: How many chats talk at once.
        rate: Messages begun per second, over all chats.
        prefix: Begins the chats' names.
    """

    client: httpx2.AsyncClient
    journal: Journal
    seed: int
    chats: int = 8
    rate: float = 10.0
    prefix: str = "chaos"
    acked: int = field(default=0, init=False)
    _stopping: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - a run is repeated by its seed

    def stop(self) -> None:
        """Begin nothing new."""
        self._stopping.set()

    async def run(self, limit: int | None = None) -> None:
        """Write until stopped, or until each chat has `limit` messages; all are acknowledged then."""
        async with asyncio.TaskGroup() as group:
            for number in range(self.chats):
                group.create_task(self._talk(f"{self.prefix}-{number}", limit))

    async def _talk(self, chat: str, limit: int | None) -> None:
        number = 0
        while not self._stopping.is_set() and (limit is None or number < limit):
            number += 1
            try:
                await self._say(chat, number)
            except RefusedForGoodError:
                return  # it stands in the journal, where the checker finds it
            await self._pause(self._chance.expovariate(self.rate / self.chats))

    async def _pause(self, duration_s: float) -> None:
        try:
            async with asyncio.timeout(duration_s):
                await self._stopping.wait()
        except TimeoutError:
            return

    async def _say(self, chat: str, number: int) -> None:
        body = self._body(chat, number)
        key = str(body["id"])
        self.journal.write(Posted(key=key, chat=chat, number=number, at=now()))
        tries = 1
        while (message_id := await self._post(body)) is None:
            tries += 1
            await asyncio.sleep(self._chance.uniform(*PAUSES_S))
        self.journal.write(
            Acked(key=key, chat=chat, number=number, message_id=message_id, tries=tries, at=now())
        )
        self.acked += 1
        if self._chance.random() < REPEAT_CHANCE:
            await self._repeat(body, key)

    async def _repeat(self, body: dict[str, object], key: str) -> None:
        message_id = await self._post(body)
        if message_id is not None:
            self.journal.write(Repeated(key=key, message_id=message_id))

    async def _post(self, body: dict[str, object]) -> int | None:
        """Return the message's id, None when it is not known to be stored.

        Raises:
            RefusedForGoodError: Posting it again would be answered the same way.
        """
        headers = {"Idempotency-Key": str(body["id"])}
        try:
            answer = await self.client.post("/api/messages", json=body, headers=headers, timeout=TIMEOUT_S)
        except httpx2.RequestError:
            return None
        if answer.is_success:
            return int(answer.json()["message_id"])
        if _is_final(answer):
            self.journal.write(Refused(key=str(body["id"]), status=answer.status_code, text=answer.text))
            raise RefusedForGoodError
        return None

    def _body(self, chat: str, number: int) -> dict[str, object]:
        text = self._chance.choice(_WORK if self._chance.random() < 0.5 else _TALK)
        return {
            "id": f"{chat}/{number}",
            "content": text.format(n=number),
            "author": "Ann",
            "timestamp": "2026-11-20T10:00:00Z",
            "chat_id": chat,
        }


def _is_final(answer: httpx2.Response) -> bool:
    """Whether it is Manta that refuses: while it starts, the proxy before it knows no path and says 404."""
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return False
    return answer.is_client_error and "json" in answer.headers.get("content-type", "")


async def _run(options: argparse.Namespace) -> None:
    headers = {"Authorization": f"Bearer {options.key_file.read_text().strip()}"}
    with Journal(options.history) as journal:
        async with httpx2.AsyncClient(base_url=options.url, headers=headers, trust_env=False) as client:
            writer = Writer(client, journal, options.seed, options.chats, options.rate)
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, writer.stop)
            await writer.run()


def main() -> None:
    """Write until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--key-file", type=Path, required=True)
    parser.add_argument("--history", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chats", type=int, default=8)
    parser.add_argument("--rate", type=float, default=10.0, help="messages per second")
    asyncio.run(_run(parser.parse_args()))


if __name__ == "__main__":
    main()
