"""`manta vocabulary` against an API that the test lays out."""

import json
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner, Result

from cli import vocabulary
from cli.client import Client
from cli.main import app
from config.settings import Settings
from domain.errors import InvalidInputError
from domain.vocabulary import StoredTerm, Term, TermKind

TERM = StoredTerm(id=12, kind=TermKind.COMPONENT, name="[b]Checkout[/]", aliases=["cart", "Kasse"])
PROBLEM = {"detail": "“cart” stands for the component “Checkout” already.", "remedy": "Write it otherwise."}


class FakeApi:
    """Keeps what was asked and answers as the test says."""

    def __init__(self, status: int = 200, answer: object = None) -> None:
        self.status = status
        self.answer = answer
        self.asked: list[tuple[str, str, object]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        body: object = json.loads(request.content) if request.content else None
        self.asked.append((request.method, request.url.raw_path.decode(), body))
        return httpx2.Response(self.status, json=self.answer) if self.answer else httpx2.Response(self.status)


def run(monkeypatch: pytest.MonkeyPatch, api: FakeApi, *words: str) -> Result:
    def open_client(_: Settings) -> Client:
        return Client("http://manta", "key", transport=httpx2.MockTransport(api))

    monkeypatch.setattr(vocabulary, "open_client", open_client)
    return CliRunner().invoke(app, ["vocabulary", *words], env={"COLUMNS": "200", "NO_COLOR": "1"})


def plain(*terms: StoredTerm) -> list[dict[str, object]]:
    return [term.model_dump(mode="json") for term in terms]


def test_words_are_listed_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi(answer=plain(TERM))
    shown = run(monkeypatch, api, "list", "--kind", "component")
    assert shown.stdout.splitlines()[1].split() == ["12", "component", "[b]Checkout[/]", "cart,", "Kasse"]
    assert api.asked == [("GET", "/api/vocabulary?kind=component", None)]


def test_a_word_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi(201, TERM.model_dump(mode="json"))
    words = ("add", "component", TERM.name, "--alias", "cart", "--alias", "Kasse")
    assert run(monkeypatch, api, *words).stdout == "component 12: [b]Checkout[/]\n"
    assert api.asked == [("POST", "/api/vocabulary", TERM.model_dump(mode="json", exclude={"id"}))]


def test_a_word_is_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi(204)
    assert run(monkeypatch, api, "remove", "12").stdout == "Removed.\n"
    assert api.asked == [("DELETE", "/api/vocabulary/12", None)]


@pytest.mark.parametrize("words", [("remove", "12"), ("add", "label", "cart")])
def test_a_refusal_is_explained(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    refused = run(monkeypatch, FakeApi(409, PROBLEM), *words)
    assert refused.exit_code == 1
    assert all(text in refused.stderr for text in PROBLEM.values())


def test_what_was_listed_can_be_imported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    api = FakeApi(answer=plain(TERM))
    file = tmp_path / "words.json"
    file.write_text(run(monkeypatch, api, "list", "--json").stdout)
    assert run(monkeypatch, api, "import", str(file)).stdout == "Words in the vocabulary: 1.\n"
    assert api.asked[-1] == ("PUT", "/api/vocabulary", [TERM.model_dump(mode="json", exclude={"id"})])


def test_lines_are_read_and_blank_ones_are_not() -> None:
    raw = b'{"kind": "label", "name": "web"}\r\n\n{"kind": "project", "name": "Kai", "aliases": ["quay"]}'
    assert vocabulary.read_terms(raw) == [
        Term(kind=TermKind.LABEL, name="web"),
        Term(kind=TermKind.PROJECT, name="Kai", aliases=["quay"]),
    ]
    assert vocabulary.read_terms(b"") == vocabulary.read_terms(b" []") == []


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"web", "Line 1 is not JSON"),
        (b'{"kind": "label", "name": "web"}\n\n{"kind": "verb", "name": "go"}', "Line 3 is no term: kind: "),
        (b'{"kind": "label", "name": "web"}\n7', "Line 2 is no term: "),
        (b'[{"kind": "label"}]', "Not a vocabulary: 0.name: "),
        (b"[", "Not a vocabulary: "),
        (b"\xff", "Line 1 is not JSON"),
    ],
)
def test_what_is_no_vocabulary_is_refused_with_its_place(raw: bytes, told: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        vocabulary.read_terms(raw)
    assert refused.value.detail.startswith(told)
    assert "Checkout" in refused.value.remedy
