import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors.roster import (
    BOARD,
    HUB,
    SCHEDULER,
    WORKER,
    added_workers,
    board_of,
    options,
    posts,
    worker_post,
)
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


def test_workers_beyond_the_least_are_known_by_their_names() -> None:
    names = {"event-hub", "analysis-worker", "analysis-worker-x", "task-board-9"}
    workers = {WORKER.instance(index) for index in (0, 1, 2, 10, 9)}
    found = added_workers(Settings(manta_workers=2, manta_workers_max=4), names | workers)
    assert [post.name for post in found] == [WORKER.instance(index) for index in (2, 9, 10)]
    assert not any(post.lasting for post in found)
    assert all(post.lasting for post in posts(Settings(manta_workers=2)))


def test_what_must_not_be_lost_together_is_spread_and_workers_fill_up_nodes() -> None:
    for post in posts(Settings()):
        strategy = "DEFAULT" if post.role is WORKER else "SPREAD"
        assert options(post)["scheduling_strategy"] == strategy


def test_workers_prefer_the_nodes_they_are_told_and_take_others() -> None:
    preferring = options(worker_post(Settings(manta_worker_label="ollama=true"), 0))
    assert preferring["label_selector"] == {"ollama": "true"}
    assert preferring["fallback_strategy"] == [{"label_selector": {}}]
    assert "label_selector" not in options(worker_post(Settings(), 0))


def test_two_processors_are_enough_for_two_workers_two_replicas_and_the_rest() -> None:
    settings = Settings.model_validate({"telegram_bot_token": "1:x", "manta_workers": 2})
    replica, supervisor = 0.25, 0.05  # serve_app.py
    reserved = sum(post.role.num_cpus for post in posts(settings)) + 2 * replica + supervisor
    assert reserved <= 2
