import pytest
from pydantic import ValidationError

from domain.analysis import Extraction, Summary


@pytest.mark.parametrize("text", ["a NUL \x00 in it", "half a pair \ud800"])
def test_an_answer_that_can_not_be_stored_is_no_answer(text: str) -> None:
    """A model that writes such a thing is asked again, instead of its result failing at the database."""
    with pytest.raises(ValidationError):
        Summary(short="fine", title=text)
    with pytest.raises(ValidationError):
        Extraction(projects=["Atlas", text])
