"""Keeping parts up: what dies is started again, and what can't be is tried again later."""

from dataclasses import dataclass, field
from io import StringIO

import pytest
from rich.console import Console

from cli import system
from cli.system import RESTART_PAUSE_S, Keeper
from domain.errors import UnavailableError


@dataclass
class Part:
    """A part whose life the test decides about."""

    running: bool = True
    broken: bool = False
    starts: int = 0
    pid: int | None = None

    def is_running(self) -> bool:
        return self.running

    def start(self) -> None:
        self.starts += 1
        if self.broken:
            raise UnavailableError("the disk is full", remedy="make room")
        self.running = True


@dataclass
class Scene:
    """A keeper with its part, the clock and what was said."""

    part: Part = field(default_factory=Part)
    now: float = 100.0
    prepared: int = 0
    console: Console = field(default_factory=lambda: Console(file=StringIO(), width=100))

    def __post_init__(self) -> None:
        self.keeper = Keeper("database", self.part, self._prepare)

    def _prepare(self) -> None:
        self.prepared += 1

    def look(self) -> None:
        self.keeper.look(self.console)

    def said(self) -> str:
        assert isinstance(self.console.file, StringIO)
        return self.console.file.getvalue()


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    made = Scene()
    monkeypatch.setattr(system, "monotonic", lambda: made.now)
    return made


def test_a_running_part_is_left_alone(scene: Scene) -> None:
    scene.look()
    assert (scene.part.starts, scene.prepared, scene.said()) == (0, 0, "")


def test_a_dead_part_is_prepared_and_started_at_once(scene: Scene) -> None:
    scene.part.running = False
    scene.look()
    assert (scene.part.starts, scene.prepared) == (1, 1)
    assert "the database again" in scene.said()


def test_a_part_that_can_not_live_is_tried_again_after_a_pause(scene: Scene) -> None:
    scene.part.running, scene.part.broken = False, True
    scene.look()
    scene.look()
    assert scene.part.starts == 1
    assert "the disk is full" in scene.said()
    assert "make room" in scene.said()
    scene.now += RESTART_PAUSE_S
    scene.part.broken = False
    scene.look()
    assert (scene.part.starts, scene.part.running) == (2, True)


def test_the_same_trouble_is_said_once_and_again_when_it_comes_back(scene: Scene) -> None:
    scene.part.running, scene.part.broken = False, True
    for _ in range(3):
        scene.look()
        scene.now += RESTART_PAUSE_S
    assert (scene.part.starts, scene.said().count("the disk is full")) == (3, 1)
    scene.part.broken = False
    scene.look()
    scene.part.running, scene.part.broken = False, True
    scene.now += RESTART_PAUSE_S
    scene.look()
    assert scene.said().count("the disk is full") == 2
