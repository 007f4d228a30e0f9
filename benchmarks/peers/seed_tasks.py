"""The seed design's queue and its jobs: `taskiq worker benchmarks.peers.seed_tasks:broker`.

The queue and its choices are `benchmarks.peers.seed_queue`. The jobs:

- A job is acknowledged after it was done (`--ack-type when_executed`), so that a dying worker loses none. It
  may then be done twice: a message that has its analysis is passed over.
- The job's work is what Manta's worker does with a message under an agent that costs nothing, without
  events, members and leases: it reads the row, writes the analysis and the status, for every fourth message
  a task, and commits.
"""

from benchmarks.free_findings import TASK_EVERY
from benchmarks.peers.seed_database import sessions
from benchmarks.peers.seed_queue import open_broker
from benchmarks.peers.seed_tables import SeedAnalysis, SeedMessage, SeedTask

broker = open_broker()


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
