"""Writing a task in the browser: what is understood, and what happens when the server can't be reached."""

import re
from uuid import uuid4

from playwright.sync_api import Page, Route, expect

from domain.task import Task
from tests.e2e.board.conftest import Site, Visitors


def write(page: Page, text: str) -> None:
    """Open the composer by its key, once the page hears keys, and write."""
    expect(page.locator("[data-connection=live]")).to_be_attached(timeout=15_000)
    page.keyboard.press("c")
    page.get_by_label("What is to be done").fill(text)


def titles(site: Site, mark: str) -> list[str]:
    """Return the titles of the tasks that have the mark, in the order they were made."""
    with site.client() as client:
        tasks = client.get("/api/tasks", list[Task], {"limit": 50, "sort": "newest"})
    return [task.title for task in reversed(tasks) if mark in task.title]


def test_the_composer_shows_what_it_understands(page: Page, site: Site) -> None:
    mark = uuid4().hex[:8]
    write(page, f"📦 Order rolls {mark} tomorrow at 10 !high #depot")
    understood = page.get_by_role("list", name="Understood")
    expect(page.locator("mark[data-kind=due]")).to_have_text("tomorrow at 10")
    expect(understood.get_by_role("listitem")).to_have_count(3)
    understood.get_by_role("button", name=re.compile("Not meant: .*tomorrow")).click()
    expect(page.get_by_label("What is to be done")).to_have_value(
        f'📦 Order rolls {mark} "tomorrow at 10" !high #depot'
    )
    expect(understood.get_by_role("listitem")).to_have_count(2)
    page.get_by_label("What is to be done").press("Enter")
    page.get_by_role("button", name="Open", exact=True).click()
    page.wait_for_url(re.compile(r"/tasks/\d+"))
    with site.client() as client:
        task = client.get(f"/api/tasks/{page.url.rsplit('/', 1)[1]}", Task)
    assert (task.title, task.due) == (f'📦 Order rolls {mark} "tomorrow at 10"', None)
    assert (task.priority, task.labels) == ("high", ["depot"])


def test_a_draft_is_kept(page: Page) -> None:
    write(page, "Half a thought")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.reload()
    expect(page.locator("[data-connection=live]")).to_be_attached(timeout=15_000)
    page.keyboard.press("c")
    expect(page.get_by_label("What is to be done")).to_have_value("Half a thought")


def test_tasks_wait_for_the_network_and_keep_their_order(page: Page, site: Site, visitors: Visitors) -> None:
    mark = uuid4().hex[:8]
    write(page, "")  # the composer is there before the network goes
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    for number in ("first", "second"):
        write(page, f"Wait {mark} {number}")
        page.get_by_label("What is to be done").press("Enter")
    expect(page.get_by_role("button", name="Waiting to be sent")).to_contain_text("2")
    assert titles(site, mark) == []
    page.context.set_offline(False)
    expect(page.get_by_role("button", name="Waiting to be sent")).to_be_hidden()
    assert titles(site, mark) == [f"Wait {mark} first", f"Wait {mark} second"]
    visitors.forgive("ERR_INTERNET_DISCONNECTED")


def test_a_lost_answer_and_a_reload_make_no_second_task(page: Page, site: Site, visitors: Visitors) -> None:
    mark = uuid4().hex[:8]

    def lose_the_answer(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        route.fetch()
        route.abort()

    page.route("**/api/tasks", lose_the_answer)
    write(page, f"Once {mark}")
    page.get_by_label("What is to be done").press("Enter")
    expect(page.get_by_role("button", name="Waiting to be sent")).to_be_visible()
    page.unroute("**/api/tasks")
    page.reload()
    expect(page.locator("[data-connection=live]")).to_be_attached(timeout=15_000)
    expect(page.get_by_role("button", name="Waiting to be sent")).to_be_hidden()
    assert titles(site, mark) == [f"Once {mark}"]
    visitors.forgive("ERR_FAILED")
