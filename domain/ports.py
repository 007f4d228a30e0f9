"""What the layers expect of each other: typed holes that actors, the database and the fakes fill.

Every method that reaches outside is bounded in time by its implementation and raises
`domain.errors.UnavailableError` when the other side does not answer.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.access import IssuedToken, Principal, RequestKey, TokenKind
from domain.analysis import Embedding, Findings, MessageContext
from domain.comment import Comment
from domain.correction import Verdict
from domain.errors import MantaError
from domain.event import Event
from domain.health import Health
from domain.message import Accepted, CorrectedMessage, Message, MessageDetail, MessageQuery, NewMessage
from domain.proposal import DeclineReason, Proposal, ProposalStatus
from domain.task import DraftChange, NewTask, Stats, Task, TaskChange, TaskDetail, TaskPage, TaskQuery
from domain.workspace import WorkspaceSettings


class Clock(Protocol):
    """The time, as a port so that tests own it."""

    def now(self) -> datetime:
        """Return the current moment, timezone-aware, in UTC."""
        ...


class Analyst(Protocol):
    """The three agents behind one call. Concurrent calls are welcome and may share a batch."""

    @property
    def model(self) -> str:
        """Return the name of the model that answers, for example `embedded` or `ollama:qwen3:4b`."""
        ...

    async def analyse(self, message: MessageContext) -> Findings:
        """Return what the agents found.

        Raises:
            AnalysisError: The agents gave no valid answer; trying again may help.
        """
        ...


class Analysts(Protocol):
    """Who analyses for which workspace."""

    async def choose(self, settings: WorkspaceSettings) -> Analyst:
        """Return the analyst that a workspace's settings ask for; the same settings give the same one.

        Raises:
            ConfigurationError: The model can't be used.
        """
        ...


class ModelCheck(Protocol):
    """Tells before they are stored whether a workspace's models can be used."""

    async def check(self, settings: WorkspaceSettings) -> None:
        """Pass when every model that the settings name can be used where messages are analysed.

        Raises:
            ConfigurationError: One can't; the remedy names those that can, where they are known.
            UnavailableError: Nobody answers who could tell.
        """
        ...


class Embedder(Protocol):
    """Turns texts into embeddings."""

    async def embed(self, texts: Sequence[str]) -> list[Embedding]:
        """Return one embedding for each text, in order.

        Raises:
            AnalysisError: Too many texts wait.
        """
        ...


class Intake(Protocol):
    """Accepts messages durably: when a method returns, the rows are committed."""

    async def accept(self, workspace_id: int, message: NewMessage) -> Accepted:
        """Store a message, or recognise it as stored.

        Raises:
            DuplicateIdError: The id is stored with other content.
            IdempotencyKeyReusedError: The idempotency key names another message.
            UnavailableError: Nothing was stored.
        """
        ...

    async def edit(self, workspace_id: int, message: NewMessage) -> Accepted:
        """Give a message the text its author gave it, by its `edit_rank`; one not known yet is stored.

        Of the texts of a message the one with the highest rank holds, in whatever order they arrive; the
        agents read it anew when its words have changed. Repeating changes nothing.

        Raises:
            UnavailableError: Nothing was stored, or it is unknown whether; repeating is safe.
        """
        ...

    async def accept_many(
        self, workspace_id: int, messages: Sequence[NewMessage]
    ) -> list[Accepted | MantaError]:
        """Store many messages in one transaction; each gets its own answer, in order.

        Raises:
            UnavailableError: Nothing was stored.
        """
        ...


class MessageReader(Protocol):
    """Reads stored messages."""

    async def list_messages(self, workspace_id: int, query: MessageQuery) -> list[Message]:
        """Return at most `query.limit` messages, newest first."""
        ...

    async def get_message(self, workspace_id: int, message_id: int) -> MessageDetail:
        """Return one message with its earlier texts.

        Raises:
            NotFoundError: No such message in this workspace.
        """
        ...


