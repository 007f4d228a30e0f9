"""Whatever cuts the page off: it says so, and misses nothing afterwards."""

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from playwright.sync_api import Page, WebSocketRoute, expect

from domain.task import Task
from tests.e2e.board.conftest import Site, Visitors
from tests.fakes.telegram import Chat, ChatType, Status, TelegramClient, User
from tests.support.system import RunningManta

RESTART_MS = 40_000
PERSON = User(id=8080, first_name="Iryna", username="iryna_boards")
GROUP = Chat(id=-1008080, type=ChatType.SUPERGROUP, title="Pier")


def make_task(site: Site) -> str:
    """Make a task over the API and return its title, which no other has."""
    title = f"Water the plants {uuid4().hex[:8]}"
    with site.client() as client:
        client.post("/api/tasks", Task, {"title": title, "priority": "critical"})
    return title


def say_of(page: Page, state: str, timeout_ms: float = 15_000) -> None:
    """Wait until the page says this of its connection."""
    mark = page.locator("[data-connection]").first
    expect(mark).to_have_attribute("data-connection", state, timeout=timeout_ms)


class Cable:
    """The line between a page and its socket, which can be cut."""

    def __init__(self) -> None:
        self.cut = False
        self.asked: list[str] = []
        self._open: list[WebSocketRoute] = []

    def carry(self, socket: WebSocketRoute) -> None:
        """Connect a page's socket with the server, unless the line is cut."""
        self.asked.append(socket.url)
        if self.cut:
            socket.close(code=1013, reason="cut")
        else:
            socket.connect_to_server()
            self._open.append(socket)

    def pull(self) -> None:
        """Cut the line."""
        self.cut = True
        for socket in self._open:
            socket.close(code=1013, reason="cut")
        self._open.clear()


def test_what_happened_while_the_socket_was_cut_is_there_after_it_is_back(
    visitors: Visitors, site: Site
) -> None:
    page = visitors.visit("/login")
    cable = Cable()
    page.route_web_socket("**/ws**", cable.carry)
    page.get_by_label("API key").fill(site.key)
    page.get_by_role("button", name="Log in").click()
    say_of(page, "live")
    before = make_task(site)
    expect(page.get_by_text(before)).to_be_visible()
    cable.pull()
    say_of(page, "lost")
    meanwhile = make_task(site)
    expect(page.get_by_text(before)).to_be_visible()
    expect(page.get_by_text(meanwhile)).to_have_count(0)
    page.get_by_role("button", name="Try now").click()
    cable.cut = False
    say_of(page, "live")
    expect(page.get_by_text(meanwhile)).to_be_visible()
    first, *_, last = (int(parse_qs(urlsplit(url).query)["last_seq"][0]) for url in cable.asked)
    assert first < last, "the page does not resume where it stopped"


def test_a_server_that_is_restarted_is_found_again(
    visitors: Visitors, site: Site, manta: RunningManta
) -> None:
    page = visitors.enter()
    say_of(page, "live")
    page.wait_for_load_state("networkidle")  # what is asked in this moment is answered by an error
    for replica in manta.find("ServeReplica:manta:ingress"):
        replica.kill()
    say_of(page, "lost")
    say_of(page, "live", RESTART_MS)
    expect(page.get_by_text(make_task(site))).to_be_visible()
    visitors.forgive("WebSocket connection to")


def test_lists_that_could_not_be_read_are_read_when_the_server_is_there_again(
    visitors: Visitors, site: Site
) -> None:
    title = make_task(site)
    page = visitors.visit("/login")
    cable = Cable()
    page.route_web_socket("**/ws**", cable.carry)
    page.route("**/api/tasks?*", lambda route: route.fulfill(status=503, body="{}"))
    page.get_by_label("API key").fill(site.key)
    page.get_by_role("button", name="Log in").click()
    say_of(page, "live")
    expect(page.get_by_text(title)).to_have_count(0)
    page.unroute("**/api/tasks?*")
    cable.pull()
    cable.cut = False
    expect(page.get_by_text(title)).to_be_visible()
    visitors.forgive("503")


def test_a_change_from_elsewhere_is_seen_without_asking(page: Page, site: Site) -> None:
    say_of(page, "live")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    title = make_task(site)
    expect(page.get_by_text(title)).to_be_visible()
    assert [url for url in asked if "/api/tasks" in url] == []


def test_what_is_done_in_telegram_shows_on_an_open_board(
    page: Page, manta: RunningManta, telegram: TelegramClient
) -> None:
    """Checklist: 34. `/task` in a group becomes a card without anybody asking."""
    assert manta.url
    say_of(page, "live")
    telegram.add_user(PERSON)
    telegram.add_chat(GROUP, {PERSON.id: Status.MEMBER})
    title = f"Count the buoys {uuid4().hex[:8]}"
    telegram.text(GROUP.id, PERSON.id, f"/task {title} !critical")
    expect(page.get_by_role("link", name=title)).to_be_visible(timeout=15_000)
