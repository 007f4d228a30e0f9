"""The board: cards that move by pointer and keys, filters in the address, and two people at once."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from domain.task import Task
from tests.e2e.board.conftest import Site, Visitors

# Fluent sets what it puts into a sentence apart by invisible marks.
SAID_WHERE = re.compile(r"moved to \W?In progress")
PHONE = {"width": 390, "height": 844}

HOSTILE = (
    "<img src=x onerror=\"document.title='hit'\">",
    "<script>document.title='hit'</script>",
    "'\"><svg/onload=document.title='hit'>",
    "{{7*7}} ${7*7} javascript:alert(1)",
    "\u202eesrever \u0000-free \u200b",
)


class Deck:
    """Tasks of one test, which a word in their titles sets apart from all others."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.word = f"deck{uuid4().hex[:10]}"

    @property
    def path(self) -> str:
        """The address of a board that shows them only."""
        return f"/?q={self.word}"

    def add(self, title: str, **fields: object) -> Task:
        """Make a task."""
        with self._site.client() as client:
            return client.post("/api/tasks", Task, {"title": f"{title} {self.word}", **fields})

    def move(self, task: Task, status: str) -> None:
        """Move a task as somebody else would, by the API."""
        with self._site.client() as client:
            client.put(f"/api/tasks/{task.id}/status", dict[str, object], {"status": status})


@pytest.fixture
def deck(site: Site) -> Deck:
    """A set of tasks of the test's own."""
    return Deck(site)


def column(page: Page, status: str) -> Locator:
    """Return a column by the status it shows."""
    return page.locator(f"section[data-status={status}]")


def card_in(page: Page, status: str, task: Task) -> Locator:
    """Return a task's card, looked for in one column."""
    return column(page, status).locator(f"[data-task='{task.id}']")


def test_a_card_is_dragged_to_another_column(visitors: Visitors, deck: Deck) -> None:
    task = deck.add("Drag me")
    page = visitors.enter(deck.path)
    card_in(page, "open", task).drag_to(column(page, "in_progress"))
    expect(card_in(page, "in_progress", task)).to_be_visible()
    expect(card_in(page, "open", task)).to_have_count(0)


def test_a_column_that_may_not_take_a_card_leaves_it_where_it_was(visitors: Visitors, deck: Deck) -> None:
    task = deck.add("Done already")
    deck.move(task, "completed")
    page = visitors.enter(deck.path)
    card_in(page, "completed", task).drag_to(column(page, "in_progress"))
    expect(card_in(page, "completed", task)).to_be_visible()
    expect(card_in(page, "in_progress", task)).to_have_count(0)


def test_keys_go_from_card_to_card_and_move_them(visitors: Visitors, deck: Deck) -> None:
    below, above = deck.add("Below"), deck.add("Above")
    page = visitors.enter(deck.path)
    expect(card_in(page, "open", below)).to_be_visible()
    card_in(page, "open", above).get_by_role("link").focus()
    page.keyboard.press("ArrowDown")
    expect(card_in(page, "open", below).get_by_role("link")).to_be_focused()
    page.keyboard.press("2")
    expect(card_in(page, "in_progress", below).get_by_role("link")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="Below")).to_contain_text(SAID_WHERE)
    page.keyboard.press("m")
    page.get_by_role("menuitem", name="Completed").click()
    expect(card_in(page, "completed", below).get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visitors.site.url}/tasks/{below.id}")


def test_the_board_is_one_stop_of_the_tab_key(visitors: Visitors, deck: Deck) -> None:
    for title in ("One", "Two", "Three"):
        deck.add(title)
    page = visitors.enter(deck.path)
    expect(column(page, "open").locator("[data-task]")).to_have_count(3)
    expect(page.locator("[data-task] [tabindex='0']")).to_have_count(1)


def test_filters_are_in_the_address(visitors: Visitors, deck: Deck) -> None:
    urgent, calm = deck.add("Urgent", priority="critical"), deck.add("Calm", priority="low")
    page = visitors.enter(deck.path)
    expect(card_in(page, "open", calm)).to_be_visible()
    page.get_by_role("button", name="Priority", exact=True).click()
    page.get_by_role("checkbox", name="Critical").check()
    expect(card_in(page, "open", calm)).to_have_count(0)
    expect(page).to_have_url(f"{visitors.site.url}{deck.path}&priority=critical")

    page.reload()
    expect(card_in(page, "open", urgent)).to_be_visible()
    expect(card_in(page, "open", calm)).to_have_count(0)
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(f"{visitors.site.url}/")


def test_a_phone_shows_one_column_at_a_time(visitors: Visitors, deck: Deck) -> None:
    task = deck.add("Pocket")
    deck.move(task, "completed")
    page = visitors.enter(deck.path, viewport=PHONE, has_touch=True)
    tab = page.get_by_role("tab", name="Completed")
    expect(tab).to_have_attribute("aria-selected", "false")
    tab.click()
    expect(card_in(page, "completed", task)).to_be_in_viewport(ratio=0.9)
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(tab).to_contain_text("1")


def test_two_people_see_each_others_moves(visitors: Visitors, deck: Deck) -> None:
    task = deck.add("Shared")
    ada, bo = visitors.enter(deck.path), visitors.enter(deck.path)
    for page in (ada, bo):
        expect(card_in(page, "open", task)).to_be_visible()
    card_in(ada, "open", task).get_by_role("link").focus()
    ada.keyboard.press("2")
    expect(card_in(bo, "in_progress", task)).to_be_visible()
    card_in(bo, "in_progress", task).get_by_role("link").focus()
    bo.keyboard.press("3")
    expect(card_in(ada, "completed", task)).to_be_visible()


def test_who_was_slower_sees_what_the_other_one_did(visitors: Visitors, deck: Deck) -> None:
    task = deck.add("Contested")
    page = visitors.enter(deck.path)

    def overtake(route: Route) -> None:
        deck.move(task, "completed")  # after the page has said which version it changes
        route.continue_()

    page.route(f"**/api/tasks/{task.id}", overtake, times=1)
    card_in(page, "open", task).get_by_role("link").focus()
    page.keyboard.press("2")
    expect(card_in(page, "completed", task)).to_be_visible()
    expect(page.get_by_text("Somebody else was faster")).to_be_visible()
    visitors.forgive("409")


def test_a_viewer_is_offered_nothing_that_would_be_refused(visitors: Visitors, deck: Deck) -> None:
    task = deck.add("Look only")
    with visitors.site.client() as client:
        made = client.post("/api/keys", dict[str, object], {"name": deck.word, "role": "viewer"})
    page = visitors.enter(deck.path, key=str(made["secret"]))
    card_in(page, "open", task).get_by_role("link").focus()
    page.keyboard.press("2")
    page.keyboard.press("m")
    expect(page.get_by_role("menuitem")).to_have_text(["Open↵", "Copy link"])
    page.keyboard.press("Escape")
    expect(card_in(page, "open", task)).to_be_visible()


def test_hostile_words_are_words(visitors: Visitors, deck: Deck) -> None:
    words = [word.replace("\u0000", "") for word in HOSTILE]
    tasks = [deck.add(word, assignees=[word[:60]], labels=[word[:60]]) for word in words]
    page = visitors.enter(deck.path)
    for word, task in zip(words, tasks, strict=True):
        card = card_in(page, "open", task)
        expect(card.get_by_role("link")).to_have_text(f"{word} {deck.word}")
        expect(card.locator("img, script, svg[onload]")).to_have_count(0)
    expect(page).to_have_title("Board · Manta")
