"""Who may do what: every operation by every kind of caller, and things of another workspace."""

import re

import httpx2
import pytest

from domain.analysis import Analysis
from domain.attachment import AttachmentKind, NewAttachment
from domain.chat import Standing
from domain.comment import Comment
from domain.keys import ApiKey
from domain.members import WorkspaceMember
from domain.task import NewTask
from domain.values import Role
from domain.vocabulary import StoredTerm, TermKind
from tests.api.client import MESSAGE, TASK, TERM, Api, problem
from tests.fakes.analyst import make_findings
from tests.fakes.recurrences import make_recurring
from tests.fakes.world import FOREIGN, OWN

OPERATIONS: dict[tuple[str, str], tuple[Role | None, object]] = {
    ("GET", "/"): (Role.VIEWER, None),
    ("GET", "/docs"): (Role.VIEWER, None),
    ("GET", "/openapi.json"): (Role.VIEWER, None),
    ("GET", "/api/config"): (Role.VIEWER, None),
    ("GET", "/api/stats"): (Role.VIEWER, None),
    ("GET", "/api/health"): (None, None),
    ("GET", "/login"): (None, None),
    ("POST", "/api/messages"): (Role.MEMBER, MESSAGE),
    ("POST", "/api/messages/batch"): (Role.MEMBER, [MESSAGE]),
    ("GET", "/api/messages"): (Role.VIEWER, None),
    ("GET", "/api/messages/{message_id}"): (Role.VIEWER, None),
    ("GET", "/api/attachments/{attachment_id}"): (Role.VIEWER, None),
    ("POST", "/api/messages/{message_id}/correction"): (Role.MEMBER, {"category": "chore"}),
    ("GET", "/api/example"): (Role.VIEWER, None),
    ("POST", "/api/example"): (Role.MEMBER, None),
    ("GET", "/api/dead-letters"): (Role.VIEWER, None),
    ("GET", "/api/search"): (Role.VIEWER, None),
    ("POST", "/api/retries"): (Role.MEMBER, {"message_ids": [1]}),
    ("POST", "/api/messages/{message_id}/retry"): (Role.MEMBER, None),
    ("POST", "/api/quick-add"): (Role.VIEWER, {"text": "Report !high"}),
    ("POST", "/api/tasks"): (Role.MEMBER, TASK),
    ("GET", "/api/tasks"): (Role.VIEWER, None),
    ("GET", "/api/tasks/{task_id}"): (Role.VIEWER, None),
    ("PATCH", "/api/tasks/{task_id}"): (Role.MEMBER, {"title": "x"}),
    ("PUT", "/api/tasks/{task_id}/status"): (Role.MEMBER, {"status": "closed"}),
    ("POST", "/api/tasks/{task_id}/merge"): (Role.MEMBER, {"into": 2}),
    ("POST", "/api/tasks/{task_id}/comments"): (Role.MEMBER, {"text": "On it"}),
    ("DELETE", "/api/tasks/{task_id}/comments/{comment_id}"): (Role.MEMBER, None),
    ("GET", "/api/recurrences"): (Role.VIEWER, None),
    ("GET", "/api/recurrences/{recurrence_id}"): (Role.VIEWER, None),
    ("DELETE", "/api/recurrences/{recurrence_id}"): (Role.MEMBER, None),
    ("GET", "/api/proposals"): (Role.VIEWER, None),
    ("GET", "/api/proposals/{proposal_id}"): (Role.VIEWER, None),
    ("PATCH", "/api/proposals/{proposal_id}"): (Role.MEMBER, {"title": "x"}),
    ("POST", "/api/proposals/{proposal_id}/merge"): (Role.MEMBER, {"task_id": 1}),
    ("POST", "/api/proposals/{proposal_id}/reopen"): (Role.MEMBER, None),
    ("POST", "/api/proposals/{proposal_id}/accept"): (Role.MEMBER, TASK),
    ("POST", "/api/proposals/{proposal_id}/decline"): (Role.MEMBER, None),
    ("GET", "/api/workspace"): (Role.VIEWER, None),
    ("PATCH", "/api/workspace"): (Role.ADMIN, {"language": "uk"}),
    ("GET", "/api/vocabulary"): (Role.VIEWER, None),
    ("POST", "/api/vocabulary"): (Role.MEMBER, {**TERM, "name": "Billing", "aliases": []}),
    ("PUT", "/api/vocabulary"): (Role.MEMBER, [TERM]),
    ("GET", "/api/vocabulary/{term_id}"): (Role.VIEWER, None),
    ("PATCH", "/api/vocabulary/{term_id}"): (Role.MEMBER, {"name": "Till"}),
    ("DELETE", "/api/vocabulary/{term_id}"): (Role.MEMBER, None),
    ("GET", "/api/agents"): (Role.VIEWER, None),
    ("GET", "/api/me"): (Role.VIEWER, None),
    ("GET", "/api/telegram"): (Role.VIEWER, None),
    ("GET", "/api/models"): (Role.VIEWER, None),
    ("POST", "/api/models/test"): (Role.ADMIN, {"model": "embedded"}),
    ("GET", "/api/members"): (Role.VIEWER, None),
    ("POST", "/api/members/{person_id}/sign-out"): (Role.ADMIN, None),
    ("GET", "/api/keys"): (Role.ADMIN, None),
    ("POST", "/api/keys"): (Role.ADMIN, {"name": "ci", "role": "member"}),
    ("DELETE", "/api/keys/{key_id}"): (Role.ADMIN, None),
    ("GET", "/api/stats/history"): (Role.VIEWER, None),
    ("GET", "/api/facets"): (Role.VIEWER, None),
    ("POST", "/api/ws-tickets"): (Role.VIEWER, None),
    ("POST", "/api/login-links"): (Role.ADMIN, None),
}
"""The lowest role that may, and a body that is right. Others have tests of their own."""

