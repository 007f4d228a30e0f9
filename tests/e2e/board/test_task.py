"""One task's page: words become due times, people work on it together, and nobody's text is lost."""

import re
from datetime import timedelta
from http import HTTPStatus

from playwright.sync_api import Locator, Page, Route, expect

from domain.task import Task, TaskDetail
from domain.values import TaskStatus
from tests.e2e.board.conftest import Site, Visitors

HOSTILE = '<img src=x onerror="document.title=1"><script>alert(1)</script> javascript:alert(1)'


def test_a_due_time_is_understood_while_it_is_typed(visitors: Visitors, site: Site) -> None:
    task = _new_task(site, "Label rolls by words")
    page = visitors.enter(f"/tasks/{task}", timezone_id="Europe/Kyiv")
    page.get_by_role("button", name="Due").click()
    page.get_by_label("Due", exact=True).fill("tomorrow 17:00")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("5:00")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Due")).to_contain_text("tomorrow, 5:00")
    expect(_section(page, "History").get_by_role("listitem").first).to_contain_text("Due")
    due = _read(site, task).due
    assert due is not None
    assert due.utcoffset() == timedelta(0)
    assert due.hour == 15  # 17 o'clock in Kyiv, where there is no summer time at the time of the test, …
    page.get_by_role("button", name="Due").click()
    page.get_by_role("button", name="Remove the date").click()
    expect(page.get_by_role("button", name="Due")).to_contain_text("No due date")


def test_a_comment_appears_where_others_look(visitors: Visitors, site: Site) -> None:
    task = _new_task(site, "Label rolls to talk about")
    here, there = visitors.enter(f"/tasks/{task}"), visitors.enter(f"/tasks/{task}")
    expect(_section(there, "Comments")).to_contain_text("Nobody has said anything yet")
    here.get_by_label("Write a comment").fill("The rolls come on Thursday")
    here.keyboard.press("Control+Enter")
    expect(_section(there, "Comments")).to_contain_text("The rolls come on Thursday")
    there.get_by_role("button", name=re.compile("Delete the comment")).click()
    there.get_by_role("button", name="Delete", exact=True).click()
    expect(_section(here, "Comments")).to_contain_text("Nobody has said anything yet")


def test_steps_are_added_and_ticked_off(visitors: Visitors, site: Site) -> None:
    task = _new_task(site, "Label rolls in steps")
    page = visitors.enter(f"/tasks/{task}")
    for step in ("Ask two suppliers", "Compare the prices"):
        page.get_by_label("Add a step").fill(step)
        page.keyboard.press("Enter")
    first = page.get_by_role("checkbox", name=re.compile("Ask two suppliers"))
    first.check(force=True)  # the drawn box lies above the real one
    expect(first).to_be_checked()
    expect(_section(page, "Steps")).to_contain_text(re.compile("1.* of .*2.* done"))
    page.reload()
    expect(first).to_be_checked()
    assert [step.status for step in _read(site, task).subtasks] == [TaskStatus.COMPLETED, TaskStatus.OPEN]


def test_a_text_is_kept_when_somebody_else_was_faster(visitors: Visitors, site: Site) -> None:
    task = _new_task(site, "Label rolls for two", description="50 mm")
    page = visitors.enter(f"/tasks/{task}")

    faster: list[int] = []

    def let_another_be_faster(route: Route) -> None:
        if route.request.method == "PATCH" and not faster:
            faster.append(task)
            _change(page, site, task, description="60 mm, says the other")
        route.continue_()

    page.route("**/api/tasks/*", let_another_be_faster)
    page.get_by_role("button", name="Edit", exact=True).click()
    page.keyboard.type(" wide")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("60 mm, says the other")
    expect(page.get_by_role("textbox", name="Description")).to_have_value("50 mm wide")
    page.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_role("textbox", name="Description")).to_have_count(0)
    expect(_section(page, "Description")).to_contain_text("50 mm wide")
    expect(_section(page, "History").get_by_text("The description was rewritten")).to_have_count(2)
    assert _read(site, task).description == "50 mm wide"
    visitors.forgive(str(HTTPStatus.CONFLICT.value))


def test_everything_common_is_done_by_keys(visitors: Visitors, site: Site) -> None:
    task = _new_task(site, "Label rolls by keys")
    page = visitors.enter(f"/tasks/{task}")
    expect(page.get_by_role("heading", level=2)).to_have_text("Label rolls by keys")
    page.keyboard.press("e")
    page.keyboard.type(" only")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text("Label rolls by keys only")
    page.keyboard.press("s")
    page.get_by_role("menuitem", name="In progress").press("Enter")
    expect(page.get_by_role("button", name="Status: In progress")).to_be_focused()
    page.keyboard.press("l")
    page.keyboard.type("unheard-of")
    expect(page.get_by_role("option", name=re.compile("unheard-of"))).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("Remove .*unheard-of"))).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.type("Done without a mouse")
    page.keyboard.press("Control+Enter")
    expect(_section(page, "Comments").get_by_role("listitem")).to_contain_text("Done without a mouse")
    detail = _read(site, task)
    assert (detail.title, detail.status, detail.labels) == (
        "Label rolls by keys only",
        TaskStatus.IN_PROGRESS,
        ["unheard-of"],
    )


def test_what_people_write_stays_text(visitors: Visitors, site: Site) -> None:
    task = _new_task(site, HOSTILE, description=HOSTILE, labels=[HOSTILE], assignees=[HOSTILE])
    page = visitors.enter(f"/tasks/{task}")
    expect(page.get_by_role("heading", level=2)).to_have_text(HOSTILE)
    expect(_section(page, "Description")).to_contain_text(HOSTILE)
    expect(page).to_have_title("Task · Manta")
    assert page.locator("article img, article script, article a[href^=javascript]").count() == 0


def test_a_task_that_is_not_there_is_told_kindly(visitors: Visitors) -> None:
    page = visitors.enter("/tasks/999999999")
    expect(page.get_by_role("heading", name=re.compile("This task can.t be found"))).to_be_visible()
    visitors.forgive(str(HTTPStatus.NOT_FOUND.value))


def _section(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def _new_task(site: Site, title: str, **fields: object) -> int:
    with site.client() as client:
        return client.post("/api/tasks", Task, {"title": title, **fields}).id


def _read(site: Site, task: int) -> TaskDetail:
    with site.client() as client:
        return client.get(f"/api/tasks/{task}", TaskDetail)


def _change(page: Page, site: Site, task: int, **fields: object) -> None:
    """Change a task as somebody else does, by the API."""
    answer = page.request.patch(
        f"{site.url}/api/tasks/{task}", data=fields, headers={"Authorization": f"Bearer {site.key}"}
    )
    assert answer.ok, answer.text()
