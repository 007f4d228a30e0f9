"""What the agents made of a message that was edited (line 12 of the Telegram checklist)."""

from datetime import timedelta

from db.retries import PostgresRetries
from db.task_writes import AGENT
from domain.access import Principal
from domain.inbox import Decision, Done, ProposedTask
from domain.proposal import DeclineReason, ProposalStatus
from domain.retry import Retried
from domain.task import DraftChange, NewTask, TaskChange, TaskDetail, TaskQuery
from domain.values import Priority, Role, TaskStatus
from tests.db.samples import SENT, findings, new_message, new_task
from tests.db.stores import ADA, MAIN, Stores
from tests.db.triage import correction_of, make, proposals_of

MANTA = Principal(workspace_id=MAIN, role=Role.MEMBER, name=AGENT)
FIRST = new_task("Fix the login", description="one", labels=["web"], assignees=["Bo"], priority="high")
SECOND = new_task(
    "Fix the logout", description="two", labels=["app"], assignees=["Cy"], priority="low", due=SENT
)


async def edit(stores: Stores, text: str, rank: int = 1) -> None:
    """Let the author of the message give it another text."""
    edited_at = SENT + timedelta(minutes=rank)
    await stores.messages.edit(MAIN, new_message(content=text, edit_rank=rank, edited_at=edited_at))


async def analyse(stores: Stores, *tasks: NewTask, proposals: tuple[NewTask, ...] = ()) -> None:
    """Let the agents end the message that waits."""
    claim = await stores.claim_one()
    [queued] = claim.messages
    drafts = tuple(ProposedTask(task=task, confidence=0.6, reason="Anew.") for task in proposals)
    decision = Decision(tasks=tasks, proposals=drafts)
    done = Done(message=queued.message, findings=findings(), decision=decision)
    assert await stores.inbox().finish(claim, [done])


async def all_tasks(stores: Stores) -> list[TaskDetail]:
    """Return all tasks with their histories, but not what their messages say, the oldest first."""
    page = await stores.tasks.list_tasks(MAIN, TaskQuery())
    found = [await stores.tasks.get_task(MAIN, task.id) for task in reversed(page.tasks)]
    return [task.model_copy(update={"messages": []}) for task in found]


async def test_a_task_follows_its_message(stores: Stores) -> None:
    message = await make(stores, tasks=(FIRST,))
    await edit(stores, "two")
    await analyse(stores, SECOND)
    [task] = await all_tasks(stores)
    assert NewTask.model_validate(task.model_dump(include=set(NewTask.model_fields))) == SECOND
    created, revised = task.history
    assert (revised.actor, revised.version, created.actor) == (AGENT, 2, AGENT)
    assert revised.changes["edited"] == {"message_id": message.id}
    assert (await stores.event_types())[-2:] == ["message_analyzed", "task_updated"]


async def test_what_a_person_changed_stays(stores: Stores) -> None:
    await make(stores, tasks=(FIRST,))
    [task] = await all_tasks(stores)
    change = TaskChange(
        title="Mine", priority=Priority.CRITICAL, labels=["mine"], status=TaskStatus.IN_PROGRESS
    )
    await stores.tasks.change_task(ADA, task.id, change, None)
    await edit(stores, "two")
    await analyse(stores, SECOND)
    [task] = await all_tasks(stores)
    assert (task.title, task.priority, task.labels) == ("Mine", Priority.CRITICAL, ["mine"])
    assert (task.description, task.due, task.assignees) == ("two", SENT, ["Cy"])
    assert task.status is TaskStatus.IN_PROGRESS
    await edit(stores, "three", 2)
    await analyse(stores, FIRST)
    [task] = await all_tasks(stores)
    assert (task.title, task.description, task.assignees) == ("Mine", "one", ["Bo"])


async def test_an_edit_that_changes_no_field_changes_no_task(stores: Stores) -> None:
    await make(stores, tasks=(FIRST,))
    before = await all_tasks(stores)
    await edit(stores, "other words")
    await analyse(stores, FIRST)
    assert await all_tasks(stores) == before


async def test_a_retry_makes_nothing_a_second_time(stores: Stores) -> None:
    message = await make(stores, tasks=(FIRST,))
    await edit(stores, "two")
    await analyse(stores, SECOND)
    before = await all_tasks(stores)
    assert await PostgresRetries(stores.database).retry_messages(MAIN, [message.id]) == Retried(retried=1)
    await analyse(stores, FIRST, SECOND)
    assert await all_tasks(stores) == before


