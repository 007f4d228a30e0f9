"""Proposals decided in the chat.

Checklist: 21 a card is edited in place, that of an accepted proposal becomes its task's; 22 every button is
answered and doubles are harmless.
"""

from typing import cast

from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import ForceReply

from bot.callbacks import ProposalAction, ProposalPress, version_of
from domain.card import CardKind
from domain.proposal import Proposal, ProposalStatus
from domain.task import DraftChange, TaskChange
from domain.values import Priority
from tests.bot.desk import GROUP, MAIN, OTHER_GROUP, PRIVATE, TARAS, Desk, Fields
from tests.bot.seeing import buttons, text_of, toasts
from tests.db.samples import new_task
from tests.db.stores import ADA

BOT: Fields = {"id": 42, "is_bot": True, "first_name": "Manta", "username": "test_bot"}


async def proposed(desk: Desk, *titles: str, chat: Fields = GROUP) -> list[Proposal]:
    """Let messages of a chat be proposed as tasks; return the proposals, oldest first."""
    for title in titles:
        await desk.write(f"perhaps: {title}", chat=chat)
        await desk.understand(proposals=[new_task(title)])
    return (await desk.board.list_proposals(MAIN, None, 50, None))[::-1]


async def triaged(desk: Desk) -> tuple[Proposal, int]:
    """Let one proposal be shown by `/triage`; return it and its card's message number."""
    [proposal] = await proposed(desk, "Fix the login")
    await desk.write("/triage")
    await desk.parcels()
    return proposal, await number_of(desk, proposal)


async def number_of(desk: Desk, proposal: Proposal) -> int:
    card = await desk.services.cards.get_card(cast("int", GROUP["id"]), CardKind.PROPOSAL, proposal.id)
    assert card is not None
    assert card.message_number is not None
    return card.message_number


def data(proposal: Proposal, action: ProposalAction) -> str:
    press = ProposalPress(action=action, proposal_id=proposal.id, version=version_of(proposal))
    return press.pack()


async def test_triage_shows_what_waits_here(desk: Desk) -> None:
    await proposed(desk, "Elsewhere", chat=OTHER_GROUP)
    await proposed(desk, *(f"Task {number}" for number in range(7)))
    await desk.write("/review")
    *cards, more = await desk.sent(SendMessage)
    assert [card.text.splitlines()[0] for card in cards] == [
        f"💡 <b>Task {number}</b>" for number in range(2, 7)
    ]
    assert "More" in more.text
    assert buttons(cards[0]) == [["✓ Add task", "✎ Edit", "✖ No task"]]
    assert "<i>probably a task</i> · <i>Maybe.</i>" in cards[0].text


async def test_triage_says_when_nothing_waits(desk: Desk) -> None:
    await desk.write("/triage")
    [answer] = await desk.sent(SendMessage)
    assert "Nothing waits" in answer.text


async def test_a_proposal_in_private_is_a_card(desk: Desk) -> None:
    await proposed(desk, "Fix <b>it</b>", chat=PRIVATE)
    [card] = await desk.sent(SendMessage)
    assert "💡 <b>Fix &lt;b&gt;it&lt;/b&gt;</b>" in card.text


async def test_an_accepted_proposal_becomes_its_task_s_card(desk: Desk) -> None:
    proposal, number = await triaged(desk)
    for _ in range(2):
        await desk.press(data(proposal, ProposalAction.ACCEPT), number)
    [task] = await desk.tasks()
    edit = (await desk.sent(EditMessageText))[-1]
    assert (edit.message_id, text_of(edit).startswith("🔵 <b>Fix the login</b>")) == (number, True)
    assert buttons(edit)[0] == ["✅ Done", "👤 Take"]
    await desk.board.change_task(ADA, task.id, TaskChange(title="Another"), None)
    edit = (await desk.sent(EditMessageText))[-1]
    assert (edit.message_id, "Another" in text_of(edit)) == (number, True)
    assert await toasts(desk) == ["Added.", "Added."]


