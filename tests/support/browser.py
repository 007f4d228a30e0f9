"""A real browser for tests, pictures and measurements of the board."""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NO_BROWSER = (
    "There is no Chromium to open the board with: `apt-get install chromium`, or name one by CHROMIUM=/path."
)
# Without these a browser looks for its maker's servers all the time.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """Return the path of the browser, None when there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def open_chromium(path: str) -> Generator[Browser]:
    """Run the browser at `path` without a window.

    Meanwhile an event loop runs in this thread, and no other can be started in it.
    """
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *root])
        try:
            yield browser
        finally:
            browser.close()
