"""The seed design's queue, as its API and its workers open it.

The choices, each in the peer's favour where there was one:

- A JetStream in files, with the retention of a work queue; a kick is awaited until the server has it. When
  the server writes its files to the disk is left at its default, every two minutes: that is quicker, and
  loses more, than what PostgreSQL does for each commit of either side.
- A pull consumer that fetches up to 100 jobs at once, `FETCHED`: one by one costs twice the processor time.
  Not a push consumer: its broker subscribes in the API's process too, which would be sent jobs and never do
  them.
- Jobs are written and read as JSON by pydantic in one step, a little cheaper than the default and than
  orjson. There is no result backend, for nobody asks for results.
"""

import os

from nats.js.api import AckPolicy, ConsumerConfig, RetentionPolicy, StorageType, StreamConfig
from taskiq import TaskiqEvents, TaskiqState
from taskiq.formatters.json_formatter import JSONFormatter
from taskiq_nats import PullBasedJetStreamBroker

from benchmarks.peers.seed_database import engine
from benchmarks.peers.seed_settings import DURABLE, QUEUE_VARIABLE, STREAM

FETCHED = 100


def open_broker() -> PullBasedJetStreamBroker:
    """Return the queue's broker; tasks are declared on it."""
    broker = PullBasedJetStreamBroker(
        os.environ[QUEUE_VARIABLE],
        stream_name=STREAM,
        durable=DURABLE,
        stream_config=StreamConfig(storage=StorageType.FILE, retention=RetentionPolicy.WORK_QUEUE),
        consumer_config=ConsumerConfig(durable_name=DURABLE, ack_policy=AckPolicy.EXPLICIT),
        pull_consume_batch=FETCHED,
    ).with_formatter(JSONFormatter())
    broker.add_event_handler(TaskiqEvents.WORKER_SHUTDOWN, _let_go)
    return broker


async def _let_go(_state: TaskiqState) -> None:
    """Close the worker's connections."""
    await engine.dispose()
