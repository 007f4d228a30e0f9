"""One analyst for each set of models: shared, bounded, and closed when nobody needs it any more."""

import asyncio

import httpx2
import pytest

from agents import ollama
from agents.analyst import AgentAnalyst
from agents.choice import ModelChoice
from agents.pool import AnalystPool
from agents.wire import BoundedTransport, bounded_client
from domain.analysis import Findings, MessageContext
from domain.errors import AnalysisError, ConfigurationError
from domain.ports import Analysts
from domain.workspace import AgentModels, WorkspaceSettings
from tests.agents.conftest import WriteMessage
from tests.fakes.analyst import make_findings

INSTALLED = ["a:1", "b:1", "c:1"]


class Server:
    """Lists models, at once or after `gate`; counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.models = INSTALLED
        self.gate: asyncio.Event | None = None

    async def find(self, _: str) -> list[str]:
        self.asked += 1
        if self.gate is not None:
            await self.gate.wait()
        return self.models


@pytest.fixture
def clients(monkeypatch: pytest.MonkeyPatch) -> list[httpx2.AsyncClient]:
    made: list[httpx2.AsyncClient] = []

    def make(transport: BoundedTransport | None = None) -> httpx2.AsyncClient:
        made.append(bounded_client(transport))
        return made[-1]

    monkeypatch.setattr(ollama, "bounded_client", make)
    return made


def pool_of(server: Server, model: str = "embedded", capacity: int = 16) -> AnalystPool:
    return AnalystPool(ModelChoice(model=model), server.find, capacity)


def wants(model: str | None = None, **each: str) -> WorkspaceSettings:
    return WorkspaceSettings(model=model, models=AgentModels(**each))


def test_it_is_what_the_pipeline_expects() -> None:
    pool: Analysts = pool_of(Server())
    assert pool


async def test_the_same_wishes_get_the_same_analyst(clients: list[httpx2.AsyncClient]) -> None:
    pool = pool_of(Server())
    first = await pool.choose(wants("ollama:a:1"))
    assert await pool.choose(wants("ollama:a:1").model_copy(update={"timezone": "Asia/Tokyo"})) is first
    assert await pool.choose(wants()) is not first
    assert (first.model, len(clients)) == ("ollama:a:1", 1)
    await pool.close()
    assert clients[0].is_closed


async def test_those_who_ask_at_once_share_one_building(clients: list[httpx2.AsyncClient]) -> None:
    server = Server()
    server.gate = asyncio.Event()
    pool = pool_of(server)
    asking = [asyncio.create_task(pool.choose(wants("ollama:a:1"))) for _ in range(5)]
    await asyncio.wait(set(asking), timeout=0.02)
    asking[0].cancel()  # who no longer waits does not take it from the others
    server.gate.set()
    found = await asyncio.gather(*asking, return_exceptions=True)
    assert isinstance(found[0], asyncio.CancelledError)
    assert len({id(each) for each in found[1:]}) == 1
    assert (server.asked, len(clients)) == (1, 1)
    await pool.close()


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        (wants(), ("sys", "sys", "ollama:large")),
        (wants("ollama:own"), ("ollama:own", "ollama:own", "ollama:own")),
        (wants(extraction="ollama:ext"), ("sys", "ollama:ext", "ollama:large")),
        (wants("ollama:own", classification="ollama:cls"), ("ollama:cls", "ollama:own", "ollama:own")),
    ],
)
def test_a_workspace_s_wish_comes_before_the_system_s(
    settings: WorkspaceSettings, names: tuple[str, ...]
) -> None:
    system = ModelChoice(model="sys", models=AgentModels(analysis="ollama:large"))
    assert tuple(system.merge(settings).names.values()) == names


async def test_a_model_that_is_not_there_is_told_with_those_that_are() -> None:
    server = Server()
    pool = pool_of(server)
    with pytest.raises(ConfigurationError, match=r"extraction agent.*'absent'") as raised:
        await pool.choose(wants(extraction="ollama:absent"))
    assert "ollama:b:1" in raised.value.remedy
    asked = server.asked
    with pytest.raises(ConfigurationError, match="absent"):
        await pool.choose(wants(extraction="ollama:absent"))
    assert server.asked == asked  # remembered for a while
    await pool.close()


async def test_a_check_passes_what_can_be_used_and_names_what_can_not() -> None:
    pool = pool_of(Server())
    await pool.check(wants("ollama:b:1", extraction="embedded"))
    await pool.check(wants())
    with pytest.raises(ConfigurationError, match="absent"):
        await pool.check(wants("embedded", extraction="ollama:absent"))
    await pool.close()


async def test_an_analysis_under_way_keeps_its_connections(
    clients: list[httpx2.AsyncClient], write: WriteMessage, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, go_on = asyncio.Event(), asyncio.Event()
    seen: list[bool] = []

    async def analyse(_: AgentAnalyst, __: MessageContext) -> Findings:
        started.set()
        await go_on.wait()
        seen.append(clients[0].is_closed)
        return make_findings()

    monkeypatch.setattr(AgentAnalyst, "analyse", analyse)
    pool = pool_of(Server(), capacity=1)
    running = asyncio.create_task((await pool.choose(wants("ollama:a:1"))).analyse(write("fix it")))
    await started.wait()
    await pool.choose(wants("ollama:b:1"))
    assert not clients[0].is_closed
    go_on.set()
    await running
    assert seen == [False]
    assert clients[0].is_closed
    await pool.close()


async def test_the_one_that_was_not_asked_for_longest_makes_room(clients: list[httpx2.AsyncClient]) -> None:
    pool = pool_of(Server(), capacity=2)
    first, second = [await pool.choose(wants(f"ollama:{name}")) for name in INSTALLED[:2]]
    assert await pool.choose(wants(f"ollama:{INSTALLED[0]}")) is first
    await pool.choose(wants(f"ollama:{INSTALLED[2]}"))
    assert [client.is_closed for client in clients] == [False, True, False]
    with pytest.raises(AnalysisError, match="made room"):
        await second.analyse(MessageContext.model_construct())
    assert await pool.choose(wants(f"ollama:{INSTALLED[1]}")) is not second
    await pool.close()
    assert all(client.is_closed for client in clients)
