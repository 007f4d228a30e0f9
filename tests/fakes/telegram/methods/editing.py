"""edit*: changing what the bot has sent."""

from collections.abc import Callable
from functools import partial
from typing import Final

from tests.fakes.telegram.access import check_writable
from tests.fakes.telegram.jsons import Json, as_objects
from tests.fakes.telegram.markup import check_markup, visible_buttons
from tests.fakes.telegram.media import MEDIA, find_media
from tests.fakes.telegram.methods.sending import caption_of, text_of
from tests.fakes.telegram.models import Chat, Stored, Version
from tests.fakes.telegram.refusals import bad_request
from tests.fakes.telegram.world import Call, Handler

_UNCHANGED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_TEXT: Final = frozenset({"text", "entities"})
_CAPTION: Final = frozenset({"caption", "caption_entities"})


def _find_target(call: Call) -> tuple[Stored, Chat | None]:
    inline_id = call.text("inline_message_id")
    if inline_id is not None:
        found = next((one for one in call.state.messages if one.inline_message_id == inline_id), None)
        if found is None:
            raise bad_request("MESSAGE_ID_INVALID")
        return found, None
    chat = call.chat()
    check_writable(call, chat)
    target = call.state.find_message(chat.id, call.int("message_id"))
    if target is None:
        raise bad_request("message to edit not found")
    if not target.is_ours:
        raise bad_request("message can't be edited")
    return target, chat


def _edit(call: Call, change: Callable[[Call, Json], Json]) -> object:
    target, chat = _find_target(call)
    markup = check_markup(call.object("reply_markup"), chat)
    body = change(call, target.body)
    body.pop("reply_markup", None)
    body |= {} if markup is None else {"reply_markup": markup}
    if body == target.body:
        raise bad_request(_UNCHANGED)
    edited = revise(target, body | {"edit_date": call.state.now})
    call.state.put_message(edited)
    return True if target.inline_message_id and chat is None else edited.body


def revise(stored: Stored, body: Json) -> Stored:
    """Return a message with a new body, and how it looked before among its versions."""
    old = Version(
        text=stored.text,
        entities=as_objects(stored.body.get("entities") or stored.body.get("caption_entities")),
        buttons=visible_buttons(stored.body),
    )
    return stored.model_copy(update={"body": body, "versions": [*stored.versions, old]})


def _change_text(call: Call, body: Json) -> Json:
    if "text" not in body:
        raise bad_request("there is no text in the message to edit")
    return _without(body, _TEXT) | text_of(call)


def _change_caption(call: Call, body: Json) -> Json:
    if "text" in body:
        raise bad_request("there is no caption in the message to edit")
    return _without(body, _CAPTION) | caption_of(call.fields)


def _change_media(call: Call, body: Json) -> Json:
    media = call.object("media") or {}
    kind = str(media["type"])
    kept = _without(body, _TEXT | _CAPTION | frozenset(MEDIA))
    return kept | {kind: find_media(call, kind, media["media"])} | caption_of(media)


def _change_nothing(_: Call, body: Json) -> Json:
    return dict(body)


def _change_checklist(call: Call, body: Json) -> Json:
    if "checklist" not in body:
        raise bad_request("there is no checklist in the message to edit")
    asked = call.object("checklist") or {}
    tasks = [{"id": task["id"], "text": task["text"]} for task in as_objects(asked.get("tasks"))]
    return body | {"checklist": {"title": asked["title"], "tasks": tasks}}


def _without(body: Json, names: frozenset[str]) -> Json:
    return {name: value for name, value in body.items() if name not in names}


EDITING: Final[dict[str, Handler]] = {
    "editmessagetext": partial(_edit, change=_change_text),
    "editmessagecaption": partial(_edit, change=_change_caption),
    "editmessagemedia": partial(_edit, change=_change_media),
    "editmessagereplymarkup": partial(_edit, change=_change_nothing),
    "editmessagechecklist": partial(_edit, change=_change_checklist),
}
