"""Kept files: whose they are, and which message they belong to (line 15 of the bot's checklist)."""

import pytest

from db.attachments import PostgresAttachments
from domain.attachment import AttachmentKind, NewAttachment
from domain.errors import NotFoundError
from domain.message import NewMessage
from domain.values import Source
from tests.db.samples import new_message
from tests.db.stores import MAIN, Stores

CHAT = -100123


def photo(number: int = 1, **more: object) -> NewAttachment:
    """Return a photo of a message."""
    fields = {
        "chat_id": CHAT,
        "message_number": number,
        "kind": AttachmentKind.PHOTO,
        "file_id": f"f{number}",
        "unique_id": f"u{number}",
    }
    return NewAttachment.model_validate(fields | more)


def telegram_message(number: int = 1) -> NewMessage:
    """Return the message that a file comes with."""
    changes = {"external_id": f"{CHAT}:{number}", "chat_id": str(CHAT), "source": Source.TELEGRAM}
    return new_message().model_copy(update=changes)


async def test_keeping_a_file_again_changes_nothing(stores: Stores) -> None:
    await stores.accept(telegram_message())
    attachments = PostgresAttachments(stores.database)
    await attachments.keep(MAIN, photo())
    before = await stores.content()
    await attachments.keep(MAIN, photo())
    assert await stores.content() == before


async def test_a_file_is_read_only_in_its_workspace(stores: Stores) -> None:
    attachments = PostgresAttachments(stores.database)
    await attachments.keep(MAIN, photo(name="plan.jpg", mime="image/jpeg"))
    number = await stores.number("SELECT id FROM attachments")
    found = await attachments.get_attachment(MAIN, number)
    assert (found.file_id, found.unique_id, found.name, found.mime) == ("f1", "u1", "plan.jpg", "image/jpeg")
    with pytest.raises(NotFoundError):
        await attachments.get_attachment(await stores.add_workspace(), number)


async def test_a_message_of_another_workspace_gets_no_file(stores: Stores) -> None:
    await stores.accept(telegram_message())
    await PostgresAttachments(stores.database).keep(await stores.add_workspace(), photo())
    assert await stores.column("SELECT message_id FROM attachments") == [None]


async def test_a_file_that_was_kept_first_is_linked_when_it_is_seen_again(stores: Stores) -> None:
    attachments = PostgresAttachments(stores.database)
    await attachments.keep(MAIN, photo(1, album_id="a"))
    await attachments.keep(MAIN, photo(2, album_id="a"))
    [message_id] = await stores.accept(telegram_message(2))
    await attachments.keep(MAIN, photo(2, album_id="a"))
    assert await stores.column("SELECT message_id FROM attachments ORDER BY id") == [message_id, message_id]
