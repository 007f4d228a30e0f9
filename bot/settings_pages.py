"""The pages of the settings: what is set, and buttons to set it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from babel import Locale

from bot.callbacks_settings import SettingsOpen, SettingsPage, SettingsSet
from bot.html import escape
from bot.listing import View
from bot.texts import LANGUAGES, Texts
from bot.zones import city_of, list_zones, offset_of
from domain.chat import Feedback
from domain.outbox import Button, Keyboard

ZONES_ON_A_PAGE: Final = 16
_HOURS: Final = range(24)


@dataclass(frozen=True)
class Shown:
    """Settings as they are shown: a person's own in private, otherwise those of the group.

    `language` is empty while nobody chose one; `command` is what opens these settings.
    """

    texts: Texts
    now: datetime
    language: str
    feedback: Feedback
    digest_hour: int | None
    command: str


def render_page(shown: Shown, asked: SettingsOpen) -> View:
    """Return a page of the settings as a message."""
    return _PAGES[asked.page](shown, asked)


def render_suggestions(shown: Shown, wish: str, zones: Sequence[str]) -> View:
    """Return which zones somebody may have meant."""
    texts = shown.texts
    key = "settings-zone-which" if zones else "settings-zone-unknown"
    buttons = _pairs(_zone_button(shown, zone) for zone in zones)
    return View(
        html=texts(key, wish=escape(wish), command=shown.command),
        keyboard=(*buttons, (_open(SettingsPage.REGIONS, texts("settings-zone-by-region")),)),
    )


def _main(shown: Shown, _asked: SettingsOpen) -> View:
    texts = shown.texts
    html = texts(
        "settings",
        language=_language_name(texts.language),
        zone=escape(texts.timezone.key),
        time=texts.time(shown.now),
        feedback=texts(f"settings-feedback-{shown.feedback}"),
        digest=_digest_told(shown),
    )
    pages = (SettingsPage.LANGUAGE, SettingsPage.REGIONS, SettingsPage.FEEDBACK, SettingsPage.DIGEST)
    buttons = (_open(page, texts(f"settings-to-{page.name.lower()}")) for page in pages)
    return View(html=html, keyboard=_pairs(buttons))


def _languages(shown: Shown, _asked: SettingsOpen) -> View:
    texts = shown.texts
    usual = _set(SettingsPage.LANGUAGE, "", _ticked(texts("settings-language-usual"), not shown.language))
    own = (
        _set(SettingsPage.LANGUAGE, tag, _ticked(_language_name(tag), tag == shown.language))
        for tag in LANGUAGES
    )
    return View(texts("settings-language"), (*_pairs(own), (usual,), _back(shown)))


def _regions(shown: Shown, _asked: SettingsOpen) -> View:
    texts = shown.texts
    regions = (
        _open(SettingsPage.ZONES, texts(f"region-{region.lower()}"), region) for region in list_zones()
    )
    utc = _set(SettingsPage.ZONES, "UTC", "UTC")
    html = texts("settings-zone", zone=escape(texts.timezone.key), command=shown.command)
    return View(html, (*_pairs([*regions, utc]), _back(shown)))


def _zones(shown: Shown, asked: SettingsOpen) -> View:
    """Return a page of the zones of a region, and the regions when there is no such."""
    texts = shown.texts
    zones = list_zones().get(asked.region)
    if zones is None:
        return _regions(shown, asked)
    last = (len(zones) - 1) // ZONES_ON_A_PAGE
    number = max(0, min(asked.number, last))
    at = number * ZONES_ON_A_PAGE
    buttons = _pairs(_zone_button(shown, zone) for zone in zones[at : at + ZONES_ON_A_PAGE])
    turners = [
        _open(SettingsPage.ZONES, texts(key), asked.region, other)
        for key, other in (("list-back", number - 1), ("list-on", number + 1))
        if 0 <= other <= last
    ]
    html = texts("settings-zone", zone=escape(texts.timezone.key), command=shown.command)
    up = _open(SettingsPage.REGIONS, texts("settings-back"))
    return View(html, tuple(row for row in (*buttons, tuple(turners), (up,)) if row))


def _feedback(shown: Shown, _asked: SettingsOpen) -> View:
    texts = shown.texts
    rows = tuple(
        (
            _set(
                SettingsPage.FEEDBACK,
                kind.value,
                _ticked(texts(f"settings-feedback-{kind}"), kind is shown.feedback),
            ),
        )
        for kind in Feedback
    )
    return View(texts("settings-feedback"), (*rows, _back(shown)))


def _digest(shown: Shown, _asked: SettingsOpen) -> View:
    texts = shown.texts
    hours = [
        _set(SettingsPage.DIGEST, str(hour), _ticked(f"{hour:02}", hour == shown.digest_hour))
        for hour in _HOURS
    ]
    rows = tuple(tuple(hours[at : at + 6]) for at in range(0, len(hours), 6))
    off = _set(SettingsPage.DIGEST, "", _ticked(texts("settings-digest-off"), shown.digest_hour is None))
    html = texts("settings-digest", zone=escape(texts.timezone.key))
    return View(html, (*rows, (off,), _back(shown)))


def _digest_told(shown: Shown) -> str:
    if shown.digest_hour is None:
        return shown.texts("settings-digest-off")
    return f"{shown.digest_hour:02}:00"


def _zone_button(shown: Shown, zone: str) -> Button:
    text = f"{city_of(zone, shown.texts)} {offset_of(zone, shown.now)}"
    return _set(SettingsPage.ZONES, zone, _ticked(text, zone == shown.texts.timezone.key))


def _language_name(tag: str) -> str:
    name = Locale.parse(tag, sep="-").get_display_name(tag) or tag
    return name[0].upper() + name[1:]


def _ticked(text: str, is_set: bool) -> str:  # noqa: FBT001 - it is what is shown
    return f"✓ {text}" if is_set else text


def _open(page: SettingsPage, text: str, region: str = "", number: int = 0) -> Button:
    return Button(text=text, data=SettingsOpen(page=page, region=region, number=number).pack())


def _set(page: SettingsPage, value: str, text: str) -> Button:
    return Button(text=text, data=SettingsSet(page=page, value=value).pack())


def _back(shown: Shown) -> tuple[Button, ...]:
    return (_open(SettingsPage.MAIN, shown.texts("settings-back")),)


def _pairs(buttons: Iterable[Button]) -> Keyboard:
    listed = list(buttons)
    return tuple(tuple(listed[at : at + 2]) for at in range(0, len(listed), 2))


_PAGES: Final[Mapping[SettingsPage, Callable[[Shown, SettingsOpen], View]]] = {
    SettingsPage.MAIN: _main,
    SettingsPage.LANGUAGE: _languages,
    SettingsPage.REGIONS: _regions,
    SettingsPage.ZONES: _zones,
    SettingsPage.FEEDBACK: _feedback,
    SettingsPage.DIGEST: _digest,
}
