"""The settings: what people change there counts, is kept, and is never lost without a question."""

import re
from collections.abc import Iterator
from uuid import uuid4

import httpx2
import pytest
from playwright.sync_api import Page, expect

from domain.errors import UnauthenticatedError
from domain.keys import ApiKey, MadeKey
from domain.vocabulary import StoredTerm
from domain.workspace import Workspace
from tests.e2e.board.conftest import Site, Visitors


@pytest.fixture
def name(site: Site) -> Iterator[str]:
    """A name of this test's own; what is called so is deleted afterwards."""
    name = f"quay {uuid4().hex[:12]}"
    yield name
    with site.client() as client:
        for term in client.get("/api/vocabulary", list[StoredTerm]):
            if term.name.startswith(name):
                client.delete(f"/api/vocabulary/{term.id}")
        for key in client.get("/api/keys", list[ApiKey]):
            if key.name == name and key.revoked_at is None:
                client.delete(f"/api/keys/{key.id}")


def _leave_limits_to_the_system(site: Site) -> None:
    limits = {"task_threshold": None, "proposal_threshold": None}
    headers = {"Authorization": f"Bearer {site.key}"}
    httpx2.patch(f"{site.url}/api/workspace", json=limits, headers=headers).raise_for_status()


@pytest.fixture
def system_limits(site: Site) -> Iterator[None]:
    """The workspace has no limits of its own, before and after the test."""
    _leave_limits_to_the_system(site)
    yield
    _leave_limits_to_the_system(site)


def _workspace(site: Site) -> Workspace:
    with site.client() as client:
        return client.get("/api/workspace", Workspace)


@pytest.mark.usefixtures("system_limits")
def test_a_threshold_is_changed_and_put_back(visitors: Visitors, site: Site) -> None:
    page = visitors.enter("/settings")
    page.get_by_role("switch", name="Limits of this workspace").check()
    slider = page.get_by_label("Becomes a task by itself from")
    slider.press("ArrowRight")
    expect(page.get_by_text(re.compile("From .?76%.?: a task"))).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Settings saved")).to_be_visible()
    assert _workspace(site).task_threshold == pytest.approx(0.76)
    assert _workspace(site).proposal_threshold == pytest.approx(0.35)
    page.reload()
    expect(slider).to_have_value("76")


def test_a_refused_field_says_why_beside_itself(visitors: Visitors, site: Site) -> None:
    page = visitors.enter("/settings")
    zone = page.get_by_role("combobox", name="Time zone")
    before = _workspace(site).timezone
    zone.fill("Nowhere")
    zone.press("Tab")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("must be a time zone of the IANA database")).to_be_visible()
    expect(zone).to_have_attribute("aria-invalid", "true")
    assert _workspace(site).timezone == before
    page.get_by_role("button", name="Cancel").click()
    expect(zone).to_have_value(before)
    visitors.forgive("422")


def test_the_vocabulary_is_added_to_changed_and_a_deletion_undone(visitors: Visitors, name: str) -> None:
    page = visitors.enter("/settings/vocabulary")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Also written as").fill(f"{name} one, {name} two")
    page.get_by_role("button", name="Add", exact=True).click()
    term = page.get_by_role("listitem").filter(has_text=f"{name} two")
    expect(term).to_be_visible()

    term.get_by_role("button", name="Edit").click()
    aliases = page.get_by_role("listitem").get_by_label("Also written as")
    aliases.fill(f"{name} <b>three</b>")
    aliases.press("Enter")
    expect(page.get_by_text(f"{name} <b>three</b>")).to_be_visible()
    expect(term).to_have_count(0)

    page.get_by_role("button", name="Delete").and_(page.get_by_label(name)).click()
    expect(page.get_by_text(f"{name} <b>three</b>")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text(f"{name} <b>three</b>")).to_be_visible()


