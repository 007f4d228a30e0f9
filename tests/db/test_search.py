"""Searching: words in any form, meaning, both together, and what must never be found."""

from collections.abc import Mapping

import pytest

from db.search import CANDIDATES, RECENT
from domain.analysis import Embedding
from domain.search import Hit, HitKind, Match, SearchQuery
from domain.task import TaskChange
from domain.values import TaskStatus
from tests.db.samples import done, new_message, new_task
from tests.db.stores import ADA, MAIN, Stores
from tests.fakes.embedder import known, towards

TEXTS = {
    "safari": "The login page crashes on Safari",
    "excel": "При выгрузке в Excel пропадает последняя строка",
    "invoice": "Рахунки клієнтам надсилаються двічі, виправте помилку",
    "dark": "Bitte einen Dunkelmodus in den Einstellungen ergänzen",
    "backup": "Las copias de seguridad fallan cada noche",
}

MARKS = [
    "🔥🔥",
    '"',
    '""',
    "-",
    "--",
    "- -",
    "&",
    "!",
    "|",
    ":*",
    "<->",
    "a:*b",
    "\\",
    "'",
    "%",
    "_",
    "(((",
    " ",
]
TEXT_TRAPS = [
    *MARKS,
    "the",
    "и",
    "-the",
    '-"',
    "or",
    "or or",
    "1.2.3",
    "٣",
    "e\u0301",
    "\u202e",
    "x" * 500,
    "' & ' " * 80,
    "a\tb\n",
    " ",
]


async def tell(stores: Stores, texts: Mapping[str, str], workspace_id: int = MAIN) -> None:
    """Let messages be analysed, without any task, each in a chat of its name."""
    messages = [new_message(name, name, content=text) for name, text in texts.items()]
    await stores.accept(*messages, workspace_id=workspace_id)
    for claim in await stores.inbox().claim("worker", 100):
        outcomes = [done(queued) for queued in claim.messages]
        assert await stores.inbox().finish(claim, outcomes)


async def find(
    stores: Stores, text: str, meaning: Embedding | None = None, workspace_id: int = MAIN, **changes: object
) -> list[Hit]:
    query = SearchQuery.model_validate({"text": text, **changes})
    return await stores.search.find(workspace_id, query, known(meaning))


def names(hits: list[Hit]) -> list[str]:
    """Return what was found: messages by their external ids, tasks by their titles."""
    return [hit.message.external_id if hit.message else hit.task.title if hit.task else "" for hit in hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("login crash", ["safari"]),
        ("crashing", ["safari"]),
        ("строки", ["excel"]),
        ("рахунок", ["invoice"]),
        ("помилка", ["invoice"]),
        ("Einstellung", ["dark"]),
        ("copia", ["backup"]),
        ("safary", ["safari"]),
        ("lgoin", []),
        ('"login page"', ["safari"]),
        ('"page login"', []),
        ("excel or safari", ["excel", "safari"]),
        ("safari -crashes", []),
        ("safari -crash", []),
        ("safari -excel", ["safari"]),
        ('safari -"page login"', ["safari"]),
        ("nothing of this", []),
    ],
)
async def test_messages_are_found_by_their_words(stores: Stores, text: str, found: list[str]) -> None:
    await tell(stores, TEXTS)
    hits = await find(stores, text)
    assert sorted(names(hits)) == found
    assert all(hit.matched == [Match.WORDS] for hit in hits)


@pytest.mark.parametrize("text", ["invoises", "invoice twise", "INVOICES", "rechnung", "Rechnungen"])
async def test_tasks_are_found_by_words_that_are_nearly_theirs(stores: Stores, text: str) -> None:
    invoices = await stores.tasks.create_task(ADA, new_task("Invoices are sent twice"), None)
    german = await stores.tasks.create_task(ADA, new_task("Die Rechnung kommt doppelt"), None)
    [hit] = await find(stores, text)
    assert (hit.kind, hit.task) == (HitKind.TASK, german if text.lower().startswith("r") else invoices)


async def test_what_has_the_words_goes_before_what_nearly_has_them(stores: Stores) -> None:
    for title in ("Exporter", "Export", "Exprot"):
        await stores.tasks.create_task(ADA, new_task(title), None)
    assert names(await find(stores, "export"))[0] == "Export"
    assert set(names(await find(stores, "export"))) >= {"Export", "Exporter"}


