"""Traces of messages by OpenTelemetry: imported only where MANTA_TRACING is on.

A message's trace is found from its number: accepting and analysing it, in processes that know nothing of each
other, give their spans the same trace without anything being stored. Spans hold ids, counts, names of models
and durations, never a text.
"""

import asyncio
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import blake2b
from time import time_ns
from typing import Final

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_NAMESPACE, SERVICE_VERSION, Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import Decision
from opentelemetry.trace import (
    INVALID_SPAN,
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
    use_span,
)

from config.version import VERSION
from domain.analysis import Findings, MessageContext
from domain.context import noted
from domain.errors import MantaError
from domain.inbox import Claim, Done, Inbox, Outcome, Result
from domain.message import Accepted, NewMessage
from domain.outbox import OutboxItem, Sender, SendOutcome
from domain.ports import Analyst, Analysts, Intake
from domain.workspace import WorkspaceSettings
from pipeline.accept import MessageStore, Submission

CLOSE_S: Final = 3.0
"""How long the last spans may take to leave."""

MAX_LINKS: Final = 100
"""Most messages that a batch's span is linked with."""

_ALLOWED: Final = (
    "manta.",
    "gen_ai.agent.name",
    "gen_ai.operation.name",
    "gen_ai.provider.name",
    "gen_ai.system",
    "gen_ai.request.model",
    "gen_ai.response.model",
    "gen_ai.usage.",
    "gen_ai.aggregated_usage.",
    "operation.cost",
)
"""Beginnings of the names of attributes that leave; what libraries add beyond them may quote a text."""

_NO_PARENT: Final = set_span_in_context(INVALID_SPAN, Context())

Attributes = dict[str, str | int | bool]


class _Ids(RandomIdGenerator):
    """Random ids, except for the span that is begun under `naming`."""

    def __init__(self) -> None:
        self._named = ContextVar[SpanContext | None]("manta_named_span", default=None)

    def generate_trace_id(self) -> int:
        named = self._named.get()
        return super().generate_trace_id() if named is None else named.trace_id

    def generate_span_id(self) -> int:
        named = self._named.get()
        return super().generate_span_id() if named is None else named.span_id

    @contextmanager
    def naming(self, context: SpanContext) -> Generator[None]:
        token = self._named.set(context)
        try:
            yield
        finally:
            self._named.reset(token)


class AllowedOnly(SpanExporter):
    """Hands spans on without anything that could hold a text: other attributes, events, words of errors."""

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        """See `SpanExporter`."""
        return self._exporter.export([_without_texts(span) for span in spans])

    def shutdown(self) -> None:
        """See `SpanExporter`."""
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        """See `SpanExporter`."""
        return self._exporter.force_flush(timeout_millis)


def _without_texts(span: ReadableSpan) -> ReadableSpan:
    attributes = span.attributes or {}
    return ReadableSpan(
        name=span.name,
        context=span.context,
        parent=span.parent,
        resource=span.resource,
        attributes={name: value for name, value in attributes.items() if name.startswith(_ALLOWED)},
        links=span.links,
        kind=span.kind,
        status=Status(span.status.status_code),
        start_time=span.start_time,
        end_time=span.end_time,
        instrumentation_scope=span.instrumentation_scope,
    )


