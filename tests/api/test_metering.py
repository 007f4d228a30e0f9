from domain.errors import UnauthenticatedError
from domain.metrics import FRAMES, REFUSALS, SOCKETS, SOCKETS_CLOSED, Labels, Metric
from tests.api.client import Api
from tests.api.socket import SocketClient
from tests.support.polling import wait_until_async


def told(api: Api) -> dict[tuple[Metric, Labels], float]:
    return {(each.metric, each.labels): sum(each.values) for each in api.world.metrics.take()}


async def test_open_sockets_and_their_frames_are_counted(api: Api) -> None:
    headers = {"Authorization": f"Bearer {api.world.viewer}"}
    async with SocketClient(api.app, "", headers) as socket:
        await socket.connection()
        assert told(api) == {(SOCKETS, ()): 1, (FRAMES, ()): 1}
    await wait_until_async(lambda: told(api)[SOCKETS, ()] == 0)


async def test_a_socket_that_the_server_closes_is_counted_by_its_code(api: Api) -> None:
    headers = {"Authorization": f"Bearer {api.world.viewer}"}
    async with SocketClient(api.app, "last_seq=x", headers) as socket:
        await socket.served
    assert told(api)[SOCKETS_CLOSED, ("1008",)] == 1


async def test_what_is_refused_is_counted_by_its_code(api: Api) -> None:
    await api.anonymous.get("/api/tasks")
    await api.viewer.get("/api/nothing-of-that-name")
    counted = told(api)
    assert counted[REFUSALS, (UnauthenticatedError.code,)] == 1
    assert sum(value for (metric, _), value in counted.items() if metric is REFUSALS) == 1
