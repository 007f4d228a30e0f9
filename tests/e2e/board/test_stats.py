"""Statistics: the range in the address, numbers that follow what happens, plots without a mouse."""

import re
from uuid import uuid4

from playwright.sync_api import expect

from domain.task import Task
from tests.e2e.board.conftest import Site, Visitors


def test_the_range_is_in_the_address(visitors: Visitors) -> None:
    page = visitors.enter("/stats?days=90")
    ranges = page.get_by_role("navigation", name="Time that is shown")
    expect(ranges.get_by_role("link", name="90 days")).to_have_attribute("aria-current", "true")
    ranges.get_by_role("link", name="7 days").click()
    expect(page).to_have_url(re.compile(r"/stats\?days=7$"))
    expect(page.get_by_role("slider", name="Messages", exact=True)).to_have_attribute("max", "6")


def test_the_counts_follow_what_happens(visitors: Visitors, site: Site) -> None:
    page = visitors.enter("/stats")
    tile = page.get_by_role("list", name="At a glance").get_by_role("link", name="Open")
    expect(tile).to_be_visible()
    before = tile.inner_text()
    with site.client() as client:
        client.post("/api/tasks", Task, {"title": f"Count me {uuid4()}"})
    expect(tile).not_to_have_text(before, use_inner_text=True)


def test_a_plot_is_read_by_arrow_keys_and_as_a_table(visitors: Visitors) -> None:
    page = visitors.enter("/stats?days=7")
    figure = page.get_by_role("figure", name="New and completed tasks")
    cursor = figure.get_by_role("slider")
    cursor.focus()
    today = cursor.get_attribute("aria-valuetext") or ""
    cursor.press("ArrowLeft")
    expect(cursor).not_to_have_attribute("aria-valuetext", today)
    cursor.press("ArrowRight")
    expect(cursor).to_have_attribute("aria-valuetext", today)
    figure.get_by_role("button", name="Table").click()
    rows = figure.get_by_role("row")
    expect(rows).to_have_count(8)
    expect(rows.nth(1)).to_contain_text(today.split(":")[0])
