"""What the three agents say about a message, and what they are shown of it."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.values import Category, Instant, Name, Priority, Source, TaskStatus, Text, Value
from domain.vocabulary import Term

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
"""A calibrated probability: of ten answers given with 0.8, about eight are right."""

Similarity = Annotated[float, Field(ge=-1.0, le=1.0)]
"""Cosine of two embeddings: near 1 the texts say the same, near 0 they have nothing in common."""


class Embedding(Value):
    """A text's meaning as a vector of Euclidean length 1: texts that say the same point the same way.

    Only vectors of the same encoder can be compared.
    """

    encoder: Name
    vector: list[float]


class EntityKind(StrEnum):
    """What a named thing is; each is a list of `Extraction`, called by `field`."""

    PROJECT = "project"
    COMPONENT = "component"
    TECHNOLOGY = "technology"
    MENTION = "mention"
    ASSIGNEE = "assignee"
    VERSION = "version"
    DATE = "date"
    URL = "url"

    @property
    def field(self) -> str:
        """Return the field of an extraction that holds what is of this kind."""
        return "technologies" if self is EntityKind.TECHNOLOGY else f"{self}s"


class Classification(Value):
    """The classification agent's answer: is there work in it, which kind, how urgent."""

    is_actionable: bool = Field(description="True if somebody should do something because of the message.")
    category: Category = Field(description="Kind of work; `other` when it is not a task.")
    priority: Priority = Field(description="How soon it needs attention.")
    confidence: Confidence = Field(description="Probability that is_actionable and category are right.")
    reason: Text = Field(max_length=500, description="One sentence a person can check against the text.")


class Extraction(Value):
    """The extraction agent's answer: what the message names, each as written in the text."""

    projects: list[Text] = Field(default_factory=list)
    components: list[Text] = Field(default_factory=list)
    technologies: list[Text] = Field(default_factory=list)
    mentions: list[Text] = Field(default_factory=list, description="@handles, without the @.")
    assignees: list[Text] = Field(default_factory=list, description="People asked to do the work.")
    versions: list[Text] = Field(default_factory=list)
    dates: list[Text] = Field(default_factory=list, description="Date phrases as written.")
    due: Instant | None = Field(default=None, description="When the work is due, ISO 8601 with offset.")
    urls: list[Text] = Field(default_factory=list)

    def named(self, kind: EntityKind) -> list[str]:
        """Return what is of `kind`."""
        found: list[str] = getattr(self, kind.field)
        return found


class Span(Value):
    """Where a named thing stands in the message: characters `start` to `end`, the end not included."""

    kind: EntityKind
    value: Text
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class LocatedExtraction(Extraction):
    """An extraction with the place of each thing, in the order of the text, and the labels the text names."""

    spans: list[Span] = Field(default_factory=list[Span])
    labels: list[Text] = Field(
        default_factory=list, description="Labels of the workspace's vocabulary, by their names there."
    )


class WorkItem(Value):
    """One of several pieces of work in a message, with what the message says about this one."""

    title: Text = Field(max_length=120, description="Imperative title for a task card.")
    quote: Text = Field(default="", max_length=1_000, description="The words of the message that ask for it.")
    category: Category
    priority: Priority = Priority.MEDIUM
    due: Instant | None = Field(default=None, description="When it is due, ISO 8601 with offset.")
    assignees: list[Text] = Field(default_factory=list, description="People asked to do it.")
    confidence: Confidence | None = Field(default=None, description="Null: as for the whole message.")


class Summary(Value):
    """The analysis agent's answer: how the message reads as a task."""

    short: Text = Field(max_length=500, description="One or two sentences.")
    title: Text = Field(max_length=120, description="Imperative title for a task card.")
    subtasks: list[Text] = Field(
        default_factory=list, max_length=20, description="Steps towards it, if it takes several."
    )
    items: list[WorkItem] = Field(
        default_factory=list[WorkItem],
        max_length=20,
        description="The pieces of work, when the message asks for several that are independent; else empty.",
    )
    urgency_reason: Text = Field(
        default="", max_length=300, description="Why it has the priority it has; empty when it is ordinary."
    )
    reply_draft: Text = Field(
        default="", max_length=1_000, description="An answer to send, if it is a question; else empty."
    )
    duplicates: list[int] = Field(
        default_factory=list[int], max_length=20, description="Numbers of known tasks that ask for the same."
    )
    related: list[int] = Field(
        default_factory=list[int], max_length=20, description="Numbers of known tasks on the same matter."
    )


class Excerpt(Value):
    """Another message of the chat, shortened."""

    author: str
    text: str
    sent_at: Instant


class KnownTask(Value):
    """A task of the workspace that may be about the same, as the agents are shown it."""

    id: int
    title: str
    status: TaskStatus
    similarity: Similarity


class Lesson(Value):
    """What a person made of an earlier message like this one; what is null was not corrected.

    `due_shift_s` is how many seconds later, or earlier, the person wanted it than the agents had found;
    `due_after_s` how long after the message they wanted it where the agents had found nothing.
    """

    text: str
    similarity: Similarity
    is_actionable: bool | None = None
    category: Category | None = None
    priority: Priority | None = None
    due_removed: bool = False
    due_shift_s: float | None = None
    due_after_s: float | None = None


class MessageContext(Value):
    """What the agents are shown of a message: its text and the little around it that matters."""

    text: Text
    author: Name
    sent_at: Instant
    source: Source = Source.API
    chat_title: str = ""
    timezone: str = Field(default="UTC", description="IANA name; dates without an offset are read in it.")
    language: str = Field(default="", description="Language of the workspace, as BCP 47; empty: not set.")
    reply_to: Excerpt | None = Field(default=None, description="The message this one answers.")
    earlier: list[Excerpt] = Field(
        default_factory=list[Excerpt],
        description="What the author wrote in the minutes before, oldest first.",
    )
    vocabulary: list[Term] = Field(default_factory=list[Term], description="The workspace's own words.")
    known_tasks: list[KnownTask] = Field(
        default_factory=list[KnownTask], description="Tasks that may be about the same, the likest first."
    )
    lessons: list[Lesson] = Field(
        default_factory=list[Lesson], description="Corrections of messages like this one, the likest first."
    )


class AgentUse(Value):
    """What one run of one agent took."""

    agent: Name
    model: Name
    latency_ms: float = Field(ge=0.0)
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    cost_usd: float | None = Field(default=None, ge=0.0, description="Null: the model's price is not known.")


class Findings(Value):
    """Everything the agents found in one message, and the model that said so."""

    classification: Classification
    extraction: LocatedExtraction
    summary: Summary
    model: Name
    fallback: Text | None = Field(
        default=None,
        description="Why this model answered instead of the configured one; null: it is the one.",
    )
    usage: list[AgentUse] = Field(default_factory=list[AgentUse], description="What each agent took.")


class Analysis(Findings):
    """Findings as stored and served, with the tasks that came of them."""

    task_ids: list[int] = Field(default_factory=list[int])
