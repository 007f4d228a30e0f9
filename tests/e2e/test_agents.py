"""What the agents are to their workspace: they learn, know its words, and find what belongs together."""
# ruff: noqa: RUF001 - the Cyrillic letters are meant

import json

from domain.message import CorrectedMessage, Message
from domain.quick_add import QuickAdd
from domain.search import HitKind, SearchResult
from domain.task import LinkKind, Task, TaskDetail
from domain.usage import AgentReport
from domain.values import Category, Priority
from domain.vocabulary import StoredTerm
from tests.support.polling import wait_until
from tests.support.system import RunningManta


def send(manta: RunningManta, text: str) -> Message:
    """Send a message and return it analysed."""
    sent = manta.run("send", text, "--json")
    assert sent.returncode == 0, sent.stderr
    return Message.model_validate_json(sent.stdout)


def verdict(message: Message) -> tuple[bool, Category, Priority]:
    """Return what the agents say of a message."""
    assert message.analysis is not None
    said = message.analysis.classification
    return said.is_actionable, said.category, said.priority


def correct(manta: RunningManta, message: Message, said: dict[str, object]) -> CorrectedMessage:
    """Say what should have been made of a message."""
    with manta.client() as client:
        return client.post(f"/api/messages/{message.id}/correction", CorrectedMessage, said)


def read_task(manta: RunningManta, message: Message) -> TaskDetail:
    """Return the only task of a message."""
    assert message.analysis is not None
    [task_id] = message.analysis.task_ids
    with manta.client() as client:
        return client.get(f"/api/tasks/{task_id}", TaskDetail)


def test_the_same_mistake_is_not_made_twice(manta: RunningManta) -> None:
    first = send(manta, "The nightly backup of the harbour archive failed again, please look into it")
    _, category, priority = verdict(first)
    wanted = Priority.LOW if priority is not Priority.LOW else Priority.HIGH
    kind = Category.CHORE if category is not Category.CHORE else Category.BUG
    corrected = correct(manta, first, {"category": kind, "priority": wanted})
    assert [(task.category, task.priority) for task in corrected.tasks] == [(kind, wanted)]
    again = send(manta, "Nightly backup of the harbour archive has failed again, please have a look into it")
    assert verdict(again) == (True, kind, wanted)
    unlike = send(manta, "Safari users can't log in since this morning, the page stays blank")
    assert verdict(unlike)[1] is Category.BUG


def test_what_was_no_task_is_none_again(manta: RunningManta) -> None:
    text = "Please remember to drink water, dear colleagues of the night shift"
    first = send(manta, text)
    closed = correct(manta, first, {"is_actionable": False})
    assert {task.status for task in closed.tasks} <= {"closed"}
    again = send(manta, f"{text}!")
    assert verdict(again)[:2] == (False, Category.OTHER)
    assert again.analysis is not None
    assert again.analysis.task_ids == []


def test_a_due_time_is_learnt_as_people_mean_it(manta: RunningManta) -> None:
    text = "Send the cargo manifest to customs by Friday"
    first = read_task(manta, send(manta, text))
    assert first.due is not None
    with manta.client() as client:
        message = client.get(f"/api/messages/{first.message_ids[0]}", Message)
    thursday = first.due.replace(hour=12, minute=0, second=0, microsecond=0)
    correct(manta, message, {"due": thursday.isoformat()})
    assert read_task(manta, send(manta, text)).due == thursday


def test_two_reports_of_one_fault_are_two_tasks_that_know_each_other(manta: RunningManta) -> None:
    first = read_task(manta, send(manta, "The crane scale on pier 4 shows a wrong weight"))
    second = read_task(manta, send(manta, "crane scale on pier 4 is showing the wrong weight"))
    [link] = [link for link in second.links if link.task_id == first.id]
    assert link.kind is LinkKind.DUPLICATE


def test_a_list_becomes_as_many_tasks(manta: RunningManta) -> None:
    message = send(
        manta, "For the regatta:\n- order 40 chairs\n- print the menus\n- repair the broken fridge"
    )
    assert message.analysis is not None
    assert len(message.analysis.task_ids) == 3
    assert message.analysis.summary.items[0].title == "Order 40 chairs"


def test_the_workspaces_words_are_known(manta: RunningManta) -> None:
    with manta.client() as client:
        term = {"kind": "project", "name": "Lighthouse", "aliases": ["маяк", "leuchtturm"]}
        client.post("/api/vocabulary", StoredTerm, term)
    task = read_task(manta, send(manta, "Bitte die Lampen für Leuchtturm bestellen"))
    assert "Lighthouse" in task.labels


def test_a_task_made_by_hand_is_found_by_what_it_means(manta: RunningManta) -> None:
    with manta.client() as client:
        body = {"title": "Замінити зламаний насос у доці", "category": "chore"}
        task = client.post("/api/tasks", TaskDetail, body)

        def is_found() -> bool:
            found = client.get("/api/search", SearchResult, {"q": "replace the broken pump in the dock"})
            return any(hit.kind is HitKind.TASK and hit.task and hit.task.id == task.id for hit in found.hits)

        wait_until(is_found)


def test_what_the_agents_took_is_told(manta: RunningManta) -> None:
    send(manta, "Please renew the mooring permit by Monday")
    with manta.client() as client:
        report = client.get("/api/agents", AgentReport)
    assert {use.agent for use in report.agents} == {"classification", "extraction", "analysis"}
    shown = manta.run("usage", "--json")
    assert json.loads(shown.stdout)["agents"]


def test_a_line_becomes_a_task(manta: RunningManta) -> None:
    preview = manta.run("add", "Report !high @ann #docs every Monday at 9", "--dry-run", "--json")
    shown = QuickAdd.model_validate_json(preview.stdout)
    assert (shown.title, shown.recurrence) == ("Report", "FREQ=WEEKLY;BYDAY=MO"), preview.stderr
    made = Task.model_validate_json(manta.run("add", "Report !high @ann #docs", "--json").stdout)
    assert (made.title, made.priority) == ("Report", Priority.HIGH)
    assert (made.assignees, made.labels) == (["ann"], ["docs"])
