"""Terms: kept apart by workspace, never written alike, also when two people add them at once."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager

import pytest

from domain.errors import NotFoundError
from domain.vocabulary import (
    MAX_TERMS,
    DuplicateTermError,
    Term,
    TermChange,
    TermKind,
    VocabularyFullError,
    ensure_distinct,
)
from tests.db.samples import new_message
from tests.db.stores import MAIN, Stores


def term(name: str, *aliases: str, kind: TermKind = TermKind.COMPONENT) -> Term:
    return Term(kind=kind, name=name, aliases=list(aliases))


async def names(stores: Stores, workspace_id: int = MAIN) -> list[str]:
    return [each.name for each in await stores.vocabulary.list_terms(workspace_id, None)]


async def test_a_term_is_read_as_it_was_added(stores: Stores) -> None:
    added = await stores.vocabulary.add_term(MAIN, term("Kasse", "Їжа", "O'Neil \\ \"{,}"))
    assert await stores.vocabulary.get_term(MAIN, added.id) == added
    assert await stores.vocabulary.list_terms(MAIN, None) == [added]
    assert await stores.vocabulary.list_terms(MAIN, TermKind.COMPONENT) == [added]
    assert await stores.vocabulary.list_terms(MAIN, TermKind.LABEL) == []


async def test_a_term_is_changed_and_deleted(stores: Stores) -> None:
    added = await stores.vocabulary.add_term(MAIN, term("Till", "cart"))
    changed = await stores.vocabulary.change_term(MAIN, added.id, TermChange(name="CART", aliases=["till"]))
    assert (changed.name, changed.aliases) == ("CART", ["till"])
    assert await stores.vocabulary.get_term(MAIN, added.id) == changed
    await stores.vocabulary.delete_term(MAIN, added.id)
    assert await names(stores) == []


async def test_terms_that_clash_are_refused_and_nothing_changes(stores: Stores) -> None:
    await stores.vocabulary.add_term(MAIN, term("Till", "cart"))
    other = await stores.vocabulary.add_term(MAIN, term("Ledger"))
    before = await stores.content()
    calls = (
        stores.vocabulary.add_term(MAIN, term("CART")),
        stores.vocabulary.change_term(MAIN, other.id, TermChange(aliases=["tILL"])),
        stores.vocabulary.replace_terms(MAIN, [term("a"), term("b", "A")]),
    )
    for call in calls:
        with pytest.raises(DuplicateTermError):
            await call
    assert await stores.content() == before


async def test_another_workspace_s_terms_do_not_exist(stores: Stores) -> None:
    other = await stores.add_workspace()
    theirs = await stores.vocabulary.add_term(other, term("Till"))
    await stores.vocabulary.add_term(MAIN, term("Till"))
    await stores.vocabulary.replace_terms(MAIN, [])
    calls: tuple[Coroutine[None, None, object], ...] = (
        stores.vocabulary.get_term(MAIN, theirs.id),
        stores.vocabulary.change_term(MAIN, theirs.id, TermChange(name="Ours")),
        stores.vocabulary.delete_term(MAIN, theirs.id),
    )
    for call in calls:
        with pytest.raises(NotFoundError):
            await call
    assert await stores.vocabulary.list_terms(other, None) == [theirs]
    assert await names(stores) == []


async def test_a_full_vocabulary_takes_no_more(stores: Stores) -> None:
    await stores.vocabulary.replace_terms(MAIN, [term(f"n{number}") for number in range(MAX_TERMS)])
    with pytest.raises(VocabularyFullError):
        await stores.vocabulary.add_term(MAIN, term("one more"))
    assert len(await names(stores)) == MAX_TERMS


async def test_replacing_keeps_the_ids_of_what_stays(stores: Stores) -> None:
    first = await stores.vocabulary.replace_terms(MAIN, [term("Till", "cart"), term("Old")])
    second = await stores.vocabulary.replace_terms(MAIN, [term("New", "old"), term("TILL")])
    assert second == await stores.vocabulary.list_terms(MAIN, None)
    ids = {each.name: each.id for each in (*first, *second)}
    assert ids["TILL"] == ids["Till"]
    assert ids["New"] not in {ids["Old"], ids["Till"]}
    assert [(each.name, each.aliases) for each in second] == [("New", ["old"]), ("TILL", [])]
    before = await stores.content()
    assert await stores.vocabulary.replace_terms(MAIN, second) == second
    assert await stores.content() == before


@asynccontextmanager
async def writers_held(stores: Stores, waiters: int) -> AsyncGenerator[None]:
    """Keep writers waiting until so many that the block starts do."""
    async with stores.database.transaction() as connection:
        await connection.execute("SELECT FROM workspaces WHERE id = 1 FOR NO KEY UPDATE")
        yield
        await stores.wait_for_waiters(waiters)


async def test_of_two_who_add_the_same_word_one_is_told(stores: Stores) -> None:
    async with writers_held(stores, 2):
        wanted = (term("Till", "cart"), term("Cart", "TILL"))
        running = [asyncio.create_task(stores.vocabulary.add_term(MAIN, each)) for each in wanted]
    answers = await asyncio.gather(*running, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["DuplicateTermError", "StoredTerm"]
    assert len(await names(stores)) == 1


async def test_changes_that_meet_make_no_clash(stores: Stores) -> None:
    one, two = await stores.vocabulary.replace_terms(MAIN, [term("a"), term("b")])
    async with writers_held(stores, 2):
        wish = TermChange(aliases=["both"])
        running = [
            asyncio.create_task(stores.vocabulary.change_term(MAIN, each.id, wish)) for each in (one, two)
        ]
    answers = await asyncio.gather(*running, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["DuplicateTermError", "StoredTerm"]
    ensure_distinct(await stores.vocabulary.list_terms(MAIN, None))


async def test_messages_come_in_while_a_vocabulary_is_being_written(stores: Stores) -> None:
    added = await stores.vocabulary.add_term(MAIN, term("Till"))
    async with asyncio.TaskGroup() as tasks, stores.database.transaction() as connection:
        await connection.execute("SELECT FROM vocabulary FOR UPDATE")
        tasks.create_task(stores.vocabulary.delete_term(MAIN, added.id))
        await stores.wait_for_waiters(1)  # it has its lock, and waits for the row
        await stores.accept(new_message())
