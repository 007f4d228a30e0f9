import re
from html import unescape
from http.cookies import Morsel, SimpleCookie
from urllib.parse import unquote

import httpx2
import pytest

from api.deps import ApiSettings
from tests.api.client import MESSAGE, ORIGIN, Api, problem
from tests.fakes.gatekeeper import LIFETIME_S
from tests.fakes.world import FakeWorld

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _cookie(answer: httpx2.Response) -> Morsel[str]:
    return SimpleCookie(answer.headers["set-cookie"])["manta_session"]


async def _link(api: Api) -> str:
    answer = await api.admin.post("/api/login-links")
    assert answer.status_code == 201
    assert answer.json()["expires_at"] == "2026-01-31T07:40:00Z"
    return str(answer.json()["url"])


async def _log_in(api: Api, **form: str) -> httpx2.Response:
    headers = {**FORM, "Origin": ORIGIN}
    return await api.anonymous.post("/login", data=form, headers=headers)


async def test_a_login_link_opens_one_session_once(api: Api) -> None:
    link = await _link(api)
    token = link.partition("token=")[2]
    for _ in range(3):  # previewers look at addresses; that must not use the token up
        page = await api.anonymous.get(link)
        assert page.status_code == 200
        assert f'name="token" value="{token}"' in page.text

    answer = await _log_in(api, token=token)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    again = await _log_in(api, token=token)
    assert again.status_code == 401
    assert "CANARY" not in again.text


async def test_the_session_cookie_opens_what_the_link_makers_key_opens(api: Api) -> None:
    answer = await _log_in(api, token=(await _link(api)).partition("token=")[2])
    browser = api.client({"Cookie": f"manta_session={_cookie(answer).value}", "Accept": "text/html,*/*"})
    page = await browser.get("/")
    assert page.status_code == 200
    assert "Manta is running" in page.text
    assert "admin 1" in page.text


async def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(api: Api) -> None:
    cookie = _cookie(await _log_in(api, key=api.world.viewer))
    assert cookie["httponly"]
    assert cookie["samesite"] == "strict"
    assert cookie["path"] == "/"
    assert not cookie["secure"]
    assert int(cookie["max-age"]) == LIFETIME_S


@pytest.mark.parametrize("public", ["https://tasks.example.org", None])
async def test_behind_tls_the_cookie_is_secure(world: FakeWorld, public: str | None) -> None:
    async with Api(world, ApiSettings(version="1", public_base_url=public)) as api:
        headers = {**FORM, "X-Forwarded-Proto": "https"}
        answer = await api.anonymous.post("/login", data={"key": world.viewer}, headers=headers)
        assert _cookie(answer)["secure"]


@pytest.mark.parametrize(
    "form", [{}, {"key": ""}, {"key": "wrong"}, {"token": "x"}, {"token": "", "key": " "}]
)
async def test_a_wrong_login_says_so_and_sets_no_cookie(api: Api, form: dict[str, str]) -> None:
    answer = await _log_in(api, **form)
    assert answer.status_code == 401
    assert "not valid" in answer.text
    assert "set-cookie" not in answer.headers


async def test_a_socket_ticket_is_no_login(api: Api) -> None:
    ticket = (await api.admin.post("/api/ws-tickets")).json()["ticket"]
    assert (await _log_in(api, token=ticket)).status_code == 401


async def test_a_late_link_is_refused(api: Api) -> None:
    token = (await _link(api)).partition("token=")[2]
    api.world.clock.advance(LIFETIME_S + 1)
    assert (await _log_in(api, token=token)).status_code == 401


async def test_a_token_in_the_address_is_shown_as_text(api: Api) -> None:
    page = await api.anonymous.get("/login", params={"token": '"><script>alert(1)</script>'})
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


@pytest.mark.parametrize("wish", ["/tasks/7", "/?view=list&label=a%26b", "/messages/a%3Fb", "/пошук"])
async def test_after_logging_in_a_browser_is_where_it_wanted(api: Api, wish: str) -> None:
    form = await api.anonymous.get("/login", params={"next": wish})
    hidden = re.search(r'name="next" value="([^"]*)"', form.text)
    assert hidden
    asked = unescape(hidden[1])
    answer = await _log_in(api, key=api.world.viewer, next=asked)
    assert (answer.status_code, unquote(answer.headers["location"])) == (303, unquote(wish))


async def test_after_a_wrong_key_the_wish_is_kept(api: Api) -> None:
    answer = await _log_in(api, key="wrong", next="/tasks/7")
    assert 'name="next" value="/tasks/7"' in answer.text


@pytest.mark.parametrize(
    "wish",
    [
        "",
        "inbox",
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/ /evil.example",
        "javascript:alert(1)",
        "/\r\nSet-Cookie: a=b",
        "/" + "x" * 3000,
    ],
)
async def test_a_login_never_leads_to_another_site(api: Api, wish: str) -> None:
    form = await api.anonymous.get("/login", params={"next": wish})
    assert 'name="next" value="/"' in form.text
    answer = await _log_in(api, key=api.world.viewer, next=wish)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("site", ["cross-site", "same-origin", "none"])
async def test_a_link_on_another_site_brings_the_cookie_in_a_second_step(api: Api, site: str) -> None:
    headers = {"Accept": "text/html", "Sec-Fetch-Site": site}
    answer = await api.anonymous.get("/docs?a=<b>", headers=headers)
    if site == "cross-site":
        assert answer.status_code == 200
        assert 'http-equiv="refresh" content="0;url=/docs?a=%3Cb%3E"' in answer.text
    else:
        assert answer.headers["location"] == "/login?next=%2Fdocs%3Fa%3D%253Cb%253E"