_TESTED_APART = {("POST", "/webhook/telegram"), ("POST", "/api/sessions/workspace")}
"""What no key opens."""

_NEEDED = {"/api/search": "?q=CANARY"}
"""Queries without which an operation does not begin."""

_RANK = [Role.VIEWER, Role.MEMBER, Role.ADMIN]
_ALL = [pytest.param(*operation, *need, id=" ".join(operation)) for operation, need in OPERATIONS.items()]


async def _call(client: httpx2.AsyncClient, method: str, path: str, body: object) -> httpx2.Response:
    path = re.sub(r"\{\w+\}", "1", path) + _NEEDED.get(path, "")
    return await client.request(method, path, json=body) if body else await client.request(method, path)


async def _furnish(api: Api, workspace_id: int) -> None:
    """Put a message, two tasks, a comment, a proposal and a term into a workspace, the lowest ids."""
    client = api.admin if workspace_id == OWN else api.foreigner
    await client.post("/api/messages", json={**MESSAGE, "id": "theirs", "content": "CANARY"})
    api.world.messages.analyse(workspace_id, 1, Analysis(**dict(make_findings(title="CANARY"))))
    photo = NewAttachment(
        chat_id=1, message_number=1, kind=AttachmentKind.PHOTO, file_id="F", unique_id="u", name="CANARY"
    )
    await api.world.attachments.keep(workspace_id, photo)
    api.world.files.files["F"] = b"CANARY"
    for _ in range(2):
        await client.post("/api/tasks", json={**TASK, "title": "CANARY"})
    api.world.vocabulary.terms(workspace_id).clear()
    api.world.vocabulary.terms(workspace_id)[1] = StoredTerm(id=1, kind=TermKind.LABEL, name="CANARY")
    api.world.recurrences.put(workspace_id, make_recurring(workspace_id))
    theirs = ApiKey(id=1, name="CANARY", role=Role.VIEWER, created_at=api.world.clock.now())
    api.world.keys.put(workspace_id, theirs)
    person = WorkspaceMember(person_id=1, name="CANARY", mark="x", chats=[], standing=Standing.MEMBER)
    api.world.members.members[workspace_id] = [person]
    proposal = api.world.board.propose(workspace_id, NewTask(title="CANARY"))
    desk = api.world.board.desk(workspace_id)
    desk.proposals = {1: proposal.model_copy(update={"id": 1})}
    desk.comments = {
        1: Comment(id=1, task_id=1, author="member 1", text="CANARY", created_at=api.world.clock.now())
    }


async def test_the_table_names_every_documented_operation(api: Api) -> None:
    paths = api.app.openapi()["paths"]
    documented = {(method.upper(), path) for path in paths for method in paths[path]}
    assert documented - _TESTED_APART <= set(OPERATIONS)


