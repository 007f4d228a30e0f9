"""The seed design's queue and its jobs: `taskiq worker benchmarks.peers.seed_tasks:broker`.

The choices, each in the peer's favour where there was one:

- A JetStream in files, with the retention of a work queue; a kick is awaited until the server has it. When
  the server writes its files to the disk is left at its default, every two minutes: that is quicker, and
  loses more, than what PostgreSQL does for each commit of either side.
- A pull consumer that fetches up to 100 jobs at once, `FETCHED`: one by one costs twice the processor time.
  Not a push consumer: its broker subscribes in the API's process too, which would be sent jobs and never do
  them.
- A job is acknowledged after it was done (`--ack-type when_executed`), so that a dying worker loses none. It
  may then be done twice: a message that has its analysis is passed over.
- Jobs are written and read as JSON by pydantic in one step, a little cheaper than the default and than
  orjson. There is no result backend, for nobody asks for results.
- The job's work is what Manta's worker does with a message under an agent that costs nothing, without
  events, members and leases: it reads the row, writes the analysis and the status, for every fourth message
  a task, and commits.
"""

import os

from nats.js.api import AckPolicy, ConsumerConfig, RetentionPolicy, StorageType, StreamConfig
from taskiq import TaskiqEvents, TaskiqState
from taskiq.formatters.json_formatter import JSONFormatter
from taskiq_nats import PullBasedJetStreamBroker

from benchmarks.peers.seed_database import engine, sessions
from benchmarks.peers.seed_settings import DURABLE, QUEUE_VARIABLE, STREAM
from benchmarks.peers.seed_tables import SeedAnalysis, SeedMessage, SeedTask

FETCHED = 100
TASK_EVERY = 4
"""One message in so many becomes a task, as with `benchmarks.free_worker`."""

broker = PullBasedJetStreamBroker(
    os.environ[QUEUE_VARIABLE],
    stream_name=STREAM,
    durable=DURABLE,
    stream_config=StreamConfig(storage=StorageType.FILE, retention=RetentionPolicy.WORK_QUEUE),
    consumer_config=ConsumerConfig(durable_name=DURABLE, ack_policy=AckPolicy.EXPLICIT),
    pull_consume_batch=FETCHED,
).with_formatter(JSONFormatter())


@broker.on_event(TaskiqEvents.WORKER_SHUTDOWN)
async def let_go(_state: TaskiqState) -> None:
    """Close the worker's connections."""
    await engine.dispose()


@broker.task
async def analyse(message_id: int) -> None:
    """Write what was found in a message."""
    async with sessions() as session:
        message = await session.get_one(SeedMessage, message_id)
        if message.status == "analyzed":
            return
        is_task = message_id % TASK_EVERY == 0
        session.add(_describe(message_id, is_task=is_task))
        if is_task:
            session.add(_make_task(message_id, message.content))
        message.status = "analyzed"
        await session.commit()


@broker.task
async def do_nothing(message_id: int) -> None:
    """Cost what any job costs."""


def _describe(message_id: int, *, is_task: bool) -> SeedAnalysis:
    return SeedAnalysis(
        message_id=message_id,
        category="bug" if is_task else "other",
        priority="high" if is_task else "low",
        confidence=0.95,
        title="Fix the login page's crash on Safari" if is_task else "Things are well",
        summary={
            "short": "The login page crashes on Safari." if is_task else "Things are well.",
            "reason": "It asks for a repair." if is_task else "It tells of something that is done.",
            "components": ["login page"] if is_task else [],
            "mentions": ["anna"] if is_task else [],
            "model": "free",
        },
    )


def _make_task(message_id: int, content: str) -> SeedTask:
    return SeedTask(
        message_id=message_id,
        title="Fix the login page's crash on Safari",
        description=content,
        category="bug",
        priority="high",
    )
