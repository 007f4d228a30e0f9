"""Messages, findings and outcomes as tests need them: valid, and different only where a test says so."""

from datetime import UTC, datetime

from domain.analysis import Classification, Embedding, Extraction, Findings, LocatedExtraction, Summary
from domain.inbox import Decision, Done, Failed, ProposedTask, QueuedMessage
from domain.message import NewMessage
from domain.task import NewTask
from domain.values import Category, Priority

SENT = datetime(2026, 3, 14, 9, 26, 53, 589793, tzinfo=UTC)


def new_message(external_id: str = "m1", chat_id: str = "general", **changes: object) -> NewMessage:
    """Return a message; its text names it."""
    base = {
        "external_id": external_id,
        "content": f"text of {external_id}",
        "author": "Ada",
        "chat_id": chat_id,
        "sent_at": SENT,
    }
    return NewMessage.model_validate(base | changes)


def new_messages(number: int, chat_id: str = "general") -> list[NewMessage]:
    """Return messages of one chat, named by it and their place."""
    return [new_message(f"{chat_id}-{place}", chat_id) for place in range(number)]


def findings(title: str = "Fix the login", extraction: Extraction | None = None) -> Findings:
    """Return what agents might say."""
    return Findings(
        classification=Classification(
            is_actionable=True,
            category=Category.BUG,
            priority=Priority.HIGH,
            confidence=0.75,
            reason="It asks for a repair.",
        ),
        extraction=LocatedExtraction(**dict(extraction or Extraction())),
        summary=Summary(short="The login is broken.", title=title),
        model="test",
    )


def new_task(title: str = "Fix the login", **changes: object) -> NewTask:
    """Return a task as it is asked for."""
    return NewTask.model_validate({"title": title} | changes)


def done(queued: QueuedMessage, *tasks: NewTask, embedding: Embedding | None = None) -> Done:
    """Return the outcome of a message that was understood and became `tasks`."""
    decision = Decision(tasks=tasks)
    return Done(message=queued.message, findings=findings(), decision=decision, embedding=embedding)


def proposed(queued: QueuedMessage, task: NewTask | None = None) -> Done:
    """Return the outcome of a message that became a proposal."""
    draft = ProposedTask(task=task or new_task(), confidence=0.4, reason="It may ask for a repair.")
    return Done(message=queued.message, findings=findings(), decision=Decision(proposals=(draft,)))


def failed(queued: QueuedMessage, *, dead: bool = False, retry_in_s: float = 600.0) -> Failed:
    """Return the outcome of a message that was not understood."""
    return Failed(message=queued.message, error="no answer", dead=dead, retry_in_s=retry_in_s)
