"""Links between tasks: by meaning, by what an agent names, from both sides, and never across workspaces."""

from collections.abc import Mapping

from db.links import MOST_LINKS, RELATED_THRESHOLD
from domain.analysis import Embedding
from domain.inbox import Claim, Done
from domain.task import LinkKind, TaskChange
from domain.values import TaskStatus
from pipeline.board import CachedTaskBoard
from tests.db.samples import done, new_message, new_messages, new_task
from tests.db.stores import ADA, MAIN, Stores
from tests.fakes.embedder import towards

Links = list[tuple[int, LinkKind]]


async def make(
    stores: Stores,
    name: str,
    embedding: Embedding,
    workspace_id: int = MAIN,
    summary: Mapping[str, object] | None = None,
) -> int:
    """Let a message become a task; return the task's id."""
    await stores.accept(new_message(name, name), workspace_id=workspace_id)
    claim = await stores.claim_one()
    outcome = done(claim.messages[0], new_task(name), embedding=embedding)
    return await finish(stores, claim, with_summary(outcome, summary or {}))


def with_summary(outcome: Done, summary: Mapping[str, object]) -> Done:
    """Return an outcome whose summary says more."""
    said = outcome.findings.summary.model_copy(update=summary)
    return outcome.model_copy(update={"findings": outcome.findings.model_copy(update={"summary": said})})


async def finish(stores: Stores, claim: Claim, *outcomes: Done) -> int:
    """Finish a claim; return the newest task's id."""
    assert await stores.inbox().finish(claim, outcomes)
    return await stores.number("SELECT max(id) FROM tasks")


async def links(stores: Stores, task_id: int, workspace_id: int = MAIN) -> Links:
    """Return a task's links."""
    detail = await stores.tasks.get_task(workspace_id, task_id)
    return [(link.task_id, link.kind) for link in detail.links]


async def test_a_new_task_is_linked_with_those_that_mean_nearly_the_same(stores: Stores) -> None:
    same = await make(stores, "same", towards(1))
    related = await make(stores, "related", towards(1, 0.7, aside=2))
    other = await make(stores, "other", towards(1, RELATED_THRESHOLD - 0.1, aside=3))
    new = await make(stores, "new", towards(1, 0.9, aside=4))
    assert sorted(await links(stores, new)) == [(same, LinkKind.DUPLICATE), (related, LinkKind.RELATED)]
    assert await links(stores, other) == []
    detail = await stores.tasks.get_task(MAIN, same)
    [first, second] = detail.links
    assert [first.task_id, second.task_id] == [new, related]  # the newest link first
    assert (first.title, first.status, first.kind) == ("new", TaskStatus.OPEN, LinkKind.DUPLICATE)
    assert first.similarity is not None
    assert abs(first.similarity - 0.9) < 0.01


async def test_the_workspace_says_what_a_duplicate_is(stores: Stores) -> None:
    await stores.rows("UPDATE workspaces SET settings = '{\"duplicate_threshold\": 0.95}'")
    old = await make(stores, "old", towards(1))
    assert await links(stores, await make(stores, "new", towards(1, 0.9))) == [(old, LinkKind.RELATED)]


async def test_tasks_of_one_claim_are_linked_too(stores: Stores) -> None:
    await stores.accept(*new_messages(2))
    claim = await stores.claim_one()
    outcomes = [done(queued, new_task(), embedding=towards(1)) for queued in claim.messages]
    newest = await finish(stores, claim, *outcomes)
    [(other, kind)] = await links(stores, newest)
    assert (await links(stores, other), kind) == ([(newest, LinkKind.DUPLICATE)], LinkKind.DUPLICATE)


async def test_closed_tasks_other_encoders_and_other_workspaces_are_not_linked(stores: Stores) -> None:
    closed = await make(stores, "closed", towards(1))
    await stores.tasks.change_task(ADA, closed, TaskChange(status=TaskStatus.CLOSED), None)
    await make(stores, "encoder", towards(1, encoder="another"))
    other = await stores.add_workspace()
    foreign = await make(stores, "foreign", towards(1), other)
    completed = await make(stores, "completed", towards(1))
    await stores.tasks.change_task(ADA, completed, TaskChange(status=TaskStatus.COMPLETED), None)
    new = await make(stores, "new", towards(1))
    assert await links(stores, new) == [(completed, LinkKind.DUPLICATE)]
    assert await links(stores, foreign, other) == []


async def test_a_task_gets_few_links_and_the_nearest(stores: Stores) -> None:
    ids = [await make(stores, f"m{n}", towards(1, 0.6 + n / 20, aside=10 + n)) for n in range(6)]
    new = await make(stores, "new", towards(1))
    assert sorted(link for link, _ in await links(stores, new)) == ids[-MOST_LINKS:]


async def test_what_an_agent_names_is_linked_as_it_says(stores: Stores) -> None:
    other = await stores.add_workspace()
    foreign = await make(stores, "foreign", towards(9), other)
    same, near = await make(stores, "same", towards(1)), await make(stores, "near", towards(2))
    named = {"duplicates": [same, foreign, 10**9], "related": [near, same, -1, 0]}
    new = await make(stores, "new", towards(2), summary=named)
    assert sorted(await links(stores, new)) == [(same, LinkKind.DUPLICATE), (near, LinkKind.RELATED)]
    detail = await stores.tasks.get_task(MAIN, new)
    assert [link.similarity for link in detail.links] == [None, None]


async def test_a_message_about_several_tasks_has_its_named_links_as_related(stores: Stores) -> None:
    old = await make(stores, "old", towards(1))
    await stores.accept(new_message("two", "two"))
    claim = await stores.claim_one()
    outcome = done(claim.messages[0], new_task("a"), new_task("b"))
    newest = await finish(stores, claim, with_summary(outcome, {"duplicates": [old]}))
    assert await links(stores, newest) == [(old, LinkKind.RELATED)]


async def test_a_board_shows_a_link_that_came_after_it_read_the_task(stores: Stores) -> None:
    board = CachedTaskBoard(stores.tasks, stores.proposals, stores.corrections)
    old = await make(stores, "old", towards(1))
    assert (await board.get_task(MAIN, old)).links == []
    new = await make(stores, "new", towards(1))
    assert [link.task_id for link in (await board.get_task(MAIN, old)).links] == [new]
    await stores.tasks.change_task(ADA, new, TaskChange(title="Renamed"), None)
    assert [link.title for link in (await board.get_task(MAIN, old)).links] == ["Renamed"]
    assert (board.hits, board.misses) == (2, 1)
