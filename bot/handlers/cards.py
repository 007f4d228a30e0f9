"""The buttons of a task's card."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.callbacks import DuePress, TaskAction, TaskPress
from bot.here import Here
from bot.links import Links
from bot.pressed import Pressed, find_pressed
from bot.presses import Toast
from domain.chat import SeenPerson
from domain.due_choice import DueChoice, due_of
from domain.errors import StaleVersionError
from domain.outbox import CardMenu
from domain.task import MAX_NAMES, TaskChange
from domain.values import TaskStatus

Press = Callable[[Pressed], Awaitable[str]]
"""Does what a button says, and returns the key of what to tell."""


def router() -> Router:
    """Return the router of the buttons of tasks."""
    made = Router(name="cards")
    made.callback_query.register(press_task, TaskPress.filter())
    made.callback_query.register(press_due, DuePress.filter())
    return made


async def press_task(
    query: CallbackQuery, callback_data: TaskPress, here: Here, bot: Bot, links: Links
) -> Toast:
    """Do what a button of a card says.

    Raises:
        TaskNotFoundError: The task does not exist.
    """
    pressed = await find_pressed(bot, here, query, callback_data, links)
    if pressed is None:
        return Toast(here.texts("press-forbidden"), alert=True)
    return Toast(here.texts(await _try(pressed, _PRESSES[callback_data.action])))


async def press_due(
    query: CallbackQuery, callback_data: DuePress, here: Here, bot: Bot, links: Links
) -> Toast:
    """Set a due time that was chosen on a card, as the clocks of who chose tell it.

    Raises:
        TaskNotFoundError: The task does not exist.
    """
    pressed = await find_pressed(bot, here, query, callback_data, links)
    if pressed is None:
        return Toast(here.texts("press-forbidden"), alert=True)
    now = here.services.clock.now()
    due = due_of(callback_data.choice, now, here.texts.timezone)
    if due is not None and due <= now and callback_data.choice is DueChoice.TODAY:
        return Toast(here.texts("press-past"))

    async def set_due(pressed: Pressed) -> str:
        if pressed.task.due == due:
            await pressed.refresh()
        elif pressed.is_stale or pressed.is_ended:
            raise StaleVersionError
        else:
            await pressed.moves.change(pressed.task, TaskChange(due=due))
            await pressed.catch_up()
        return "press-no-due" if due is None else "press-due"

    key = await _try(pressed, set_due)
    return Toast(here.texts(key) if due is None else here.texts(key, moment=here.texts.moment(due)))


async def _try(pressed: Pressed, press: Press) -> str:
    """Press a button; one of a card that is out of date changes nothing but the card."""
    try:
        return await press(pressed)
    except StaleVersionError:
        await pressed.refresh()
        return "press-changed"


async def _finish(pressed: Pressed) -> str:
    if pressed.task.status is TaskStatus.COMPLETED:
        await pressed.catch_up()
        return "press-done"
    _refuse_stale(pressed)
    await pressed.moves.finish(pressed.task)
    await pressed.catch_up()
    return "press-done"


async def _reject(pressed: Pressed) -> str:
    if pressed.task.status is TaskStatus.CLOSED:
        await pressed.catch_up()
        return "press-not-a-task"
    _refuse_stale(pressed)
    await pressed.moves.reject(pressed.task)
    await pressed.catch_up()
    return "press-not-a-task"


async def _reopen(pressed: Pressed) -> str:
    if not pressed.is_ended:
        await pressed.catch_up()
        return "press-reopened"
    _refuse_stale(pressed)
    await pressed.moves.reopen(pressed.task)
    await pressed.catch_up()
    return "press-reopened"


async def _take(pressed: Pressed) -> str:
    """Assign who presses, or take that back; a second press of the same card is the first again."""
    person = pressed.here.person
    if person is None:
        return "press-forbidden"
    names = pressed.task.assignees
    others = [name for name in names if not _is_called(person, name)]
    if others != names and pressed.is_stale:
        return "press-taken"
    _refuse_stale(pressed)
    if others == names:
        if len(names) >= MAX_NAMES:
            return "press-crowded"
        others = [*names, person.handle]
    await pressed.moves.change(pressed.task, TaskChange(assignees=others))
    await pressed.catch_up()
    return "press-taken" if len(others) > len(names) else "press-untaken"


async def _open_menu(pressed: Pressed) -> str:
    _refuse_stale(pressed)
    await pressed.refresh(CardMenu.DUE)
    return "press-choose"


async def _close_menu(pressed: Pressed) -> str:
    await pressed.refresh()
    return "press-back"


def _refuse_stale(pressed: Pressed) -> None:
    if pressed.is_stale:
        raise StaleVersionError


def _is_called(person: SeenPerson, name: str) -> bool:
    """Return whether a task calls a person so: by their username, with or without @, or their whole name."""
    called = {name.casefold() for name in (person.username, person.name) if name is not None}
    return name.removeprefix("@").casefold() in called


_PRESSES: Final[Mapping[TaskAction, Press]] = {
    TaskAction.DONE: _finish,
    TaskAction.TAKE: _take,
    TaskAction.DUE: _open_menu,
    TaskAction.NOT_A_TASK: _reject,
    TaskAction.REOPEN: _reopen,
    TaskAction.BACK: _close_menu,
}
