"""All fakes together: what `api.create_app` needs, without a database, a cluster or a network."""

import json
from dataclasses import dataclass
from typing import cast

from api.deps import ApiSettings, Deps
from domain.errors import InvalidInputError
from domain.message import NewMessage
from domain.values import Role, Source
from tests.fakes.board import FakeTaskBoard
from tests.fakes.clock import FakeClock
from tests.fakes.feed import FakeEventFeed
from tests.fakes.gatekeeper import FakeGatekeeper
from tests.fakes.health import FakeHealthProbe
from tests.fakes.messages import FakeMessages
from tests.fakes.quick_add import FakeQuickAdd
from tests.fakes.reports import FakeAgentReports
from tests.fakes.retries import FakeRetries
from tests.fakes.search import FakeSearch
from tests.fakes.workspaces import FakeModelCheck, FakeVocabulary, FakeWorkspaces

TELEGRAM_SECRET = "hook-CANARY"
OWN, FOREIGN = 1, 2
"""Workspaces: the one tests act in, and another one they must never see."""


@dataclass(frozen=True, slots=True)
class FakeUpdate:
    """What the bot makes of an update."""

    update_id: int
    message: NewMessage | None


class FakeWorld:
    """Every fake port over one clock and one event feed, with a key for each role in two workspaces."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.feed = FakeEventFeed()
        self.messages = FakeMessages(self.clock, self.feed)
        self.retries = FakeRetries(self.messages)
        self.board = FakeTaskBoard(self.clock, self.feed, self.messages)
        self.workspaces = FakeWorkspaces(OWN, FOREIGN)
        self.vocabulary = FakeVocabulary()
        self.models = FakeModelCheck()
        self.reports = FakeAgentReports()
        self.quick_add = FakeQuickAdd()
        self.search = FakeSearch(self.messages, self.board)
        self.gatekeeper = FakeGatekeeper(self.clock)
        self.health = FakeHealthProbe(self.clock)
        self.viewer, self.member, self.admin = (
            self.gatekeeper.add_key(OWN, role) for role in (Role.VIEWER, Role.MEMBER, Role.ADMIN)
        )
        self.foreign_admin = self.gatekeeper.add_key(FOREIGN, Role.ADMIN)

    def deps(self, settings: ApiSettings | None = None) -> Deps:
        """Return the ports as the HTTP layer takes them."""
        return Deps(
            intake=self.messages,
            messages=self.messages,
            retries=self.retries,
            search=self.search,
            board=self.board,
            workspaces=self.workspaces,
            vocabulary=self.vocabulary,
            models=self.models,
            reports=self.reports,
            events=self.feed,
            gatekeeper=self.gatekeeper,
            health=self.health,
            clock=self.clock,
            settings=settings or ApiSettings(version="0.1.0", telegram_secret=TELEGRAM_SECRET),
            telegram_message=self.read_update,
            quick_add=self.quick_add.read,
        )

    async def read_update(self, raw: bytes) -> FakeUpdate:
        """Read the few fields of an update that tests send, as `bot.updates.parse_update` would.

        Raises:
            InvalidInputError: No JSON object with an `update_id`.
        """
        try:
            document = cast("dict[str, object]", json.loads(raw))
            update_id = document["update_id"]
        except (ValueError, TypeError, KeyError):
            raise InvalidInputError("No update.") from None
        if not isinstance(update_id, int) or abs(update_id) >= 2**63:
            raise InvalidInputError("No update.")
        text = document.get("text")
        return FakeUpdate(update_id, self._message(text) if isinstance(text, str) else None)

    def _message(self, text: str) -> NewMessage:
        return NewMessage(
            external_id="42:1",
            content=text,
            author="Ada",
            chat_id="42",
            sent_at=self.clock.now(),
            source=Source.TELEGRAM,
        )
