"""The relational schema as SQLModel tables; Alembic migrations are checked against it."""

from sqlmodel import SQLModel

from db.tables.access import ApiKey, Token
from db.tables.bot import BotMemoryRow
from db.tables.event import EventCounter, EventRow, IdempotencyKey, Outbox, TelegramUpdate
from db.tables.learning import AgentRunRow, CorrectionRow
from db.tables.message import AnalysisRow, Entity, InboxRow, MessageEdit, MessageRow
from db.tables.search import MessageIndexRow, TaskIndexRow, TaskLinkRow
from db.tables.task import HistoryRow, Label, ProposalRow, TaskAssignee, TaskLabel, TaskMessage, TaskRow
from db.tables.workspace import Chat, ChatLease, Member, TermRow, Workspace

metadata = SQLModel.metadata

__all__ = [
    "AgentRunRow",
    "AnalysisRow",
    "ApiKey",
    "BotMemoryRow",
    "Chat",
    "ChatLease",
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
    "ProposalRow",
    "TaskAssignee",
    "TaskIndexRow",
    "TaskLabel",
    "TaskLinkRow",
    "TaskMessage",
    "TaskRow",
    "TelegramUpdate",
    "TermRow",
    "Token",
    "Workspace",
    "metadata",
]
