"""Many sockets of one workspace, a process of its own: `python -m benchmarks.sockets SOCKETS MESSAGES`.

It opens its sockets, prints a line, and then runs one `Load` for each line of JSON on its stdin; each is
answered by a line with a `FanOutReport`. It ends when stdin does. Every socket has to get every event once
and in order, or the process fails.
"""

import argparse
import asyncio
import os
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from uuid import uuid4

import orjson
import uvloop
from pydantic import BaseModel

from benchmarks.corpus import body_of
from benchmarks.frames import EventSocket, handshake, open_socket
from benchmarks.http import BenchmarkError, Connection, Target, connect
from benchmarks.load import CREATED, KEY_VARIABLE

OPENING_AT_ONCE = 50
WATCHED = 50
"""Sockets whose frames are read whole, to tell how long each took; the others' are only counted."""

TIMEOUT_S = 30.0
READY = "ready"
_SEQ = b'"seq":'
_COUNTED = b'{"type":"message",'


class Load(BaseModel):
    """What is sent, one after the other on each of `posters` connections.

    `rate`, in events a second, spaces them; without it each poster goes on when all sockets have its event.
    """

    seconds: float
    posters: int = 16
    rate: float | None = None


class FanOutReport(BaseModel):
    """What came of a load; the delays are from before the request to the frame, at some of the sockets."""

    events: int
    deliveries: int
    seconds: float
    per_s: float
    p50_ms: float
    p99_ms: float
    client_cpu: float


@dataclass
class Crowd:
    """The sockets and what they have got."""

    sockets: list[EventSocket] = field(default_factory=list[EventSocket])
    delivered: int = 0
    sent_at: dict[str, float] = field(default_factory=dict[str, float])
    delays_s: list[float] = field(default_factory=list[float])
    trouble: str | None = None
    _waiting: list[tuple[int, asyncio.Future[None]]] = field(
        default_factory=list[tuple[int, "asyncio.Future[None]"]]
    )
    _wanted: float = float("inf")

    async def open(self, url: str, key: str | None, count: int) -> None:
        """Open `count` sockets."""
        request = handshake(url, key)
        for begin in range(0, count, OPENING_AT_ONCE):
            numbers = range(begin, min(count, begin + OPENING_AT_ONCE))
            self.sockets += await asyncio.gather(
                *(open_socket(url, request, self._reader(is_watched=number < WATCHED)) for number in numbers)
            )

    def _reader(self, *, is_watched: bool) -> Callable[[bytes, int, int], None]:
        last_seq = -1

        def read(data: bytes, begin: int, end: int) -> None:
            nonlocal last_seq
            at = data.find(_SEQ, begin, begin + 80)
            if at < 0 or at > end:
                return  # a greeting or a heartbeat
            at += len(_SEQ)
            seq = int(data[at : data.index(b",", at)])
            if seq != last_seq + 1 and last_seq >= 0:
                self.trouble = f"after event {last_seq} came {seq}"
            last_seq = seq
            if not data.startswith(_COUNTED, begin):
                return  # the analysis of one that was
            if is_watched:
                self._note(data[begin:end])
            self.delivered += 1
            if self.delivered >= self._wanted:
                self._wake()

        return read

    def _note(self, frame: bytes) -> None:
        sent_at = self.sent_at.get(orjson.loads(frame)["data"]["external_id"])
        if sent_at is not None:
            self.delays_s.append(perf_counter() - sent_at)

    def _wake(self) -> None:
        for wanted, future in self._waiting:
            if wanted <= self.delivered and not future.done():
                future.set_result(None)
        self._waiting = [(wanted, future) for wanted, future in self._waiting if wanted > self.delivered]
        self._wanted = min((wanted for wanted, _ in self._waiting), default=float("inf"))

    async def until(self, delivered: int) -> None:
        """Return when so many deliveries are there.

        Raises:
            BenchmarkError: They don't come in time, or something is wrong with what comes.
        """
        if delivered > self.delivered:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append((delivered, future))
            self._wanted = min(self._wanted, delivered)
            try:
                async with asyncio.timeout(TIMEOUT_S):
                    await future
            except TimeoutError:
                self.trouble = self.trouble or f"{self.delivered} of {delivered} deliveries came"
        self.ensure_well()

    def ensure_well(self) -> None:
        """Pass when every socket is open and got what it should.

        Raises:
            BenchmarkError: One is not, or did not.
        """
        lost = next((socket.lost for socket in self.sockets if socket.lost), None)
        trouble = self.trouble or lost
        if trouble is not None:
            raise BenchmarkError(trouble)


