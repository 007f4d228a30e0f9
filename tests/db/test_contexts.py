"""What the agents are shown around a message: its thread, its author's last words, the workspace's own."""

from datetime import datetime, timedelta

from db.contexts import PostgresSurroundings
from db.threads import EARLIER_S, EXCERPT_CHARS, LOOK_BACK, MAX_EARLIER
from domain.analysis import MessageContext
from domain.vocabulary import TermKind
from tests.db.samples import SENT, done, new_message
from tests.db.stores import MAIN, Stores

_SETTINGS = """
UPDATE workspaces SET settings = '{"timezone": "Europe/Kyiv", "language": "uk"}' WHERE id = $1
"""
_TERM = "INSERT INTO vocabulary (workspace_id, kind, name, aliases) VALUES ($1, 'project', $2, $3)"


def at(minutes: float) -> datetime:
    """Return the moment `minutes` after the samples' own."""
    return SENT + timedelta(minutes=minutes)


async def read_contexts(stores: Stores) -> dict[str, MessageContext]:
    """Claim every waiting message and return the contexts by text."""
    found: dict[str, MessageContext] = {}
    for claim in await stores.inbox(per_chat=100).claim("worker", 10):
        [contexts] = await PostgresSurroundings(stores.database).read([(claim, [])])
        assert [context.text for context in contexts] == [each.message.content for each in claim.messages]
        found |= {context.text: context for context in contexts}
    return found


async def test_a_context_has_the_message_and_the_workspaces_settings(stores: Stores) -> None:
    await stores.rows(_SETTINGS, MAIN)
    await stores.accept(new_message("m1", chat_title="Team", author="Ann"))
    [context] = (await read_contexts(stores)).values()
    assert (context.author, context.sent_at, context.chat_title) == ("Ann", SENT, "Team")
    assert (context.timezone, context.language) == ("Europe/Kyiv", "uk")
    assert (context.reply_to, context.earlier, context.vocabulary) == (None, [], [])


async def test_an_answer_comes_with_what_it_answers(stores: Stores) -> None:
    await stores.accept(new_message("q", author="Ann", content="Q" * 600), new_message("a", reply_to="q"))
    context = (await read_contexts(stores))["text of a"]
    assert context.reply_to is not None
    assert (context.reply_to.author, context.reply_to.text) == ("Ann", "Q" * EXCERPT_CHARS)


async def test_an_answer_to_nothing_known_has_nothing(stores: Stores) -> None:
    other = await stores.add_workspace()
    await stores.accept(new_message("q"), workspace_id=other)
    await stores.accept(new_message("a", reply_to="q"))
    assert (await read_contexts(stores))["text of a"].reply_to is None


async def test_what_the_author_wrote_just_before_comes_along(stores: Stores) -> None:
    limit = EARLIER_S / 60
    await stores.accept(
        new_message("old", author="Ann", sent_at=at(-limit - 1)),
        new_message("one", author="Ann", sent_at=at(-limit + 1)),
        new_message("bob", author="Bob", sent_at=at(-1)),
        new_message("elsewhere", "other", author="Ann", sent_at=at(-1)),
        new_message("two", author="Ann", sent_at=at(-1)),
        new_message("now", author="Ann", sent_at=at(0)),
        new_message("later", author="Ann", sent_at=at(1)),
    )
    contexts = await read_contexts(stores)
    assert [each.text for each in contexts["text of now"].earlier] == ["text of one", "text of two"]
    assert contexts["text of bob"].earlier == []


async def test_earlier_messages_are_bounded(stores: Stores) -> None:
    many = [new_message(f"m{number}", author="Ann", sent_at=at(number / 60)) for number in range(9)]
    await stores.accept(*many)
    earlier = (await read_contexts(stores))["text of m8"].earlier
    assert [each.text for each in earlier] == [f"text of m{n}" for n in range(8 - MAX_EARLIER, 8)]


async def test_the_vocabulary_is_the_workspaces_own(stores: Stores) -> None:
    other = await stores.add_workspace()
    await stores.rows(_TERM, MAIN, "Atlas", ["атлас"])
    await stores.rows(_TERM, other, "Secret", [])
    await stores.accept(new_message("m1"))
    [context] = (await read_contexts(stores)).values()
    [term] = context.vocabulary
    assert (term.kind, term.name, term.aliases) == (TermKind.PROJECT, "Atlas", ["атлас"])


async def test_what_was_written_before_is_found_across_claims_and_chats(stores: Stores) -> None:
    """A claim looks back before its first message and within itself; what lies in its gaps counts too."""
    names = ("one", "two", "three", "four", "five")
    await stores.accept(*(new_message(name, author="Ann", sent_at=at(n)) for n, name in enumerate(names)))
    await stores.accept(new_message("apart", "other", author="Ann", sent_at=at(1)))
    [claim] = await stores.inbox(per_chat=1).claim("worker", 1)
    assert await stores.inbox().finish(claim, [done(claim.messages[0])])
    await stores.rows("UPDATE inbox SET state = 'done' WHERE seq = 3 AND chat_id = $1", claim.chat_id)
    contexts = await read_contexts(stores)
    earlier = {text: [each.text for each in context.earlier] for text, context in contexts.items()}
    assert earlier == {
        "text of two": ["text of one"],
        "text of four": ["text of one", "text of two", "text of three"],
        "text of five": ["text of one", "text of two", "text of three", "text of four"],
        "text of apart": [],
    }


async def test_a_busy_chat_is_not_looked_through_farther_than_so(stores: Stores) -> None:
    """The first is near enough for the second and too far for the third, wherever the claim begins."""
    noise = [new_message(f"n{number}", author="Bob", sent_at=at(0)) for number in range(LOOK_BACK - 1)]
    ann = [new_message(name, author="Ann", sent_at=at(0)) for name in ("first", "near", "far")]
    await stores.accept(ann[0], *noise, *ann[1:])
    contexts = await read_contexts(stores)
    assert [each.text for each in contexts["text of near"].earlier] == ["text of first"]
    assert [each.text for each in contexts["text of far"].earlier] == ["text of near"]
    await stores.rows("UPDATE inbox SET state = 'done' WHERE seq <= $1", LOOK_BACK)
    await stores.expire()
    contexts = await read_contexts(stores)
    assert [each.text for each in contexts["text of near"].earlier] == ["text of first"]
    assert len(contexts) == 1  # it was tried before, so it is claimed alone
