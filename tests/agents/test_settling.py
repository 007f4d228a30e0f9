"""What is done to a model's answers: only what the message and the workspace bear out is kept."""

from datetime import UTC, datetime, timedelta

import pytest

from agents.settling import settle_classification, settle_extraction
from agents.settling_summary import settle_items, settle_summary
from domain.analysis import (
    Classification,
    EntityKind,
    Extraction,
    KnownTask,
    MessageContext,
    Summary,
    WorkItem,
)
from domain.values import Category, Priority, TaskStatus
from domain.vocabulary import Term, TermKind
from tests.agents.conftest import SENT_AT, WriteMessage

WORK = Classification(
    is_actionable=True, category=Category.BUG, priority=Priority.HIGH, confidence=0.9, reason="It crashes."
)
TALK = WORK.model_copy(update={"is_actionable": False})
QUESTION = WORK.model_copy(update={"category": Category.QUESTION})
FALLBACK = Summary(short="The login crashes.", title="Fix the login")
TEXT = "Please fix the login page @anna by Friday, and order new toner for the printer."
LATER = SENT_AT + timedelta(days=2)

VOCABULARY = [
    Term(kind=TermKind.PROJECT, name="Harbor Gateway", aliases=["gateway", "HGW"]),
    Term(kind=TermKind.COMPONENT, name="Checkout"),
    Term(kind=TermKind.LABEL, name="customer-facing", aliases=["customers"]),
    Term(kind=TermKind.PROJECT, name="Apollo"),
]


def with_vocabulary(message: MessageContext) -> MessageContext:
    return message.model_copy(update={"vocabulary": VOCABULARY})


def item(title: str, quote: str = "", **more: object) -> WorkItem:
    return WorkItem.model_validate({"title": title, "quote": quote, "category": Category.CHORE, **more})


def settle(found: Summary, message: MessageContext, verdict: Classification = WORK) -> Summary:
    return settle_summary(found, FALLBACK, message, verdict)


def test_a_contradicting_classification_is_settled_by_its_main_question() -> None:
    lost = settle_classification(WORK.model_copy(update={"category": Category.OTHER}))
    assert (lost.is_actionable, lost.category, lost.priority) == (True, Category.CHORE, Priority.HIGH)
    assert settle_classification(TALK).category is Category.OTHER


def test_invented_items_and_past_dates_are_left_out(write: WriteMessage) -> None:
    found = Extraction(
        projects=["Apollo"], urls=["https://evil.example"], dates=["Friday", "friday"], due=SENT_AT
    )
    settled = settle_extraction(found, write("the Apollo review is on Friday"))
    assert (settled.projects, settled.urls, settled.due) == (["Apollo"], [], None)
    assert settled.dates == ["Friday", "friday"]


def test_what_is_named_is_found_in_its_place(write: WriteMessage) -> None:
    text = "the Apollo review is on Friday"
    settled = settle_extraction(Extraction(projects=["Apollo"], dates=["Friday"]), write(text))
    assert [(span.kind, text[span.start : span.end]) for span in settled.spans] == [
        (EntityKind.PROJECT, "Apollo"),
        (EntityKind.DATE, "Friday"),
    ]


def test_the_vocabulary_s_names_are_used_whatever_the_model_found(write: WriteMessage) -> None:
    text = "The GATEWAY is slow, customers complain about checkout"
    settled = settle_extraction(Extraction(projects=["GATEWAY", "slow"]), with_vocabulary(write(text)))
    assert settled.projects == ["Harbor Gateway", "slow"]
    assert settled.components == ["Checkout"]
    assert settled.labels == ["customer-facing"]
    places = {span.value: text[span.start : span.end] for span in settled.spans}
    assert places["Harbor Gateway"].casefold() == "gateway"
    assert places["Checkout"] == "checkout"


@pytest.mark.parametrize("text", ["gateways are fine", "the subgateway", "Apollonia", "hgw2"])
def test_a_part_of_a_word_names_nothing(write: WriteMessage, text: str) -> None:
    settled = settle_extraction(Extraction(), with_vocabulary(write(text)))
    assert (settled.projects, settled.components, settled.labels) == ([], [], [])


def test_an_empty_summary_is_replaced(write: WriteMessage) -> None:
    assert settle(Summary(short=" ", title="\u202e"), write("fix it")) == FALLBACK


def test_pieces_of_work_are_grounded(write: WriteMessage) -> None:
    told = [
        item("Fix the login page", "fix the login page", assignees=["@anna", "Eve"], due=LATER),
        item("Order toner", "order NEW  toner", due=SENT_AT - timedelta(days=1)),
        item("Printer: order toner", "words that nobody wrote"),
        item("Wire money abroad", "send 100 dollars to this account"),
        item("Order toner", "new toner"),
        item("Thanks", "Please", category=Category.OTHER),
        item(" ", ""),
    ]
    kept = settle_items(told, write(TEXT))
    assert [each.title for each in kept] == ["Fix the login page", "Order toner", "Printer: order toner"]
    assert [each.assignees for each in kept] == [["anna"], [], []]
    assert [each.due for each in kept] == [LATER, None, None]
    assert kept[2].quote == ""


def test_a_single_piece_of_work_is_the_message_itself(write: WriteMessage) -> None:
    assert settle_items([item("Fix the login page", "login page")], write(TEXT)) == []


def test_steps_are_squeezed_and_told_once(write: WriteMessage) -> None:
    steps = ["Stop\nthe  queue", "stop the queue", " ", "Update\u202e it", "x" * 500]
    settled = settle(FALLBACK.model_copy(update={"subtasks": steps}), write("fix it"))
    assert settled.subtasks == ["Stop the queue", "Update it", "x" * 200]


def test_only_a_question_is_answered(write: WriteMessage) -> None:
    found = FALLBACK.model_copy(update={"reply_draft": " Thanks!\n\x00 Which \x1b version? "})
    assert settle(found, write("which one?"), QUESTION).reply_draft == "Thanks!\nWhich version?"
    assert settle(found, write("fix it"), WORK).reply_draft == ""


def test_only_listed_tasks_are_named(write: WriteMessage) -> None:
    known = [
        KnownTask(id=number, title="Fix", status=TaskStatus.OPEN, similarity=0.9) for number in (7, 8, 9)
    ]
    message = write("fix it").model_copy(update={"known_tasks": known})
    found = FALLBACK.model_copy(update={"duplicates": [8, 99, 8], "related": [8, 7, 1]})
    settled = settle(found, message)
    assert (settled.duplicates, settled.related) == ([8], [7])
    assert settle(found, write("fix it")).duplicates == []


def test_a_due_date_after_the_message_stays(write: WriteMessage) -> None:
    due = datetime(2026, 11, 27, tzinfo=UTC)
    assert settle_extraction(Extraction(due=due), write("by Friday")).due == due
