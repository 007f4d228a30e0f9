"""The examples in the repository are what their README says."""

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.imports import ImportedMessage, ImportFile, ImportFormat, Skipped, open_import

_EXAMPLES = Path(__file__).parents[3] / "examples"
_LETTERS = {"Ukrainian": "[іїєґ]", "Russian": "[ыэъё]", "German": "[äöüß]", "Spanish": "[ñ¿¡áó]"}
"""Letters each language has for itself among those of the chat, besides English."""


@pytest.fixture(scope="module")
def team_chat() -> ImportFile:
    return open_import(_EXAMPLES / "harbor-team" / "result.json")


def test_the_team_chat_has_the_counts_its_readme_names(team_chat: ImportFile) -> None:
    kinds = Counter(type(item) for item in team_chat)

    assert kinds == {ImportedMessage: 470, Skipped: 28}
    assert team_chat.total == 498
    assert team_chat.chat_title == "Harbor ⚓ team"


def test_the_team_chat_is_chronological_and_its_ids_are_unique(team_chat: ImportFile) -> None:
    messages = [item for item in team_chat if isinstance(item, ImportedMessage)]
    times = [message.sent_at for message in messages]
    ids = {message.external_id for message in messages}

    assert times == sorted(times)
    assert len(ids) == len(messages)


def test_replies_lead_to_earlier_messages(team_chat: ImportFile) -> None:
    seen: set[str] = set()
    dangling: list[str] = []
    for item in team_chat:
        if isinstance(item, ImportedMessage):
            dangling += [item.position] if item.reply_to and item.reply_to not in seen else []
            seen.add(item.external_id)

    # "I can't listen now, please write" answers the voice message, which is skipped.
    assert len(dangling) == 1


def test_the_team_chat_has_many_languages_and_authors(team_chat: ImportFile) -> None:
    messages = [item for item in team_chat if isinstance(item, ImportedMessage)]

    for language, letters in _LETTERS.items():
        assert sum(bool(re.search(letters, message.content.lower())) for message in messages) >= 10, language
    assert len({message.author for message in messages}) >= 10


@pytest.mark.parametrize(
    ("name", "expected"),
    [("messages.jsonl", ImportFormat.JSONL), ("messages.csv", ImportFormat.CSV)],
)
def test_the_small_samples_are_read_whole(name: str, expected: ImportFormat) -> None:
    file = open_import(_EXAMPLES / name)
    items = list(file)

    assert file.format is expected
    assert file.total == len(items) == 12
    assert all(isinstance(item, ImportedMessage) for item in items)
