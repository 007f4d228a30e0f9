"""Which workspaces people may open, in memory."""

from collections.abc import Sequence

from domain.mini_app import Room
from tests.fakes.outage import Outage


class FakeRooms(Outage):
    """`domain.mini_app.Rooms` over a dictionary, by person."""

    def __init__(self) -> None:
        super().__init__()
        self.rooms: dict[int, list[Room]] = {}

    async def rooms_of(self, person_id: int) -> Sequence[Room]:
        self.check()
        return self.rooms.get(person_id, [])
