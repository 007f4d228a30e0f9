from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.analysis import Extraction, LocatedExtraction, WorkItem
from domain.drafting import draft_task
from domain.inbox import Decision
from domain.message import Message
from domain.task import MAX_NAMES
from domain.values import Category, MessageStatus, Priority, Source
from domain.workspace import WorkspaceSettings
from pipeline.decide import Thresholds, decide
from tests.fakes.analyst import make_findings

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)
MESSAGE = Message(
    id=1,
    external_id="m1",
    content="  The login fails on Safari.\nPlease fix it.",
    author="Ada",
    chat_id="dev",
    sent_at=NOON,
    source=Source.EMAIL,
    status=MessageStatus.RECEIVED,
    received_at=NOON,
)
THRESHOLDS = Thresholds(task=0.6, proposal=0.35)


def end(confidence: float, *, is_actionable: bool, category: Category = Category.BUG) -> str:
    findings = make_findings(is_actionable=is_actionable, category=category, confidence=confidence)
    decision = decide(MESSAGE, findings, THRESHOLDS)
    assert not (decision.tasks and decision.proposals)
    for proposal in decision.proposals:
        return f"proposal {proposal.confidence:.2f}"
    return "task" if decision.tasks else "nothing"


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (1.0, "task"),
        (0.6, "task"),
        (0.59, "proposal 0.59"),
        (0.35, "proposal 0.35"),
        (0.34, "nothing"),
        (0.0, "nothing"),
    ],
)
def test_work_becomes_what_its_confidence_allows(confidence: float, expected: str) -> None:
    assert end(confidence, is_actionable=True) == expected


@pytest.mark.parametrize("category", [Category.OTHER, Category.BUG])
@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        (1.0, "nothing"),
        (0.61, "nothing"),
        (0.6, "proposal 0.40"),
        (0.3, "proposal 0.70"),
        (0.0, "proposal 1.00"),
    ],
)
def test_doubt_about_noise_is_shown_to_a_person(confidence: float, category: Category, expected: str) -> None:
    assert end(confidence, is_actionable=False, category=category) == expected


def test_work_of_no_kind_counts_as_noise() -> None:
    assert end(0.9, is_actionable=True, category=Category.OTHER) == "nothing"


@given(
    confidence=st.floats(0, 1),
    is_actionable=st.booleans(),
    category=st.sampled_from(Category),
    task=st.floats(0, 1),
    proposal=st.floats(0, 1),
)
def test_noise_never_becomes_a_task_by_itself(
    *, confidence: float, is_actionable: bool, category: Category, task: float, proposal: float
) -> None:
    findings = make_findings(is_actionable=is_actionable, category=category, confidence=confidence)
    decision = decide(MESSAGE, findings, Thresholds(task=task, proposal=proposal))
    if decision.tasks:
        assert is_actionable
        assert category is not Category.OTHER
        assert confidence >= task
    for proposed in decision.proposals:
        assert proposed.confidence >= proposal
        assert proposed.task.category is not Category.OTHER


def test_a_draft_says_what_was_found() -> None:
    extraction = LocatedExtraction(
        projects=["Atlas"],
        components=["login", "Atlas"],
        assignees=["ann", " bob "],
        labels=["web"],
        due=NOON,
    )
    draft = draft_task(MESSAGE, make_findings(extraction=extraction))
    assert draft.model_dump() == {
        "title": "Fix the login",
        "description": MESSAGE.content,
        "category": Category.BUG,
        "priority": Priority.HIGH,
        "source": Source.EMAIL,
        "due": NOON,
        "assignees": ["ann", "bob"],
        "labels": ["web", "Atlas", "login"],
        "chat_id": MESSAGE.chat_id,
        "parent_id": None,
    }


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (MESSAGE.content, "The login fails on Safari."),
        ("x" * 500, "x" * 120),
        (" \n\t", "Untitled message"),
        ("", "Untitled message"),
    ],
)
def test_without_a_title_the_first_line_is_one(content: str, title: str) -> None:
    message = MESSAGE.model_copy(update={"content": content})
    assert draft_task(message, make_findings(title="  ")).title == title


def test_what_can_not_be_a_name_is_left_out() -> None:
    extraction = Extraction(assignees=["", " ", "x" * 513, "ann", "ann"])
    assert draft_task(MESSAGE, make_findings(extraction=extraction)).assignees == ["ann"]


def test_names_are_bounded() -> None:
    extraction = Extraction(projects=[f"project {number}" for number in range(99)])
    assert len(draft_task(MESSAGE, make_findings(extraction=extraction)).labels) == MAX_NAMES


def piece(title: str, category: Category = Category.CHORE, confidence: float | None = None) -> WorkItem:
    return WorkItem(title=title, quote=f"{title}!", category=category, confidence=confidence)


def test_several_pieces_of_work_become_several_tasks() -> None:
    items = [piece("Buy milk"), piece("Fix the tap", Category.BUG)]
    decision = decide(MESSAGE, make_findings(items=items), THRESHOLDS)
    assert [(task.title, task.category, task.description) for task in decision.tasks] == [
        ("Buy milk", Category.CHORE, "Buy milk!"),
        ("Fix the tap", Category.BUG, "Fix the tap!"),
    ]


def test_each_piece_of_work_is_decided_by_its_own_confidence() -> None:
    items = [piece("sure", confidence=0.6), piece("maybe", confidence=0.4), piece("hardly", confidence=0.2)]
    decision = decide(MESSAGE, make_findings(items=[*items, piece("no", Category.OTHER)]), THRESHOLDS)
    assert [task.title for task in decision.tasks] == ["sure"]
    assert [(each.task.title, each.confidence) for each in decision.proposals] == [("maybe", 0.4)]


def test_one_piece_of_work_is_the_message_itself() -> None:
    [task] = decide(MESSAGE, make_findings(items=[piece("Buy milk")]), THRESHOLDS).tasks
    assert (task.title, task.description) == ("Fix the login", MESSAGE.content)


def test_a_message_without_work_has_no_pieces_of_it() -> None:
    findings = make_findings(is_actionable=False, category=Category.OTHER, items=[piece("a"), piece("b")])
    assert decide(MESSAGE, findings, THRESHOLDS) == Decision()


def test_a_workspaces_thresholds_replace_those_it_has_set() -> None:
    assert THRESHOLDS.adapt(WorkspaceSettings()) == THRESHOLDS
    assert THRESHOLDS.adapt(WorkspaceSettings(task_threshold=0.0)) == Thresholds(task=0.0, proposal=0.35)
    assert THRESHOLDS.adapt(WorkspaceSettings(proposal_threshold=0.5)) == Thresholds(task=0.6, proposal=0.5)
