"""The feed of messages: live, marked, corrected, and never anything but text."""

from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from domain.message import Message
from tests.e2e.board.conftest import Site, Visitors

CHAT = "feed-tests"
SLOW_MS = 20_000
HOSTILE = (
    "<script>window.harmed = 1</script>",
    "<img src=x onerror='window.harmed = 1'>",
    "<svg/onload=window.harmed=1>",
    "</p></article><iframe srcdoc='<script>parent.harmed=1</script>'>",
    "javascript:window.harmed=1 [x](javascript:window.harmed=1)",
    "{{constructor.constructor('window.harmed=1')()}} ${window.harmed=1}",
    "\u202egnp.exe \u0000".replace("\u0000", "") + "<b>&lt;&amp;</b>",
)


def unique(words: str) -> str:
    """Return words that no other message has."""
    return f"{words} {uuid4().hex[:8]}"


def say(site: Site, content: str, *, author: str = "Feed Tester", chat_id: str = CHAT) -> None:
    """Send a message over the API."""
    message = {
        "content": content,
        "author": author,
        "chat_id": chat_id,
        "timestamp": datetime.now(UTC).isoformat(),
    }
    with site.client() as client:
        client.post("/api/messages", dict[str, object], message)


def card(page: Page, text: str) -> Locator:
    """Return the message with a text."""
    return page.get_by_role("article").filter(has_text=text)


def stored(site: Site, text: str) -> Message:
    """Return a message as the server has it."""
    with site.client() as client:
        found = client.get("/api/messages", list[Message], {"chat_id": CHAT})
    return next(message for message in found if message.content == text)


def settled(page: Page) -> Page:
    """Return a feed once it has been read and hears what happens."""
    expect(page.locator("[data-connection]").first).to_have_attribute(
        "data-connection", "live", timeout=SLOW_MS
    )
    expect(page.get_by_text("Loading …")).to_have_count(0, timeout=SLOW_MS)
    return page


def feed_of(visitors: Visitors, chat: str) -> Page:
    """Return the feed of one chat, as its address shows it."""
    return settled(visitors.enter(f"/messages?{urlencode({'chat': chat})}"))


@pytest.fixture
def feed(visitors: Visitors) -> Page:
    """The feed of somebody who has logged in."""
    return settled(visitors.enter("/messages"))


def test_a_message_appears_live_and_what_was_seen_is_marked(feed: Page, site: Site) -> None:
    text = unique("🦈 Please fix the login until friday, @zoë")
    say(site, text)
    expect(card(feed, text)).to_be_visible()
    expect(card(feed, text).locator("mark").filter(has_text="@zoë")).to_be_visible()
    expect(card(feed, text).get_by_role("button", name="Change the category")).to_be_visible()


def test_a_correction_shows_at_once_and_can_be_undone(feed: Page, site: Site) -> None:
    text = unique("The export crashes when a name has an umlaut, please fix it")
    say(site, text)
    category = card(feed, text).get_by_role("button", name="Change the category")
    expect(category).to_be_visible()
    before = category.inner_text()
    wanted = "Question" if "Chore" in before else "Chore"
    category.click()
    feed.get_by_role("menuitem", name=wanted).click()
    expect(category).to_contain_text(wanted)
    expect(card(feed, text)).to_contain_text("Corrected by")
    correction = stored(site, text).correction
    assert correction is not None
    assert correction.category == wanted.lower()
    feed.get_by_role("button", name="Undo").click()
    expect(category).not_to_contain_text(wanted)
    expect(feed.get_by_text("The correction is taken back")).to_be_visible()


def test_a_due_time_is_said_in_words(feed: Page, site: Site) -> None:
    text = unique("Please water the plants in the office")
    say(site, text)
    due = card(feed, text).get_by_role("button", name="Change the due time")
    due.click()
    feed.get_by_label("When is it due?").fill("tomorrow 17:00")
    feed.get_by_role("button", name="Save").click()
    expect(due).to_contain_text("tomorrow")


def test_texts_of_people_stay_text(feed: Page, site: Site) -> None:
    mark = uuid4().hex[:8]
    for number, hostile in enumerate(HOSTILE):
        say(site, f"{mark}-{number} {hostile}", author=hostile, chat_id=hostile)
    for number, hostile in enumerate(HOSTILE):
        expect(card(feed, f"{mark}-{number} {hostile}")).to_contain_text(hostile)
    assert feed.evaluate("window.harmed") is None
    assert feed.locator("main").locator("script, iframe, [onerror], [href^='javascript:']").count() == 0


def test_new_messages_wait_while_somebody_reads_further_down(visitors: Visitors, site: Site) -> None:
    chat = unique("chat")
    for number in range(10):
        say(site, f"Something to scroll past, number {number}", chat_id=chat)
    feed = feed_of(visitors, chat)
    newest = card(feed, "number 9")
    expect(newest).to_be_visible()
    newest.hover()
    feed.mouse.wheel(0, 600)
    expect(newest).not_to_be_in_viewport()
    say(site, "Look, something new", chat_id=chat)
    feed.get_by_role("button", name="new message").click()
    expect(card(feed, "Look, something new")).to_be_in_viewport()


def test_keys_open_a_message_and_come_back_to_it(visitors: Visitors, site: Site) -> None:
    chat = unique("chat")
    for number in range(2):
        say(site, f"Nothing to do here, number {number}", chat_id=chat)
    feed = feed_of(visitors, chat)
    expect(feed.get_by_role("article")).to_have_count(2)
    feed.keyboard.press("j")
    feed.keyboard.press("j")
    link = feed.get_by_role("article").nth(1).get_by_role("link", name="Details")
    expect(link).to_be_focused()
    feed.keyboard.press("Enter")
    expect(feed.get_by_role("heading", name="Message", exact=True)).to_be_focused()
    feed.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_a_link_shows_the_same_choice(feed: Page, site: Site, visitors: Visitors) -> None:
    text = unique("Where do the spare keys hang")
    word = text.split()[-1]
    say(site, text)
    expect(card(feed, text)).to_be_visible()
    feed.get_by_role("searchbox").fill(word)
    expect(card(feed, text).locator("mark").filter(has_text=word)).to_be_visible()
    address = feed.url.removeprefix(site.url)
    assert word in address
    other = visitors.enter(address)
    expect(card(other, text)).to_be_visible()
