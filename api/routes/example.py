"""A chat to try Manta with."""

from starlette.responses import Response

from api import examples
from api.auth import Member, Viewer
from api.deps import DepsIn
from api.openapi import READ, WRITE, answer, new_router, problems
from api.replies import model_reply
from domain.example import ExampleInfo, ExampleReceipt

router = new_router("messages")


@router.get(
    "/api/example",
    summary="What the example chat holds",
    response_model=ExampleInfo,
    responses={**answer(200, "The chat.", examples.EXAMPLE), **problems(*READ)},
)
async def get_example(_caller: Viewer, deps: DepsIn) -> Response:
    """Return what `POST /api/example` would bring; nothing is stored."""
    return model_reply(await deps.example.describe())


@router.post(
    "/api/example",
    status_code=202,
    summary="Take in the example chat",
    response_model=ExampleReceipt,
    responses={
        **answer(202, "Messages are stored and wait for the agents.", examples.EXAMPLE_RECEIVED),
        200: {**answer(200, "All were stored before.", examples.EXAMPLE_KNOWN)[200], "model": ExampleReceipt},
        **problems(*WRITE),
    },
)
async def accept_example(caller: Member, deps: DepsIn) -> Response:
    """Store an invented team's chat, its newest message some minutes old. Repeating stores nothing twice."""
    receipt = await deps.example.accept(caller.workspace_id)
    return model_reply(receipt, 202 if receipt.received else 200)
