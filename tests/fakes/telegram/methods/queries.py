"""Answers to presses of buttons and to inline queries: once each, and in time."""

from typing import Final

from tests.fakes.telegram.html import utf16_length
from tests.fakes.telegram.jsons import Json, as_objects, find_object, find_text
from tests.fakes.telegram.markup import check_markup
from tests.fakes.telegram.models import Query
from tests.fakes.telegram.refusals import Refusal, bad_request
from tests.fakes.telegram.texts import MAX_TEXT, check_length, read_text
from tests.fakes.telegram.world import Call, Handler

MAX_TOAST: Final = 200
MAX_RESULTS: Final = 50
MAX_RESULT_ID_BYTES: Final = 64

_TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"


def _take(call: Call, kind: str, name: str) -> Query:
    query = call.state.queries.find(call.text(name) or "")
    late = call.state.clock() - call.state.settings.callback_lifetime_s
    if query is None or query.kind != kind or query.answer is not None or query.sent_at < late:
        raise bad_request(_TOO_OLD)
    return query


def _answer(call: Call, query: Query) -> bool:
    call.state.queries.put(query.model_copy(update={"answer": call.fields}), query.id)
    return True


def _answer_callback(call: Call) -> bool:
    if utf16_length(call.text("text") or "") > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG: the text of an answer has at most 200 characters")
    return _answer(call, _take(call, "callback", "callback_query_id"))


def _answer_inline(call: Call) -> bool:
    query = _take(call, "inline", "inline_query_id")
    results = as_objects(call.fields["results"])
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    names = [find_text(result, "id") or "" for result in results]
    if len(set(names)) < len(names):
        raise bad_request("RESULT_ID_DUPLICATE")
    if not all(1 <= len(name.encode()) <= MAX_RESULT_ID_BYTES for name in names):
        raise bad_request("RESULT_ID_INVALID")
    for result in results:
        _check_result(result)
    return _answer(call, query)


def _check_result(result: Json) -> None:
    check_markup(find_object(result, "reply_markup"), None)
    content = find_object(result, "input_message_content")
    if content is not None and "message_text" in content:
        text_of_result(content)
    elif result["type"] == "article" and content is None:
        raise bad_request("can't parse inline query result: input_message_content is empty")


def text_of_result(content: Json) -> Json:
    """Return the fields of the message that an inline result becomes.

    Raises:
        Refusal: 400, when its text is empty, too long or can't be read.
    """
    text = read_text(
        str(content["message_text"]), find_text(content, "parse_mode"), as_objects(content.get("entities"))
    )
    if not text.words:
        raise Refusal(400, "Bad Request: message text is empty")
    return check_length(text, MAX_TEXT).to_json("text")


QUERIES: Final[dict[str, Handler]] = {
    "answercallbackquery": _answer_callback,
    "answerinlinequery": _answer_inline,
}