class Tracing:
    """The spans of one process. Owned by its actor or replica, which closes it.

    Where spans go, and which, is set by OpenTelemetry's own variables: OTEL_EXPORTER_OTLP_ENDPOINT,
    OTEL_TRACES_SAMPLER, OTEL_SERVICE_NAME and the like.

    Args:
        part: The actor or deployment, as a resource attribute.
        exporter: Takes the spans; None: OTLP over HTTP.
    """

    def __init__(self, part: str, exporter: SpanExporter | None = None) -> None:
        resource = _describe(part)
        told = (resource.attributes.get(name, "") for name in (SERVICE_NAMESPACE, SERVICE_NAME))
        self._salt = "/".join(map(str, told)).encode()
        self._ids = _Ids()
        self.provider = TracerProvider(id_generator=self._ids, resource=resource, shutdown_on_exit=False)
        self.provider.add_span_processor(BatchSpanProcessor(AllowedOnly(exporter or OTLPSpanExporter())))
        self._tracer = self.provider.get_tracer("manta", VERSION)

    async def close(self) -> None:
        """Send what is left, within a bound."""
        await asyncio.to_thread(self.provider.force_flush, int(CLOSE_S * 1_000))

    def wrap_intake(self, intake: Intake) -> Intake:
        """Return an intake whose messages get their first span."""
        return _TracedIntake(intake, self)

    def wrap_store(self, store: MessageStore) -> MessageStore:
        """Return a store whose batches get a span, linked with the messages."""
        return _TracedStore(store, self)

    def wrap_inbox(self, inbox: Inbox) -> Inbox:
        """Return an inbox whose claims and finished messages get spans."""
        return _TracedInbox(inbox, self)

    def wrap_analysts(self, analysts: Analysts) -> Analysts:
        """Return analysts whose analyses get spans, those of the agents below them."""
        return _TracedAnalysts(analysts, self)

    def wrap_sender(self, sender: Sender) -> Sender:
        """Return a sender whose letters get a span."""
        return _TracedSender(sender, self)

    def root_of(self, message_id: int) -> SpanContext:
        """Return the context of a message's first span: the same in every process of a system."""
        digest = blake2b(str(message_id).encode(), key=self._salt[:64], digest_size=24).digest()
        trace_id = int.from_bytes(digest[:16]) or 1
        sampled = self.provider.sampler.should_sample(None, trace_id, "accept").decision
        return SpanContext(
            trace_id=trace_id,
            span_id=int.from_bytes(digest[16:]) or 1,
            is_remote=True,
            trace_flags=TraceFlags(TraceFlags.SAMPLED if sampled is Decision.RECORD_AND_SAMPLE else 0),
        )

    def begin(self, name: str, message_id: int, attributes: Attributes, began_ns: int | None = None) -> Span:
        """Return a span of a message's trace, begun now or at a moment in ns."""
        parent = set_span_in_context(NonRecordingSpan(self.root_of(message_id)), Context())
        told: Attributes = {"manta.message_id": message_id, **attributes}
        return self._tracer.start_span(name, parent, attributes=told, start_time=began_ns)

    def begin_root(self, name: str, message_id: int, attributes: Attributes, began_ns: int) -> Span:
        """Return the first span of a message's trace."""
        with self._ids.naming(self.root_of(message_id)):
            return self._tracer.start_span(
                name,
                _NO_PARENT,
                kind=SpanKind.SERVER,
                attributes={"manta.message_id": message_id, **attributes},
                start_time=began_ns,
            )

    def begin_apart(self, name: str, attributes: Attributes, began_ns: int | None = None) -> Span:
        """Return a span in a trace of its own."""
        return self._tracer.start_span(name, _NO_PARENT, attributes=attributes, start_time=began_ns)


def _describe(part: str) -> Resource:
    told = Resource.create()
    named = str(told.attributes.get(SERVICE_NAME, "unknown_service"))
    name = "manta" if named.startswith("unknown_service") else named
    return told.merge(Resource({SERVICE_NAME: name, SERVICE_VERSION: VERSION, "manta.part": part}))


@contextmanager
def _ending(span: Span) -> Generator[None]:
    """Make a span the current one, and end it; of an error only its code is told."""
    with use_span(span, end_on_exit=True, record_exception=False, set_status_on_exception=False):
        try:
            yield
        except BaseException as error:
            _fail(span, error)
            raise


def _fail(span: Span, error: BaseException) -> None:
    span.set_status(StatusCode.ERROR)
    span.set_attribute("manta.error", error.code if isinstance(error, MantaError) else type(error).__name__)


@dataclass(frozen=True)
class _TracedIntake:
    """`domain.ports.Intake`. A message's number is known once it is stored, so its span is written then."""

    inner: Intake
    tracing: Tracing

    async def accept(self, workspace_id: int, message: NewMessage) -> Accepted:
        began_ns = time_ns()
        try:
            accepted = await self.inner.accept(workspace_id, message)
        except BaseException as error:
            self._tell(began_ns, workspace_id, error)
            raise
        self._tell(began_ns, workspace_id, accepted)
        return accepted

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted:
        began_ns = time_ns()
        accepted = await self.inner.edit(workspace_id, message)
        self._tell(began_ns, workspace_id, accepted)
        return accepted

    async def accept_many(
        self, workspace_id: int, messages: Sequence[NewMessage]
    ) -> list[Accepted | MantaError]:
        began_ns = time_ns()
        answers = await self.inner.accept_many(workspace_id, messages)
        for answer in answers:
            self._tell(began_ns, workspace_id, answer)
        return answers

    def _tell(self, began_ns: int, workspace_id: int, answer: Accepted | BaseException) -> None:
        told: Attributes = {"manta.workspace_id": workspace_id}
        if isinstance(answer, BaseException):
            span = self.tracing.begin_apart("accept", told, began_ns)
            _fail(span, answer)
        elif answer.created:
            span = self.tracing.begin_root("accept", answer.message_id, told, began_ns)
        else:
            span = self.tracing.begin("accept again", answer.message_id, told, began_ns)
        span.end()