async def test_a_snippet_marks_the_words(stores: Stores) -> None:
    await tell(stores, {"long": f"{'so far ' * 100}the login <b>crashes</b> {'and more ' * 100}"})
    [hit] = await find(stores, "login crash")
    assert [hit.snippet[start:end] for start, end in hit.highlights] == ["login", "crashes"]
    assert "<b>crashes</b>" in hit.snippet
    assert len(hit.snippet) < 250


@pytest.mark.parametrize(
    "text",
    TEXT_TRAPS,
)
async def test_no_text_is_an_error(stores: Stores, text: str) -> None:
    await tell(stores, TEXTS)
    await stores.tasks.create_task(ADA, new_task("' & ' | !"), None)
    for meaning in (None, towards(1)):
        hits = await find(stores, text, meaning)
        assert len(hits) <= len(TEXTS) + 1


async def test_what_means_the_same_is_found_without_a_common_word(stores: Stores) -> None:
    await stores.accept(new_message(content="Dark theme"))
    claim = await stores.claim_one()
    outcome = done(claim.messages[0], new_task("Dark theme"), embedding=towards(1, 0.8))
    assert await stores.inbox().finish(claim, [outcome])
    hits = await find(stores, "Dunkelmodus", towards(1))
    assert [(hit.kind, hit.matched) for hit in hits] == [
        (HitKind.TASK, [Match.MEANING]),
        (HitKind.MESSAGE, [Match.MEANING]),
    ]
    assert await find(stores, "Dunkelmodus", towards(1, encoder="another")) == []
    assert await find(stores, "Dunkelmodus", towards(2)) == []
    assert await find(stores, "Dunkelmodus -theme", towards(1)) == []


async def test_both_reasons_together_go_before_either(stores: Stores) -> None:
    chats = {"words": ("login one", 3, 1.0), "meaning": ("entrance", 1, 0.9), "both": ("login two", 1, 0.7)}
    for name, (text, axis, cosine) in chats.items():
        await stores.accept(new_message(name, name, content=text))
        claim = await stores.claim_one()
        outcome = done(claim.messages[0], embedding=towards(axis, cosine))
        assert await stores.inbox().finish(claim, [outcome])
    hits = await find(stores, "login", towards(1))
    assert names(hits)[0] == "both"
    assert sorted(names(hits)) == ["both", "meaning", "words"]
    assert hits[0].matched == [Match.WORDS, Match.MEANING]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


async def test_workspaces_do_not_see_each_other(stores: Stores) -> None:
    other = await stores.add_workspace()
    foreign = ADA.model_copy(update={"workspace_id": other})
    await tell(stores, {"secret": "The login page crashes"}, other)
    await stores.tasks.create_task(foreign, new_task("Fix the login page"), None)
    await stores.rows("UPDATE task_index SET encoder = 'fake-1', embedding = $1::text::halfvec", vector())
    for text in ("login", "logni page", "page"):
        assert await find(stores, text, towards(1)) == []
        assert len(await find(stores, text, towards(1), other)) >= 1


def vector() -> str:
    return str(towards(1).vector)


async def test_hits_of_others_do_not_crowd_out_ours(stores: Stores) -> None:
    foreign = ADA.model_copy(update={"workspace_id": await stores.add_workspace()})
    for by in (ADA, foreign):
        await stores.tasks.create_task(by, new_task("Fix the login"), None)
    await stores.rows("UPDATE task_index SET encoder = 'fake-1', embedding = $1::text::halfvec", vector())
    for text in ("login", "lgoin fix", "zzzz"):
        assert names(await find(stores, text, towards(1), limit=1)) == ["Fix the login"]


async def test_kinds_and_statuses_narrow_the_search(stores: Stores) -> None:
    await tell(stores, {"m": "Fix the login"})
    open_task = await stores.tasks.create_task(ADA, new_task("Fix the login"), None)
    closed = await stores.tasks.create_task(ADA, new_task("Fix the login too"), None)
    await stores.tasks.change_task(ADA, closed.id, TaskChange(status=TaskStatus.CLOSED), None)
    assert len(await find(stores, "login")) == 3
    assert names(await find(stores, "login", kinds=["message"])) == ["m"]
    assert len(await find(stores, "login", kinds=["task"])) == 2
    [hit] = await find(stores, "login", status=["open", "in_progress"])
    assert hit.task == open_task
    assert names(await find(stores, "lgoin fix", status=["closed"])) == []
    assert names(await find(stores, "loginn", status=["closed"])) == ["Fix the login too"]


