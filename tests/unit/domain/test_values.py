import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain.access import Principal
from domain.errors import ForbiddenError
from domain.values import MAX_NAME_CHARS, MAX_TEXT_CHARS, Name, Role, Text

TEXT = TypeAdapter[str](Text)
NAME = TypeAdapter[str](Name)


@pytest.mark.parametrize("text", ["", " ", "\n\t", "Привіт 👋", "\ufffe", "x" * MAX_TEXT_CHARS])
def test_a_text_is_kept_as_it_is(text: str) -> None:
    assert TEXT.validate_python(text) == text


@pytest.mark.parametrize("text", ["\x00", "a\x00b", "\ud800", "a\udfff", "x" * (MAX_TEXT_CHARS + 1)])
def test_a_text_that_can_not_be_stored_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        TEXT.validate_python(text)


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Ada", "Ada"), ("  Ada \n", "Ada"), ("x" * MAX_NAME_CHARS + "  ", "x" * MAX_NAME_CHARS)],
)
def test_a_name_is_trimmed(name: str, kept: str) -> None:
    assert NAME.validate_python(name) == kept


@pytest.mark.parametrize(
    "name", ["", "  ", "\u00a0\n", "x" * (MAX_NAME_CHARS + 1), "a\x00", "\ud800", 7, None]
)
def test_what_is_no_name_is_refused(name: object) -> None:
    with pytest.raises(ValidationError):
        NAME.validate_python(name)


@given(st.text())
def test_every_name_can_be_stored(text: str) -> None:
    try:
        name = NAME.validate_python(text)
    except ValidationError:
        return
    assert name
    assert "\x00" not in name
    assert NAME.validate_python(name) == name
    assert name.encode()


@pytest.mark.parametrize(
    ("has", "allowed"),
    [
        (Role.VIEWER, {Role.VIEWER}),
        (Role.MEMBER, {Role.VIEWER, Role.MEMBER}),
        (Role.ADMIN, {Role.VIEWER, Role.MEMBER, Role.ADMIN}),
    ],
)
@pytest.mark.parametrize("needed", Role)
def test_a_role_allows_what_lower_ones_do(has: Role, allowed: set[Role], needed: Role) -> None:
    principal = Principal(workspace_id=1, role=has, name="Ada")
    if needed in allowed:
        principal.require(needed)
    else:
        with pytest.raises(ForbiddenError, match=needed):
            principal.require(needed)
