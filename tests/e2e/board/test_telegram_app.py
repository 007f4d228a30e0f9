"""The board inside Telegram: a stub takes the place of the app around the page.

Checklist: 32 and 33 who may come in; 35 colours, edges, the way back, links; plain browsers have none of it.
"""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from bot.links import BOARD_PATH, Links
from domain.task import Task
from tests.e2e.board.conftest import Site, Visitors
from tests.e2e.conftest import BOT_TOKEN
from tests.fakes.telegram import Chat, ChatType, Status, TelegramClient, User
from tests.support.init_data import sign_init_data
from tests.support.polling import wait_until
from tests.support.system import RunningManta

IVANNA = User(id=4107, first_name="Ivanna", username="ivanna")
STRANGER = User(id=4108, first_name="Somebody")
PIER = Chat(id=-1004107, type=ChatType.SUPERGROUP, title="Pier")
WAIT_S = 60.0
TITLE = "Paint the pier railing"

APP = """
window.asked = [];
window.TelegramWebviewProxy = {
  postEvent: (name, details) => window.asked.push([name, JSON.parse(details ?? "null")]),
};
"""
"""Telegram's side of the page, as its apps put it there; it keeps what the page asks for."""

NIGHT = {
    "bg_color": "#17212b",
    "secondary_bg_color": "#232e3c",
    "text_color": "#f5f5f5",
    "link_color": "#6ab3f3",
    "button_color": "#5288c1",
    "button_text_color": "#ffffff",
}
DAY = {"bg_color": "#ffffff", "secondary_bg_color": "#f0f0f0", "text_color": "#222222"}


@dataclass
class App:
    """The board as one person's Telegram opens it."""

    visitors: Visitors
    site: Site
    person: User = IVANNA

    def open(
        self,
        address: str = BOARD_PATH,
        *,
        age: timedelta = timedelta(0),
        token: str = BOT_TOKEN,
        start_param: str | None = None,
    ) -> Page:
        """Return the page in Telegram, opened `age` ago."""
        user = json.dumps({"id": self.person.id, "first_name": self.person.first_name, "language_code": "en"})
        init_data = sign_init_data(datetime.now(UTC) - age, token, user=user, start_param=start_param)
        told = {
            "tgWebAppData": init_data,
            "tgWebAppVersion": "8.0",
            "tgWebAppPlatform": "ios",
            "tgWebAppThemeParams": json.dumps(NIGHT),
        }
        page = self.visitors.visit("/login", viewport={"width": 390, "height": 844})
        page.add_init_script(APP)
        page.goto(f"{self.site.url}{address}#{urlencode(told)}")
        return page


def asked(page: Page, name: str) -> list[object]:
    """Return the details of what the page has asked Telegram for, by the name of the event."""
    heard: Sequence[tuple[str, object]] = page.evaluate("window.asked")
    return [details for event, details in heard if event == name]


def tell(page: Page, name: str, details: object = None) -> None:
    """Let Telegram tell the page of an event."""
    page.evaluate("([name, details]) => window.Telegram.WebView.receiveEvent(name, details)", [name, details])


def expect_live(page: Page) -> None:
    expect(page.locator("[data-connection]")).to_have_attribute("data-connection", "live")


@pytest.fixture
def app(visitors: Visitors, site: Site, member: User) -> App:
    return App(visitors, site, member)


@pytest.fixture(scope="module")
def member(request: pytest.FixtureRequest) -> User:
    """Somebody of a group that the bot knows: they have written there."""
    if "BOARD_URL" in os.environ:
        pytest.skip("The system that is named has another bot.")
    manta: RunningManta = request.getfixturevalue("manta")
    telegram: TelegramClient = request.getfixturevalue("telegram")
    telegram.add_user(IVANNA)
    telegram.add_chat(PIER, {IVANNA.id: Status.MEMBER})
    telegram.text(PIER.id, IVANNA.id, f"/task {TITLE}")
    with manta.client() as client:
        wait_until(lambda: bool(client.get("/api/tasks?q=railing", list[Task])), WAIT_S)
    return IVANNA


def test_a_member_of_a_group_comes_in_without_a_key(app: App) -> None:
    page = app.open()
    expect_live(page)
    assert "tgWebApp" not in page.url
    assert asked(page, "web_app_ready") != []
    page.context.clear_cookies()
    page.reload()  # without a session, and without parameters in the address
    expect_live(page)
    app.visitors.forgive("401")


@pytest.mark.parametrize(
    ("age", "token"),
    [(timedelta(hours=2), BOT_TOKEN), (timedelta(0), "42:another")],
    ids=["old", "other bot"],
)
def test_a_login_that_does_not_count_is_explained(app: App, age: timedelta, token: str) -> None:
    page = app.open(age=age, token=token)
    expect(page.get_by_role("alert")).to_contain_text("open it again from Telegram")
    page.get_by_role("button", name="Close").click()
    assert asked(page, "web_app_close") == [None]
    app.visitors.forgive("401")


