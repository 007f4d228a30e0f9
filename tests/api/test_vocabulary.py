import httpx2
import pytest

from domain.vocabulary import MAX_ALIASES, MAX_TERM_CHARS, MAX_TERMS
from tests.api.client import TERM, Api, problem

ADDRESS = "/api/vocabulary"


async def _add(api: Api, name: str, *aliases: str, kind: str = "component") -> httpx2.Response:
    return await api.member.post(ADDRESS, json={"kind": kind, "name": name, "aliases": list(aliases)})


async def _names(api: Api, query: str = "") -> list[str]:
    return [term["name"] for term in (await api.viewer.get(f"{ADDRESS}{query}")).json()]


async def test_an_added_term_can_be_read_where_it_is(api: Api) -> None:
    answer = await api.member.post(ADDRESS, json=TERM)
    assert answer.status_code == 201
    assert (await api.viewer.get(answer.headers["location"])).json() == answer.json()
    assert answer.json() == {**TERM, "id": 1}


async def test_terms_are_listed_by_kind_and_name(api: Api) -> None:
    for name, kind in (("web", "label"), ("Till", "component"), ("billing", "component"), ("Web", "project")):
        await _add(api, name, kind=kind)
    assert await _names(api) == ["billing", "Till", "web", "Web"]
    assert await _names(api, "?kind=component") == ["billing", "Till"]
    problem(await api.viewer.get(f"{ADDRESS}?kind=verb"), 422, "invalid-fields")


@pytest.mark.parametrize(
    ("name", "aliases"),
    [("Checkout", []), ("checkout", []), ("CART", []), ("Till", ["Cart"]), ("Till", ["cHECKOUT"])],
)
async def test_a_spelling_belongs_to_one_term_of_a_kind(api: Api, name: str, aliases: list[str]) -> None:
    await api.member.post(ADDRESS, json=TERM)
    assert "“Checkout” already" in problem(await _add(api, name, *aliases), 409, "duplicate-term")
    assert (await _add(api, name, *aliases, kind="label")).status_code == 201
    other = (await _add(api, "Ledger")).json()["id"]
    change = {"name": name, "aliases": aliases}
    problem(await api.member.patch(f"{ADDRESS}/{other}", json=change), 409, "duplicate-term")
    both = [TERM, {"kind": "component", "name": name, "aliases": aliases}]
    problem(await api.member.put(ADDRESS, json=both), 409, "duplicate-term")
    assert await _names(api, "?kind=component") == ["Checkout", "Ledger"]


async def test_aliases_that_say_the_same_are_kept_once(api: Api) -> None:
    answer = await _add(api, "Straße", "STRASSE", "road", "Road", "cafe\u0301", "café")
    assert answer.json()["aliases"] == ["road", "cafe\u0301"]


async def test_only_what_is_sent_changes(api: Api) -> None:
    term_id = (await api.member.post(ADDRESS, json=TERM)).json()["id"]
    address = f"{ADDRESS}/{term_id}"
    assert (await api.member.patch(address, json={"name": "CHECKOUT"})).json()["aliases"] == ["cart"]
    answer = await api.member.patch(address, json={"aliases": ["basket", "checkout"]})
    assert answer.json() == {"id": term_id, "kind": "component", "name": "CHECKOUT", "aliases": ["basket"]}
    assert (await api.viewer.get(address)).json() == answer.json()


async def test_a_deleted_term_is_gone(api: Api) -> None:
    address = (await api.member.post(ADDRESS, json=TERM)).headers["location"]
    answer = await api.member.delete(address)
    assert (answer.status_code, answer.content) == (204, b"")
    problem(await api.member.delete(address), 404, "not-found")
    problem(await api.viewer.get(address), 404, "not-found")
    problem(await api.member.patch(address, json={"name": "x"}), 404, "not-found")


@pytest.mark.parametrize("number", [99, 0, -1, 2**63])
async def test_a_term_that_does_not_exist_is_not_found(api: Api, number: int) -> None:
    address = f"{ADDRESS}/{number}"
    problem(await api.viewer.get(address), 404, "not-found")
    problem(await api.member.patch(address, json={"name": "x"}), 404, "not-found")
    problem(await api.member.delete(address), 404, "not-found")


async def test_all_terms_are_replaced_and_repeating_changes_nothing(api: Api) -> None:
    kept = (await api.member.post(ADDRESS, json=TERM)).json()["id"]
    await _add(api, "Old")
    nothing: list[str] = []
    wanted: list[dict[str, object]] = [
        {"kind": "label", "name": "urgent"},
        {**TERM, "name": "checkout", "aliases": nothing},
    ]
    first = await api.member.put(ADDRESS, json=wanted)
    again = await api.member.put(ADDRESS, json=wanted)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json() == (await api.viewer.get(ADDRESS)).json()
    assert [(term["name"], term["id"] == kept) for term in first.json()] == [
        ("checkout", True),
        ("urgent", False),
    ]
    assert (await api.member.put(ADDRESS, json=first.json())).json() == first.json()
    assert (await api.member.put(ADDRESS, json=nothing)).json() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "verb"),
        ("name", ""),
        ("name", "x" * (MAX_TERM_CHARS + 1)),
        ("aliases.0", ["x" * (MAX_TERM_CHARS + 1)]),
        ("aliases.0", [" "]),
        ("aliases", [str(number) for number in range(MAX_ALIASES + 1)]),
    ],
)
async def test_what_can_not_be_a_term_is_refused_by_field(api: Api, field: str, value: object) -> None:
    term = {**TERM, field.partition(".")[0]: value}
    for path, body, place in ((ADDRESS, term, field), (ADDRESS, [TERM, term], f"1.{field}")):
        method = "PUT" if isinstance(body, list) else "POST"
        answer = await api.member.request(method, path, json=body)
        problem(answer, 422, "invalid-fields")
        assert [error["field"] for error in answer.json()["errors"]] == [place]
    assert await _names(api) == []


async def test_a_vocabulary_can_be_full(api: Api) -> None:
    terms = [{"kind": "label", "name": f"n{number}"} for number in range(MAX_TERMS + 1)]
    problem(await api.member.put(ADDRESS, json=terms), 422, "invalid-fields")
    assert (await api.member.put(ADDRESS, json=terms[1:])).status_code == 200
    assert "2,000 terms" in problem(await _add(api, "one more"), 409, "vocabulary-full")


async def test_an_outage_is_told(api: Api) -> None:
    api.world.vocabulary.unavailable = True
    problem(await api.viewer.get(ADDRESS), 503, "unavailable")
    problem(await api.member.put(ADDRESS, json=[TERM]), 503, "unavailable")