async def test_a_login_form_of_another_site_is_refused(api: Api) -> None:
    for origin in ("https://evil.example", "null", f"{ORIGIN}.evil.example"):
        headers = {**FORM, "Origin": origin}
        answer = await api.anonymous.post("/login", data={"key": api.world.admin}, headers=headers)
        problem(answer, 403, "forbidden")


async def test_a_form_that_can_not_be_read_is_refused(api: Api) -> None:
    problem(await api.anonymous.post("/login", json={"key": "x"}), 415, "unsupported-media-type")
    for content in (b"key=\xff", b"&".join([b"key=x"] * 11)):
        problem(await api.anonymous.post("/login", content=content, headers=FORM), 400, "malformed-json")


async def _session(api: Api, key: str) -> dict[str, str]:
    return {"Cookie": f"manta_session={_cookie(await _log_in(api, key=key)).value}"}


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", "http://evil.example/manta.test", "manta.test", ""]
)
async def test_with_a_cookie_other_sites_change_nothing(api: Api, origin: str | None) -> None:
    headers = await _session(api, api.world.admin)
    headers |= {} if origin is None else {"Origin": origin}
    for path in ("/api/messages", "/api/login-links", "/api/ws-tickets"):
        problem(await api.anonymous.post(path, json=MESSAGE, headers=headers), 403, "forbidden")


async def test_with_a_cookie_own_pages_read_and_write(api: Api) -> None:
    headers = await _session(api, api.world.member)
    assert (await api.anonymous.get("/api/messages", headers=headers)).status_code == 200
    headers["Origin"] = ORIGIN
    assert (await api.anonymous.post("/api/messages", json=MESSAGE, headers=headers)).status_code == 201


async def test_a_session_has_no_more_rights_than_its_key(api: Api) -> None:
    headers = {**await _session(api, api.world.viewer), "Origin": ORIGIN}
    problem(await api.anonymous.post("/api/messages", json=MESSAGE, headers=headers), 403, "forbidden")


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer "])
async def test_a_key_counts_before_a_cookie_even_a_wrong_one(api: Api, header: str) -> None:
    """Else an empty key would carry a cookie past the guard against other sites."""
    headers = {**await _session(api, api.world.admin), "Authorization": header}
    problem(await api.anonymous.get("/api/stats", headers=headers), 401, "unauthenticated")
    problem(await api.anonymous.post("/api/login-links", headers=headers), 401, "unauthenticated")


async def test_allowed_origins_may_use_the_cookie(world: FakeWorld) -> None:
    settings = ApiSettings(version="1", allowed_origins=("https://board.example",))
    async with Api(world, settings) as api:
        headers = {**await _session(api, world.member), "Origin": "https://board.example"}
        answer = await api.anonymous.post("/api/messages", json=MESSAGE, headers=headers)
        assert answer.status_code == 201
        assert answer.headers["access-control-allow-origin"] == "https://board.example"


async def test_behind_a_proxy_the_public_host_is_the_own_origin(world: FakeWorld) -> None:
    settings = ApiSettings(version="1", public_base_url="https://tasks.example.org/")
    async with Api(world, settings) as api:
        headers = {**await _session(api, world.member), "Origin": "https://tasks.example.org"}
        assert (await api.anonymous.post("/api/ws-tickets", headers=headers)).status_code == 201


async def test_logging_out_ends_the_session(api: Api) -> None:
    headers = {**await _session(api, api.world.viewer), "Origin": ORIGIN}
    answer = await api.anonymous.post("/logout", headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    (forgotten,) = answer.headers.get_list("set-cookie")
    assert SimpleCookie(forgotten)["manta_session"].value == ""
    problem(await api.anonymous.get("/api/stats", headers=headers), 401, "unauthenticated")


async def test_behind_tls_logging_out_forgets_the_cookie_of_telegram_s_frame_too(api: Api) -> None:
    headers = {**await _session(api, api.world.viewer), "Origin": ORIGIN, "X-Forwarded-Proto": "https"}
    answer = await api.anonymous.post("/logout", headers=headers)
    strict, framed = answer.headers.get_list("set-cookie")
    for cookie in (strict, framed):
        assert re.match(r'manta_session=("")?;', cookie)
        assert "Max-Age=0" in cookie
        assert "Path=/" in cookie
    assert "Partitioned" not in strict
    # A browser takes a deletion only if it comes with what the cookie was set with.
    assert framed.endswith("; SameSite=None; Secure; Partitioned")


async def test_another_site_can_not_log_anybody_out(api: Api) -> None:
    headers = await _session(api, api.world.viewer)
    problem(await api.anonymous.post("/logout", headers=headers), 403, "forbidden")
    assert (await api.anonymous.get("/api/stats", headers=headers)).status_code == 200


async def test_an_expired_session_is_refused(api: Api) -> None:
    headers = await _session(api, api.world.viewer)
    api.world.clock.advance(LIFETIME_S + 1)
    problem(await api.anonymous.get("/api/stats", headers=headers), 401, "unauthenticated")


async def test_the_pages_need_nothing_from_elsewhere_and_run_no_script(api: Api) -> None:
    headers = {"Accept": "text/html"}
    for page in (
        await api.anonymous.get("/login"),
        await api.viewer.get("/", headers=headers),
        await api.viewer.get("/docs"),
    ):
        assert page.headers["content-type"].startswith("text/html")
        assert not re.search(
            r"<script|<style|\sstyle=|\son\w+=|https?://(?!tasks\.example\.org|manta)", page.text
        )
        style = re.search(r'href="(/login/style-\w+\.css)"', page.text)
        assert style
        sheet = await api.anonymous.get(style[1])
        assert sheet.headers["content-type"].startswith("text/css")
        assert "immutable" in sheet.headers["cache-control"]
