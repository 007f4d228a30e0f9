"""Long lists are compressed for those who accept it, and nothing else is touched."""

from tests.api.client import TASK, Api


async def test_a_long_list_is_compressed(api: Api) -> None:
    for _ in range(60):
        await api.member.post("/api/tasks", json=TASK)
    packed = await api.viewer.get("/api/tasks?limit=500", headers={"Accept-Encoding": "gzip, br"})
    plain = await api.viewer.get("/api/tasks?limit=500", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert [each.headers["vary"] for each in (packed, plain)] == ["Accept-Encoding"] * 2
    assert int(packed.headers["content-length"]) * 4 < int(plain.headers["content-length"])
    assert packed.json() == plain.json()


async def test_short_answers_and_writes_are_not(api: Api) -> None:
    long = {**TASK, "description": "x" * 10_000}
    made = await api.member.post("/api/tasks", json=long, headers={"Accept-Encoding": "gzip"})
    short = await api.viewer.get("/api/stats", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in {*made.headers, *short.headers}
