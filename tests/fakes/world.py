"""All fakes together: what `api.create_app` needs, without a database, a cluster or a network."""

from api.deps import ApiSettings, Deps
from domain.values import Role
from pipeline.example import ExampleChat
from pipeline.tally import Tally
from tests.fakes.attachments import FakeAttachments, FakeFiles
from tests.fakes.board import FakeTaskBoard
from tests.fakes.clock import FakeClock
from tests.fakes.feed import FakeEventFeed
from tests.fakes.figures import FakeFigures
from tests.fakes.gatekeeper import FakeGatekeeper
from tests.fakes.health import FakeHealthProbe
from tests.fakes.keys import FakeKeys
from tests.fakes.members import FakeMembers
from tests.fakes.messages import FakeMessages
from tests.fakes.model_desk import FakeModelDesk
from tests.fakes.quick_add import FakeQuickAdd
from tests.fakes.recurrences import FakeRecurrences
from tests.fakes.reports import FakeAgentReports
from tests.fakes.retries import FakeRetries
from tests.fakes.rooms import FakeRooms
from tests.fakes.search import FakeSearch
from tests.fakes.telegram_reports import FakeTelegramReports
from tests.fakes.workspaces import FakeModelCheck, FakeVocabulary, FakeWorkspaces

TELEGRAM_SECRET = "hook-CANARY"
OWN, FOREIGN = 1, 2
"""Workspaces: the one tests act in, and another one they must never see."""


class FakeWorld:
    """Every fake port over one clock and one event feed, with a key for each role in two workspaces."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.feed = FakeEventFeed()
        self.messages = FakeMessages(self.clock, self.feed)
        self.attachments = FakeAttachments()
        self.files = FakeFiles()
        self.retries = FakeRetries(self.messages)
        self.board = FakeTaskBoard(self.clock, self.feed, self.messages)
        self.recurrences = FakeRecurrences(self.board)
        self.workspaces = FakeWorkspaces(OWN, FOREIGN)
        self.vocabulary = FakeVocabulary()
        self.models = FakeModelCheck()
        self.reports = FakeAgentReports()
        self.figures = FakeFigures(self.clock)
        self.quick_add = FakeQuickAdd()
        self.search = FakeSearch(self.messages, self.board)
        self.gatekeeper = FakeGatekeeper(self.clock)
        self.keys = FakeKeys(self.gatekeeper, self.clock)
        self.telegram = FakeTelegramReports()
        self.desk = FakeModelDesk()
        self.members = FakeMembers(self.gatekeeper)
        self.rooms = FakeRooms()
        self.health = FakeHealthProbe(self.clock)
        self.metrics = Tally()
        self.viewer, self.member, self.admin = (
            self.gatekeeper.add_key(OWN, role) for role in (Role.VIEWER, Role.MEMBER, Role.ADMIN)
        )
        self.foreign_admin = self.gatekeeper.add_key(FOREIGN, Role.ADMIN)

    def deps(self, settings: ApiSettings | None = None) -> Deps:
        """Return the ports as the HTTP layer takes them."""
        return Deps(
            intake=self.messages,
            updates=self.messages,
            messages=self.messages,
            attachments=self.attachments,
            files=self.files,
            retries=self.retries,
            search=self.search,
            board=self.board,
            recurrences=self.recurrences,
            workspaces=self.workspaces,
            vocabulary=self.vocabulary,
            models=self.models,
            reports=self.reports,
            figures=self.figures,
            events=self.feed,
            gatekeeper=self.gatekeeper,
            rooms=self.rooms,
            health=self.health,
            clock=self.clock,
            metrics=self.metrics,
            settings=settings or ApiSettings(version="0.1.0", telegram_secret=TELEGRAM_SECRET),
            quick_add=self.quick_add.read,
            example=ExampleChat(self.messages, self.clock),
            keys=self.keys,
            telegram=self.telegram,
            desk=self.desk,
            members=self.members,
        )
