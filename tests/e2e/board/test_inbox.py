"""The inbox: proposals that come live, decided by keys, in two browsers, and by merging."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from api.replies import Received
from cli.client import Client
from domain.keys import MadeKey
from domain.message import Message, MessageStatus
from domain.proposal import Proposal
from domain.task import Task, TaskDetail
from tests.e2e.board.conftest import TIMEOUT_MS, Site, Visitors
from tests.support.polling import wait_until

# The embedded engine is mostly unsure about these; the word of its own tips it to one side now and then.
UNSURE = "Maybe we could show fewer columns in the {word} list, please"
TRIES = 12


def propose(site: Site) -> Proposal:
    """Send messages until the agents make a proposal of one, and return it."""
    with site.client() as client:
        for _ in range(TRIES):
            message_id = send(client, UNSURE.format(word=f"w{uuid4().hex[:8]}"))
            waiting = client.get("/api/proposals", list[Proposal], {"status": "pending", "limit": 50})
            for proposal in waiting:
                if proposal.message_id == message_id:
                    return proposal
    pytest.fail(f"the agents were sure about {TRIES} messages")


def send(client: Client, content: str) -> int:
    """Send a message and return its number, once it is analysed."""
    message = {
        "content": content,
        "author": "Inbox Tester",
        "timestamp": datetime.now(UTC).isoformat(),
        "chat_id": "inbox-e2e",
    }
    message_id = client.post("/api/messages", Received, message).message_id
    address = f"/api/messages/{message_id}"
    wait_until(lambda: client.get(address, Message).status is MessageStatus.ANALYZED, timeout_s=30)
    return message_id


def row(page: Page, proposal: Proposal) -> Locator:
    """Return the proposal's place in the list."""
    return page.get_by_role("list", name="Proposals").get_by_role("link").filter(has_text=proposal.task.title)


def look_at(page: Page, proposal: Proposal) -> None:
    """Go to a proposal by its address, and wait until it is shown."""
    page.goto(re.sub(r"(https?://[^/]+).*", rf"\1/inbox?proposal={proposal.id}", page.url))
    expect(title(page)).to_have_text(proposal.task.title, timeout=TIMEOUT_MS)


def title(page: Page) -> Locator:
    """Return the title of the proposal that is looked at."""
    return page.get_by_role("region", name="The chosen proposal").get_by_role("heading", level=2)


def test_everything_can_be_decided_by_keys(page: Page, site: Site) -> None:
    older, newer = propose(site), propose(site)
    look_at(page, newer)
    expect(row(page, older)).to_be_visible()

    page.keyboard.press("e")
    renamed = f"Renamed {uuid4().hex[:8]}"
    page.get_by_label("Title").fill(renamed)
    page.get_by_label("Priority").select_option("high")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    expect(title(page)).to_have_text(renamed)

    page.keyboard.press("a")
    expect(page.get_by_text("becomes a task")).to_be_visible()
    expect(title(page)).not_to_have_text(renamed)
    page.keyboard.press("u")
    expect(title(page)).to_have_text(renamed)

    look_at(page, older)
    page.keyboard.press("d")
    expect(page.get_by_role("menu")).to_be_visible()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(row(page, older)).to_have_count(0)
    expect(page.get_by_role("menu")).to_have_count(0)  # keys are its own as long as it closes
    page.keyboard.press("u")
    expect(title(page)).to_have_text(older.task.title)

    before = title(page).inner_text()
    page.keyboard.press("k")
    expect(title(page)).not_to_have_text(before)
    page.keyboard.press("j")
    expect(title(page)).to_have_text(before)


def test_several_are_declined_at_once(page: Page, site: Site) -> None:
    first, second = propose(site), propose(site)
    look_at(page, second)
    page.keyboard.press("x")
    row(page, first).locator("..").get_by_role("checkbox").check()
    expect(page.get_by_text(re.compile("2.? selected"))).to_be_visible()
    page.get_by_role("button", name=re.compile("Decline .?2")).click()
    page.get_by_role("menuitem", name="something else").click()
    expect(page.get_by_text(re.compile("2.? proposals are declined"))).to_be_visible()
    with site.client() as client:
        wait_until(
            lambda: (
                {client.get(f"/api/proposals/{each.id}", Proposal).status.value for each in (first, second)}
                == {"declined"}
            )
        )


def test_a_proposal_comes_and_goes_in_every_browser(visitors: Visitors, site: Site) -> None:
    mine, theirs = visitors.enter("/inbox"), visitors.enter("/inbox")
    live = mine.locator("[data-connection]")
    expect(live).to_have_attribute("data-connection", "live", timeout=TIMEOUT_MS)
    proposal = propose(site)
    expect(row(mine, proposal)).to_be_visible(timeout=TIMEOUT_MS)
    row(mine, proposal).click()
    expect(title(mine)).to_have_text(proposal.task.title)

    look_at(theirs, proposal)
    theirs.keyboard.press("d")
    theirs.get_by_role("menuitem", name="something else").click()
    expect(row(mine, proposal)).to_have_count(0)
    # What somebody looks at does not turn into another one under their finger.
    expect(title(mine)).to_have_text("This has been declined")


def test_a_message_joins_a_task_when_the_inbox_is_left(page: Page, site: Site) -> None:
    proposal = propose(site)
    name = f"Legends {uuid4().hex[:8]}"
    with site.client() as client:
        task = client.post("/api/tasks", Task, {"title": name})
        look_at(page, proposal)
        page.keyboard.press("m")
        page.get_by_role("combobox", name="Search tasks").fill(name)
        expect(page.get_by_role("option", name=name)).to_be_visible()
        page.keyboard.press("Enter")
        expect(row(page, proposal)).to_have_count(0)
        with page.expect_response("**/merge") as answer:
            page.get_by_role("link", name="Board").first.click()
        assert answer.value.ok
        assert client.get(f"/api/tasks/{task.id}", TaskDetail).message_ids == [proposal.message_id]


def test_who_may_only_look_has_nothing_to_decide_with(visitors: Visitors, site: Site) -> None:
    proposal = propose(site)
    with site.client() as client:
        made = client.post("/api/keys", MadeKey, {"name": f"viewer {uuid4().hex[:8]}", "role": "viewer"})
        page = visitors.enter("/inbox", key=made.secret)
        look_at(page, proposal)
        page.keyboard.press("a")
        expect(page.get_by_role("button", name="Accept")).to_have_count(0)
        assert client.get(f"/api/proposals/{proposal.id}", Proposal).status.value == "pending"
        client.delete(f"/api/keys/{made.id}")
