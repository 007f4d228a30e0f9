"""Staffing over a foreman and a queue that the test plays: who is added, who goes, and what is told."""

from dataclasses import dataclass, field

import pytest

from actors.roster import Post
from actors.staffing import Staffing
from config.settings import Settings
from domain.backlog import Backlog
from domain.errors import UnavailableError

pytestmark = pytest.mark.usefixtures("bare_environment")

MANY = Backlog(chats=640, held=8, messages=640, oldest_s=30.0)
CALM_S = 60


@dataclass
class Site:
    """Foreman, register and queue in one: an actor is there as soon as it is added."""

    backlog: Backlog = MANY
    there: set[str] = field(default_factory=set[str])
    without_room: frozenset[str] = frozenset()
    looked_after: set[str] = field(default_factory=set[str])
    retired: list[str] = field(default_factory=list[str])
    trouble: str = ""
    looks: int = 0

    def add(self, post: Post) -> None:
        assert not post.lasting
        self.looked_after.add(post.name)
        self.there.add(post.name)

    async def retire(self, post: Post) -> None:
        self.retired.append(post.name)
        self.looked_after.discard(post.name)
        self.there.discard(post.name)

    async def list_names(self) -> set[str]:
        return {"event-hub", "analysis-worker-0", "analysis-worker-x", *self.there}

    async def read_backlog(self) -> Backlog:
        self.looks += 1
        if self.trouble:
            raise UnavailableError(self.trouble)
        return self.backlog


@dataclass
class Scene:
    """A site and who staffs it, looking every two seconds."""

    least: int = 1
    most: int = 4
    site: Site = field(default_factory=Site)
    now_s: float = 0.0

    def __post_init__(self) -> None:
        settings = Settings(manta_workers=self.least, manta_workers_max=self.most)
        self.staffing = Staffing(settings, self.site, self.site, self.site, clock=lambda: self.now_s)

    async def look(self, times: int = 1) -> None:
        for _ in range(times):
            self.now_s += 2.0
            await self.staffing.look()


def workers(*numbers: int) -> set[str]:
    return {f"analysis-worker-{number}" for number in numbers}


async def test_a_backlog_brings_workers_up_to_the_most(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    scene = Scene()
    await scene.look()
    assert scene.site.there == workers(1)
    await scene.look(5)
    assert scene.site.there == workers(1, 2, 3)
    told = "chats with work: 640, in hand: 8, messages: 640, oldest: 30 s, workers without room: 0"
    assert [record.getMessage() for record in caplog.records] == [
        f"analysis workers: 1 -> 2; {told}",
        f"analysis workers: 2 -> 4; {told}",
    ]


async def test_workers_go_again_the_last_first() -> None:
    scene = Scene()
    await scene.look(3)
    scene.site.backlog = Backlog()
    await scene.look(CALM_S)
    assert scene.site.retired == ["analysis-worker-3", "analysis-worker-2", "analysis-worker-1"]
    assert scene.site.there == set()


async def test_who_has_found_no_room_goes_first() -> None:
    scene = Scene()
    await scene.look(3)
    scene.site.without_room = frozenset(workers(1))
    scene.site.backlog = Backlog()
    await scene.look(CALM_S)
    assert scene.site.retired[0] == "analysis-worker-1"


async def test_what_a_predecessor_has_left_is_looked_after_and_counted() -> None:
    scene = Scene(site=Site(there=workers(1, 3)))
    await scene.look()
    assert scene.site.looked_after == workers(1, 2, 3)


async def test_workers_beyond_a_lowered_most_go() -> None:
    scene = Scene(least=1, most=1, site=Site(there=workers(1, 2)))
    await scene.look(2)
    assert scene.site.retired == ["analysis-worker-2", "analysis-worker-1"]


async def test_where_the_number_is_fixed_the_queue_is_left_alone() -> None:
    scene = Scene(least=2, most=2)
    await scene.look(3)
    assert (scene.site.there, scene.site.looks) == (set(), 0)


async def test_an_outage_changes_nothing_and_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    scene = Scene()
    await scene.look()
    scene.site.trouble = "The database does not answer."
    await scene.look(CALM_S)
    assert scene.site.there == workers(1)
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        "the number of analysis workers stays as it is for now: The database does not answer."
    ]
    scene.site.trouble = ""
    await scene.look(2)
    assert scene.site.there == workers(1, 2, 3)
