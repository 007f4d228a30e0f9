"""`manta deadletters` and `manta retry` against an API that the test lays out."""

from collections.abc import Sequence
from datetime import UTC, datetime

import httpx2
import orjson
import pytest
from typer.testing import CliRunner, Result

from cli import deadletters
from cli.client import Client
from cli.main import app
from config.settings import Settings
from domain.retry import MAX_RETRIED, DeadLetter, Retried
from domain.values import Source

LETTER = DeadLetter(
    message_id=7,
    external_id="m7",
    chat_id="dev",
    author="Ada",
    source=Source.API,
    excerpt="[red]please[/] fix it",
    error="analysis-failed: no answer",
    attempts=5,
    sent_at=datetime(2026, 1, 31, tzinfo=UTC),
    failed_at=datetime(2026, 1, 31, 9, 30, tzinfo=UTC),
)


class FakeApi:
    """Answers with what is laid out, in order, and keeps what was asked."""

    def __init__(self, letters: Sequence[DeadLetter] = (), steps: Sequence[Retried] = ()) -> None:
        self.letters = letters
        self.steps = list(steps)
        self.wishes: list[dict[str, object]] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.method == "GET":
            return httpx2.Response(200, json=[each.model_dump(mode="json") for each in self.letters])
        self.wishes.append(orjson.loads(request.content))
        return httpx2.Response(200, content=self.steps.pop(0).model_dump_json())


def run(monkeypatch: pytest.MonkeyPatch, api: FakeApi, *words: str) -> Result:
    def open_client(_: Settings) -> Client:
        return Client("http://manta", "key", transport=httpx2.MockTransport(api))

    monkeypatch.setattr(deadletters, "open_client", open_client)
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "200", "NO_COLOR": "1"})


def test_dead_letters_are_shown_with_their_reasons_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = run(monkeypatch, FakeApi([LETTER]), "deadletters")
    assert shown.exit_code == 0
    assert "analysis-failed: no answer" in shown.stdout
    assert "[red]please[/] fix it" in shown.stdout
    assert "manta retry --all" in shown.stdout


def test_no_dead_letters_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, FakeApi(), "deadletters").stdout.strip() == "No dead letters."


def test_dead_letters_are_printed_for_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = run(monkeypatch, FakeApi([LETTER]), "deadletters", "--json")
    assert [DeadLetter.model_validate(each) for each in orjson.loads(shown.stdout)] == [LETTER]


def test_all_are_retried_in_as_many_steps_as_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi(steps=[Retried(retried=500, left=3), Retried(retried=3)])
    shown = run(monkeypatch, api, "retry", "--all", "--json")
    assert orjson.loads(shown.stdout) == {"retried": 503, "unchanged": 0, "left": 0}
    assert api.wishes == [{"which": "dead"}] * 2


def test_a_retry_that_gets_nowhere_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi(steps=[Retried(retried=0, left=3)])
    shown = run(monkeypatch, api, "retry", "--fallbacks").stdout
    assert shown.strip() == "3 are left, as somebody else is retrying: try again."
    assert api.wishes == [{"which": "fallbacks"}]


def test_nothing_to_retry_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi(steps=[Retried(retried=0)])
    assert run(monkeypatch, api, "retry", "--all").stdout.strip() == "Nothing to retry."


def test_many_messages_go_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    api = FakeApi(steps=[Retried(retried=MAX_RETRIED - 1, unchanged=1), Retried(retried=1)])
    numbers = [str(number) for number in range(1, MAX_RETRIED + 2)]
    shown = run(monkeypatch, api, "retry", *numbers)
    assert f"{MAX_RETRIED} in the queue again. 1 not" in shown.stdout
    first, second = api.wishes
    assert first == {"message_ids": list(range(1, MAX_RETRIED + 1))}
    assert second == {"message_ids": [MAX_RETRIED + 1]}


@pytest.mark.parametrize("words", [[], ["--all", "--fallbacks"], ["3", "--all"]])
def test_it_has_to_be_said_what_to_retry(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    api = FakeApi()
    refused = run(monkeypatch, api, "retry", *words)
    assert refused.exit_code == 1
    assert "--fallbacks" in refused.stderr
    assert api.wishes == []
