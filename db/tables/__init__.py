"""The relational schema as SQLModel tables; Alembic migrations are checked against it."""

from sqlmodel import SQLModel

from db.tables.access import ApiKey, Token
from db.tables.event import EventCounter, EventRow, IdempotencyKey, Outbox
from db.tables.history import history_tallies
from db.tables.learning import AgentRunRow, CorrectionRow
from db.tables.message import AnalysisRow, Entity, InboxRow, MessageEdit, MessageRow
from db.tables.search import MessageIndexRow, TaskIndexRow, TaskLinkRow
from db.tables.tally import Tally
from db.tables.task import (
    CommentRow,
    HistoryRow,
    Label,
    ProposalRow,
    TaskAssignee,
    TaskLabel,
    TaskMessage,
    TaskRow,
)
from db.tables.telegram import (
    Attachment,
    BotMemoryRow,
    CardRow,
    OutboxPace,
    TelegramChat,
    TelegramMember,
    TelegramPerson,
    TelegramUpdate,
)
from db.tables.time import RecurrenceRow, ReminderRow
from db.tables.workspace import Chat, ChatLease, Member, TermRow, Workspace

metadata = SQLModel.metadata

__all__ = [
    "AgentRunRow",
    "AnalysisRow",
    "ApiKey",
    "Attachment",
    "BotMemoryRow",
    "CardRow",
    "Chat",
    "ChatLease",
    "CommentRow",
    "CorrectionRow",
    "Entity",
    "EventCounter",
    "EventRow",
    "HistoryRow",
    "IdempotencyKey",
    "InboxRow",
    "Label",
    "Member",
    "MessageEdit",
    "MessageIndexRow",
    "MessageRow",
    "Outbox",
    "OutboxPace",
    "ProposalRow",
    "RecurrenceRow",
    "ReminderRow",
    "Tally",
    "TaskAssignee",
    "TaskIndexRow",
    "TaskLabel",
    "TaskLinkRow",
    "TaskMessage",
    "TaskRow",
    "TelegramChat",
    "TelegramMember",
    "TelegramPerson",
    "TelegramUpdate",
    "TermRow",
    "Token",
    "Workspace",
    "history_tallies",
    "metadata",
]