@dataclass(frozen=True)
class _TracedStore:
    """`pipeline.accept.MessageStore`."""

    inner: MessageStore
    tracing: Tracing

    async def store(self, batch: Sequence[Submission]) -> list[Accepted | MantaError]:
        span = self.tracing.begin_apart("store", {"manta.messages": len(batch)})
        with _ending(span):
            answers = await self.inner.store(batch)
            for answer in answers[:MAX_LINKS]:
                if isinstance(answer, Accepted):
                    span.add_link(self.tracing.root_of(answer.message_id))
        return answers

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted | MantaError:
        return await self.inner.edit(workspace_id, message)


@dataclass(frozen=True)
class _TracedInbox:
    """`domain.inbox.Inbox`. A claim's statement serves many messages; each has a span of it."""

    inner: Inbox
    tracing: Tracing

    async def claim(self, worker: str, limit: int, messages: int = 0) -> list[Claim]:
        began_ns = time_ns()
        claims = await self.inner.claim(worker, limit, messages)
        for claim in claims:
            for queued in claim.messages:
                told: Attributes = {
                    **_of_claim(claim),
                    "manta.attempt": queued.attempts,
                    "manta.worker": worker,
                }
                self.tracing.begin("claim", queued.message.id, told, began_ns).end()
        return claims

    async def renew(self, claims: Sequence[Claim]) -> set[int]:
        return await self.inner.renew(claims)

    async def finish(self, claim: Claim, outcomes: Sequence[Outcome]) -> bool:
        [written] = await self.finish_all([(claim, outcomes)])
        return written

    async def finish_all(self, results: Sequence[Result]) -> list[bool]:
        began_ns = time_ns()
        written = await self.inner.finish_all(results)
        for (claim, outcomes), is_written in zip(results, written, strict=True):
            for outcome in outcomes:
                told = {**_of_claim(claim), "manta.written": is_written, **_of_outcome(outcome)}
                self.tracing.begin("finish", outcome.message.id, told, began_ns).end()
        return written


def _of_claim(claim: Claim) -> Attributes:
    return {
        "manta.workspace_id": claim.workspace_id,
        "manta.chat_id": claim.chat_id,
        "manta.epoch": claim.epoch,
    }


def _of_outcome(outcome: Outcome) -> Attributes:
    if not isinstance(outcome, Done):
        return {"manta.outcome": "dead" if outcome.dead else "failed"}
    made = outcome.decision
    return {"manta.outcome": "done", "manta.tasks": len(made.tasks), "manta.proposals": len(made.proposals)}


@dataclass(frozen=True)
class _TracedAnalysts:
    """`domain.ports.Analysts`."""

    inner: Analysts
    tracing: Tracing

    async def choose(self, settings: WorkspaceSettings) -> Analyst:
        return _TracedAnalyst(await self.inner.choose(settings), self.tracing)


@dataclass(frozen=True)
class _TracedAnalyst:
    """`domain.ports.Analyst`. Which message it is stands in the context, not in what the agents are shown."""

    inner: Analyst
    tracing: Tracing

    @property
    def model(self) -> str:
        return self.inner.model

    async def analyse(self, message: MessageContext) -> Findings:
        span = self._begin({"manta.model": self.model})
        with _ending(span):
            findings = await self.inner.analyse(message)
            span.set_attribute("manta.fallback", findings.fallback is not None)
        return findings

    def _begin(self, attributes: Attributes) -> Span:
        message_id = noted().get("message_id")
        if isinstance(message_id, int):
            return self.tracing.begin("analyse", message_id, attributes)
        return self.tracing.begin_apart("analyse", attributes)


@dataclass(frozen=True)
class _TracedSender:
    """`domain.outbox.Sender`."""

    inner: Sender
    tracing: Tracing

    async def send(self, item: OutboxItem) -> SendOutcome:
        told: Attributes = {"manta.workspace_id": item.workspace_id, "manta.kind": item.parcel.kind}
        told |= {"manta.outbox_item_id": item.id, "manta.attempt": item.attempts}
        span = self.tracing.begin_apart("send", told)
        with _ending(span):
            outcome = await self.inner.send(item)
            span.set_attribute("manta.outcome", type(outcome).__name__.lower())
        return outcome
