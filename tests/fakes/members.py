"""People of chats in memory."""

from collections.abc import Sequence

from domain.chat import Standing
from domain.errors import NotFoundError
from domain.members import WorkspaceMember
from tests.fakes.gatekeeper import FakeGatekeeper
from tests.fakes.outage import Outage


class FakeMembers(Outage):
    """`domain.members.Members` over a dictionary, by workspace."""

    def __init__(self, gatekeeper: FakeGatekeeper) -> None:
        super().__init__()
        self._gatekeeper = gatekeeper
        self.members: dict[int, list[WorkspaceMember]] = {}

    async def list_members(self, workspace_id: int, *, everybody: bool) -> Sequence[WorkspaceMember]:
        self.check(workspace_id)
        present = {Standing.ADMIN, Standing.MEMBER}
        known = self.members.get(workspace_id, [])
        return [member for member in known if everybody or member.standing in present]

    async def sign_out(self, workspace_id: int, person_id: int) -> None:
        self.check(workspace_id, person_id)
        if person_id not in {member.person_id for member in self.members.get(workspace_id, [])}:
            raise NotFoundError
        self._gatekeeper.sign_out(workspace_id, person_id)
