"""Events: every step of a message and a task, in an order that is the workspace's own."""

from enum import StrEnum
from typing import NamedTuple


class EventType(StrEnum):
    """What an event tells."""

    MESSAGE = "message"
    MESSAGE_ANALYZED = "message_analyzed"
    MESSAGE_FAILED = "message_failed"
    MESSAGE_RETRIED = "message_retried"
    MESSAGE_EDITED = "message_edited"
    TASK_CREATED = "task_created"
    TASK_UPDATED = "task_updated"
    TASK_STATUS_CHANGED = "task_status_changed"
    TASK_COMMENTED = "task_commented"
    TASK_COMMENT_DELETED = "task_comment_deleted"
    PROPOSAL_CREATED = "proposal_created"
    PROPOSAL_DECIDED = "proposal_decided"


PendingEvent = tuple[EventType, str]
"""An event that is to be published: its type and its data as JSON text."""


class Event(NamedTuple):
    """A committed event; a tuple, because thousands a second go from process to process.

    `seq` grows without a gap within a workspace, in the order of commits. `body` is the JSON text
    `{"type": …, "seq": …, "data": …}`, made once and sent to every socket as it is.
    """

    workspace_id: int
    seq: int
    type: EventType
    body: str
