"""Which workspaces people may open, in memory."""

from collections.abc import Sequence

from domain.mini_app import Link, Room
from tests.fakes.outage import Outage


class FakeRooms(Outage):
    """`domain.mini_app.Rooms` over dictionaries: rooms by person, workspaces by what links name."""

    def __init__(self) -> None:
        super().__init__()
        self.rooms: dict[int, list[Room]] = {}
        self.workspaces: dict[Link, int] = {}

    async def rooms_of(self, person_id: int) -> Sequence[Room]:
        self.check()
        return self.rooms.get(person_id, [])

    async def find_workspace(self, link: Link) -> int | None:
        self.check()
        return self.workspaces.get(link)
