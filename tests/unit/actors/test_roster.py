import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.roster import BOARD, HUB, SCHEDULER, WORKER, board_of, options, posts
from config.settings import Settings

pytestmark = pytest.mark.usefixtures("bare_environment")


def test_every_actor_the_settings_ask_for_has_a_post() -> None:
    settings = Settings(manta_boards=2, manta_workers=3)
    assert [post.name for post in posts(settings)] == [
        "event-hub",
        "scheduler",
        "task-board-0",
        "task-board-1",
        "analysis-worker-0",
        "analysis-worker-1",
        "analysis-worker-2",
    ]
    assert {post.role for post in posts(settings)} == {HUB, SCHEDULER, BOARD, WORKER}


def test_actors_outlive_whoever_starts_them_and_calls_are_not_repeated_by_ray() -> None:
    for post in posts(Settings()):
        given_options = options(post)
        assert given_options["name"] == post.name
        assert given_options["lifetime"] == "detached"
        assert given_options["get_if_exists"] is True
        assert given_options["max_restarts"] == -1
        assert given_options["max_task_retries"] == 0
        assert given_options["num_cpus"] == post.role.num_cpus
        assert given_options["max_concurrency"] == post.role.max_concurrency


@given(st.integers(1, 2**40), st.integers(1, 64))
def test_a_workspace_always_has_the_same_board_and_it_exists(workspace_id: int, boards: int) -> None:
    names = {BOARD.instance(index) for index in range(boards)}
    assert board_of(workspace_id, boards) in names
    assert board_of(workspace_id, boards) == board_of(workspace_id, boards)


def test_boards_share_the_workspaces() -> None:
    assert len({board_of(workspace_id, 4) for workspace_id in range(1, 9)}) == 4


def test_there_is_a_notifier_where_there_is_a_bot() -> None:
    settings = Settings.model_validate({"telegram_bot_token": "1:x"})
    assert "notifier" in [post.name for post in posts(settings)]
    assert "notifier" not in [post.name for post in posts(Settings())]
