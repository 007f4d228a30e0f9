"""Where the conversations of the documentation are played: the real bot, agents and database.

Nothing but Telegram is replaced, by the emulator. Clocks and numbers are set, the database's too, so that the
same play gives the same picture.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

import orjson
from aiogram import Bot

from agents.choice import ModelChoice
from agents.embedding import load_embedder
from agents.providers import build_analyst
from bot.building import make_bot
from bot.dispatcher import UpdateHandler
from bot.kinds import HANDLED_KINDS
from bot.sender import TelegramSender
from db.contexts import PostgresSurroundings
from db.digests import PostgresDigests
from db.inbox import PostgresInbox
from db.pool import Database
from domain.inbox import Done
from domain.ports import Analyst, Embedder
from domain.update import read_update
from pipeline.decide import Thresholds, decide
from pipeline.learn import heed
from pipeline.reading import Reader
from tests.bot.desk import Desk
from tests.fakes.clock import FakeClock
from tests.fakes.telegram import Chat, ChatType, Emulator, Line, Status, TelegramClient, User, running
from tests.fakes.telegram import Settings as TelegramSettings
from tests.support.database import DatabaseServer

MONDAY: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""When every play begins."""

OLENA: Final = User(id=7, first_name="Olena", username="olena", language_code="en")
TARAS: Final = User(id=9, first_name="Taras", username="taras", language_code="en")
IRYNA: Final = User(id=11, first_name="Ірина", username="iryna", language_code="uk")
HARBOR: Final = -1001234567890

_TOKEN: Final = "4242:play"

# What is asked for without naming a schema is found in the first one of the path. Columns were given the
# real clock when the tables were made, so they are given this one.
_CLOCK: Final = """
CREATE SCHEMA play;
CREATE TABLE play.clock (moment timestamptz NOT NULL);
INSERT INTO play.clock VALUES ('2026-11-23T09:00:00Z');
CREATE FUNCTION play.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT moment FROM play.clock';
CREATE FUNCTION play.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE
    AS 'SELECT moment FROM play.clock';
DO $$
DECLARE place record;
BEGIN
    FOR place IN SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_default IN ('now()', 'clock_timestamp()')
    LOOP
        EXECUTE format('ALTER TABLE public.%I ALTER %I SET DEFAULT play.now()',
            place.table_name, place.column_name);
    END LOOP;
END $$;
GRANT USAGE ON SCHEMA play TO manta;
GRANT SELECT, UPDATE ON play.clock TO manta;
"""


@dataclass
class Theatre:
    """A bot with its database, and a Telegram with people."""

    database: Database
    telegram: Emulator
    clock: FakeClock
    bot: Bot
    analyst: Analyst
    embedder: Embedder
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(self.database, self.clock)
        services = self.desk.services
        self.desk.handler = UpdateHandler(self.bot, services, None)
        self.desk.sender = TelegramSender(self.bot, services.chats, services.board, self.desk.privacy)

    @property
    def people(self) -> TelegramClient:
        """Return the way to act as people; `react` lets the bot answer."""
        return self.telegram.people

    async def at(self, moment: datetime) -> None:
        """Let it be another moment, here and in the database."""
        self.clock.set(moment.astimezone(UTC))
        async with self.database.connection() as connection:
            await connection.execute("UPDATE play.clock SET moment = $1", moment)

    async def later(self, **span: float) -> None:
        """Let time pass, as `timedelta` names it."""
        await self.at(self.clock.now() + timedelta(**span))

    async def answer(self) -> None:
        """Let the bot and the agents do all they have to do about what happened."""
        updates = self.telegram.world.updates
        waiting = updates.pending()
        await self.desk.store(*(read_update(orjson.dumps(one.body)) for one in waiting))
        for one in waiting:
            updates.finish(one)
        await self.desk.work()
        await self._think()
        await self.desk.parcels()

    async def pass_to(self, moment: datetime) -> None:
        """Let time pass up to a moment, and the bot tell what is due then."""
        await self.at(moment)
        await self.desk.reminders.fire(self.clock.now())
        await PostgresDigests(self.database).fire(self.clock.now())
        await self.desk.parcels()

    def lines(self, chat_id: int) -> list[Line]:
        """Return what a chat shows."""
        return self.people.transcript(chat_id)

    async def _think(self) -> None:
        inbox, reader = (
            PostgresInbox(self.database),
            Reader(PostgresSurroundings(self.database), self.embedder),
        )
        for claim in await inbox.claim("agents", 50):
            outcomes: list[Done] = []
            for reading in await reader.read(claim):
                message = reading.queued.message
                findings = heed(await self.analyst.analyse(reading.context), reading.context)
                decision = decide(message, findings, Thresholds())
                outcomes.append(
                    Done(message=message, findings=findings, decision=decision, embedding=reading.embedding)
                )
            assert await inbox.finish(claim, outcomes)


async def build_stage(server: DatabaseServer) -> str:
    """Make the database that plays copy: one whose clock is set, and return its name."""
    url = await server.create()
    name = url.rpartition("/")[2]
    await server.execute(_CLOCK, name)
    return name


@asynccontextmanager
async def play(server: DatabaseServer, stage: str) -> AsyncGenerator[Theatre]:
    """Open a theatre with nothing in it but Olena, Taras, Iryna and their group Harbor."""
    url = await server.create(stage)
    name = url.rpartition("/")[2]
    await server.execute(f'ALTER DATABASE "{name}" SET search_path = public, play, pg_catalog')
    clock = FakeClock(MONDAY)
    telegram = Emulator(
        settings=TelegramSettings(token=_TOKEN, first_message_id=101), clock=lambda: clock.now().timestamp()
    )
    try:
        async with Database(url) as database, running(telegram) as address, make_bot(_TOKEN, address) as bot:
            telegram.world.updates.allow({"allowed_updates": list(HANDLED_KINDS)})
            _let_in(telegram.people)
            yield Theatre(
                database,
                telegram,
                clock,
                bot,
                await build_analyst(ModelChoice(model="embedded")),
                await load_embedder(),
            )
    finally:
        await server.drop(url)


def _let_in(people: TelegramClient) -> None:
    for person in (OLENA, TARAS, IRYNA):
        people.add_user(person)
        people.add_chat(
            Chat(id=person.id, type=ChatType.PRIVATE, first_name=person.first_name, username=person.username)
        )
    people.add_chat(
        Chat(id=HARBOR, type=ChatType.SUPERGROUP, title="Harbor"),
        {OLENA.id: Status.ADMINISTRATOR, TARAS.id: Status.MEMBER, IRYNA.id: Status.MEMBER},
        bot=Status.ADMINISTRATOR,
    )
