"""Request bodies and query parameters as clients send them, and how they become domain values."""

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    RootModel,
    WithJsonSchema,
    model_validator,
)

from domain.comment import CommentText
from domain.correction import Verdict
from domain.figures import MAX_HISTORY_DAYS
from domain.message import MessageQuery, NewMessage
from domain.proposal import DeclineReason, ProposalStatus
from domain.retry import MAX_RETRIED, Which
from domain.search import MAX_HITS, MAX_QUERY_CHARS, HitKind, SearchQuery
from domain.task import DraftChange, NewTask, TaskChange, TaskQuery, TaskSort
from domain.usage import MAX_DAYS
from domain.values import Category, MessageStatus, Name, Priority, Source, TaskStatus, Text
from domain.vocabulary import MAX_TERMS, Term, TermKind
from domain.workspace import AgentModels, Language, ModelName, TimeZone, WorkspaceChange

MAX_ID = 2**63 - 1
"""Largest id the database can hold; larger ones name nothing."""


def parse_instant(value: object) -> datetime:
    """Return an ISO 8601 time in UTC; one without an offset is read as UTC.

    Raises:
        ValueError: Not ISO 8601, or outside the years 1 to 9999 in UTC.
    """
    if isinstance(value, datetime):
        parsed = value
    elif isinstance(value, str):
        try:
            parsed = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError("must be ISO 8601, for example 2026-01-31T09:30:00+02:00") from None
    else:
        raise ValueError("must be a text with an ISO 8601 time")  # noqa: TRY004 - pydantic reads ValueError
    if parsed.tzinfo is None:
        return parsed.replace(tzinfo=UTC)
    try:
        return parsed.astimezone(UTC)
    except OverflowError:
        raise ValueError("must lie between the years 1 and 9999 in UTC") from None


UtcTime = Annotated[
    datetime,
    PlainValidator(parse_instant),
    WithJsonSchema(
        {"type": "string", "format": "date-time", "description": "ISO 8601; without offset: UTC."}
    ),
]
"""A time as clients write it."""


def _with_plus(value: object) -> object:
    """Undo what happens to `+02:00` in an address when the client does not write it as %2B."""
    return value.replace(" ", "+") if isinstance(value, str) and "T" in value else value


QueryTime = Annotated[UtcTime, BeforeValidator(_with_plus)]
"""A time in an address."""


def _text_of_number(value: object) -> object:
    return str(value) if type(value) is int else value


Id = Annotated[Name, BeforeValidator(_text_of_number)]
"""An identifier chosen by a client: text, or a whole number, which is read as its digits."""


RowId = Annotated[int, Field(ge=1, le=MAX_ID)]
"""A number that Manta gave something."""


class MessageIn(BaseModel):
    """A message as a client sends it."""

    id: Id | None = Field(
        default=None,
        description="Your own id; repeating it is safe. Without: the Idempotency-Key, else a new UUID.",
    )
    content: Text
    author: Name
    timestamp: UtcTime
    chat_id: Id
    source: Source = Source.API
    chat_title: Annotated[Text, Field(max_length=512)] = ""
    reply_to: Id | None = Field(default=None, description="The id of the message this one answers.")

    def to_message(self, external_id: str, idempotency_key: str | None = None) -> NewMessage:
        """Return the domain's message under the id that was settled for it.

        Raises:
            pydantic.ValidationError: The id or key is not a valid name.
        """
        return NewMessage(
            external_id=external_id,
            content=self.content,
            author=self.author,
            chat_id=self.chat_id,
            sent_at=self.timestamp,
            source=self.source,
            chat_title=self.chat_title,
            reply_to=self.reply_to,
            idempotency_key=idempotency_key,
        )


class TaskIn(NewTask):
    """A task as a client asks for it."""

    due: UtcTime | None = None

    def to_task(self) -> NewTask:
        """Return the domain's value."""
        return NewTask.model_validate(self.model_dump())


