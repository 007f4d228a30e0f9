"""send*: texts, media and everything else that makes a new message."""

from collections.abc import Callable
from functools import partial
from typing import Final

from tests.fakes.telegram.access import Place, find_place
from tests.fakes.telegram.jsons import Json, as_objects
from tests.fakes.telegram.markup import check_markup
from tests.fakes.telegram.media import MEDIA, find_media
from tests.fakes.telegram.minimal import minimal_object
from tests.fakes.telegram.models import Stored
from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.schema import Named
from tests.fakes.telegram.texts import MAX_CAPTION, MAX_TEXT, Text, check_length, read_text
from tests.fakes.telegram.world import Call, Handler

MAX_ALBUM: Final = 10

_NO_SEND: Final = frozenset({"sendmediagroup", "sendgift", "sendchataction"})


def text_of(call: Call) -> Json:
    """Return the fields of a message with the text of a call.

    Raises:
        Refusal: 400, when there is none, it is too long or can't be read.
    """
    text = read_text(
        call.text("text") or "", call.text("parse_mode"), as_objects(call.fields.get("entities"))
    )
    if not text.words:
        raise bad_request("message text is empty")
    return check_length(text, MAX_TEXT).to_json("text")


def caption_of(fields: Json) -> Json:
    """Return the fields of a message with the caption of a call, or of a part of an album.

    Raises:
        Refusal: 400, when it is too long or can't be read.
    """
    mode = fields.get("parse_mode")
    text = read_text(
        str(fields.get("caption") or ""),
        mode if isinstance(mode, str) else None,
        as_objects(fields.get("caption_entities")),
    )
    return check_length(text, MAX_CAPTION).to_json("caption")


def put(call: Call, place: Place, content: Json) -> Stored:
    """Let a message of the bot stand in a chat."""
    state = call.state
    markup = check_markup(call.object("reply_markup"), place.chat)
    in_topic = {} if place.topic is None else {"message_thread_id": place.topic, "is_topic_message": True}
    body: Json = {
        "message_id": state.next_message_id(place.chat.id),
        "from": state.bot.to_json(),
        "chat": place.chat.to_json(),
        "date": state.now,
        **in_topic,
        **place.reply,
        **content,
        **({} if markup is None else {"reply_markup": markup}),
        **({"has_protected_content": True} if call.fields.get("protect_content") else {}),
    }
    return state.put_message(Stored(body=body, is_ours=True))


def _send(call: Call, read: Callable[[Call], Json]) -> Json:
    place = find_place(call)
    return put(call, place, read(call)).body


def _read_media(kind: str, call: Call) -> Json:
    return {kind: find_media(call, kind, call.fields.get(kind))} | caption_of(call.fields)


def _read_other(name: str, call: Call) -> Json:
    """Return the least of a kind of message that the emulator does not know more of."""
    schema = call.world.checker.schema
    fields = schema.objects["Message"].fields.values()
    field = next((field for field in fields if field.name.replace("_", "") == name), None)
    if field is None or not isinstance(field.kind, Named) or field.kind.name not in schema.objects:
        return {}
    return {field.name: minimal_object(schema, field.kind.name)}


def _read_checklist(call: Call) -> Json:
    asked = call.object("checklist") or {}
    tasks = [
        {"id": task["id"], "text": Text(str(task["text"])).words} for task in as_objects(asked.get("tasks"))
    ]
    flags = {
        name: True for name in ("others_can_add_tasks", "others_can_mark_tasks_as_done") if asked.get(name)
    }
    return {"checklist": {"title": asked["title"], "tasks": tasks, **flags}}


def _send_group(call: Call) -> list[Json]:
    place = find_place(call)
    parts = as_objects(call.fields["media"])
    if not 2 <= len(parts) <= MAX_ALBUM:
        raise bad_request("wrong number of media: an album has 2 to 10")
    album = {"media_group_id": str(call.state.count_up("albums", 13_000_000_000_000_001))}
    contents: list[Json] = []
    for part in parts:
        kind = str(part["type"])
        contents.append({kind: find_media(call, kind, part["media"]), **caption_of(part), **album})
    return [put(call, place, content).body for content in contents]


def sending_handlers(names: list[str]) -> dict[str, Handler]:
    """Return the handlers of those of the methods, in lower case, that send a message."""
    handlers: dict[str, Handler] = {
        name: partial(_send, read=partial(_read_other, name.removeprefix("send")))
        for name in names
        if name.startswith("send") and name not in _NO_SEND and not name.endswith(("draft", "webapp"))
    }
    for kind in MEDIA:
        handlers[f"send{kind.replace('_', '')}"] = partial(_send, read=partial(_read_media, kind))
    return handlers | {
        "sendmessage": partial(_send, read=text_of),
        "sendchecklist": partial(_send, read=_read_checklist),
        "sendmediagroup": _send_group,
    }
