"""The board in a real browser, in front of a real system.

`BOARD_URL` and `BOARD_KEY` name another system to test, for example `npm run dev` in front of one that runs
already; tests that stop or restart it are left out then.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from cli.client import Client
from tests.support.browser import NO_BROWSER, find_chromium, open_chromium
from tests.support.system import RunningManta

TIMEOUT_MS = 15_000


@dataclass(frozen=True)
class Site:
    """The system that the browser looks at."""

    url: str
    key: str

    def client(self) -> Client:
        """Return a client of its API with the admin key."""
        return Client(self.url, self.key)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Site:
    """The system under test: one for all end-to-end tests, or the one that the environment names."""
    url, key = os.environ.get("BOARD_URL"), os.environ.get("BOARD_KEY")
    if url and key:
        return Site(url, key)
    manta: RunningManta = request.getfixturevalue("manta")
    return Site(manta.url, manta.key)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a module.

    Not longer: as long as Playwright runs, an event loop runs in this thread, and no test of another kind
    could start its own.
    """
    path = find_chromium()
    if path is None:
        pytest.skip(NO_BROWSER)
    with open_chromium(path) as browser:
        yield browser


@dataclass
class Visitors:
    """Opens browsers' contexts, each a person of their own, and hears what goes wrong in their pages."""

    browser: Browser
    site: Site
    contexts: list[BrowserContext]
    complaints: list[str]

    def enter(self, path: str = "/", *, key: str | None = None, **options: object) -> Page:
        """Return the page of somebody who has logged in by the form, at `path`.

        Args:
            path: Where they go.
            key: Their API key; the admin's if not given.
            options: As of `Browser.new_context`, for example `color_scheme="dark"`.
        """
        page = self.visit("/login", **options)
        page.get_by_label("API key").fill(key or self.site.key)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{self.site.url}/")
        if path != "/":
            page.goto(f"{self.site.url}{path}")
        return page

    def visit(self, path: str, **options: object) -> Page:
        """Return a page of somebody who has not logged in."""
        settings: dict[str, object] = {"locale": "en", "reduced_motion": "reduce"} | options
        context = self.browser.new_context(**settings)  # type: ignore[arg-type]  # named as Playwright does
        context.set_default_timeout(TIMEOUT_MS)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{self.site.url}{path}")
        return page

    def forgive(self, words: str) -> None:
        """Leave out complaints with these words: the test has caused them."""
        self.complaints[:] = [complaint for complaint in self.complaints if words not in complaint]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.type}: {message.text}")


@pytest.fixture
def visitors(browser: Browser, site: Site) -> Iterator[Visitors]:
    """People with browsers; the test fails when one of their pages complains on its console."""
    visitors = Visitors(browser, site, [], [])
    yield visitors
    for context in visitors.contexts:
        context.close()
    assert visitors.complaints == []


@pytest.fixture
def page(visitors: Visitors) -> Page:
    """The board of somebody who has logged in, on a desktop."""
    return visitors.enter()
