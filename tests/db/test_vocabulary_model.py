"""The vocabulary against the fake that the API is tested with: whatever is done, they agree."""

import asyncio
from collections.abc import Sequence
from itertools import count
from typing import TypeAlias

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from db.pool import Database
from domain.errors import MantaError
from domain.vocabulary import StoredTerm, Term, TermChange, TermKind, Vocabulary, ensure_distinct
from tests.db.stores import Stores
from tests.fakes.workspaces import FakeVocabulary

Step: TypeAlias = tuple[str, int, list[Term]]

_WORDS = st.sampled_from(["a", "A", "b", "ß", "SS", "c", "é", "e\u0301"])
_TERMS = st.builds(
    Term,
    kind=st.sampled_from([TermKind.LABEL, TermKind.PROJECT]),
    name=_WORDS,
    aliases=st.lists(_WORDS, max_size=2),
)
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "change", "delete", "replace"]),
        st.integers(0, 3),
        st.lists(_TERMS, min_size=1, max_size=3),
    ),
    max_size=10,
)


async def take(vocabulary: Vocabulary, workspace_id: int, step: Step) -> str:
    """Take a step and return what came of it. Terms are named by their place in the list, as ids differ."""
    verb, place, terms = step
    known = await vocabulary.list_terms(workspace_id, None)
    chosen = known[place].id if place < len(known) else 2**62
    change = TermChange(name=terms[0].name, aliases=terms[0].aliases)
    try:
        match verb:
            case "add":
                return shown([await vocabulary.add_term(workspace_id, terms[0])])
            case "change":
                return shown([await vocabulary.change_term(workspace_id, chosen, change)])
            case "delete":
                return str(await vocabulary.delete_term(workspace_id, chosen))
            case _:
                return shown(await vocabulary.replace_terms(workspace_id, terms))
    except MantaError as error:
        return error.detail


def shown(terms: Sequence[StoredTerm]) -> str:
    """Return terms as text without their ids."""
    return str([term.model_dump(exclude={"id"}) for term in terms])


def test_the_vocabulary_does_what_the_fake_does(database_url: str) -> None:
    slugs = count()
    with asyncio.Runner() as runner:
        database = runner.run(Database(f"{database_url}?synchronous_commit=off").__aenter__())
        stores = Stores(database)

        async def compare(steps: Sequence[Step]) -> None:
            workspace_id = await stores.add_workspace(f"model-{next(slugs)}")
            fake = FakeVocabulary()
            kept: dict[str, int] = {}
            for step in steps:
                assert await take(stores.vocabulary, workspace_id, step) == await take(fake, 1, step)
                terms = await stores.vocabulary.list_terms(workspace_id, None)
                assert shown(terms) == shown(await fake.list_terms(1, None))
                ensure_distinct(terms)
                ids = {f"{term.key}": term.id for term in terms}
                if step[0] == "replace":
                    assert all(ids[key] == term_id for key, term_id in kept.items() if key in ids)
                kept = ids

        @settings(
            max_examples=150,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow],
        )
        @given(steps=_STEPS)
        def check(steps: Sequence[Step]) -> None:
            runner.run(compare(steps))

        try:
            check()
        finally:
            runner.run(database.close())
