"""Tasks: the work items, their legal moves and the changes people make to them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Self

from pydantic import Field

from domain.comment import Comment
from domain.errors import ConflictError, IllegalTransitionError
from domain.values import Category, Instant, Name, Priority, Source, TaskStatus, Text, Value

MAX_NAMES: Final = 50
"""Most assignees, and most labels, of a task."""

TRANSITIONS: Mapping[TaskStatus, frozenset[TaskStatus]] = {
    TaskStatus.OPEN: frozenset({TaskStatus.IN_PROGRESS, TaskStatus.COMPLETED, TaskStatus.CLOSED}),
    TaskStatus.IN_PROGRESS: frozenset({TaskStatus.OPEN, TaskStatus.COMPLETED, TaskStatus.CLOSED}),
    TaskStatus.COMPLETED: frozenset({TaskStatus.OPEN, TaskStatus.CLOSED}),
    TaskStatus.CLOSED: frozenset({TaskStatus.OPEN}),
}
"""Legal moves. Staying where it is counts as done already and changes nothing; work resumes from `open`."""


def check_transition(current: TaskStatus, target: TaskStatus) -> None:
    """Pass when a task may go from `current` to `target`.

    Raises:
        IllegalTransitionError: The move is not in `TRANSITIONS`.
    """
    if target != current and target not in TRANSITIONS[current]:
        allowed = ", ".join(sorted(TRANSITIONS[current]))
        raise IllegalTransitionError(
            f"A task that is {current} can't become {target}.",
            remedy=f"From {current} it may become: {allowed}.",
        )


class NewTask(Value):
    """A task as a person or the agents ask for it."""

    title: Name
    description: Text = ""
    category: Category = Category.CHORE
    priority: Priority = Priority.MEDIUM
    source: Source = Source.API
    due: Instant | None = None
    assignees: list[Name] = Field(default_factory=list, max_length=MAX_NAMES)
    labels: list[Name] = Field(default_factory=list, max_length=MAX_NAMES)
    chat_id: Name | None = Field(default=None, description="The chat it lives in, as its source names it.")
    parent_id: int | None = Field(default=None, description="The task it is a step of.")


class Task(NewTask):
    """A stored task. `version` grows by one with every change."""

    id: int
    status: TaskStatus
    created_at: Instant
    updated_at: Instant
    version: int = Field(ge=1)
    message_ids: list[int] = Field(default_factory=list[int])
    recurrence_id: int | None = Field(default=None, description="What makes its next one.")
    recurrence: str | None = Field(
        default=None, description="The RFC 5545 RRULE by which its next one comes."
    )


class DraftChange(Value):
    """What to change in a drafted task; unset fields stay as they are, `due: null` clears the due time."""

    title: Name | None = None
    description: Text | None = None
    category: Category | None = None
    priority: Priority | None = None
    due: Instant | None = None
    assignees: list[Name] | None = Field(default=None, max_length=MAX_NAMES)
    labels: list[Name] | None = Field(default=None, max_length=MAX_NAMES)

    def edit(self, draft: NewTask) -> NewTask:
        """Return `draft` with the change."""
        return draft.model_copy(update=self._changes())

    def _changes(self) -> dict[str, object]:
        changes = {name: getattr(self, name) for name in self.model_fields_set}
        return {name: value for name, value in changes.items() if value is not None or name == "due"}


class TaskChange(DraftChange):
    """What to change in a task, as in a draft, and where to move it."""

    status: TaskStatus | None = None

    def apply(self, task: Task) -> Task:
        """Return `task` with the change; version and times are the repository's to set.

        Raises:
            IllegalTransitionError: The status move is not allowed.
        """
        if self.status is not None:
            check_transition(task.status, self.status)
        return task.model_copy(update=self._changes())


class TaskAction(StrEnum):
    """What happened to a task, as its history tells."""

    CREATED = "created"
    UPDATED = "updated"
    STATUS_CHANGED = "status_changed"


class HistoryEntry(Value):
    """One line of a task's history: who changed what, when, and the task's version after it."""

    at: Instant
    actor: str
    action: TaskAction
    version: int
    changes: dict[str, object] = Field(description="Changed fields with their new values.")


class SourceMessage(Value):
    """A message a task came from, as shown beside the task."""

    id: int
    external_id: str
    author: str
    content: str
    chat_id: str
    sent_at: Instant
    url: str | None = Field(default=None, description="Its address in Telegram, if it has one.")


class LinkKind(StrEnum):
    """How two tasks belong together."""

    DUPLICATE = "duplicate"
    RELATED = "related"
    MERGED = "merged"


class TaskLink(Value):
    """Another task that belongs to a task; `similarity` is the cosine of their embeddings, if it was that."""

    task_id: int
    kind: LinkKind
    title: str
    status: TaskStatus
    similarity: float | None = None


class Subtask(Value):
    """A step of a task, or the task that something is a step of."""

    task_id: int
    title: str
    status: TaskStatus


class TaskStamp(Value):
    """What tells whether a task as it was read is still true.

    Links, subtasks, the parent and the comments change without the task's version. Of comments the ids are
    enough: a comment stays as it was written.
    """

    version: int
    links: list[TaskLink] = Field(default_factory=list[TaskLink])
    subtasks: list[Subtask] = Field(default_factory=list[Subtask])
    parent: Subtask | None = None
    comment_ids: list[int] = Field(default_factory=list[int])


class TaskDetail(Task):
    """A task with its history, oldest first, its sources, the tasks that belong to it, and its comments."""

    history: list[HistoryEntry] = Field(default_factory=list[HistoryEntry])
    messages: list[SourceMessage] = Field(default_factory=list[SourceMessage])
    links: list[TaskLink] = Field(default_factory=list[TaskLink])
    subtasks: list[Subtask] = Field(default_factory=list[Subtask], description="Its steps, oldest first.")
    parent: Subtask | None = Field(default=None, description="The task it is a step of.")
    comments: list[Comment] = Field(default_factory=list[Comment], description="Oldest first.")

    def confirmed(self, stamp: TaskStamp) -> Self | None:
        """Return the task as it is by its stamp; None when it has to be read again."""
        if self.version != stamp.version or [each.id for each in self.comments] != stamp.comment_ids:
            return None
        fresh = {"links": stamp.links, "subtasks": stamp.subtasks, "parent": stamp.parent}
        return self.model_copy(update=fresh)


def merged(source: Task, target: Task) -> Task:
    """Return `target` with the messages, assignees and labels of both, its own first.

    Raises:
        ConflictError: Together they have more names than a task may have.
    """
    both = {
        "assignees": list(dict.fromkeys([*target.assignees, *source.assignees])),
        "labels": list(dict.fromkeys([*target.labels, *source.labels])),
    }
    for field, names in both.items():
        if len(names) > MAX_NAMES:
            raise ConflictError(
                f"Together the tasks have {len(names)} {field}; a task may have {MAX_NAMES}.",
                remedy=f"Take some {field} from one of them first.",
            )
    messages = sorted({*target.message_ids, *source.message_ids})
    return target.model_copy(update={**both, "message_ids": messages})


def check_mergeable(target: Task) -> None:
    """Pass when something may be merged into `target`.

    Raises:
        ConflictError: It is closed.
    """
    if target.status is TaskStatus.CLOSED:
        raise ConflictError(f"Task {target.id} is closed.", remedy="Reopen it (status `open`), then merge.")


class TaskSort(StrEnum):
    """Orders a task list can have; each ends with the id, so that pages never overlap."""

    NEWEST = "newest"
    OLDEST = "oldest"
    UPDATED = "updated"
    PRIORITY = "priority"
    DUE = "due"


class TaskQuery(Value):
    """Which tasks to list, and in what order; `None` means any."""

    limit: int = Field(default=50, ge=1, le=500)
    cursor: str | None = Field(default=None, description="Opaque position from the previous page.")
    sort: TaskSort = TaskSort.NEWEST
    status: list[TaskStatus] = Field(default_factory=list[TaskStatus])
    category: list[Category] = Field(default_factory=list[Category])
    priority: list[Priority] = Field(default_factory=list[Priority])
    source: Source | None = None
    assignee: str | None = None
    assignees: list[str] = Field(default_factory=list[str], description="Any of these, in any case.")
    chats: list[str] | None = Field(default=None, description="Only of these chats.")
    message: str | None = Field(default=None, description="Only made of the message with this external id.")
    parent_id: int | None = None
    label: str | None = None
    due_before: Instant | None = None
    text: str | None = Field(default=None, max_length=500)


class TaskPage(Value):
    """One page of tasks and the position of the next, if there is one."""

    tasks: list[Task]
    next_cursor: str | None = None


class Stats(Value):
    """Counts of a workspace."""

    total_tasks: int
    open_tasks: int
    in_progress_tasks: int
    completed_tasks: int
    closed_tasks: int
    categories: dict[str, int]
    priorities: dict[str, int]
    total_messages: int
    pending_messages: int = Field(description="Stored messages that wait for their analysis.")
    failed_messages: int = Field(description="Dead-lettered messages.")
    proposals: int = Field(description="Proposals that wait for a person.")
