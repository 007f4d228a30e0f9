"""The inline mode: `@bot words` in any chat shares one of one's tasks, or writes what becomes a task."""

from collections.abc import Sequence
from typing import Final

from aiogram import Bot, Router
from aiogram.filters import Filter
from aiogram.methods import AnswerInlineQuery
from aiogram.types import (
    ChosenInlineResult,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InlineQueryResultUnion,
    InputTextMessageContent,
    LinkPreviewOptions,
    Message,
)

from bot.answering import answer_now
from bot.cards import render_task
from bot.here import Here
from bot.html import cut
from bot.links import Links
from bot.reach import Reach, reach_of
from bot.sender import to_markup
from bot.task_lists import found_tasks, open_tasks
from domain.outbox import Button
from domain.search import MAX_HITS, HitKind
from domain.task import Task

PAGE_RESULTS: Final = 20
CACHE_S: Final = 5
"""How long Telegram may show somebody the same answer: tasks change, but letters are typed quickly."""

_TITLE_UNITS: Final = 100
_ASKED_UNITS: Final = 256
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


class IsSharedCard(Filter):
    """Passes cards that were shared by this bot's inline mode: only they come with a button."""

    async def __call__(self, message: Message, bot: Bot) -> bool:
        """Return whether a message is such a card."""
        return (
            message.via_bot is not None and message.via_bot.id == bot.id and message.reply_markup is not None
        )


def router() -> Router:
    """Return the router of the inline mode."""
    made = Router(name="inline")
    made.inline_query.register(offer)
    made.chosen_inline_result.register(count)
    made.message.register(leave_alone, IsSharedCard())
    made.channel_post.register(leave_alone, IsSharedCard())
    return made


async def offer(query: InlineQuery, here: Here, bot: Bot, links: Links) -> None:
    """Offer the person's own tasks that fit, the most urgent ones when nothing is asked for."""
    reach = await reach_of(here)
    if not reach.chats:
        button = InlineQueryResultsButton(text=here.texts("inline-open"), start_parameter="inline")
        await answer_now(bot, _answer(query, [], button=button))
        return
    asked = cut(" ".join(query.query.replace("\x00", " ").split()), _ASKED_UNITS)
    start = _read_offset(query.offset)
    tasks = await _find(here, reach, asked, start + PAGE_RESULTS + 1)
    page = tasks[start : start + PAGE_RESULTS]
    results: list[InlineQueryResultUnion] = [await _share(task, here, links, reach) for task in page]
    if asked and start == 0:
        results.append(_create(asked, here))
    more = len(tasks) > start + PAGE_RESULTS
    await answer_now(bot, _answer(query, results, offset=str(start + PAGE_RESULTS) if more else ""))


async def count(_chosen: ChosenInlineResult) -> None:
    """Do nothing: that it was handled is counted."""


async def leave_alone(_message: Message) -> None:
    """Keep a shared card from the agents: the task that it shows is there already."""


async def _find(here: Here, reach: Reach, asked: str, limit: int) -> Sequence[Task]:
    if not asked:
        return await open_tasks(here, reach, limit)
    hits = await found_tasks(here, reach, asked, min(limit, MAX_HITS), HitKind.TASK)
    return [hit.task for hit in hits if hit.task is not None]


async def _share(task: Task, here: Here, links: Links, reach: Reach) -> InlineQueryResultArticle:
    open_it = Button(text=here.texts("inline-open-task"), url=await links.start(f"task_{task.id}"))
    facts = [here.texts(f"card-{task.status.value.replace('_', '-')}")]
    facts += [here.texts("card-due", moment=here.texts.moment(task.due))] if task.due is not None else []
    facts += [title] if (title := reach.title_of(task.chat_id)) else []
    return InlineQueryResultArticle(
        id=f"task:{task.id}:{task.version}",
        title=cut(f"#{task.id} {task.title}", _TITLE_UNITS),
        description=" · ".join(facts),
        input_message_content=InputTextMessageContent(
            message_text=render_task(task, here.texts), parse_mode="HTML", link_preview_options=_NO_PREVIEW
        ),
        reply_markup=to_markup(((open_it,),)),
    )


def _create(asked: str, here: Here) -> InlineQueryResultArticle:
    """Return what writes the words themselves: where the bot is, the agents read them as any others."""
    return InlineQueryResultArticle(
        id="create",
        title=cut(here.texts("inline-create", text=asked), _TITLE_UNITS),
        description=here.texts("inline-create-how"),
        input_message_content=InputTextMessageContent(message_text=asked, link_preview_options=_NO_PREVIEW),
    )


def _answer(
    query: InlineQuery,
    results: list[InlineQueryResultUnion],
    *,
    offset: str = "",
    button: InlineQueryResultsButton | None = None,
) -> AnswerInlineQuery:
    return AnswerInlineQuery(
        inline_query_id=query.id,
        results=results,
        cache_time=CACHE_S,
        is_personal=True,
        next_offset=offset,
        button=button,
    )


def _read_offset(offset: str) -> int:
    """Return where a page begins: the offset comes back as it was given, or as anybody makes it up."""
    return min(int(offset), MAX_HITS) if offset.isascii() and offset.isdecimal() else 0
