"""Photographs the board for the documentation: `python -m tests.pictures.board [NAME …]`.

A Manta of its own reads the example chat; a few things are done as people do them, and every view is taken at
the width of a desktop and of a phone.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, ViewportSize, expect

from cli.client import Client
from domain.errors import ConfigurationError
from domain.task import Stats, Task
from tests.support.browser import NO_BROWSER, find_chromium, open_chromium
from tests.support.polling import wait_until
from tests.support.system import RunningManta

FOLDER = Path(__file__).parents[2] / "docs/images/board"
WIDE = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
READ_TIMEOUT_S = 120
ZONE = "Europe/Berlin"


def _nothing(_: Page) -> None:
    """Leave the view as it opens."""


@dataclass(frozen=True)
class Shot:
    """A view to be taken: where it is, and what is done there first."""

    path: str
    prepare: Callable[[Page], None] = field(default=_nothing)


def _open_first_task(page: Page) -> None:
    page.goto(page.url.rstrip("/") + f"/tasks/{_newest_with_sources(page)}")


def _newest_with_sources(page: Page) -> int:
    tasks = page.request.get("/api/tasks?limit=100&priority=high").json()
    return int(next(task["id"] for task in tasks if task["message_ids"] and task["due"]))


def _compose(page: Page) -> None:
    page.get_by_role("button", name="Add task").first.click()
    page.get_by_role("dialog").get_by_role("textbox").first.fill(
        "Send the tide report !high @mira #reports every Monday at 9"
    )
    expect(page.get_by_role("dialog").locator("mark").nth(3)).to_be_visible()


def _search(page: Page) -> None:
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("dialog").get_by_role("combobox").fill("scanner")
    expect(page.get_by_role("group", name="Tasks")).to_be_visible()


SHOTS = {
    "board": Shot("/"),
    "inbox": Shot("/inbox"),
    "messages": Shot("/messages"),
    "task": Shot("/", _open_first_task),
    "stats": Shot("/stats"),
    "settings": Shot("/settings"),
    "composer": Shot("/", _compose),
    "search": Shot("/", _search),
}


def fill(client: Client) -> None:
    """Import the example, wait until it is read, and do some of its work."""
    client.patch("/api/workspace", dict[str, object], {"timezone": ZONE})
    client.post("/api/example", dict[str, object], {})
    wait_until(lambda: _is_read(client), timeout_s=READ_TIMEOUT_S)
    tasks = client.get("/api/tasks", list[Task], {"limit": 200, "sort": "oldest"})
    for place, task in enumerate(tasks):
        if place % 4 != 3:  # three of four are taken up, and of these two are done
            client.put(f"/api/tasks/{task.id}/status", dict[str, object], {"status": "in_progress"})
        if place % 4 in {0, 1}:
            client.put(f"/api/tasks/{task.id}/status", dict[str, object], {"status": "completed"})


def _is_read(client: Client) -> bool:
    stats = client.get("/api/stats", Stats)
    return stats.total_messages > 0 and stats.pending_messages == 0


def take(browser: Browser, manta: RunningManta, name: str, theme: str) -> None:
    """Write the pictures of one view, wide and narrow."""
    for size, viewport in (("wide", WIDE), ("phone", PHONE)):
        context = browser.new_context(
            base_url=manta.url,
            viewport=viewport,
            color_scheme=theme,  # pyright: ignore[reportArgumentType] - one of the words Playwright knows
            locale="en-GB",
            timezone_id=ZONE,
            reduced_motion="reduce",
            has_touch=size == "phone",
        )
        page = context.new_page()
        page.goto("/login")
        page.get_by_label("API key").fill(manta.key)
        page.get_by_role("button", name="Log in").click()
        page.goto(SHOTS[name].path)
        _settle(page)
        SHOTS[name].prepare(page)
        _settle(page)
        suffix = "" if theme == "light" else f"-{theme}"
        page.screenshot(path=FOLDER / f"{name}-{size}{suffix}.png")
        context.close()


def _settle(page: Page) -> None:
    expect(page.locator("[data-connection]").first).to_have_attribute("data-connection", "live")
    expect(page.get_by_text("Loading …")).to_have_count(0)
    page.wait_for_load_state("networkidle")


def photograph(names: Sequence[str]) -> None:
    """Start a system, fill it, and take these views.

    Raises:
        ConfigurationError: There is no browser.
    """
    path = find_chromium()
    if path is None:
        raise ConfigurationError(NO_BROWSER)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        manta = RunningManta(Path(folder)).up()
        try:
            with manta.client() as client:
                fill(client)
            with open_chromium(path) as browser:
                for name in names:
                    take(browser, manta, name, "light")
                if "board" in names:
                    take(browser, manta, "board", "dark")
        finally:
            manta.down()


def main() -> None:
    """Read the arguments, and take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.board", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *SHOTS], metavar="NAME")
    names = parser.parse_args().names or list(SHOTS)
    photograph(names)
    sys.stdout.write(f"The pictures are in {FOLDER}\n")


if __name__ == "__main__":
    main()