@pytest.mark.parametrize(("method", "path", "need", "body"), _ALL)
async def test_without_a_valid_key_only_health_and_login_answer(
    api: Api, method: str, path: str, need: Role | None, body: object
) -> None:
    await _furnish(api, OWN)
    for client in (api.anonymous, api.with_key("wrong"), api.with_key("")):
        answer = await _call(client, method, path, body)
        if need is None:
            assert answer.status_code == 200
        else:
            problem(answer, 401, "unauthenticated")
            assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(("method", "path", "need", "body"), _ALL)
async def test_each_role_may_what_it_needs_and_no_more(
    api: Api, method: str, path: str, need: Role | None, body: object
) -> None:
    for role, client in zip(_RANK, (api.viewer, api.member, api.admin), strict=True):
        await _furnish(api, OWN)  # anew, as some requests can be made once only
        answer = await _call(client, method, path, body)
        if need is None or _RANK.index(role) >= _RANK.index(need):
            assert answer.is_success, answer.text
        else:
            problem(answer, 403, "forbidden")


@pytest.mark.parametrize(("method", "path", "need", "body"), _ALL)
async def test_things_of_another_workspace_do_not_exist(
    api: Api, method: str, path: str, need: Role | None, body: object
) -> None:
    await _furnish(api, FOREIGN)
    desk = api.world.board.desk(FOREIGN)
    before, comments = desk.tasks.copy(), desk.comments.copy()
    answer = await _call(api.admin, method, path, body)
    if "{" in path:
        assert answer.status_code == 404, need
    assert "CANARY" not in answer.text.replace("login-1-CANARY", "").replace("socket-1-CANARY", "")
    assert (desk.tasks, desk.comments) == (before, comments)
    assert set(api.world.vocabulary.terms(FOREIGN)) == {1}


async def test_foreign_lists_and_counts_are_empty(api: Api) -> None:
    await _furnish(api, FOREIGN)
    for path in ("/api/messages", "/api/tasks", "/api/proposals", "/api/tasks?q=CANARY"):
        assert (await api.viewer.get(path)).json() == []
    assert (await api.viewer.get("/api/search?q=CANARY")).json()["hits"] == []
    stats = (await api.viewer.get("/api/stats")).json()
    assert (stats["total_tasks"], stats["total_messages"], stats["proposals"]) == (0, 0, 0)


async def test_two_workspaces_may_use_the_same_message_id(api: Api) -> None:
    answers = [await client.post("/api/messages", json=MESSAGE) for client in (api.member, api.foreigner)]
    assert [answer.status_code for answer in answers] == [201, 201]


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_the_schemes_case_does_not_matter(api: Api, scheme: str) -> None:
    headers = {"Authorization": f"{scheme} {api.world.viewer}"}
    assert (await api.anonymous.get("/api/stats", headers=headers)).status_code == 200


@pytest.mark.parametrize("header", ["Basic {key}", "{key}", "Bearer", "Bearer  ", "Token {key}"])
async def test_other_schemes_are_no_key(api: Api, header: str) -> None:
    headers = {"Authorization": header.format(key=api.world.admin)}
    problem(await api.anonymous.get("/api/stats", headers=headers), 401, "unauthenticated")


async def test_a_key_in_no_known_alphabet_is_just_wrong(api: Api) -> None:
    headers = [(b"Authorization", b"Bearer \xff\xc3\xbc")]
    problem(await api.anonymous.get("/api/stats", headers=headers), 401, "unauthenticated")


async def test_a_revoked_key_is_refused_at_once(api: Api) -> None:
    assert (await api.member.get("/api/stats")).status_code == 200
    del api.world.gatekeeper.keys[api.world.member]
    problem(await api.member.get("/api/stats"), 401, "unauthenticated")


async def test_while_keys_can_not_be_looked_up_nobody_gets_in(api: Api) -> None:
    api.world.gatekeeper.unavailable = True
    problem(await api.admin.get("/api/stats"), 503, "unavailable")
    problem(await api.member.post("/api/messages", json=MESSAGE), 503, "unavailable")


async def test_a_bad_request_without_a_key_is_told_about_the_key_only(api: Api) -> None:
    for path in ("/api/tasks?limit=0", "/api/tasks/x", "/api/messages?cursor=x"):
        problem(await api.anonymous.get(path), 401, "unauthenticated")
    problem(await api.anonymous.post("/api/messages", content=b"{"), 401, "unauthenticated")