def test_terms_are_imported_after_a_look_at_what_changes(visitors: Visitors, name: str) -> None:
    page = visitors.enter("/settings/vocabulary")
    page.get_by_role("button", name="Import").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Terms").fill(f"component: {name} a, {name} alias\n{name} b")
    expect(dialog.get_by_text(re.compile("2.? new, .?0.? changed, .?0.? removed"))).to_be_visible()
    dialog.get_by_role("button", name="Import").click()
    expect(page.get_by_text(f"{name} alias")).to_be_visible()


def test_a_key_opens_the_board_until_it_is_revoked(visitors: Visitors, site: Site, name: str) -> None:
    page = visitors.enter("/settings/keys")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Role").select_option("viewer")
    page.get_by_role("button", name="Make key").click()
    secret = page.get_by_role("dialog").locator("code").first.inner_text()
    page.get_by_role("button", name="I have kept it").click()
    expect(page.get_by_text(secret)).to_have_count(0)

    with Site(site.url, secret).client() as client:
        assert client.get("/api/workspace", Workspace).id > 0
    page.get_by_role("button", name="Revoke").and_(page.get_by_label(name)).click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("is revoked")).to_be_visible()
    with Site(site.url, secret).client() as client, pytest.raises(UnauthenticatedError):
        client.get("/api/workspace", Workspace)


def test_viewers_look_and_change_nothing(visitors: Visitors, site: Site, name: str) -> None:
    with site.client() as client:
        key = client.post("/api/keys", MadeKey, {"name": name, "role": "viewer"})
    page = visitors.enter("/settings", key=key.secret)
    expect(page.get_by_text("Only admins can change the settings")).to_be_visible()
    expect(page.get_by_role("combobox", name="Time zone")).to_be_disabled()
    page.get_by_role("link", name="Vocabulary").click()
    expect(page.get_by_role("button", name="Export")).to_be_visible()
    expect(page.get_by_role("button", name="Import")).to_have_count(0)
    expect(page.get_by_role("button", name="Add", exact=True)).to_have_count(0)
    page.get_by_role("link", name="API keys").click()
    expect(page.get_by_text("Only admins see and make API keys")).to_be_visible()


def test_theme_and_language_change_at_once_and_stay(visitors: Visitors) -> None:
    page = visitors.enter("/settings")
    page.get_by_role("radio", name="Dark").check()
    page.get_by_label("Language of the page").select_option("uk")
    _expect_dark_ukrainian(page)
    page.reload()
    _expect_dark_ukrainian(page)


def _expect_dark_ukrainian(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Налаштування")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("html")).to_have_attribute("lang", "uk")


def test_what_is_not_saved_is_asked_about(visitors: Visitors, site: Site) -> None:
    page = visitors.enter("/settings/keys")
    page.get_by_role("link", name="General").click()
    field = page.get_by_label("Name", exact=True)
    field.fill("Never saved")
    page.get_by_role("link", name="Inbox").first.click()
    page.get_by_role("button", name="Keep editing").click()
    expect(field).to_have_value("Never saved")
    expect(page).to_have_url(f"{site.url}/settings/general")

    page.evaluate("history.back()")  # page.go_back() would wait for what is asked about first
    page.get_by_role("button", name="Discard changes").click()
    expect(page).to_have_url(f"{site.url}/settings/keys")
    assert _workspace(site).name != "Never saved"


def test_telegram_says_what_to_do_next(visitors: Visitors) -> None:
    page = visitors.enter("/settings/telegram")
    expect(page.get_by_role("heading", name="Make a bot")).to_be_visible()
    expect(page.locator("[aria-current=step]")).to_have_count(1)


def test_models_are_tried_before_they_are_chosen(visitors: Visitors) -> None:
    page = visitors.enter("/settings/models")
    page.get_by_role("combobox", name="Model", exact=True).fill("embedded")
    page.get_by_role("button", name="Try").click()
    expect(page.get_by_role("row").filter(has_text="ms")).to_have_count(3)
