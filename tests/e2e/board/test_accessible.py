"""Every view, with something in it, against axe's rules for WCAG 2.2 AA, in both themes and on a phone."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TypedDict, cast

import pytest
from playwright.sync_api import Page, expect

from domain.message import Message
from domain.task import Task
from domain.values import MessageStatus
from tests.e2e.board.conftest import Site, Visitors
from tests.support.polling import wait_until
from tests.support.system import ROOT

AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
VIEWS = (
    "/",
    "/inbox",
    "/messages",
    "/messages/{message}",
    "/tasks/{task}",
    "/stats",
    "/settings",
    "/settings/vocabulary",
    "/settings/models",
    "/settings/keys",
    "/settings/members",
    "/settings/telegram",
    "/settings/about",
)
CHAT = "accessible"
TEXTS = (
    "The export button on the invoices page does nothing since version 4.2, please fix it by Friday @anna",
    "Could we have a dark mode some day?",
    "Thanks, see you tomorrow!",
    "maybe somebody should look at the printer",
)
JUDGE = """
rules => axe.run({runOnly: {type: "tag", values: rules}}).then(result => result.violations.map(
  ({id, help, nodes}) => ({id, help, nodes: nodes.map(node => node.html)})
))
"""
SPOIL = """
() => {
  const bad = document.createElement("p");
  bad.textContent = "hardly";
  bad.style.color = "#ddd";
  bad.style.background = "#fff";
  bad.append(new Image(9, 9));
  document.querySelector("main").append(bad);
}
"""
PHONE = {"width": 390, "height": 844}


class Violation(TypedDict):
    """A rule that a page breaks, and where."""

    id: str
    help: str
    nodes: list[str]


def violations(page: Page, rules: Sequence[str] = RULES) -> list[Violation]:
    """Return what axe finds on a page."""
    page.evaluate(f"{AXE.read_text()}\n;undefined")
    found: object = page.evaluate(JUDGE, list(rules))
    return cast("list[Violation]", found)


def settled(page: Page) -> Page:
    """Return the page once its view has been read."""
    expect(page.locator("[data-connection]").first).to_have_attribute("data-connection", "live")
    expect(page.get_by_text("Loading …")).to_have_count(0)
    return page


class Places(TypedDict):
    """What the addresses name."""

    task: int
    message: int


@pytest.fixture(scope="module")
def places(site: Site) -> Places:
    """Messages that were read, and a task with all that a task can have."""
    now = datetime.now(UTC)
    with site.client() as client:
        for text in TEXTS:
            message = {"content": text, "author": "Vera", "chat_id": CHAT, "timestamp": now.isoformat()}
            client.post("/api/messages", dict[str, object], message)
        task = client.post(
            "/api/tasks",
            Task,
            {
                "title": "Order label rolls",
                "description": "See https://example.org/rolls",
                "priority": "critical",
                "due": (now - timedelta(days=2)).isoformat(),
                "assignees": ["jo", "anna"],
                "labels": ["depot"],
            },
        )
        client.post("/api/tasks", Task, {"title": "Ask for a price", "parent_id": task.id})
        client.post(f"/api/tasks/{task.id}/comments", dict[str, object], {"text": "The old ones are gone."})

        def read() -> list[Message]:
            return client.get("/api/messages", list[Message], {"chat_id": CHAT})

        wait_until(lambda: all(one.status is MessageStatus.ANALYZED for one in read()), timeout_s=60)
        return Places(task=task.id, message=read()[0].id)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", VIEWS)
def test_a_view_breaks_no_rule(visitors: Visitors, places: Places, path: str, theme: str) -> None:
    page = settled(visitors.enter(path.format(**places), color_scheme=theme))
    assert violations(page) == []


@pytest.mark.parametrize("path", VIEWS)
def test_a_view_breaks_no_rule_on_a_phone(visitors: Visitors, places: Places, path: str) -> None:
    page = settled(visitors.enter(path.format(**places), viewport=PHONE, has_touch=True))
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"], "the page scrolls sideways"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("key", ["c", "/", "?"])
def test_what_opens_above_a_view_breaks_no_rule(visitors: Visitors, key: str, theme: str) -> None:
    page = settled(visitors.enter(color_scheme=theme))
    page.keyboard.press(key)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


def test_the_check_finds_what_is_wrong(page: Page) -> None:
    """The negative control: a picture without a name and a text that can hardly be read."""
    settled(page).evaluate(SPOIL)
    assert {found["id"] for found in violations(page)} >= {"image-alt", "color-contrast"}
