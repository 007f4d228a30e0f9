"""Clients that write without a pause, each message under its own key until it is stored."""

from collections import Counter, defaultdict
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Event
from typing import NamedTuple

import httpx2

from tests.support.system import RunningManta

CLIENTS = 6


class Answer(NamedTuple):
    """What one request got: a status code, or the name of an error where none came; the stored id if any."""

    key: str
    status: int | str
    message_id: int | None


@dataclass
class Load:
    """What the clients were answered so far; `names` begins their keys and chats."""

    manta: RunningManta
    names: str
    answers: list[Answer] = field(default_factory=list[Answer])  # appending is safe in several threads
    _ended: Event = field(default_factory=Event)

    def ids(self) -> dict[str, set[int]]:
        """Return the numbers under which each key was stored."""
        found = defaultdict[str, set[int]](set)
        for answer in list(self.answers):
            if answer.message_id is not None:
                found[answer.key].add(answer.message_id)
        return found

    def failures(self) -> Counter[int | str]:
        """Return the answers that were none, by status or error."""
        return Counter(answer.status for answer in self.answers if answer.message_id is None)

    def end(self) -> None:
        """Post nothing more."""
        self._ended.set()

    def write(self, client: int) -> None:
        """Post messages in a chat of one's own until the end."""
        chat = f"{self.names}-{client}"
        headers = {"Authorization": f"Bearer {self.manta.key}"}
        with httpx2.Client(base_url=self.manta.url, headers=headers, timeout=20, trust_env=False) as session:
            for serial in count():
                while not self._ended.is_set() and not self._post(session, chat, f"{chat}-{serial}"):
                    pass
                if self._ended.is_set():
                    return

    def _post(self, session: httpx2.Client, chat: str, key: str) -> bool:
        body = {
            "id": key,
            "content": "still there?",
            "author": "Ann",
            "timestamp": "2026-11-20T10:00:00Z",
            "chat_id": chat,
        }
        try:
            answer = session.post("/api/messages", json=body, headers={"Idempotency-Key": key})
        except httpx2.RequestError as error:
            self.answers.append(Answer(key, type(error).__name__, None))
            return False
        message_id = int(answer.json()["message_id"]) if answer.is_success else None
        self.answers.append(Answer(key, answer.status_code, message_id))
        return message_id is not None


@contextmanager
def keyed_load(manta: RunningManta, names: str) -> Generator[Load]:
    """Write while the block runs; afterwards the load tells what was answered."""
    load = Load(manta, names)
    with ThreadPoolExecutor(CLIENTS) as pool:
        writing = [pool.submit(load.write, client) for client in range(CLIENTS)]
        try:
            yield load
        finally:
            load.end()
        for one in writing:
            one.result()