async def test_a_change_on_the_way_to_the_task_s_card_is_caught_up(desk: Desk) -> None:
    proposal, number = await triaged(desk)
    await desk.press(data(proposal, ProposalAction.ACCEPT), number)
    [task] = await desk.tasks()
    [item] = await desk.outbox.claim(1)
    outcome = await desk.sender.send(item)
    await desk.board.change_task(ADA, task.id, TaskChange(title="Meanwhile"), None)
    assert await desk.outbox.settle(item, outcome)
    assert "Meanwhile" in text_of((await desk.sent(EditMessageText))[-1])


async def test_a_declined_proposal_can_be_taken_back(desk: Desk) -> None:
    proposal, number = await triaged(desk)
    for _ in range(2):
        await desk.press(data(proposal, ProposalAction.DECLINE), number)
    edit = (await desk.sent(EditMessageText))[-1]
    assert ("<s>Fix the login</s>" in text_of(edit), buttons(edit)) == (True, [["↩ Undo"]])
    await desk.press(data(proposal, ProposalAction.UNDO), number)
    edit = (await desk.sent(EditMessageText))[-1]
    assert buttons(edit) == [["✓ Add task", "✎ Edit", "✖ No task"]]
    assert (await desk.board.get_proposal(MAIN, proposal.id)).status is ProposalStatus.PENDING


async def test_a_draft_that_changed_is_not_accepted_unseen(desk: Desk) -> None:
    proposal, number = await triaged(desk)
    await desk.board.edit_proposal(ADA, proposal.id, DraftChange(title="Delete the login"))
    await desk.press(data(proposal, ProposalAction.ACCEPT), number)
    assert await desk.tasks() == []
    assert "Delete the login" in text_of((await desk.sent(EditMessageText))[-1])
    [toast] = await toasts(desk)
    assert "meanwhile" in (toast or "")


async def test_another_chat_may_not_decide(desk: Desk) -> None:
    proposal, _ = await triaged(desk)
    await desk.write("Hello", chat=OTHER_GROUP, by=TARAS)
    await desk.press(data(proposal, ProposalAction.ACCEPT), 5, chat=OTHER_GROUP, by=TARAS)
    assert await desk.tasks() == []


async def test_an_answer_is_another_draft(desk: Desk) -> None:
    """The question is known by its message in the database, whoever restarted meanwhile."""
    proposal, number = await triaged(desk)
    await desk.press(data(proposal, ProposalAction.EDIT), number)
    question = (await desk.sent(SendMessage))[-1]
    assert isinstance(question.reply_markup, ForceReply)
    assert '<a href="tg://user?id=7">Olena K.</a>' in question.text
    card = await desk.services.cards.get_card(cast("int", GROUP["id"]), CardKind.QUESTION, proposal.id)
    assert card is not None
    asked = {"message_id": card.message_number, "date": 1, "chat": GROUP, "from": BOT, "text": "How?"}
    await desk.write("Repair the login !high", reply_to_message=asked)
    edited = await desk.board.get_proposal(MAIN, proposal.id)
    assert (edited.task.title, edited.task.priority) == ("Repair the login", Priority.HIGH)
    edit = (await desk.sent(EditMessageText))[-1]
    assert (edit.message_id, "Repair the login" in text_of(edit)) == (number, True)
    async with desk.database.connection() as connection:
        assert await connection.fetchval("SELECT count(*) FROM messages") == 1


async def test_an_answer_that_comes_too_late_is_told_so(desk: Desk) -> None:
    proposal, number = await triaged(desk)
    await desk.board.accept_proposal(ADA, proposal.id, None)
    shown = {"message_id": number, "date": 1, "chat": GROUP, "from": BOT, "text": "A card"}
    await desk.write("Repair the login !high", reply_to_message=shown)
    assert "decided already" in (await desk.sent(SendMessage))[-1].text
