"""What a bot calls: the use cases, as the same ports that the API has."""

from dataclasses import dataclass

from domain.attachment import Attachments
from domain.card import Cards
from domain.chat import Chats
from domain.chat_work import ChatWork
from domain.outbox import Mailbox
from domain.ports import Clock, Intake, TaskBoard
from domain.privacy import Privacy
from domain.quick_add import ReadQuickAdd
from domain.recurring import Recurrences
from domain.reminder import Reminders
from domain.search import Search


@dataclass(frozen=True)
class Services:
    """The use cases that handlers call; all their writes may be repeated."""

    chats: Chats
    board: TaskBoard
    intake: Intake
    attachments: Attachments
    search: Search
    cards: Cards
    mailbox: Mailbox
    work: ChatWork
    reminders: Reminders
    recurrences: Recurrences
    quick_add: ReadQuickAdd
    privacy: Privacy
    clock: Clock
