from domain.revising import FOLLOWING, changed_fields, follow, pair
from domain.task import NewTask
from domain.values import Priority

DRAFT = NewTask(title="Fix it", description="Please", priority=Priority.HIGH, labels=["a"], chat_id="7")


def test_a_task_follows_its_draft_except_for_what_is_kept() -> None:
    task = NewTask(title="Mine", labels=["b"], parent_id=3, chat_id="8")
    followed = follow(task, DRAFT, {"title"})
    assert (followed.title, followed.description, followed.labels) == ("Mine", "Please", ["a"])
    assert (followed.parent_id, followed.chat_id) == (3, "8")
    assert follow(task, DRAFT, FOLLOWING) == task


def test_changed_fields_are_those_that_are_not_as_drafted() -> None:
    assert changed_fields(DRAFT, DRAFT) == frozenset()
    assert changed_fields(DRAFT.model_copy(update={"due": None, "labels": []}), DRAFT) == {"labels"}


def test_titles_go_to_those_they_resemble() -> None:
    assert pair(["Fix the login", "Write docs"], ["Write the docs", "Fix the logins"]) == [(0, 1), (1, 0)]
    assert pair(["Write docs"], ["Fix the login", "Write the docs"]) == [(0, 1)]
    assert pair(["Fix the login", "Write docs"], ["Write docs"]) == [(1, 0)]


def test_without_likeness_the_place_decides() -> None:
    assert pair(["aaa", "bbb"], ["ccc", "ddd"]) == [(0, 0), (1, 1)]
    assert pair([], ["a"]) == pair(["a"], []) == []
