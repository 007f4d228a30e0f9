"""The relational schema as SQLModel tables; Alembic migrations are checked against it."""

from sqlmodel import SQLModel

from db.tables.access import ApiKey, Token
from db.tables.event import EventCounter, EventRow, IdempotencyKey, Outbox, TelegramUpdate
from db.tables.message import AnalysisRow, Entity, InboxRow, MessageEdit, MessageRow
from db.tables.task import HistoryRow, Label, ProposalRow, TaskAssignee, TaskLabel, TaskMessage, TaskRow
from db.tables.workspace import Chat, ChatLease, Member, Workspace

metadata = SQLModel.metadata

__all__ = [
    "AnalysisRow",
    "ApiKey",
    "Chat",
    "ChatLease",
    "Entity",
    "EventCounter",
    "EventRow",
    "HistoryRow",
    "IdempotencyKey",
    "InboxRow",
    "Label",
    "Member",
    "MessageEdit",
    "MessageRow",
    "Outbox",
    "ProposalRow",
    "TaskAssignee",
    "TaskLabel",
    "TaskMessage",
    "TaskRow",
    "TelegramUpdate",
    "Token",
    "Workspace",
    "metadata",
]
