"""The first look at an empty system, which has to be one of its own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.board.conftest import Site, Visitors
from tests.support.system import RunningManta


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A system in which nothing has happened."""
    running = RunningManta(tmp_path_factory.mktemp("empty"))
    running.up()
    yield Site(running.url, running.key)
    running.down()


@pytest.fixture
def newcomers(browser: Browser, empty: Site) -> Iterator[Visitors]:
    """People who look at the empty system."""
    visitors = Visitors(browser, empty, [], [])
    yield visitors
    for context in visitors.contexts:
        context.close()
    assert visitors.complaints == []


def test_a_newcomer_brings_in_the_example_and_sees_tasks(newcomers: Visitors) -> None:
    page = newcomers.enter()
    welcome = page.get_by_role("heading", name="Welcome to Manta")
    expect(welcome).to_be_visible(timeout=15_000)
    expect(page.get_by_role("link", name="Set it up")).to_have_attribute("href", "/settings/telegram")
    page.get_by_role("button", name="Bring in the example").click()
    expect(page.get_by_text("messages are in")).to_be_visible(timeout=30_000)
    expect(welcome).to_be_hidden(timeout=60_000)  # the first task is there