def test_who_belongs_nowhere_is_told_how_to(app: App) -> None:
    page = App(app.visitors, app.site, STRANGER).open()
    expect(page.get_by_role("alert")).to_contain_text("Write something in the group")
    app.visitors.forgive("403")


def test_the_page_follows_telegrams_colours(app: App) -> None:
    page = app.open()
    expect_live(page)
    ground = page.locator("html")
    expect(ground).to_have_attribute("data-theme", "dark")
    expect(ground).to_have_css("background-color", "rgb(35, 46, 60)")
    assert asked(page, "web_app_set_header_color")[-1] == {"color": "#17212b"}
    tell(page, "theme_changed", {"theme_params": DAY})
    expect(ground).to_have_attribute("data-theme", "light")
    expect(ground).to_have_css("background-color", "rgb(240, 240, 240)")
    assert asked(page, "web_app_set_header_color")[-1] == {"color": "#ffffff"}


def test_the_page_keeps_off_covered_edges(app: App) -> None:
    page = app.open()
    expect_live(page)
    tell(page, "safe_area_changed", {"top": 20, "bottom": 30, "left": 0, "right": 0})
    tell(page, "content_safe_area_changed", {"top": 46, "bottom": 0, "left": 0, "right": 0})
    tell(
        page, "viewport_changed", {"height": 700, "width": 390, "is_expanded": True, "is_state_stable": True}
    )
    title, bar = page.get_by_role("heading", level=1), page.get_by_role("navigation").last
    expect(bar).to_have_css("padding-bottom", "30px")
    head, foot = title.bounding_box(), bar.bounding_box()
    assert head is not None
    assert foot is not None
    assert head["y"] >= 66
    assert foot["y"] + foot["height"] == pytest.approx(700, abs=1)


def test_telegrams_button_goes_back(app: App) -> None:
    page = app.open()
    expect_live(page)
    assert asked(page, "web_app_setup_back_button")[-1] == {"is_visible": False}
    page.get_by_role("link", name="Stats").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stats")
    assert asked(page, "web_app_setup_back_button")[-1] == {"is_visible": True}
    tell(page, "back_button_pressed")
    expect(page).to_have_url(re.compile("/telegram/board$"))
    assert asked(page, "web_app_setup_back_button")[-1] == {"is_visible": False}


def test_a_link_opens_its_task_and_the_way_back_leads_to_the_board(app: App) -> None:
    with app.site.client() as client:
        task, *_ = client.get("/api/tasks?q=railing", list[Task])
    page = app.open(start_param=f"task_{task.id}")
    expect(page).to_have_url(f"{app.site.url}/tasks/{task.id}")
    tell(page, "back_button_pressed")
    expect(page).to_have_url(re.compile("/telegram/board$"))
    expect_live(page)


async def _nobody() -> str:
    return ""


def test_a_button_of_a_card_opens_its_task_and_the_way_back_leads_to_the_board(app: App) -> None:
    with app.site.client() as client:
        task, *_ = client.get("/api/tasks?q=railing", list[Task])
    address = Links(_nobody, "https://tasks.example.org").page(f"task_{task.id}")
    assert address is not None
    page = app.open(address.removeprefix("https://tasks.example.org"))
    expect(page).to_have_url(f"{app.site.url}/tasks/{task.id}")
    tell(page, "back_button_pressed")
    expect(page).to_have_url(re.compile(f"{BOARD_PATH}[?]"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Board")
    assert asked(page, "web_app_setup_back_button")[-1] == {"is_visible": False}
    expect_live(page)


def test_links_to_elsewhere_are_telegrams(app: App) -> None:
    page = app.open()
    expect_live(page)
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("afterbegin",
          '<a href="https://t.me/c/4107/1">message</a> <a href="https://example.org/a">page</a>')"""
    )
    page.get_by_role("link", name="message", exact=True).click()
    page.get_by_role("link", name="page", exact=True).click()
    assert asked(page, "web_app_open_tg_link") == [{"path_full": "/c/4107/1"}]
    assert asked(page, "web_app_open_link") == [{"url": "https://example.org/a"}]


def test_a_plain_browser_loads_nothing_of_telegram(app: App) -> None:
    def loads(page: Page) -> list[str]:
        names: list[str] = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
        return [name for name in names if re.search(r"/enter[-.]\w+", name)]

    inside = app.open()
    expect_live(inside)
    assert loads(inside) != []
    outside = app.visitors.enter("/telegram/board")
    expect_live(outside)
    assert loads(outside) == []