async def test_the_limit_holds_for_both_kinds_together(stores: Stores) -> None:
    await tell(stores, {f"m{number}": "Fix the login" for number in range(4)})
    for _ in range(4):
        await stores.tasks.create_task(ADA, new_task("Fix the login"), None)
    assert len(await find(stores, "login", limit=5)) == 5
    assert len(await find(stores, "login", limit=CANDIDATES)) == 8


async def test_a_message_is_found_once_it_is_analysed_and_a_task_at_once(stores: Stores) -> None:
    await stores.accept(new_message(content="Fix the login"))
    assert await find(stores, "login") == []
    task = await stores.tasks.create_task(ADA, new_task("Fix the logout"), None)
    await stores.tasks.change_task(ADA, task.id, TaskChange(title="Fix the printer"), None)
    assert await find(stores, "logout") == []
    assert names(await find(stores, "printer")) == ["Fix the printer"]


async def test_only_named_chats_are_searched_however_much_others_say(stores: Stores) -> None:
    await tell(stores, {"quiet": "The login page crashes"})
    await stores.accept(
        *[new_message(f"b{n}", "busy", content="The login crashes") for n in range(CANDIDATES)]
    )
    for claim in await stores.inbox().claim("worker", 1000):
        assert await stores.inbox().finish(claim, [done(queued) for queued in claim.messages])
    for words in ("login", "logn", "logi"):
        assert names(await find(stores, words, chats=("quiet",), limit=1)) == ["quiet"]
        assert await find(stores, words, chats=("elsewhere",)) == []
        assert await find(stores, words, chats=()) == []


async def test_only_tasks_of_named_chats_are_found(stores: Stores) -> None:
    await stores.accept(new_message("m1", "ours"), new_message("m2", "theirs"))
    for chat in ("ours", "theirs"):
        await stores.tasks.create_task(ADA, new_task(f"Mend the login of {chat}", chat_id=chat), None)
    for words in ("login", "logn", "logi"):
        assert names(await find(stores, words, chats=("ours",))) == ["Mend the login of ours"]


async def test_old_texts_are_found_too_unless_new_ones_fill_the_answer(stores: Stores) -> None:
    await stores.tasks.create_task(ADA, new_task("Fix the old login"), None)
    await stores.rows("SELECT setval(pg_get_serial_sequence('tasks', 'id'), max(id) + $1) FROM tasks", RECENT)
    for _ in range(2):
        await stores.tasks.create_task(ADA, new_task("Fix the new login"), None)
    assert names(await find(stores, "login", limit=3)) == [*["Fix the new login"] * 2, "Fix the old login"]
    assert names(await find(stores, "login", limit=2)) == ["Fix the new login"] * 2
    assert names(await find(stores, "old", limit=1)) == ["Fix the old login"]


@pytest.mark.parametrize("new", [5, 1])
async def test_what_is_neither_common_nor_rare_is_found_as_far_back_as_is_needed(
    stores: Stores, new: int
) -> None:
    """With five new ones it is walked back to the next two, with one the index of words is asked for them."""

    async def make(title: str, number: int) -> None:
        for _ in range(number):
            await stores.tasks.create_task(ADA, new_task(title), None)

    skip = "SELECT setval(pg_get_serial_sequence('tasks', 'id'), max(id) + $1) FROM tasks"
    await make("Fix the oldest login", 1)
    await stores.rows(skip, 7 * RECENT)
    await make("Fix the older login", 2)
    await stores.rows(skip, RECENT)
    await make("Fix the new login", new)
    newest = ["Fix the new login"] * new
    assert names(await find(stores, "login", limit=new)) == newest
    assert names(await find(stores, "login", limit=new + 1))[:new] == newest
    found = names(await find(stores, "login", limit=new + 2))
    assert (found.count("Fix the older login"), found.count("Fix the oldest login")) == (2, 0)
    assert len(await find(stores, "login", limit=new + 3)) == new + 3
