"""Analysing claimed messages: chats side by side, messages of a chat together, results in order."""

import asyncio
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

from domain.context import note
from domain.errors import ConfigurationError, MantaError, UnavailableError
from domain.inbox import Claim, Done, Failed, Inbox, Outcome, QueuedMessage, Result
from domain.ports import Analyst, Analysts
from domain.workspace import WorkspaceSettings
from pipeline.consumer import Consumer, outlast
from pipeline.decide import Thresholds, decide
from pipeline.learn import heed
from pipeline.pace import Pace
from pipeline.reading import Reader, Reading
from pipeline.together import Together

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RetryPolicy:
    """When a failed message is tried again: exponential with jitter, at most `max_attempts` times.

    All durations are in seconds.
    """

    max_attempts: int = 5
    first_delay_s: float = 0.5
    max_delay_s: float = 60.0

    def delay_s(self, attempts: int) -> float:
        """Return how long to wait after `attempts` failed tries."""
        ceiling = min(self.max_delay_s, self.first_delay_s * 2 ** (attempts - 1))
        return random.uniform(ceiling / 2, ceiling)  # noqa: S311 - jitter needs no secrecy


@dataclass(frozen=True)
class _Chosen:
    """Who analyses a claim's messages, and why it is not who the workspace asked for, if so."""

    analyst: Analyst
    instead_of: str = ""


