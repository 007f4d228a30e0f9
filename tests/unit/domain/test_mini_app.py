"""What links into the board name."""

import pytest

from domain.mini_app import Link, read_link


def test_tasks_and_chats_are_named() -> None:
    assert read_link("task_12") == Link(kind="task", id=12)
    assert read_link("chat_-1001234567890") == Link(kind="chat", id=-1001234567890)


@pytest.mark.parametrize("text", ["", "inbox", "task_", "task_1 ", "chat_1x", "task_٣", "task_" + "9" * 19])
def test_anything_else_names_nothing(text: str) -> None:
    assert read_link(text) is None
