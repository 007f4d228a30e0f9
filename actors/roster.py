"""Every actor's name and options, in one place: what the Ray dashboard shows is this list."""

from collections.abc import Iterable, Mapping
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

    Args:
        name: What it is called, or, with a number, each of them.
        num_cpus: Processors that Ray sets aside for one.
        max_concurrency: Calls in one at once.
        spread: Whether Ray puts each on another node if it can, so that a node takes few of them with it;
            else nodes are filled one after the other, and those that were added can go again.
    """

    name: str
    num_cpus: float
    max_concurrency: int
    spread: bool = True

    def instance(self, index: int) -> str:
        """Return the name of the actor number `index`."""
        return f"{self.name}-{index}"


WORKER = Role("analysis-worker", num_cpus=0.5, max_concurrency=32, spread=False)
BOARD = Role("task-board", num_cpus=0.05, max_concurrency=1_000)
NOTIFIER = Role("notifier", num_cpus=0.05, max_concurrency=32)
TELEGRAM = Role("telegram", num_cpus=0.05, max_concurrency=32)
SCHEDULER = Role("scheduler", num_cpus=0.05, max_concurrency=32)
HUB = Role("event-hub", num_cpus=0.05, max_concurrency=1_000)


@dataclass(frozen=True)
class Post:
    """An actor that has to be there, or may be.

    Args:
        role: What it does.
        name: What it is called.
        lasting: Whether it is created anew when it is gone; one that is not was added for a while, and
            whoever takes it away again need not tell everybody.
        label: Label, KEY=VALUE, of the nodes it prefers.
    """

    role: Role
    name: str
    lasting: bool = True
    label: str | None = None


def posts(settings: Settings) -> list[Post]:
    """Return every actor that the settings ask for; workers may be added by the backlog."""
    boards = [Post(BOARD, BOARD.instance(index)) for index in range(settings.manta_boards)]
    workers = [worker_post(settings, index) for index in range(settings.manta_workers)]
    telegram = [Post(role, role.name) for role in (TELEGRAM, NOTIFIER)]
    connected = telegram if settings.telegram_bot_token is not None else []
    return [Post(HUB, HUB.name), Post(SCHEDULER, SCHEDULER.name), *boards, *connected, *workers]


def worker_post(settings: Settings, index: int) -> Post:
    """Return the post of an analysis worker; the first MANTA_WORKERS are lasting."""
    return Post(
        WORKER,
        WORKER.instance(index),
        lasting=index < settings.manta_workers,
        label=settings.manta_worker_label,
    )


def added_workers(settings: Settings, names: Iterable[str]) -> list[Post]:
    """Return the posts of the workers among these actors that are not lasting, by their number."""
    prefix = WORKER.instance(0).removesuffix("0")
    numbers = (name.removeprefix(prefix) for name in names if name.startswith(prefix))
    indices = sorted(int(number) for number in numbers if number.isdecimal())
    return [worker_post(settings, index) for index in indices if index >= settings.manta_workers]


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
        "scheduling_strategy": "SPREAD" if post.role.spread else "DEFAULT",
        **_preference(post),
    }


def _preference(post: Post) -> Mapping[str, object]:
    if post.label is None:
        return {}
    key, _, value = post.label.partition("=")
    any_node: Mapping[str, str] = {}
    return {"label_selector": {key: value}, "fallback_strategy": [{"label_selector": any_node}]}
