"""What the three agents say about a message."""

from typing import Annotated

from pydantic import Field

from domain.values import Category, Instant, Name, Priority, Source, Text, Value

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
"""A calibrated probability: of ten answers given with 0.8, about eight are right."""


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


class Summary(Value):
    """The analysis agent's answer: how the message reads as a task."""

    short: Text = Field(max_length=500, description="One or two sentences.")
    title: Text = Field(max_length=120, description="Imperative title for a task card.")


class MessageContext(Value):
    """What the agents are shown of a message: its text and the little around it that matters."""

    text: Text
    author: Name
    sent_at: Instant
    source: Source = Source.API
    chat_title: str = ""
    timezone: str = Field(default="UTC", description="IANA name; dates without an offset are read in it.")


class Findings(Value):
    """Everything the agents found in one message, and the model that said so."""

    classification: Classification
    extraction: Extraction
    summary: Summary
    model: Name
    fallback: Text | None = Field(
        default=None,
        description="Why this model answered instead of the configured one; null: it is the one.",
    )


class Analysis(Findings):
    """Findings as stored and served, with the tasks that came of them."""

    task_ids: list[int] = Field(default_factory=list[int])
