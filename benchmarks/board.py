"""What people wait for on the board, in a real browser: the first view, scrolling, and changes of others."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4

import httpx2
import psutil
from playwright.sync_api import Page

from benchmarks.figures import Figure
from benchmarks.http import BenchmarkError
from benchmarks.options import Options
from benchmarks.system import System
from tests.support.browser import NO_BROWSER, find_chromium, open_chromium
from tests.support.seeding import Seed, Seeder

FEW = 1_000
MANY = 5_000
TIMEOUT_MS = 60_000
SCROLL_S = 4.0
QUIET_S = 3
QUIET_PERCENT = 20.0
QUIET_LOOKS = 4
QUIET_TIMEOUT_S = 180

NOTE_FIRST_CARD = """
    new MutationObserver((_, observer) => {
        if (document.querySelector("[data-task]") === null) return;
        observer.disconnect();
        requestAnimationFrame(() => { window.firstCardMs = performance.now(); });
    }).observe(document, {childList: true, subtree: true});
"""
"""Notes when the first card is drawn, in milliseconds after the page was asked for."""

FIRST_CARD = """async () => {
    while (window.firstCardMs === undefined) await new Promise(requestAnimationFrame);
    return window.firstCardMs;
}"""
"""Returns what was noted. Not by `wait_for_function`: it evaluates strings, which the page's rules forbid."""

SCROLL = """async (seconds) => {
    const lists = [...document.querySelectorAll("section[data-status] ul")];
    const longest = lists.reduce((a, b) => (a.offsetHeight > b.offsetHeight ? a : b)).parentElement;
    const frames = [];
    const next = () => new Promise(requestAnimationFrame);
    const began = await next();
    for (let last = began; last - began < seconds * 1000;) {
        longest.scrollTop += 120;
        const now = await next();
        frames.push(now - last);
        last = now;
    }
    return frames;
}"""
"""Scrolls the longest column, 120 px a frame; returns how long each frame took, in milliseconds."""

ADD_AND_SEE = """async (title) => {
    const began = performance.now();
    const seen = new Promise((resolve) => {
        new MutationObserver((_, observer) => {
            const cards = [...document.querySelectorAll("[data-task] a")];
            if (!cards.some((card) => card.textContent === title)) return;
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - began));
        }).observe(document, {childList: true, subtree: true});
    });
    const headers = {"Content-Type": "application/json"};
    await fetch("/api/tasks", {method: "POST", headers, body: JSON.stringify({title})});
    return await seen;
}"""
"""Adds a task by the API and returns after how many milliseconds the live socket has brought its card."""


def measure_board(system: System, options: Options) -> list[Figure]:
    """Return what people see of a board with some and with many tasks.

    Raises:
        BenchmarkError: There is no browser, or the board is not built.
    """
    path = find_chromium()
    if path is None:
        raise BenchmarkError(NO_BROWSER)
    seed(system, 1, FEW)
    with open_page(path, system) as page:
        first = [first_card_ms(page, system) for _ in range(options.rounds)]
    seed(system, 2, MANY - FEW)
    wait_until_quiet()
    with open_page(path, system) as page:
        first_of_many = [first_card_ms(page, system) for _ in range(options.rounds)]
        frames = [scroll(page) for _ in range(options.rounds)]
        page.goto(f"{system.url}/?sort=newest")
        wait_until_live(page)
        seen = [float(page.evaluate(ADD_AND_SEE, f"Seen {uuid4().hex}")) for _ in range(options.samples)]
    return [
        figure(f"first card, {FEW:,} tasks", first, "goal ≤ 1500"),
        figure(f"first card, {MANY:,} tasks", first_of_many),
        figure(f"longest frame, scrolling {MANY:,}", [max(each) for each in frames], "goal ≤ 50"),
        figure("from a request to its card", seen, "goal ≤ 300"),
    ]


def wait_until_quiet() -> None:
    """Return when the system has nothing left to read and embed, or after three minutes.

    It embeds in bursts, so several looks in a row must find it at rest.
    """
    quiet = 0
    for _ in range(QUIET_TIMEOUT_S // QUIET_S):
        quiet = quiet + 1 if psutil.cpu_percent(interval=QUIET_S) < QUIET_PERCENT else 0
        if quiet == QUIET_LOOKS:
            return


def figure(name: str, samples: list[float], goal: str = "") -> Figure:
    """Return a figure of the board in milliseconds."""
    return Figure(name=f"board/{name}", unit="ms", samples=tuple(samples), goal=goal)


def seed(system: System, number: int, tasks: int) -> None:
    """Fill the system with tasks."""
    headers = {"Authorization": f"Bearer {system.key}"}
    with httpx2.Client(base_url=system.url, headers=headers, timeout=60.0) as client:
        for _ in Seeder(client, Seed(number, datetime.now(UTC).date())).send_tasks(tasks):
            pass


@contextmanager
def open_page(path: str, system: System) -> Generator[Page]:
    """Open the board as the admin.

    Raises:
        BenchmarkError: The board is not built.
    """
    with open_chromium(path) as browser:
        page = browser.new_page(locale="en")
        page.set_default_timeout(TIMEOUT_MS)
        page.add_init_script(NOTE_FIRST_CARD)
        page.goto(f"{system.url}/login")
        page.get_by_label("API key").fill(system.key)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{system.url}/")
        if page.locator("#app").count() == 0:
            raise BenchmarkError("the board is not built; `make web` builds it")
        wait_until_live(page)
        yield page


def first_card_ms(page: Page, system: System) -> float:
    """Open the board anew, with what the browser keeps, and return when its first card was drawn."""
    page.goto(f"{system.url}/")
    wait_until_live(page)
    return float(page.evaluate(FIRST_CARD))


def scroll(page: Page) -> list[float]:
    """Return how long each frame took while the longest column was scrolled, in milliseconds."""
    frames: list[float] = page.evaluate(SCROLL, SCROLL_S)
    return frames


def wait_until_live(page: Page) -> None:
    """Return when the page hears of changes and has drawn cards."""
    page.locator("[data-connection=live]").wait_for()
    page.locator("[data-task]").first.wait_for()
    page.wait_for_load_state("networkidle")
