"""Telegram's own checklists: each is a task, and each of its items a step of that task."""

from collections.abc import Sequence
from hashlib import blake2b

from aiogram import F, Router
from aiogram.types import Checklist, ChecklistTask, Message

from bot.here import Here
from bot.reading import is_by_bot
from domain.access import RequestKey
from domain.card import CardKind
from domain.chat import Feedback
from domain.feedback import NOTED
from domain.outbox import CardParcel
from domain.task import NewTask, Task, TaskChange
from domain.values import MAX_NAME_CHARS, Source, TaskStatus

_UNFINISHED = frozenset({TaskStatus.OPEN, TaskStatus.IN_PROGRESS})


def router() -> Router:
    """Return the router of checklists."""
    made = Router(name="checklists")
    for content in (made.message, made.channel_post):
        content.register(take_checklist, F.checklist)
        content.register(follow_marks, F.checklist_tasks_done)
        content.register(follow_additions, F.checklist_tasks_added)
    for content in (made.edited_message, made.edited_channel_post):
        content.register(follow_edit, F.checklist)
    return made


async def take_checklist(message: Message, here: Here) -> None:
    """Make a task of a checklist, and show it as the chat wants to be told."""
    if message.checklist is None or is_by_bot(message):
        return
    task = await _ensure_tasks(message, message.checklist, here)
    if here.in_chat.feedback is Feedback.REACTIONS:
        here.react(message.message_id, NOTED)
    elif here.in_chat.feedback is Feedback.CARDS:
        here.show(CardParcel(card=CardKind.TASK, subject_id=task.id, reply_to=message.message_id))


async def follow_edit(message: Message, here: Here) -> None:
    """Take over the words and items of a checklist that was edited."""
    if message.checklist is None or is_by_bot(message):
        return
    parent = await _ensure_tasks(message, message.checklist, here)
    await _rename(parent, message.checklist.title, here)
    for item in message.checklist.tasks:
        await _rename(await _ensure_step(message, parent, item, here), item.text, here)


async def follow_marks(message: Message, here: Here) -> None:
    """Finish and reopen what was ticked and unticked."""
    marks = message.checklist_tasks_done
    about = marks.checklist_message if marks else None
    if marks is None or about is None or about.checklist is None:
        return
    parent = await _ensure_tasks(about, about.checklist, here)
    done, undone = marks.marked_as_done_task_ids or (), marks.marked_as_not_done_task_ids or ()
    for item in about.checklist.tasks:
        if item.id in done or item.id in undone:
            step = await _ensure_step(about, parent, item, here)
            await _move(step, here, is_done=item.id in done)


async def follow_additions(message: Message, here: Here) -> None:
    """Make steps of items that were added."""
    added = message.checklist_tasks_added
    about = added.checklist_message if added else None
    if added is None or about is None or about.checklist is None:
        return
    parent = await _ensure_tasks(about, about.checklist, here)
    await _ensure_steps(about, parent, added.tasks, here)


async def _ensure_tasks(message: Message, checklist: Checklist, here: Here) -> Task:
    """Return the task of a checklist; it and its steps are made if they are not there."""
    key = _key(message, "checklist")
    parent = await here.services.board.create_task(here.by, _new(checklist.title, here), key)
    await _ensure_steps(message, parent, checklist.tasks, here)
    return parent


async def _ensure_steps(message: Message, parent: Task, items: Sequence[ChecklistTask], here: Here) -> None:
    for item in items:
        step = await _ensure_step(message, parent, item, here)
        if item.completion_date:
            await _finish_untouched(step, here)


async def _ensure_step(message: Message, parent: Task, item: ChecklistTask, here: Here) -> Task:
    """Return an item's step as it was when it was made."""
    new = _new(item.text, here).model_copy(update={"parent_id": parent.id})
    return await here.services.board.create_task(here.by, new, _key(message, f"item:{item.id}"))


def _key(message: Message, what: str) -> RequestKey:
    """Return what names a task for good: whatever the checklist says now, it gives the task that was made."""
    name = f"telegram:{message.chat.id}:{message.message_id}:{what}"
    return RequestKey(key=name, digest=blake2b(name.encode(), digest_size=32).digest())


def _new(words: str, here: Here) -> NewTask:
    return NewTask(title=_title(words), source=Source.TELEGRAM, chat_id=str(here.in_chat.id))


def _title(words: str) -> str:
    return words.replace("\x00", "").strip()[:MAX_NAME_CHARS].strip() or "…"


async def _finish_untouched(step: Task, here: Here) -> None:
    """Finish a step that nobody has changed since it was made: what people did on the board holds."""
    now = await here.services.board.get_task(here.workspace_id, step.id)
    if now.version == step.version:
        await here.services.board.change_task(
            here.by, step.id, TaskChange(status=TaskStatus.COMPLETED), now.version
        )


async def _move(step: Task, here: Here, *, is_done: bool) -> None:
    """Give a step the status of its tick; one that people closed stays closed."""
    now = await here.services.board.get_task(here.workspace_id, step.id)
    target: TaskStatus | None = None
    if is_done and now.status in _UNFINISHED:
        target = TaskStatus.COMPLETED
    elif not is_done and now.status is TaskStatus.COMPLETED:
        target = TaskStatus.OPEN
    if target is not None:
        await here.services.board.change_task(here.by, step.id, TaskChange(status=target), now.version)


async def _rename(task: Task, words: str, here: Here) -> None:
    change = TaskChange(title=_title(words))
    await here.services.board.change_task(here.by, task.id, change, None)
