"""The OpenAPI document: complete, valid, and true: every example fits its schema."""

import re
from collections.abc import Iterator
from typing import Protocol, cast

import jsonschema
import pytest

from api.app import create_app
from tests.fakes.world import FakeWorld

Json = dict[str, object]


def _document() -> Json:
    return cast("Json", create_app(FakeWorld().deps()).openapi())


DOCUMENT = _document()


def _object(parent: Json, *path: str) -> Json:
    for name in path:
        parent = cast("Json", parent.get(name, {}))
    return parent


def _operations() -> Iterator[tuple[str, Json]]:
    for path, item in _object(DOCUMENT, "paths").items():
        for method, operation in cast("Json", item).items():
            yield f"{method.upper()} {path}", cast("Json", operation)


OPERATIONS = dict(_operations())


def _contents(operation: Json) -> Iterator[tuple[str, Json]]:
    yield "request", _object(operation, "requestBody", "content")
    for status, response in _object(operation, "responses").items():
        yield status, _object(cast("Json", response), "content")


class Validator(Protocol):
    """What is used of jsonschema, which has no types."""

    def validate(self, instance: object) -> None: ...


def _validator(schema: Json) -> Validator:
    whole: Json = {**schema, "components": DOCUMENT["components"]}
    return cast("Validator", jsonschema.Draft202012Validator(whole))


def test_every_reference_leads_somewhere() -> None:
    references = set(re.findall(r"'\$ref': '([^']+)'", str(DOCUMENT)))
    assert references
    for reference in references:
        assert _object(DOCUMENT, *reference.removeprefix("#/").split("/")), reference


def test_the_schemas_are_schemas() -> None:
    for schema in _object(DOCUMENT, "components", "schemas").values():
        jsonschema.Draft202012Validator.check_schema(cast("Json", schema))


def test_operation_ids_are_names_of_their_own() -> None:
    ids = [str(operation["operationId"]) for operation in OPERATIONS.values()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", each) for each in ids)


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_explains_itself(name: str) -> None:
    operation = OPERATIONS[name]
    tags = {cast("Json", tag)["name"] for tag in cast("list[object]", DOCUMENT["tags"])}
    assert operation["summary"]
    assert operation["description"]
    assert set(cast("list[str]", operation["tags"])) <= tags
    if name.startswith(("POST", "PUT", "PATCH", "DELETE")) and "security" not in operation:
        assert {"401", "403"} <= set(_object(operation, "responses"))
    if "{" in name:
        assert "404" in _object(operation, "responses")


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_example_fits_its_schema(name: str) -> None:
    seen = 0
    for place, content in _contents(OPERATIONS[name]):
        for media in content.values():
            details = cast("Json", media)
            validator = _validator(_object(details, "schema"))
            for example in _examples(details):
                validator.validate(example)
                seen += place != "request"
            assert list(_examples(details)), (name, place)
    assert seen


def _examples(media: Json) -> Iterator[object]:
    if "example" in media:
        yield media["example"]
    for example in _object(media, "examples").values():
        yield cast("Json", example)["value"]


def test_problems_are_problem_details() -> None:
    for operation in OPERATIONS.values():
        for status, response in _object(operation, "responses").items():
            if int(status) >= 400 and operation["operationId"] != "get_health":
                assert list(_object(cast("Json", response), "content")) == ["application/problem+json"]


def test_security_is_said_once_and_lifted_where_it_does_not_apply() -> None:
    assert DOCUMENT["security"] == [{"bearer": []}, {"session": []}]
    lifted = {name for name, operation in OPERATIONS.items() if operation.get("security") == []}
    assert lifted == {"GET /api/health"}
