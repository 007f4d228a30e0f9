"""Batches of messages: each item is judged by itself, the good ones are stored in one transaction."""

import uuid
from collections.abc import Sequence
from typing import cast

from pydantic import ValidationError

from api.body import validate
from api.errors import invalid_fields
from api.inputs import MessageIn
from api.problems import FieldError, InvalidFieldsError
from api.replies import BatchReply, BatchResult, Refusal
from domain.errors import MantaError
from domain.message import Accepted, NewMessage
from domain.ports import Intake

MAX_BATCH = 500
"""Most messages in one batch."""

Item = NewMessage | MantaError
Outcome = Accepted | MantaError


def batch_items(document: object) -> Sequence[object]:
    """Return the batch's items.

    Raises:
        InvalidFieldsError: Not an array, or too long a one.
    """
    if not isinstance(document, list):
        raise InvalidFieldsError([FieldError(field="", message="must be an array", code="list_type")])
    items = cast("list[object]", document)
    if len(items) > MAX_BATCH:
        text = f"must have at most {MAX_BATCH} items, has {len(items)}"
        raise InvalidFieldsError([FieldError(field="", message=text, code="too_long")])
    return items


async def accept_batch(intake: Intake, workspace_id: int, items: Sequence[object]) -> BatchReply:
    """Store the valid items in one transaction and return what became of each.

    Raises:
        UnavailableError: Nothing was stored.
    """
    parsed = [_message_of(item) for item in items]
    valid = [item for item in parsed if isinstance(item, NewMessage)]
    stored = iter(await intake.accept_many(workspace_id, valid) if valid else [])
    outcomes: list[Outcome] = [next(stored) if isinstance(item, NewMessage) else item for item in parsed]
    results = [_result(item, outcome) for item, outcome in zip(items, outcomes, strict=True)]
    return BatchReply(
        results=results,
        received=sum(result.status == "message received" for result in results),
        duplicates=sum(result.status == "duplicate" for result in results),
        rejected=sum(result.status == "rejected" for result in results),
    )


def _message_of(item: object) -> Item:
    try:
        message = validate(MessageIn, item)
        return message.to_message(message.id or str(uuid.uuid4()))
    except MantaError as error:
        return error
    except ValidationError as error:
        return invalid_fields(error)


def _result(item: object, outcome: Outcome) -> BatchResult:
    if isinstance(outcome, MantaError):
        refusal = Refusal(code=outcome.code, detail=outcome.detail, remedy=outcome.remedy)
        return BatchResult(id=_id_of(item), status="rejected", error=refusal)
    status = "message received" if outcome.created else "duplicate"
    return BatchResult(id=outcome.external_id, status=status, message_id=outcome.message_id)


def _id_of(item: object) -> str | None:
    """Return the id a rejected item was sent with, cut to what an answer can carry."""
    sent = cast("dict[str, object]", item).get("id") if isinstance(item, dict) else None
    if not isinstance(sent, str | int):
        return None
    return str(sent).encode(errors="replace").decode()[:512]