async def test_what_failed_after_an_edit_still_follows_when_it_is_retried(stores: Stores) -> None:
    message = await make(stores, tasks=(FIRST,))
    await edit(stores, "two")
    await stores.rows("UPDATE inbox SET state = 'dead'")
    await PostgresRetries(stores.database).retry_messages(MAIN, [message.id])
    await analyse(stores, SECOND)
    assert [task.title for task in await all_tasks(stores)] == [SECOND.title]


async def test_a_waiting_proposal_is_rewritten(stores: Stores) -> None:
    message = await make(stores, proposals=(FIRST,))
    [before] = await proposals_of(stores, message.id)
    await stores.proposals.edit_proposal(ADA, before.id, DraftChange(title="Mine"))
    await edit(stores, "two")
    await analyse(stores, proposals=(SECOND,))
    [after] = await proposals_of(stores, message.id)
    assert (after.id, after.status, after.reason) == (before.id, ProposalStatus.PENDING, "Anew.")
    assert after.task == SECOND.model_copy(update={"title": "Mine"})
    await edit(stores, "three", 2)
    await analyse(stores, proposals=(FIRST,))
    [after] = await proposals_of(stores, message.id)
    assert after.task == FIRST.model_copy(update={"title": "Mine"})


async def test_what_is_no_work_any_more_is_withdrawn_without_a_lesson(stores: Stores) -> None:
    message = await make(stores, proposals=(FIRST,))
    await edit(stores, "never mind")
    await analyse(stores)
    [proposal] = await proposals_of(stores, message.id)
    assert proposal.status is ProposalStatus.DECLINED
    assert await correction_of(stores, message.id) is None
    await edit(stores, "please do", 2)
    await analyse(stores, proposals=(SECOND,))
    assert [p.status.value for p in await proposals_of(stores, message.id)] == ["declined", "pending"]


async def test_a_task_that_is_no_work_any_more_stays_and_says_so(stores: Stores) -> None:
    message = await make(stores, tasks=(FIRST,))
    await edit(stores, "never mind")
    await analyse(stores)
    [task] = await all_tasks(stores)
    assert (task.title, task.status) == (FIRST.title, TaskStatus.OPEN)
    assert task.history[-1].changes == {"edited": {"message_id": message.id, "is_actionable": False}}


async def test_what_becomes_work_by_an_edit_becomes_a_task(stores: Stores) -> None:
    await make(stores)
    await edit(stores, "please fix it")
    await analyse(stores, FIRST)
    assert [task.title for task in await all_tasks(stores)] == [FIRST.title]


async def test_what_an_edit_adds_is_made_once(stores: Stores) -> None:
    await make(stores, tasks=(FIRST,))
    await edit(stores, "two things")
    await analyse(stores, SECOND.model_copy(update={"title": "Write the docs"}), FIRST)
    [first, second] = await all_tasks(stores)
    assert (first.title, first.version, second.title) == (FIRST.title, 1, "Write the docs")
    await edit(stores, "one thing", 2)
    await analyse(stores, FIRST)
    [first, second] = await all_tasks(stores)
    assert (first.version, second.version, "edited" in second.history[-1].changes) == (1, 2, True)


async def test_where_people_have_decided_nothing_is_added(stores: Stores) -> None:
    message = await make(stores, proposals=(FIRST,))
    [proposal] = await proposals_of(stores, message.id)
    await stores.proposals.decline_proposal(ADA, proposal.id, DeclineReason.OTHER)
    await edit(stores, "two")
    await analyse(stores, SECOND)
    assert await all_tasks(stores) == []
    assert len(await proposals_of(stores, message.id)) == 1


async def test_people_s_tasks_stay_as_they_are(stores: Stores) -> None:
    message = await make(stores, proposals=(FIRST,))
    [proposal] = await proposals_of(stores, message.id)
    await stores.proposals.accept_proposal(ADA, proposal.id, None)
    before = await all_tasks(stores)
    await edit(stores, "two")
    await analyse(stores, SECOND)
    assert await all_tasks(stores) == before


async def test_a_task_of_several_messages_stays_as_it_is(stores: Stores) -> None:
    await make(stores, tasks=(FIRST,), external_id="other")
    [into] = await all_tasks(stores)
    await make(stores, tasks=(FIRST,))
    [_, merged] = await all_tasks(stores)
    await stores.tasks.merge_task(ADA, merged.id, into.id)
    before = await all_tasks(stores)
    await edit(stores, "two")
    await analyse(stores, SECOND)
    assert await all_tasks(stores) == before
