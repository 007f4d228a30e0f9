"""The messages that are sent: a handful of templates of a team's chat, made unlike each other by numbers.

Different texts, because the engine remembers what it classified; many chats, because the queue works chat by
chat.
"""

from datetime import UTC, datetime

import orjson

CHATS = 64
AUTHORS = ("anna", "boris", "chen", "dara", "emil")
SENT_AT = datetime(2026, 1, 5, 9, 30, tzinfo=UTC).isoformat()

TEXTS = (
    "The login page crashes on Safari when the session is older than {n} minutes, please fix by Friday @anna",
    "Could we add an export of the monthly report as CSV? Customer {n} asked for it again",
    "The build on runner {n} is green again, thanks everybody",
    "Search takes {n} seconds on the staging database, it should be much faster",
    "How do I get access to the dashboard of project {n}?",
    "Please renew the certificate of server {n} before it expires next week",
    "Lunch at half past twelve? Table for {n}",
    "URGENT: payments fail with error {n} since this morning, nobody can check out",
)
TASK_TEXT = TEXTS[0]
"""A text that the embedded engine is sure about: it becomes a task."""


def message(external_id: str, number: int, template: str | None = None) -> dict[str, str]:
    """Return message `number` as `POST /api/messages` takes it, 200 to 300 bytes of JSON."""
    text = template or TEXTS[number % len(TEXTS)]
    return {
        "id": external_id,
        "content": text.format(n=number),
        "author": AUTHORS[number % len(AUTHORS)],
        "timestamp": SENT_AT,
        "chat_id": f"bench-{number % CHATS}",
    }


def body_of(external_id: str, number: int, template: str | None = None) -> bytes:
    """Return message `number` as a JSON body."""
    return orjson.dumps(message(external_id, number, template))
