"""Traces of messages on their real way, as a collector gets them."""

import asyncio
import logging
import subprocess
import sys
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status
from pydantic_ai import Agent

from agents.choice import ModelChoice
from agents.instrumenting import instrument_agents
from agents.pool import AnalystPool
from db.accept import MessageStore
from db.contexts import PostgresSurroundings
from db.inbox import PostgresInbox
from db.messages import PostgresMessages
from db.pool import Database
from domain.analysis import Findings, MessageContext
from domain.errors import AnalysisError
from domain.message import NewMessage
from domain.ports import Analysts
from domain.values import MessageStatus
from domain.workspace import MAIN_WORKSPACE, WorkspaceSettings
from pipeline.accept import BatchingIntake
from pipeline.analyse import AnalysisWorker, RetryPolicy
from pipeline.reading import Reader
from pipeline.tracing import Tracing
from tests.support.otlp import Collector, collecting
from tests.support.polling import wait_until_async

MARKER = "zanzibar"
AUTHOR = "Ada-CANARY"


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    with collecting() as collector:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
        yield collector
        Agent.instrument_all(instrument=False)


def message(number: int) -> NewMessage:
    return NewMessage(
        external_id=f"m{number}",
        content=f"Please fix the {MARKER} export by tomorrow, it is broken",
        author=AUTHOR,
        chat_id=f"chat-{MARKER}",
        chat_title=f"All about {MARKER}",
        sent_at=datetime(2026, 1, 31, tzinfo=UTC),
    )


@asynccontextmanager
async def working(database: Database, tracing: Tracing, analysts: Analysts) -> AsyncGenerator[AnalysisWorker]:
    """Run a worker until the block ends."""
    worker = AnalysisWorker(
        name="analysis-worker-0",
        inbox=tracing.wrap_inbox(PostgresInbox(database)),
        reader=Reader(PostgresSurroundings(database), None),
        analysts=tracing.wrap_analysts(analysts),
        retry=RetryPolicy(max_attempts=1),
    )
    running = asyncio.create_task(worker.run())
    try:
        yield worker
    finally:
        worker.stop()
        await running
        await tracing.close()


async def accept(database: Database, tracing: Tracing, *messages: NewMessage) -> list[int]:
    """Accept messages in what might be another process, and return their numbers."""
    intake = tracing.wrap_intake(BatchingIntake(tracing.wrap_store(MessageStore(database))))
    accepted = await asyncio.gather(*(intake.accept(MAIN_WORKSPACE, each) for each in messages))
    await tracing.close()
    return [each.message_id for each in accepted]


async def wait_ended(reader: PostgresMessages, message_id: int) -> MessageStatus:
    """Wait until a message is understood or dead, and return which."""
    ended: list[MessageStatus] = []

    async def has_ended() -> bool:
        status = (await reader.get_message(MAIN_WORKSPACE, message_id)).status
        ended.append(status)
        return status is not MessageStatus.RECEIVED

    await wait_until_async(has_ended, timeout_s=30)
    return ended[-1]


async def test_accepting_and_analysing_a_message_are_one_trace(
    database: Database, collector: Collector
) -> None:
    [message_id] = await accept(database, Tracing("ingress"), message(1))
    tracing = Tracing("analysis-worker-0")
    instrument_agents(tracing.provider)
    async with working(database, tracing, AnalystPool(ModelChoice(model="embedded"))):
        assert await wait_ended(PostgresMessages(database), message_id) is MessageStatus.ANALYZED
    [root] = collector.named("accept")
    ours = [span for span in collector.spans() if span.trace_id == root.trace_id]
    assert not root.parent_span_id
    assert {"accept", "claim", "analyse", "finish"} < {span.name for span in ours}
    assert all(leads_to(span, root, ours) for span in ours)
    models = [span for span in ours if told(span, "gen_ai.request.model")]
    assert {told(span, "gen_ai.agent.name") for span in ours} >= {"classification", "extraction", "analysis"}
    assert models


def told(span: Span, name: str) -> str:
    return next((each.value.string_value for each in span.attributes if each.key == name), "")


def leads_to(span: Span, root: Span, spans: list[Span]) -> bool:
    by_id = {each.span_id: each for each in spans}
    while span.parent_span_id:
        span = by_id[span.parent_span_id]
    return span == root


async def test_a_batch_is_linked_with_its_messages(database: Database, collector: Collector) -> None:
    await accept(database, Tracing("ingress"), message(1), message(2))
    linked = {link.trace_id for span in collector.named("store") for link in span.links}
    assert linked == {span.trace_id for span in collector.named("accept")}
    assert len(linked) == 2


async def test_what_is_said_and_who_says_it_is_in_no_span(database: Database, collector: Collector) -> None:
    [message_id] = await accept(database, Tracing("ingress"), message(1))
    tracing = Tracing("analysis-worker-0")
    instrument_agents(tracing.provider)
    async with working(database, tracing, AnalystPool(ModelChoice(model="embedded"))):
        await wait_ended(PostgresMessages(database), message_id)
    assert len(collector.spans()) > 5
    assert not [body for body in collector.bodies if holds_words(body)]


def holds_words(body: bytes) -> bool:
    lower = body.lower()
    return any(word.lower().encode() in lower for word in (MARKER, AUTHOR, "export by tomorrow"))


class QuotingAnalysts:
    """Analysts whose model quotes the message in its error."""

    model = "quoting"

    async def choose(self, settings: WorkspaceSettings) -> "QuotingAnalysts":
        del settings
        return self

    async def analyse(self, message: MessageContext) -> Findings:
        raise AnalysisError(f"What is {message.text}?")


async def test_an_error_that_quotes_a_message_is_told_by_its_code(
    database: Database, collector: Collector, caplog: pytest.LogCaptureFixture
) -> None:
    [message_id] = await accept(database, Tracing("ingress"), message(1))
    async with working(database, Tracing("analysis-worker-0"), QuotingAnalysts()):
        assert await wait_ended(PostgresMessages(database), message_id) is MessageStatus.FAILED
    [analysis] = collector.named("analyse")
    assert analysis.status.code == Status.STATUS_CODE_ERROR
    assert told(analysis, "manta.error") == AnalysisError.code
    assert not [body for body in collector.bodies if holds_words(body)]
    assert not [record for record in caplog.records if record.levelno > logging.WARNING]


async def test_a_sampler_decides_alike_in_every_process(
    database: Database, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
    monkeypatch.setenv("OTEL_TRACES_SAMPLER_ARG", "0.5")
    ids = await accept(database, Tracing("ingress"), *(message(number) for number in range(40)))
    other = Tracing("analysis-worker-0")
    kept = {span.trace_id for span in collector.named("accept")}
    expected = {each for each in ids if other.root_of(each).trace_flags.sampled}
    assert {other.root_of(each).trace_id.to_bytes(16) for each in expected} == kept
    assert 0 < len(kept) < len(ids)


def test_nothing_of_opentelemetry_is_imported_by_us_while_it_is_off() -> None:
    code = "import sys, actors.tracing as t; from config.settings import Settings as S; "
    code += "t.load_tracing(S(), 'x'); print('pipeline.tracing' in sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
