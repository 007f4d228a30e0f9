from datetime import UTC, datetime
from typing import Protocol

import pytest
from pydantic_ai import models
from pydantic_ai.models import Model

from agents.embedded.encoder import get_encoder
from agents.embedded.head import load_head
from agents.embedded.judge import Judge
from agents.team import Brain
from domain.analysis import MessageContext

SENT_AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
"""A Wednesday, 10:00 in Kyiv."""


def brain(model: Model, name: str = "test", *, is_free: bool = False) -> Brain:
    """Return a model as agents use it."""
    return Brain(name=name, model=model, is_free=is_free)


class WriteMessage(Protocol):
    """Makes a message of a text."""

    def __call__(
        self, text: str, *, timezone: str = "Europe/Kyiv", chat_title: str = ""
    ) -> MessageContext: ...


@pytest.fixture(autouse=True)
def no_model_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "ALLOW_MODEL_REQUESTS", False)


@pytest.fixture
def write() -> WriteMessage:
    def make(text: str, *, timezone: str = "Europe/Kyiv", chat_title: str = "") -> MessageContext:
        return MessageContext(
            text=text, author="Bob", sent_at=SENT_AT, timezone=timezone, chat_title=chat_title
        )

    return make


@pytest.fixture(scope="session")
def judge() -> Judge:
    """The real encoder with the committed weights."""
    return Judge(get_encoder(), load_head())
