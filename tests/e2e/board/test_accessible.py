"""Every view against axe's rules for WCAG 2.2 AA, in both themes and on a phone."""

from collections.abc import Sequence
from typing import TypedDict, cast

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.board.conftest import Visitors
from tests.support.system import ROOT

AXE = ROOT / "web/node_modules/axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
VIEWS = ("/", "/inbox", "/messages", "/stats", "/settings")
JUDGE = """
rules => axe.run({runOnly: {type: "tag", values: rules}}).then(result => result.violations.map(
  ({id, help, nodes}) => ({id, help, nodes: nodes.map(node => node.html)})
))
"""
SPOIL = """
() => {
  const bad = document.createElement("p");
  bad.textContent = "hardly";
  bad.style.color = "#ddd";
  bad.style.background = "#fff";
  bad.append(new Image(9, 9));
  document.querySelector("main").append(bad);
}
"""
PHONE = {"width": 390, "height": 844}


class Violation(TypedDict):
    """A rule that a page breaks, and where."""

    id: str
    help: str
    nodes: list[str]


def violations(page: Page, rules: Sequence[str] = RULES) -> list[Violation]:
    """Return what axe finds on a page."""
    page.evaluate(f"{AXE.read_text()}\n;undefined")
    found: object = page.evaluate(JUDGE, list(rules))
    return cast("list[Violation]", found)


def settled(page: Page) -> Page:
    """Return the page once its view has been read."""
    expect(page.locator("[data-connection]").first).to_have_attribute("data-connection", "live")
    expect(page.get_by_text("Loading …")).to_have_count(0)
    return page


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", VIEWS)
def test_a_view_breaks_no_rule(visitors: Visitors, path: str, theme: str) -> None:
    page = settled(visitors.enter(path, color_scheme=theme))
    assert violations(page) == []


@pytest.mark.parametrize("path", VIEWS)
def test_a_view_breaks_no_rule_on_a_phone(visitors: Visitors, path: str) -> None:
    page = settled(visitors.enter(path, viewport=PHONE, has_touch=True))
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"], "the page scrolls sideways"


def test_the_check_finds_what_is_wrong(page: Page) -> None:
    """The negative control: a picture without a name and a text that can hardly be read."""
    page.evaluate(SPOIL)
    assert {found["id"] for found in violations(page)} >= {"image-alt", "color-contrast"}