class QuickAddIn(BaseModel):
    """A line of text to be read as a task."""

    text: Text = Field(description="The line, such as `Report !high @ann #docs 15/04 18:30`.")
    timezone: TimeZone | None = Field(default=None, description="Without: the workspace's.")
    language: Language | None = Field(
        default=None, description="Without: the workspace's. `en-US` writes the month first in 3/4."
    )


class NewTaskIn(TaskIn):
    """A task as a client asks for it, which may come again."""

    recurrence: str | None = Field(
        default=None, max_length=500, description="An RFC 5545 RRULE that begins at `due`: it comes again."
    )
    timezone: TimeZone | None = Field(
        default=None, description="Whose clocks the recurrence goes by; without: the workspace's."
    )


class TaskPatch(TaskChange):
    """Fields of a task to change; `version` guards against overwriting somebody else's change."""

    due: UtcTime | None = None
    version: int | None = Field(default=None, ge=1, description="The version you read; same as If-Match.")

    def to_change(self) -> TaskChange:
        """Return the domain's value, with the fields that were sent."""
        return TaskChange.model_validate(self.model_dump(exclude_unset=True, exclude={"version"}))


class ProposalPatch(DraftChange):
    """Fields of a proposal's draft to change."""

    due: UtcTime | None = None

    def to_change(self) -> DraftChange:
        """Return the domain's value, with the fields that were sent."""
        return DraftChange.model_validate(self.model_dump(exclude_unset=True))


class MergeProposalIn(BaseModel):
    """The task that a proposal's message belongs to."""

    task_id: RowId


class CommentIn(BaseModel):
    """A comment on a task."""

    text: CommentText


class MergeTaskIn(BaseModel):
    """The task that another one is merged into."""

    into: RowId


class DeclineIn(BaseModel):
    """Why a proposal is declined; only `not_a_task` teaches the agents something."""

    reason: DeclineReason = DeclineReason.NOT_A_TASK


class CorrectionIn(Verdict):
    """What a person says of a message; at least one field. `due: null` means that it has no due time."""

    due: UtcTime | None = None

    def to_verdict(self) -> Verdict:
        """Return the domain's value, with the fields that were sent."""
        return Verdict.model_validate(self.model_dump(exclude_unset=True))


class TelegramLoginIn(BaseModel):
    """What Telegram gave the Mini App, and which workspace it wants.

    `start_param` is the text of a link as the page's address has it: Telegram signs none for `web_app`
    buttons.
    """

    init_data: str
    workspace_id: int | None = None
    start_param: str = ""


class SessionWorkspaceIn(BaseModel):
    """The workspace that a session moves to."""

    workspace_id: RowId


class ModelTrialIn(BaseModel):
    """The model to try, for all three agents."""

    model: ModelName


class StatusIn(BaseModel):
    """A task's new status."""

    status: TaskStatus


Limit = Annotated[int, Field(ge=1, le=500, description="Items per page.")]
Cursor = Annotated[Name | None, Field(description="Opaque position, from the previous page's Link header.")]


class MessageParams(BaseModel):
    """Query of the message list."""

    limit: Limit = 50
    cursor: Cursor = None
    author: Name | None = None
    source: Source | None = None
    chat_id: Name | None = None
    category: Category | None = None
    status: MessageStatus | None = None
    from_: QueryTime | None = Field(default=None, alias="from", description="Sent at this time or later.")
    until: QueryTime | None = Field(default=None, description="Sent before this time.")

    def to_query(self, before_id: int | None) -> MessageQuery:
        """Return the domain's query of the page before `before_id`."""
        return MessageQuery(
            limit=self.limit,
            before_id=before_id,
            author=self.author,
            source=self.source,
            chat_id=self.chat_id,
            category=self.category,
            status=self.status,
            sent_from=self.from_,
            sent_until=self.until,
        )


