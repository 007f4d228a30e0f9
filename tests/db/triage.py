"""Short ways to messages that the agents have dealt with, for what people then do about them."""

from domain.analysis import Summary, WorkItem
from domain.correction import Correction
from domain.inbox import Decision, Done, ProposedTask, QueuedMessage
from domain.message import Message
from domain.proposal import Proposal
from domain.task import NewTask, Task, TaskQuery
from domain.values import Category
from tests.db.samples import findings, new_message, new_task
from tests.db.stores import MAIN, Stores

FOUND = new_task(category="bug", priority="high")
"""The task that `samples.findings` speak of."""


async def finish(stores: Stores, outcome: Done, workspace_id: int = MAIN) -> Message:
    """Let the agents end the only message that waits; return it as it is then."""
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [outcome])
    return await stores.reader.get_message(workspace_id, outcome.message.id)


async def queue(stores: Stores, external_id: str = "m1", workspace_id: int = MAIN) -> QueuedMessage:
    """Store a message and return it as a worker sees it, without keeping it from others."""
    await stores.accept(new_message(external_id), workspace_id=workspace_id)
    claim = await stores.claim_one()
    assert await stores.inbox().finish(claim, [])
    return claim.messages[0]


async def make(
    stores: Stores,
    *,
    tasks: tuple[NewTask, ...] = (),
    proposals: tuple[NewTask, ...] = (),
    external_id: str = "m1",
    workspace_id: int = MAIN,
) -> Message:
    """Store a message that the agents make tasks and proposals of."""
    queued = await queue(stores, external_id, workspace_id)
    drafts = tuple(ProposedTask(task=task, confidence=0.4, reason="It may be.") for task in proposals)
    found = findings()
    if len(tasks) + len(proposals) > 1:
        items = [WorkItem(title=f"item {n}", category=Category.BUG) for n in range(len(tasks) + len(drafts))]
        summary = Summary(short="Several things.", title="Several things", items=items)
        found = found.model_copy(update={"summary": summary})
    decision = Decision(tasks=tasks, proposals=drafts)
    return await finish(stores, Done(message=queued.message, findings=found, decision=decision), workspace_id)


async def make_task(stores: Stores, external_id: str = "m1", task: NewTask = FOUND) -> Task:
    """Store a message that the agents make a task of, and return that."""
    message = await make(stores, tasks=(task,), external_id=external_id)
    return await task_of(stores, message.id)


async def task_of(stores: Stores, message_id: int) -> Task:
    """Return the only task of a message."""
    tasks = (await stores.tasks.list_tasks(MAIN, TaskQuery())).tasks
    [task] = [task for task in tasks if message_id in task.message_ids]
    return task


async def make_proposal(stores: Stores, external_id: str = "m1", task: NewTask = FOUND) -> Proposal:
    """Store a message that the agents make a proposal of, and return that."""
    message = await make(stores, proposals=(task,), external_id=external_id)
    [proposal] = await proposals_of(stores, message.id)
    return proposal


async def proposals_of(stores: Stores, message_id: int) -> list[Proposal]:
    """Return a message's proposals, in order."""
    proposals = await stores.proposals.list_proposals(MAIN, None, 100, None)
    return [each for each in reversed(proposals) if each.message_id == message_id]


async def correction_of(stores: Stores, message_id: int) -> Correction | None:
    """Return what people corrected in a message."""
    return (await stores.reader.get_message(MAIN, message_id)).correction


async def lesson_of(stores: Stores, message_id: int) -> dict[str, object]:
    """Return what was corrected in a message, without who and when; empty: nothing."""
    correction = await correction_of(stores, message_id)
    if correction is None:
        return {}
    return correction.model_dump(exclude={"corrected_by", "corrected_at"}, exclude_defaults=True)
