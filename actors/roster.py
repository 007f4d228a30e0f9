"""Every actor's name and options, in one place: what the Ray dashboard shows is this list."""

from collections.abc import Mapping
from dataclasses import dataclass

from config.settings import Settings

NAMESPACE = "manta"

CALL_TIMEOUT_S = 10.0
"""Bound on a call to an actor, unless the call says otherwise."""


@dataclass(frozen=True)
class Role:
    """One kind of actor: what it is called, what it may use and how it lives.

    All are detached and restarted for ever by Ray; calls are never repeated by Ray, because only the
    caller knows whether repeating is safe.
    """

    name: str
    num_cpus: float
    max_concurrency: int

    def instance(self, index: int) -> str:
        """Return the name of the actor number `index`."""
        return f"{self.name}-{index}"


WORKER = Role("analysis-worker", num_cpus=0.5, max_concurrency=32)
BOARD = Role("task-board", num_cpus=0.05, max_concurrency=1_000)
NOTIFIER = Role("notifier", num_cpus=0.05, max_concurrency=32)
TELEGRAM = Role("telegram", num_cpus=0.05, max_concurrency=32)
SCHEDULER = Role("scheduler", num_cpus=0.05, max_concurrency=32)
HUB = Role("event-hub", num_cpus=0.05, max_concurrency=1_000)


@dataclass(frozen=True)
class Post:
    """An actor that has to be there."""

    role: Role
    name: str


def posts(settings: Settings) -> list[Post]:
    """Return every actor that the settings ask for."""
    boards = [Post(BOARD, BOARD.instance(index)) for index in range(settings.manta_boards)]
    workers = [Post(WORKER, WORKER.instance(index)) for index in range(settings.manta_workers)]
    telegram = [Post(role, role.name) for role in (TELEGRAM, NOTIFIER)]
    connected = telegram if settings.telegram_bot_token is not None else []
    return [Post(HUB, HUB.name), Post(SCHEDULER, SCHEDULER.name), *boards, *connected, *workers]


def board_of(workspace_id: int, boards: int) -> str:
    """Return the name of the board that owns a workspace's tasks."""
    return BOARD.instance(workspace_id % boards)


def options(post: Post) -> Mapping[str, object]:
    """Return the options an actor is created with."""
    return {
        "name": post.name,
        "namespace": NAMESPACE,
        "lifetime": "detached",
        "get_if_exists": True,
        "max_restarts": -1,
        "max_task_retries": 0,
        "max_concurrency": post.role.max_concurrency,
        "num_cpus": post.role.num_cpus,
    }
