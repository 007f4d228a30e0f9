"""A bot's webhook on a port of this machine, which may refuse."""

from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.fakes.telegram.deliverer import SECRET_HEADER
from tests.fakes.telegram.jsons import Json


@dataclass
class Webhook:
    """Takes updates; `refusals` are statuses by update id, each given once, the first first."""

    taken: list[int] = field(default_factory=list[int])
    tried: list[int] = field(default_factory=list[int])
    secrets: set[str | None] = field(default_factory=set[str | None])
    refusals: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    answer: Json = field(default_factory=dict[str, object])

    @property
    def app(self) -> Starlette:
        return Starlette(routes=[Route("/hook", self._take, methods=["POST"])])

    async def _take(self, request: Request) -> Response:
        update_id: int = (await request.json())["update_id"]
        self.secrets.add(request.headers.get(SECRET_HEADER))
        self.tried.append(update_id)
        if self.refusals.get(update_id):
            return Response(status_code=self.refusals[update_id].pop(0))
        self.taken.append(update_id)
        return JSONResponse(self.answer)
