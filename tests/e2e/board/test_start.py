"""Coming in: the login, the frame around the views, and the word about the connection."""

from playwright.sync_api import Page, expect

from tests.e2e.board.conftest import Site, Visitors


def test_a_person_logs_in_and_is_live(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Board")
    expect(page.locator("[data-connection]")).to_have_attribute("data-connection", "live")


def test_who_is_not_logged_in_comes_back_to_where_they_wanted(visitors: Visitors, site: Site) -> None:
    page = visitors.visit("/stats")
    page.get_by_label("API key").fill(site.key)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stats")


def test_the_page_speaks_the_browsers_language(visitors: Visitors) -> None:
    page = visitors.enter(locale="uk-UA")
    expect(page.get_by_role("heading", level=1)).to_have_text("Дошка")
    expect(page.locator("html")).to_have_attribute("lang", "uk")


def test_a_link_lets_one_browser_in_once(visitors: Visitors, site: Site) -> None:
    with site.client() as client:
        link = client.post("/api/login-links", dict[str, str])["url"].removeprefix(site.url)
    page = visitors.visit(link)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Board")
    other = visitors.visit(link)
    other.get_by_role("button", name="Log in").click()
    expect(other.get_by_role("alert")).to_contain_text("not valid")
    visitors.forgive("401")
