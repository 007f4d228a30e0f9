"""Finding by keys only."""

import re
from uuid import uuid4

from playwright.sync_api import Page, expect

from domain.task import Task
from tests.e2e.board.conftest import Site


def press(page: Page, key: str) -> None:
    """Press a key once the page hears keys."""
    expect(page.locator("[data-connection=live]")).to_be_attached(timeout=15_000)
    page.keyboard.press(key)


def test_a_task_is_found_and_opened_by_keys(page: Page, site: Site) -> None:
    mark = f"zeppelin{uuid4().hex[:8]}"
    title = f"Paint the {mark} <img src=x onerror=alert(1)>"
    with site.client() as client:
        task = client.post("/api/tasks", Task, {"title": title})
    press(page, "Control+k")
    field = page.get_by_role("combobox", name="Search")
    field.fill(mark)
    found = page.get_by_role("option").filter(has_text=f"Paint the {mark}")
    expect(found).to_contain_text("<img src=x onerror=alert(1)>")
    expect(found.locator("mark")).to_have_text(mark)
    field.press("Enter")
    page.wait_for_url(f"**/tasks/{task.id}")
    page.keyboard.press("/")
    expect(page.get_by_role("option").first).to_have_text(mark)
    page.keyboard.press("Enter")
    expect(field).to_have_value(mark)
    expect(found).to_be_visible()


def test_commands_go_to_views_and_start_tasks(page: Page) -> None:
    press(page, "/")
    field = page.get_by_role("combobox", name="Search")
    field.fill("stat")
    expect(page.get_by_role("option").first).to_contain_text(re.compile("Go to .*Stats"))
    field.press("Enter")
    page.wait_for_url("**/stats")
    page.keyboard.press("Control+k")
    field.fill("xyzzy plugh")
    page.get_by_role("option", name="Add task").click()
    expect(page.get_by_label("What is to be done")).to_have_value("xyzzy plugh")


def test_all_keys_are_listed(page: Page) -> None:
    press(page, "?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_contain_text("Edit before accepting")