class TaskBoard(Protocol):
    """The owner of a workspace's tasks: every read and write of tasks passes through it."""

    async def create_task(self, by: Principal, task: NewTask, key: RequestKey | None) -> Task:
        """Create a task; a repeated key returns the task as first answered.

        Raises:
            IdempotencyKeyReusedError: The key was used for another request.
        """
        ...

    async def get_task(self, workspace_id: int, task_id: int) -> TaskDetail:
        """Return a task with history and sources.

        Raises:
            TaskNotFoundError: No such task in this workspace.
        """
        ...

    async def list_tasks(self, workspace_id: int, query: TaskQuery) -> TaskPage:
        """Return one page of tasks.

        Raises:
            InvalidInputError: The cursor is not one of this list's.
        """
        ...

    async def change_task(
        self, by: Principal, task_id: int, change: TaskChange, expected_version: int | None
    ) -> Task:
        """Change a task and return it; a change that changes nothing keeps the version.

        Raises:
            TaskNotFoundError: No such task in this workspace.
            IllegalTransitionError: The status move is not allowed.
            StaleVersionError: `expected_version` is given and is not the task's version.
        """
        ...

    async def merge_task(self, by: Principal, task_id: int, into: int) -> Task:
        """Merge a task into another and return that one; repeating changes nothing.

        Its messages and comments move over, its assignees and labels are added, and it is closed with a link
        to the other; reopening it parts them again.

        Raises:
            InvalidInputError: Both are the same task.
            TaskNotFoundError: One of them is not in this workspace.
            ConflictError: It was merged into another one before, the target is closed, or together they have
                too many assignees or labels.
        """
        ...

    async def add_comment(self, by: Principal, task_id: int, text: str, key: RequestKey | None) -> Comment:
        """Write a comment on a task; a repeated key returns the comment as first answered.

        Raises:
            TaskNotFoundError: No such task in this workspace.
            ConflictError: The task has as many comments as it may have.
            IdempotencyKeyReusedError: The key was used for another request.
        """
        ...

    async def delete_comment(self, by: Principal, task_id: int, comment_id: int) -> None:
        """Delete a comment of the caller's; an admin may delete anybody's.

        Raises:
            NotFoundError: The task has no such comment, or is not in this workspace.
            ForbiddenError: It is somebody else's.
        """
        ...

    async def get_stats(self, workspace_id: int) -> Stats:
        """Return the workspace's counts."""
        ...

    async def list_proposals(
        self, workspace_id: int, status: ProposalStatus | None, limit: int, before_id: int | None
    ) -> list[Proposal]:
        """Return proposals, newest first."""
        ...

    async def get_proposal(self, workspace_id: int, proposal_id: int) -> Proposal:
        """Return a proposal.

        Raises:
            NotFoundError: No such proposal in this workspace.
        """
        ...

    async def edit_proposal(self, by: Principal, proposal_id: int, change: DraftChange) -> Proposal:
        """Change the draft of a pending proposal.

        Raises:
            NotFoundError: No such proposal in this workspace.
            ConflictError: The proposal is decided.
        """
        ...

    async def accept_proposal(self, by: Principal, proposal_id: int, task: NewTask | None) -> Task:
        """Turn a pending proposal into a task, edited if `task` is given; repeating returns the same task.

        Raises:
            NotFoundError: No such proposal in this workspace.
            ConflictError: The proposal was declined or merged.
        """
        ...

    async def merge_proposal(self, by: Principal, proposal_id: int, task_id: int) -> Task:
        """Make a pending proposal's message a source of a task and return that; repeating changes nothing.

        Raises:
            NotFoundError: No such proposal in this workspace.
            TaskNotFoundError: No such task in this workspace.
            ConflictError: The proposal was decided otherwise, or the task is closed.
        """
        ...

    async def decline_proposal(self, by: Principal, proposal_id: int, reason: DeclineReason) -> Proposal:
        """Decline a pending proposal; repeating changes nothing.

        Raises:
            NotFoundError: No such proposal in this workspace.
            ConflictError: The proposal was accepted or merged.
        """
        ...

    async def reopen_proposal(self, by: Principal, proposal_id: int) -> Proposal:
        """Make a declined proposal pending again, and forget what declining it taught; may be repeated.

        Raises:
            NotFoundError: No such proposal in this workspace.
            ConflictError: The proposal was accepted or merged.
        """
        ...

    async def correct_message(self, by: Principal, message_id: int, verdict: Verdict) -> CorrectedMessage:
        """Store what a person says of a message, and change what the agents made of it accordingly.

        What is no work has its open tasks closed and its pending proposals declined, as far as the agents
        made them of this message alone; what is work gets a task if it has none.

        Raises:
            NotFoundError: No such message in this workspace.
            ConflictError: The message has no analysis, or something of it was merged at the same moment.
        """
        ...


class EventFeed(Protocol):
    """Committed events of a workspace in order, old ones and new ones alike."""

    async def last_seq(self, workspace_id: int) -> int:
        """Return the sequence number of the newest committed event, 0 when there is none."""
        ...

    async def next_events(self, workspace_id: int, after_seq: int, wait_s: float) -> Sequence[Event]:
        """Return the events that follow `after_seq` without a gap, a bounded page at a time.

        Waits up to `wait_s` seconds for the first; empty when none came.
        """
        ...


class Gatekeeper(Protocol):
    """Knows keys, sessions and one-time tokens. Secrets are stored as hashes only."""

    async def authenticate_key(self, secret: str) -> Principal | None:
        """Return whom an API key stands for, None when it is unknown or revoked."""
        ...

    async def authenticate_session(self, secret: str) -> Principal | None:
        """Return whom a session cookie stands for, None when it is unknown or expired."""
        ...

    async def issue_token(self, by: Principal, kind: TokenKind) -> IssuedToken:
        """Make a one-time token with the caller's rights."""
        ...

    async def redeem_token(self, secret: str, kind: TokenKind) -> Principal | None:
        """Use a one-time token up; None when it is unknown, used or expired."""
        ...

    async def open_session(self, principal: Principal) -> IssuedToken:
        """Start a session and return its cookie's secret.

        One of a Telegram person ends when they belong to no chat of the workspace any more.
        """
        ...

    async def close_session(self, secret: str) -> None:
        """End a session; unknown ones are ignored."""
        ...


class HealthProbe(Protocol):
    """Looks at the parts."""

    async def check(self) -> Health:
        """Return the state of the whole within a second or two; never raises."""
        ...
