"""The API reference as one page, rendered from the OpenAPI document."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import cast

from api.pages import page
from api.problems import STATUS, title_of
from api.sockets import CLOSE_CODES

Json = Mapping[str, object]


def docs_page(document: Json) -> str:
    """Return the reference of an OpenAPI document as HTML."""
    info = _object(document, "info")
    main = (
        f"<h1>{_text(info, 'title')} API {_text(info, 'version')}</h1>",
        '<p class="quiet">The same as an <a href="/openapi.json">OpenAPI document</a>.</p>',
        _prose(info.get("description")),
        *_operations(document),
        _socket_section(),
        _problem_section(),
    )
    return page("API", "\n".join(main))


def _object(parent: Json, name: str) -> Json:
    """Return a member that is an object, an empty one when there is none."""
    value = parent.get(name)
    return cast("Json", value) if isinstance(value, Mapping) else {}


def _array(parent: Json, name: str) -> list[Json]:
    """Return a member that is an array of objects, an empty one when there is none."""
    value = parent.get(name)
    return cast("list[Json]", value) if isinstance(value, list) else []


def _text(parent: Json, name: str) -> str:
    return escape(str(parent.get(name, "")))


def _prose(text: object) -> str:
    """Return our descriptions' few marks of Markdown as HTML: lines, list items, `code` and **bold**."""
    lines = (line.strip() for line in str(text or "").splitlines())
    return "\n".join(f"<p>{_inline(line.removeprefix('- '))}</p>" for line in lines if line)


def _inline(line: str) -> str:
    for mark, tag in (("`", "code"), ("**", "b")):
        parts = (escape(line) if mark == "`" else line).split(mark)
        line = "".join(f"<{tag}>{part}</{tag}>" if index % 2 else part for index, part in enumerate(parts))
    return line


def _operations(document: Json) -> Iterator[str]:
    """Yield a heading for each tag and below it the tag's operations."""
    paths = _object(document, "paths")
    for tag in _array(document, "tags"):
        yield f"<h2>{_text(tag, 'name').capitalize()}</h2>{_prose(tag.get('description'))}"
        for path in paths:
            for method, operation in _object(paths, path).items():
                details = cast("Json", operation)
                if tag.get("name") in cast("list[object]", details.get("tags", [])):
                    yield _operation(method, path, details)


def _operation(method: str, path: str, operation: Json) -> str:
    """Return one operation as a card that opens."""
    return f"""<details class="card" id="{_text(operation, "operationId")}">
<summary><span class="method">{escape(method.upper())}</span> <code>{escape(path)}</code>
 <span class="quiet">{_text(operation, "summary")}</span></summary>
{_prose(operation.get("description"))}
{_parameters(_array(operation, "parameters"))}
{_examples("Request", _object(_object(operation, "requestBody"), "content"))}
{"".join(_responses(_object(operation, "responses")))}
</details>"""


def _parameters(parameters: list[Json]) -> str:
    rows = (
        f"<tr><td><code>{_text(item, 'name')}</code></td><td>{_text(item, 'in')}</td>"
        f"<td>{_inline(str(item.get('description', '')))}</td></tr>"
        for item in parameters
    )
    return f"<h3>Parameters</h3><table>{''.join(rows)}</table>" if parameters else ""


def _responses(responses: Json) -> Iterator[str]:
    for status in responses:
        response = _object(responses, status)
        title = f"{status} {response.get('description', '')}"
        yield _examples(title, _object(response, "content"))


def _examples(title: str, content: Json) -> str:
    """Return the example of the first media type; problems link to the table of all problems."""
    for media in (cast("Json", value) for value in content.values()):
        if "example" in media:
            text = json.dumps(media["example"], indent=2, ensure_ascii=False)
            return f"<h3>{escape(title)}</h3><pre>{escape(text)}</pre>"
        links = (f'<a href="#problem-{code}">{escape(code)}</a>' for code in _object(media, "examples"))
        return f"<h3>{escape(title)}</h3><p>{', '.join(links)}</p>"
    return ""


def _socket_section() -> str:
    rows = "".join(f"<tr><td>{code}</td><td>{_inline(text)}</td></tr>" for code, text in CLOSE_CODES.items())
    return f"""<h2>The live socket</h2>
<p><code>GET /ws</code> with a bearer key, this server's session cookie, or <code>?ticket=</code> from
<code>POST /api/ws-tickets</code>. The first frame is <code>{{"type": "connection", "data": …}}</code>, then
every event is <code>{{"type": …, "seq": …, "data": …}}</code>, in order of <code>seq</code> without a gap.
An idle socket gets <code>{{"type": "heartbeat"}}</code>. Reconnect with <code>?last_seq=</code> the last
<code>seq</code> you saw; without it only new events come.</p>
<table><tr><th>Closed with</th><th>Meaning</th></tr>{rows}</table>"""


def _problem_section() -> str:
    rows = "".join(
        f'<tr id="problem-{kind.code}"><td><code>{escape(kind.code)}</code></td><td>{status}</td>'
        f"<td>{escape(title_of(kind))}. {_inline(kind.remedy)}</td></tr>"
        for kind, status in STATUS.items()
    )
    return f"""<h2>Problems</h2>
<table><tr><th>Code</th><th>Status</th><th>Meaning and remedy</th></tr>{rows}</table>"""