@dataclass
class FanOut:
    """A crowd under load; `posted` counts all events so far."""

    crowd: Crowd
    target: Target
    posted: int = 0
    name: str = field(default_factory=lambda: uuid4().hex[:12])

    async def run(self, load: Load) -> FanOutReport:
        """Send events for so long, wait until all are delivered, and tell how that went."""
        crowd = self.crowd
        crowd.delays_s.clear()
        crowd.sent_at.clear()
        posters = [await connect(self.target) for _ in range(load.posters)]
        before, posted, began, cpu = crowd.delivered, self.posted, perf_counter(), os.times()
        await asyncio.gather(*(self._post(poster, load, place) for place, poster in enumerate(posters)))
        await crowd.until(self.posted * len(crowd.sockets))
        elapsed, used = perf_counter() - began, os.times()
        for poster in posters:
            poster.close()
        deliveries = crowd.delivered - before
        ordered = sorted(crowd.delays_s)
        return FanOutReport(
            events=self.posted - posted,
            deliveries=deliveries,
            seconds=elapsed,
            per_s=deliveries / elapsed,
            p50_ms=ordered[len(ordered) // 2] * 1000,
            p99_ms=ordered[len(ordered) * 99 // 100] * 1000,
            client_cpu=(used.user + used.system - cpu.user - cpu.system) / elapsed,
        )

    async def _post(self, poster: Connection, load: Load, place: int) -> None:
        head, loop = self.target.head(), asyncio.get_running_loop()
        began = loop.time()
        pause_s = 0.0 if load.rate is None else load.posters / load.rate
        count = 0
        while True:
            moment = began + (count + place / load.posters) * pause_s
            if max(moment, loop.time()) - began >= load.seconds:
                return
            await asyncio.sleep(max(0.0, moment - loop.time()))
            await self._post_one(poster, head)
            if load.rate is None:
                await self.crowd.until(self.posted * len(self.crowd.sockets))
            count += 1

    async def _post_one(self, poster: Connection, head: bytes) -> None:
        self.posted += 1
        external_id = f"{self.name}-{self.posted}"
        self.crowd.sent_at[external_id] = perf_counter()
        reply = await poster.ask(head, body_of(external_id, self.posted))
        if reply.status != CREATED:
            raise BenchmarkError(f"HTTP {reply.status}: {reply.body[:200].decode()}")


async def _serve(sockets_url: str, messages_url: str, count: int) -> None:
    key = os.environ.get(KEY_VARIABLE)
    crowd = Crowd()
    await crowd.open(sockets_url, key, count)
    print(READY, flush=True)
    fan_out = FanOut(crowd, Target(messages_url, key))
    lines = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        print((await fan_out.run(Load.model_validate_json(line))).model_dump_json(), flush=True)
    crowd.ensure_well()
    for socket in crowd.sockets:
        socket.close()


def raise_file_limit() -> None:
    """Let this process open as many files as the system allows it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def main() -> int:
    """Serve the commands; a failed run prints why to stderr and returns 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sockets_url")
    parser.add_argument("messages_url")
    parser.add_argument("--sockets", type=int, required=True)
    options = parser.parse_args()
    raise_file_limit()
    try:
        uvloop.run(_serve(options.sockets_url, options.messages_url, options.sockets))
    except BenchmarkError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
