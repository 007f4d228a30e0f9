"""Messages and their edits in any order, any number of times: the same comes of them as in the right order.

Lines 4, 5, 8 and 12 of the Telegram checklist. The agents are scripted: what begins with "do" is a task.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.dispatcher import UpdateHandler
from db.inbox import PostgresInbox
from db.messages import PostgresMessages
from db.pool import Database
from domain.inbox import Decision, Done
from domain.message import Accepted, Message, MessageQuery, NewMessage
from domain.ports import Intake
from domain.task import NewTask, TaskQuery
from domain.update import QueuedUpdate
from domain.values import Source
from tests.bot.desk import MAIN, OLENA, Desk, Fields
from tests.db.samples import findings

ANALYSE = -1
"""The step that lets the agents read what waits."""

SENT = 1_760_000_000
BuildIntake = Callable[[Intake], Intake]
_NUMBERS = count(1)


@dataclass(frozen=True)
class Story:
    """What people wrote, and how it arrives: `texts` of each message, `steps` are places of updates."""

    texts: Sequence[Sequence[str]]
    steps: Sequence[int]

    def updates(self, chat_id: int) -> list[QueuedUpdate]:
        """Return the updates in the order they were made; two edits may fall into one second."""
        made: list[QueuedUpdate] = []
        for turn in range(max(map(len, self.texts))):
            for number, texts in enumerate(self.texts, 1):
                if turn < len(texts):
                    made.append(_update(chat_id, number, texts[turn], turn, len(made)))
        return made


def _update(chat_id: int, number: int, text: str, turn: int, place: int) -> QueuedUpdate:
    chat: Fields = {"id": chat_id, "type": "supergroup", "title": "Harbor"}
    content: Fields = {"message_id": number, "date": SENT, "chat": chat, "from": OLENA, "text": text}
    kind = "edited_message" if turn else "message"
    if turn:
        content["edit_date"] = SENT + 10 + turn // 2
    update_id = 1000 + place
    payload = orjson.dumps({"update_id": update_id, kind: content}).decode()
    return QueuedUpdate(
        update_id=update_id,
        workspace_id=MAIN,
        kind=kind,
        lane=chat_id,
        payload=payload,
        attempts=1,
        received_at=datetime.fromtimestamp(SENT, UTC),
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Return a story whose updates come in any order, some of them twice, with the agents at work between."""
    words = st.sampled_from(["do one", "do two", "do three", "hello"])
    texts = draw(st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=3))
    places = list(range(sum(map(len, texts))))
    twice = draw(st.lists(st.sampled_from(places), max_size=3))
    analyses = [ANALYSE] * draw(st.integers(0, 4))
    return Story(texts, draw(st.permutations([*places, *twice, *analyses])))


@dataclass
class Arrival:
    """The bot's whole way, for chats that are each new."""

    desk: Desk
    build_intake: BuildIntake
    handler: UpdateHandler = field(init=False)

    def __post_init__(self) -> None:
        services = replace(self.desk.services, intake=self.build_intake(self.desk.services.intake))
        self.handler = UpdateHandler(self.desk.bot, services)

    async def play(self, story: Story, steps: Sequence[int]) -> list[tuple[object, ...]]:
        """Let a story's updates arrive, and return what came of each of its messages."""
        chat_id = -1_000_000 - next(_NUMBERS)
        updates = story.updates(chat_id)
        for step in [*steps, ANALYSE]:
            if step == ANALYSE:
                await self._analyse()
            else:
                await self.handler(updates[step])
        return await self._outcome(str(chat_id))

    async def _analyse(self) -> None:
        inbox = PostgresInbox(self.desk.database)
        while claims := await inbox.claim("model", 10):
            for claim in claims:
                outcomes = [
                    Done(message=q.message, findings=findings(), decision=_decide(q.message))
                    for q in claim.messages
                ]
                assert await inbox.finish(claim, outcomes)

    async def _outcome(self, chat: str) -> list[tuple[object, ...]]:
        reader = PostgresMessages(self.desk.database)
        tasks = (await self.desk.board.list_tasks(MAIN, TaskQuery(limit=500, chats=[chat]))).tasks
        found: list[tuple[object, ...]] = []
        for each in await reader.list_messages(MAIN, MessageQuery(chat_id=chat)):
            message = await reader.get_message(MAIN, each.id)
            titles = [task.title for task in tasks if each.id in task.message_ids]
            assert len(titles) <= 1, "doubled"
            # What was work for a while leaves a task; whether somebody read it then is chance.
            made = titles if message.content.startswith("do") else []
            edits = [(edit.content, edit.edited_at) for edit in message.edits]
            found.append((message.external_id.split(":")[1], message.content, message.edited_at, edits, made))
        return sorted(found, key=str)


def _decide(message: Message) -> Decision:
    content = message.content
    if not content.startswith("do"):
        return Decision()
    task = NewTask(
        title=content.upper(), description=content, source=Source.TELEGRAM, chat_id=message.chat_id
    )
    return Decision(tasks=(task,))


class RanklessIntake:
    """A sabotaged intake: whatever edit came last holds."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self.accept = intake.accept
        self.accept_many = intake.accept_many

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted:
        """Take an edit as if it were the newest."""
        rank = 2**60 + next(_NUMBERS)
        return await self._intake.edit(workspace_id, message.model_copy(update={"edit_rank": rank}))


def check(database_url: str, build_intake: BuildIntake) -> None:
    """Compare stories with the same ones in order."""
    with asyncio.Runner() as runner:
        database = runner.run(Database(f"{database_url}?synchronous_commit=off").__aenter__())

        async def compare(story: Story) -> None:
            arrival = Arrival(Desk(database), build_intake)
            ordered = sorted({step for step in story.steps if step != ANALYSE})
            assert await arrival.play(story, story.steps) == await arrival.play(story, ordered)

        @settings(
            max_examples=40,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=[HealthCheck.too_slow],
        )
        @given(story=stories())
        def run(story: Story) -> None:
            runner.run(compare(story))

        try:
            run()
        finally:
            runner.run(database.close())


def test_any_order_gives_what_the_right_one_gives(database_url: str) -> None:
    check(database_url, lambda intake: intake)


def test_without_ranks_the_order_shows(database_url: str) -> None:
    """A negative control."""
    with pytest.raises(AssertionError):
        check(database_url, RanklessIntake)
