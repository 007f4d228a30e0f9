"""A chat as people see it, for tests and for pictures of the documentation."""

from pydantic import Field

from tests.fakes.telegram.jsons import Json, as_list, as_objects, find_int, find_object, find_text
from tests.fakes.telegram.markup import visible_buttons
from tests.fakes.telegram.media import MEDIA
from tests.fakes.telegram.models import Stored, Value, Version
from tests.fakes.telegram.state import State, name_of
from tests.fakes.telegram.texts import Text, to_html


class SeenReaction(Value):
    """An emoji under a message, and who put it there."""

    author: str
    emoji: str


class Attachment(Value):
    """A file of a message; `kind` is the field of the message that has it."""

    kind: str
    file_id: str
    file_name: str | None = None


class Line(Value):
    """One message.

    Attributes:
        author: The name that stands over it.
        is_bot: Whether our bot has sent it.
        text: The text, the caption, or a checklist's title.
        html: The same as HTML.
        buttons: What stands on the buttons, row by row.
        edits: How it looked before each edit, the oldest first.
        is_deleted: Whether it is there no more; only shown when asked for.
    """

    message_id: int
    author: str
    author_id: int | None
    is_bot: bool
    date: int
    text: str
    html: str
    buttons: list[list[str]]
    reactions: list[SeenReaction]
    edits: list[Version]
    reply_to: int | None = None
    quote: str | None = None
    topic_id: int | None = None
    album: str | None = None
    forwarded_from: str | None = None
    attachments: list[Attachment] = Field(default_factory=list[Attachment])
    checklist: list[str] = Field(default_factory=list[str])
    is_pinned: bool = False
    is_deleted: bool = False


def read_transcript(state: State, chat_id: int, *, with_deleted: bool = False) -> list[Line]:
    """Return a chat's messages, by id."""
    found = [one for one in state.messages if one.chat_id == chat_id]
    shown = [one for one in found if with_deleted or not one.is_deleted]
    return [_line(state, one) for one in sorted(shown, key=lambda one: one.id)]


def _line(state: State, stored: Stored) -> Line:
    body = stored.body
    sender = find_object(body, "from") or find_object(body, "sender_chat") or {}
    entities = as_objects(body.get("entities") or body.get("caption_entities"))
    checklist = find_object(body, "checklist")
    words = stored.text or find_text(checklist or {}, "title") or ""
    return Line(
        message_id=stored.id,
        author=find_text(sender, "title") or name_of(sender),
        author_id=find_int(sender, "id"),
        is_bot=stored.is_ours,
        date=find_int(body, "date") or 0,
        text=words,
        html=to_html(Text(words, entities)),
        buttons=visible_buttons(body),
        reactions=_reactions(state, stored),
        edits=stored.versions,
        reply_to=find_int(find_object(body, "reply_to_message") or {}, "message_id"),
        quote=find_text(find_object(body, "quote") or {}, "text"),
        topic_id=find_int(body, "message_thread_id"),
        album=find_text(body, "media_group_id"),
        forwarded_from=_origin(find_object(body, "forward_origin")),
        attachments=_attachments(body),
        checklist=_checklist(checklist),
        is_pinned=stored.is_pinned,
        is_deleted=stored.is_deleted,
    )


def _reactions(state: State, stored: Stored) -> list[SeenReaction]:
    found: list[SeenReaction] = []
    for reaction in stored.reactions:
        user = state.users.find(reaction.user_id)
        is_bot = reaction.user_id == state.settings.bot_id
        author = name_of(state.bot) if is_bot else name_of(user) if user else str(reaction.user_id)
        found += [SeenReaction(author=author, emoji=emoji) for emoji in reaction.emojis]
    return found


def _origin(origin: Json | None) -> str | None:
    if origin is None:
        return None
    if origin["type"] == "hidden_user":
        return find_text(origin, "sender_user_name")
    if origin["type"] == "user":
        return name_of(find_object(origin, "sender_user") or {})
    return find_text(find_object(origin, "sender_chat") or find_object(origin, "chat") or {}, "title")


def _attachments(body: Json) -> list[Attachment]:
    found: list[Attachment] = []
    for kind in MEDIA:
        if kind in body:
            value = body[kind]
            file = find_object({"file": as_list(value)[-1] if kind == "photo" else value}, "file") or {}
            name = find_text(file, "file_name")
            found.append(Attachment(kind=kind, file_id=str(file.get("file_id")), file_name=name))
    return found


def _checklist(checklist: Json | None) -> list[str]:
    return [] if checklist is None else [str(task["text"]) for task in as_objects(checklist["tasks"])]