@dataclass
class AnalysisWorker:
    """Claims chats, lets the agents read their messages and writes the outcomes.

    It holds leases only: everything it knows can be lost at any moment, and another worker goes on
    from the database when the leases run out. Results of chats that are ready at the same moment are written
    in one transaction for each workspace.

    Durations are in seconds: a lease's life without renewal, the pause between two looks at the queue,
    and how long claimed chats may take to finish after `stop`. `analysed` counts messages, `fenced`
    claims whose results came too late and were refused, `lost` those that were known to be too late.
    """

    name: str
    inbox: Inbox
    reader: Reader
    analysts: Analysts
    thresholds: Thresholds = field(default_factory=Thresholds)
    retry: RetryPolicy = field(default_factory=RetryPolicy)
    pace: Pace = field(default_factory=Pace)
    lease_s: float = 15.0
    poll_s: float = 1.0
    drain_s: float = 8.0
    _held: dict[int, Claim] = field(default_factory=dict[int, Claim], init=False)
    _consumer: Consumer[Claim] = field(init=False)
    _finishing: Together[Result, bool] = field(init=False)
    analysed: int = field(default=0, init=False)
    fenced: int = field(default=0, init=False)
    lost: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._consumer = Consumer(
            self.name, self._claim, self._handle, room=lambda: self.pace.room, poll_s=self.poll_s
        )
        self._finishing = Together(self.inbox.finish_all, _workspace_of)

    def hint(self, _payload: str = "") -> None:
        """Look at the queue now instead of at the next poll."""
        self._consumer.hint()

    async def run(self) -> None:
        """Work until `stop`; then finish what is claimed, or hand it back when that takes too long."""
        renewing = asyncio.create_task(self._renew_forever(), name=f"{self.name}-renewals")
        try:
            await self._consumer.run()
            await self._consumer.finish(self.drain_s)
        finally:
            renewing.cancel()
            await self._let_go(renewing)

    async def _let_go(self, renewing: asyncio.Task[None]) -> None:
        """End all analyses and hand their chats back at once, for another worker to go on with."""
        left = list(self._held.values())
        await self._consumer.abandon()
        await self.reader.abandon()
        await self._finishing.abandon()
        await asyncio.gather(renewing, return_exceptions=True)
        await asyncio.gather(*(self._hand_back(claim) for claim in left))

    async def _hand_back(self, claim: Claim) -> None:
        try:
            await self.inbox.finish(claim, [])
        except UnavailableError as error:
            log.warning("chat %s was not handed back: %s", claim.chat_id, error.detail)
        except Exception:
            # One that can't be handed back waits for its lease; it must not take the others with it.
            log.exception("chat %s was not handed back", claim.chat_id)

    def stop(self) -> None:
        """Take no new chats and let `run` end once the claimed ones are finished."""
        self._consumer.stop()

    def holds_any(self) -> bool:
        """Whether it works on a chat now."""
        return bool(self._held)

    async def _claim(self, limit: int) -> list[Claim]:
        in_hand = sum(len(claim.messages) for claim in self._held.values())
        more = max(0, self.pace.messages - in_hand)
        claims = await self.inbox.claim(self.name, self.pace.portion(limit), more)
        self._held |= {claim.chat_id: claim for claim in claims}
        return claims

    async def _handle(self, claim: Claim) -> None:
        note(workspace_id=claim.workspace_id, chat_id=claim.chat_id)
        began = monotonic()
        try:
            outcomes = await self._analyse_all(claim)
            if not self._holds(claim):
                self.lost += 1
                log.warning("chat %s was lost while it was analysed; its results are dropped", claim.chat_id)
                return
            await self._write(claim, outcomes)
        except UnavailableError as error:
            log.warning("results of chat %s were not written: %s", claim.chat_id, error.detail)
        finally:
            self.pace.note(monotonic() - began)
            self._forget(claim)

    async def _write(self, claim: Claim, outcomes: Sequence[Outcome]) -> None:
        """Write results, and keep trying while an outage lasts; the fence decides if they still count."""
        written = await outlast(2 * self.lease_s)(self._finishing.ask, (claim, outcomes))
        if written:
            self.analysed += len(outcomes)
        else:
            self.fenced += 1
            log.warning("chat %s has a newer epoch; the results are dropped", claim.chat_id)

    def _holds(self, claim: Claim) -> bool:
        # By identity: after an outage the chat may be held again, under another claim.
        return self._held.get(claim.chat_id) is claim

    def _forget(self, claim: Claim) -> None:
        if self._holds(claim):
            del self._held[claim.chat_id]

    async def _analyse_all(self, claim: Claim) -> list[Outcome]:
        given_up = [self._give_up(queued) for queued in claim.messages if self._is_beyond_tries(queued)]
        if given_up:
            return given_up  # a message that was tried before is claimed alone
        try:
            readings = await self.reader.read(claim)
            chosen = await self._choose(claim)
        except UnavailableError:
            raise
        except MantaError as error:
            return until_retry([self._failed(each, _describe(error)) for each in claim.messages])
        thresholds = self.thresholds.adapt(claim.settings)
        outcomes = await asyncio.gather(*(self._analyse(each, chosen, thresholds) for each in readings))
        return until_retry(outcomes)

    def _is_beyond_tries(self, queued: QueuedMessage) -> bool:
        return queued.attempts > self.retry.max_attempts

    def _give_up(self, queued: QueuedMessage) -> Outcome:
        error = "Every try ended without a word: the worker died or hung while it analysed the message."
        return Failed(message=queued.message, error=error, dead=True)

    async def _choose(self, claim: Claim) -> _Chosen:
        """Return the workspace's analyst, or the system's when the workspace's can't be used."""
        try:
            return _Chosen(await self.analysts.choose(claim.settings))
        except ConfigurationError as error:
            if claim.settings.asks_for_models():
                return _Chosen(await self.analysts.choose(WorkspaceSettings()), error.detail)
            raise

    async def _analyse(self, reading: Reading, chosen: _Chosen, thresholds: Thresholds) -> Outcome:
        queued = reading.queued
        note(message_id=queued.message.id)
        try:
            findings = await chosen.analyst.analyse(reading.context)
            if chosen.instead_of:
                findings = findings.model_copy(update={"fallback": chosen.instead_of})
            findings = heed(findings, reading.context)
            decision = decide(queued.message, findings, thresholds)
        except MantaError as error:
            return self._failed(queued, _describe(error))
        except Exception as error:
            log.exception("analysing message %s failed", queued.message.id)
            return self._failed(queued, f"{type(error).__name__} in the analysis; see the worker's log")
        return Done(message=queued.message, findings=findings, decision=decision, embedding=reading.embedding)

    def _failed(self, queued: QueuedMessage, error: str) -> Failed:
        dead = queued.attempts >= self.retry.max_attempts
        delay_s = 0.0 if dead else self.retry.delay_s(queued.attempts)
        return Failed(message=queued.message, error=error, dead=dead, retry_in_s=delay_s)

    async def _renew_forever(self) -> None:
        while True:
            await asyncio.sleep(self.lease_s / 3)
            await self._renew()

    async def _renew(self) -> None:
        claims = list(self._held.values())
        if not claims:
            return
        try:
            held = await self.inbox.renew(claims)
        except UnavailableError as error:
            log.warning("renewing leases failed, trying again: %s", error.detail)
            return
        except Exception:
            # Whatever it is, giving up renewals would lose every long analysis from now on.
            log.exception("renewing leases failed, trying again")
            return
        for claim in claims:
            if claim.chat_id not in held:
                self._forget(claim)


def until_retry(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes up to the first that has to be tried again: what follows it must wait its turn."""
    kept: list[Outcome] = []
    for outcome in outcomes:
        kept.append(outcome)
        if isinstance(outcome, Failed) and not outcome.dead:
            break
    return kept


def _describe(error: MantaError) -> str:
    return f"{error.code}: {error.detail}"


def _workspace_of(result: Result) -> int:
    return result[0].workspace_id
