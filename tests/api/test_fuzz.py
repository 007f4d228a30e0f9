"""Random requests: whatever comes, the answer is an answer and never a failure of the server's."""

import asyncio
import json
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.api.client import MESSAGE, TASK, TERM, Api
from tests.fakes.world import TELEGRAM_SECRET, FakeWorld

POSTS = [
    ("POST", "/api/messages"),
    ("POST", "/api/messages/batch"),
    ("POST", "/api/tasks"),
    ("POST", "/api/quick-add"),
    ("POST", "/api/retries"),
    ("PATCH", "/api/tasks/1"),
    ("PUT", "/api/tasks/1/status"),
    ("POST", "/api/tasks/1/merge"),
    ("POST", "/api/tasks/1/comments"),
    ("PATCH", "/api/proposals/1"),
    ("POST", "/api/proposals/1/accept"),
    ("PATCH", "/api/workspace"),
    ("POST", "/api/vocabulary"),
    ("PUT", "/api/vocabulary"),
    ("PATCH", "/api/vocabulary/1"),
    ("POST", "/api/proposals/1/merge"),
    ("POST", "/api/proposals/1/decline"),
    ("POST", "/api/messages/1/correction"),
    ("POST", "/api/sessions/workspace"),
    ("POST", "/api/keys"),
    ("POST", "/api/models/test"),
    ("POST", "/webhook/telegram"),
]
SETTINGS: dict[str, object] = {"timezone": "Europe/Berlin", "task_threshold": 0.5, "proposal_threshold": 0.4}
_FIELDS = (
    "due",
    "labels",
    "assignees",
    "status",
    "version",
    "update_id",
    "text",
    "language",
    "model",
    "models",
)
_NAMES = st.sampled_from([*MESSAGE, *TASK, *TERM, *SETTINGS, *_FIELDS])
_TEXTS = st.one_of(
    st.text(st.characters(), max_size=20),
    st.sampled_from(
        ["", "\x00", "\ud800", "open", "bug", "2026-01-31T00:00:00Z", "0001-01-01T00:00:00+14:00", "9" * 30]
    ),
)
_SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _TEXTS)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_NAMES, inner, max_size=6)),
    max_leaves=12,
)


def _changed(base: Mapping[str, object], change: dict[str, object]) -> dict[str, object]:
    return {**base, **change}


def _written(document: object) -> bytes:
    return json.dumps(document).encode()


_NEARLY_RIGHT = st.builds(
    _changed, st.sampled_from([MESSAGE, TASK, TERM, SETTINGS]), st.dictionaries(_NAMES, _JSON, max_size=3)
)
_DOCUMENTS: st.SearchStrategy[object] = st.one_of(_JSON, _NEARLY_RIGHT, st.lists(_NEARLY_RIGHT, max_size=3))
_BODIES = st.one_of(st.binary(max_size=60), _DOCUMENTS.map(_written))
_FILTERS = (
    "kind",
    "days",
    "author",
    "source",
    "chat_id",
    "category",
    "status",
    "from",
    "until",
    "sort",
    "q",
    "due_before",
)
_QUERIES = st.dictionaries(
    st.sampled_from(["limit", "cursor", *_FILTERS]),
    _TEXTS.map(lambda text: text.encode(errors="replace").decode()),
    max_size=3,
)


async def _new_api() -> Api:
    api = Api(FakeWorld())
    await api.member.post("/api/tasks", json=TASK)
    await api.member.post("/api/vocabulary", json=TERM)
    return api


@pytest.mark.parametrize(("method", "path"), POSTS)
def test_no_body_makes_the_server_fail(method: str, path: str) -> None:
    headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": TELEGRAM_SECRET}
    with asyncio.Runner() as runner:
        api = runner.run(_new_api())

        @settings(max_examples=60, deadline=None, derandomize=True)
        @given(body=_BODIES)
        def check(body: bytes) -> None:
            answer = runner.run(api.admin.request(method, path, content=body, headers=headers))
            assert answer.status_code < 500

        check()


@pytest.mark.parametrize(
    "path", ["/api/messages", "/api/tasks", "/api/proposals", "/api/vocabulary", "/api/agents", "/api/search"]
)
def test_no_query_makes_the_server_fail(path: str) -> None:
    with asyncio.Runner() as runner:
        api = runner.run(_new_api())

        @settings(max_examples=60, deadline=None, derandomize=True)
        @given(query=_QUERIES)
        def check(query: dict[str, str]) -> None:
            assert runner.run(api.viewer.get(path, params=query)).status_code in {200, 422}

        check()
