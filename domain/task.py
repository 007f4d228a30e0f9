"""Tasks: the work items, their legal moves and the changes people make to them."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field

from domain.errors import IllegalTransitionError
from domain.values import Category, Instant, Name, Priority, Source, TaskStatus, Text, Value

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
    assignees: list[Name] = Field(default_factory=list, max_length=50)
    labels: list[Name] = Field(default_factory=list, max_length=50)


class Task(NewTask):
    """A stored task. `version` grows by one with every change."""

    id: int
    status: TaskStatus
    created_at: Instant
    updated_at: Instant
    version: int = Field(ge=1)
    message_ids: list[int] = Field(default_factory=list[int])


class TaskChange(Value):
    """What to change in a task; fields left unset stay as they are, `due: null` clears the due time."""

    title: Name | None = None
    description: Text | None = None
    category: Category | None = None
    priority: Priority | None = None
    status: TaskStatus | None = None
    due: Instant | None = None
    assignees: list[Name] | None = Field(default=None, max_length=50)
    labels: list[Name] | None = Field(default=None, max_length=50)

    def apply(self, task: Task) -> Task:
        """Return `task` with the change; version and times are the repository's to set.

        Raises:
            IllegalTransitionError: The status move is not allowed.
        """
        changes = {name: getattr(self, name) for name in self.model_fields_set}
        changes = {name: value for name, value in changes.items() if value is not None or name == "due"}
        if self.status is not None:
            check_transition(task.status, self.status)
        return task.model_copy(update=changes)


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


class TaskState(Value):
    """What tells whether a detail read earlier is still true: its version, and the links, which have none."""

    version: int
    links: list[TaskLink]


class TaskDetail(Task):
    """A task with its history, oldest first, its source messages and the tasks that belong to it."""

    history: list[HistoryEntry] = Field(default_factory=list[HistoryEntry])
    messages: list[SourceMessage] = Field(default_factory=list[SourceMessage])
    links: list[TaskLink] = Field(default_factory=list[TaskLink])


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
