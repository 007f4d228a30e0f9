"""The inline mode shares one's own tasks: checklist's inline line, and 23."""

import pytest
from aiogram.methods import AnswerInlineQuery, SendMessage
from aiogram.types import InlineQueryResultArticle, InputTextMessageContent

from bot.handlers.inline import PAGE_RESULTS
from db.messages import PostgresMessages
from domain.message import MessageQuery
from tests.bot.desk import GROUP, MAIN, OLENA, OTHER_GROUP, PRIVATE, TARAS, Desk
from tests.bot.test_doing import BOT
from tests.bot.test_lists import make


async def ask(desk: Desk, query: str, offset: str = "") -> AnswerInlineQuery:
    """Type something behind the bot's name in some chat, and return the answer."""
    await desk.receive("inline_query", {"id": "i", "from": OLENA, "query": query, "offset": offset})
    return [call for call in desk.bot.mock_session.requests if isinstance(call, AnswerInlineQuery)][-1]


def articles(answer: AnswerInlineQuery) -> list[InlineQueryResultArticle]:
    return [result for result in answer.results if isinstance(result, InlineQueryResultArticle)]


async def test_ones_own_tasks_are_shared_with_a_link(desk: Desk) -> None:
    await desk.write("Good morning", chat=GROUP)
    await desk.write("Good morning", by=TARAS, chat=OTHER_GROUP)
    task = await make(desk, "Mend the <b>invoice</b>")
    await make(desk, "Secret invoice", OTHER_GROUP)
    answer = await ask(desk, " invoice ")
    assert answer.is_personal
    assert (answer.cache_time or 0) <= 10
    shared, create = articles(answer)
    content = shared.input_message_content
    assert isinstance(content, InputTextMessageContent)
    assert "Mend the &lt;b&gt;invoice&lt;/b&gt;" in content.message_text
    assert content.parse_mode == "HTML"
    assert shared.reply_markup is not None
    [[button]] = shared.reply_markup.inline_keyboard
    assert (button.url, button.callback_data) == (f"https://t.me/test_bot?start=task_{task.id}", None)
    words = create.input_message_content
    assert isinstance(words, InputTextMessageContent)
    assert words.message_text == "invoice"


async def test_nothing_asked_for_offers_the_most_urgent_in_pages(desk: Desk) -> None:
    await desk.write("Good morning", chat=GROUP)
    made = [await make(desk, f"Task {number}") for number in range(PAGE_RESULTS + 3)]
    urgent = await make(desk, "Urgent", due=desk.clock.now())
    first = await ask(desk, "")
    second = await ask(desk, "", first.next_offset or "")
    found = [result.id.split(":")[1] for result in (*articles(first), *articles(second))]
    assert found == [str(task.id) for task in (urgent, *made)]
    assert second.next_offset == ""


@pytest.mark.parametrize("offset", ["-1", "x", "9" * 40, "٣"])
async def test_made_up_offsets_do_no_harm(desk: Desk, offset: str) -> None:
    await desk.write("Good morning", chat=GROUP)
    await ask(desk, "", offset)


async def test_strangers_are_shown_the_way_in(desk: Desk) -> None:
    await make(desk, "Secret invoice")
    answer = await ask(desk, "invoice")
    assert answer.results == []
    assert answer.button is not None
    assert (answer.button.text, answer.button.start_parameter) == ("Open Manta", "inline")


async def test_a_late_answer_is_not_tried_again(desk: Desk) -> None:
    await desk.write("Good morning", chat=GROUP)
    desk.bot.add_result(AnswerInlineQuery, None, ok=False, error_code=400, description="query is too old")
    await ask(desk, "invoice")
    assert len(desk.handled) == 2


async def test_a_chosen_result_is_only_counted(desk: Desk) -> None:
    await desk.receive("chosen_inline_result", {"result_id": "create", "from": OLENA, "query": "invoice"})
    assert len(desk.handled) == 1
    assert await desk.parcels() == []


async def test_a_shared_card_is_no_message_but_created_words_are(desk: Desk) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Open", "url": "https://t.me/test_bot?start=task_1"}]]}
    await desk.write("🔵 Fix it", via_bot=BOT, reply_markup=keyboard)
    await desk.write("Fix the login", via_bot=BOT)
    stored = await PostgresMessages(desk.database).list_messages(MAIN, MessageQuery())
    assert [message.content for message in stored] == ["Fix the login"]


async def test_the_link_opens_the_task_for_who_may_see_it(desk: Desk) -> None:
    await desk.write("Good morning", chat=GROUP)
    task, secret = await make(desk, "Mend it"), await make(desk, "Secret", OTHER_GROUP)
    for number in (task.id, secret.id, 0, "x"):
        await desk.write(f"/start task_{number}", chat=PRIVATE)
    texts = [message.text for message in await desk.sent(SendMessage)]
    assert f"#{task.id}" in texts[0]
    assert texts[1:] == ["There is no such task here."] * 3
