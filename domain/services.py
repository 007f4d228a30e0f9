"""What a bot calls: the use cases, as the same ports that the API has."""

from dataclasses import dataclass

from domain.card import Cards
from domain.chat import Chats
from domain.outbox import Mailbox
from domain.ports import Clock, Intake, TaskBoard
from domain.privacy import Privacy
from domain.search import Search


@dataclass(frozen=True)
class Services:
    """The use cases that handlers call; all their writes may be repeated."""

    chats: Chats
    board: TaskBoard
    intake: Intake
    search: Search
    cards: Cards
    mailbox: Mailbox
    privacy: Privacy
    clock: Clock
