"""HTML pages, rendered on the server: no scripts, no inline styles, every value escaped."""

import hashlib
from html import escape
from importlib.resources import files

from domain.access import Principal
from domain.task import Stats

STYLE = files("api").joinpath("assets/manta.css").read_bytes()
STYLE_PATH = f"/login/style-{hashlib.blake2b(STYLE, digest_size=6).hexdigest()}.css"
"""The stylesheet's address; it changes with the content, so browsers may keep it for ever."""

_NAVIGATION = """<a href="/">Overview</a> <a href="/docs">API</a>
<form method="post" action="/logout"><button class="plain">Log out</button></form>"""


def page(
    title: str, main: str, *, navigation: str = _NAVIGATION, narrow: bool = False, head: str = ""
) -> str:
    """Return a whole document around `main` and `head`, which are HTML already; `title` is text."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{escape(title)} · Manta</title>
<link rel="stylesheet" href="{STYLE_PATH}">
<link rel="icon" href="data:,">{head}
</head>
<body>
<header><a class="brand" href="/">Manta</a>{navigation}</header>
<main{' class="narrow"' if narrow else ""}>
{main}
</main>
</body>
</html>
"""


def login_page(token: str, wish: str, problem: str = "") -> str:
    """Return the login page: one button for a link's token, or a field for an API key.

    Args:
        token: A login link's, or empty.
        wish: The path to go to afterwards.
        problem: Why the last try failed, or empty.
    """
    warning = f'<p class="warn" role="alert">{escape(problem)}</p>' if problem else ""
    form = f"""<form class="card" method="post" action="/login">
{_token_field(token) if token else _KEY_FIELD}
{_hidden("next", wish)}
</form>"""
    return page("Log in", f"<h1>Log in</h1>{warning}{form}", navigation="", narrow=True)


def _token_field(token: str) -> str:
    return f"""<p>This link works once, for this browser.</p>
{_hidden("token", token)}
<button autofocus>Log in</button>"""


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


_KEY_FIELD = """<label for="key">API key</label>
<input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
<button>Log in</button>
<p class="quiet">On the server, <code>manta key</code> prints the admin key.</p>"""


def onward_page(path: str) -> str:
    """Return a page that goes on to a path of this server by itself."""
    address = escape(path)
    head = f'\n<meta http-equiv="refresh" content="0;url={address}">'
    return page("On the way", f'<p><a href="{address}">Go on</a></p>', navigation="", narrow=True, head=head)


_UNBUILT = """<p>The board is not built here: <code>make web</code> builds it, then start Manta again.</p>"""


def unbuilt_page() -> str:
    """Return what stands in the board's place before it is built."""
    return page("Board", f"<h1>No board yet</h1>{_UNBUILT}", navigation="", narrow=True)


def front_page(caller: Principal, stats: Stats, version: str) -> str:
    """Return the front page: Manta runs, and how much there is."""
    counts = (
        ("Tasks", stats.total_tasks),
        ("Open", stats.open_tasks),
        ("In progress", stats.in_progress_tasks),
        ("Completed", stats.completed_tasks),
        ("Closed", stats.closed_tasks),
        ("Messages", stats.total_messages),
        ("Waiting for analysis", stats.pending_messages),
        ("Failed", stats.failed_messages),
        ("Proposals", stats.proposals),
    )
    items = "\n".join(f"<li><b>{count}</b>{escape(name)}</li>" for name, count in counts)
    main = f"""<h1>Manta is running</h1>
<p class="quiet">Version {escape(version)}; logged in as {escape(caller.name)} ({caller.role}).</p>
<ul class="counts">
{items}
</ul>
{_UNBUILT}
<p><a href="/docs">API reference</a> · <a href="/openapi.json">OpenAPI document</a> ·
<a href="/api/health">Health</a> ·
<a href="/api/tasks">Tasks</a> · <a href="/api/messages">Messages</a></p>"""
    return page("Overview", main)