class TaskParams(BaseModel):
    """Query of the task list. Status, category and priority may be repeated: any of them fits."""

    limit: Limit = 50
    cursor: Cursor = None
    sort: TaskSort = TaskSort.NEWEST
    status: list[TaskStatus] = Field(default_factory=list[TaskStatus])
    category: list[Category] = Field(default_factory=list[Category])
    priority: list[Priority] = Field(default_factory=list[Priority])
    source: Source | None = None
    assignee: Name | None = None
    label: Name | None = None
    due_before: QueryTime | None = None
    q: Annotated[Text, Field(max_length=500)] | None = Field(
        default=None, description="Words to find in title and description."
    )

    def to_query(self) -> TaskQuery:
        """Return the domain's query."""
        return TaskQuery.model_validate({**self.model_dump(exclude={"q"}), "text": self.q})


class SearchParams(BaseModel):
    """A search. `kind` and `status` may be repeated: any of them fits."""

    q: Annotated[Text, Field(min_length=1, max_length=MAX_QUERY_CHARS)] = Field(
        description='What to look for: words, `"exact phrase"`, `or`, and `-word` for what must not occur.'
    )
    kind: list[HitKind] = Field(default_factory=list[HitKind], description="Without: both.")
    status: list[TaskStatus] = Field(
        default_factory=list[TaskStatus], description="Only tasks that stand so, and no messages."
    )
    limit: int = Field(default=20, ge=1, le=MAX_HITS, description="Most hits.")

    def to_query(self) -> SearchQuery:
        """Return the domain's query."""
        return SearchQuery(
            text=self.q,
            kinds=frozenset(self.kind or HitKind),
            status=tuple(self.status),
            limit=self.limit,
        )


class RetryIn(BaseModel):
    """Which messages to retry: these, or all of a kind."""

    message_ids: list[RowId] | None = Field(
        default=None, min_length=1, max_length=MAX_RETRIED, description="Messages that have ended."
    )
    which: Which | None = Field(
        default=None,
        description="`dead`: all that failed for good; `fallbacks`: all that another model stood in for.",
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.message_ids is None) == (self.which is None):
            raise ValueError("send either message_ids or which")
        return self


class DeadLetterParams(BaseModel):
    """Query of the list of dead letters."""

    limit: Limit = 50
    cursor: Cursor = None


class ProposalParams(BaseModel):
    """Query of the proposal list."""

    limit: Limit = 50
    cursor: Cursor = None
    status: ProposalStatus | None = None


class AgentModelsPatch(AgentModels):
    """Models of single agents; those that are not sent stay as they are."""

    model_config = ConfigDict(extra="forbid")


class WorkspacePatch(WorkspaceChange):
    """Settings of the workspace to change; null puts one back to what it is when nobody sets it.

    A field that is not known is refused: a setting that has no effect is worse than an error.
    """

    model_config = ConfigDict(extra="forbid")

    models: AgentModelsPatch | None = None  # pyright: ignore[reportIncompatibleVariableOverride] - frozen

    def to_change(self) -> WorkspaceChange:
        """Return the domain's value, with the fields that were sent."""
        return WorkspaceChange.model_validate(self.model_dump(exclude_unset=True))

    def named_models(self) -> dict[str, str]:
        """Return the models that the change sets, by field."""
        agents = self.models.named() if self.models else {}
        own = {"model": self.model} if self.model else {}
        return own | {f"models.{agent}": model for agent, model in agents.items()}


class Terms(RootModel[Annotated[list[Term], Field(max_length=MAX_TERMS)]]):
    """A whole vocabulary."""


class VocabularyParams(BaseModel):
    """Query of the vocabulary."""

    kind: TermKind | None = None


class AgentsParams(BaseModel):
    """Query of the agents' report."""

    days: int = Field(default=7, ge=1, le=MAX_DAYS, description="How far back to look.")


class HistoryParams(BaseModel):
    """Query of the counts by day."""

    days: int = Field(default=30, ge=1, le=MAX_HISTORY_DAYS, description="How many, today included.")
    timezone: TimeZone | None = Field(
        default=None, description="IANA zone whose calendar the days are of; without: the workspace's."
    )
