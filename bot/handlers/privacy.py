"""People's data: /export gives it, /forget deletes it after asking twice; both in private only."""

from contextlib import suppress
from datetime import UTC, timedelta
from typing import Final

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.callbacks import ForgetPress, ForgetStep
from bot.here import Here
from domain.chat import Person
from domain.errors import InvalidInputError
from domain.outbox import Button, EditParcel, ExportParcel, Keyboard

VALID: Final = timedelta(minutes=10)
"""How long the buttons of /forget count, from its message on."""

_ANSWER_S: Final = 5


def router() -> Router:
    """Return the router of people's data."""
    made = Router(name="privacy")
    private = F.chat.type == ChatType.PRIVATE
    made.message.register(send_export, Command("export"), private)
    made.message.register(explain_forget, Command("forget"), private)
    made.message.register(send_to_private, Command("export", "forget"))
    made.callback_query.register(press_forget, ForgetPress.filter())
    return made


async def send_to_private(message: Message, here: Here) -> None:
    """Say in a group where to ask: what is kept of a person is nobody else's business."""
    here.say(here.texts("privacy-in-private"), reply_to=message.message_id, essential=False)


async def send_export(_message: Message, here: Here) -> None:
    """Have all that is kept of the person sent to them, once an hour at most."""
    person = _person(here)
    if await here.services.privacy.may_export(person.id, f"update:{here.update_id}:"):
        here.send(ExportParcel(person_id=person.id))
    else:
        here.say(here.texts("export-too-often"))


async def explain_forget(_message: Message, here: Here) -> None:
    """Tell what goes and what stays, and ask."""
    here.say(here.texts("forget-explanation"), keyboard=_buttons(here, ForgetStep.GO_ON))


async def press_forget(query: CallbackQuery, callback_data: ForgetPress, here: Here) -> None:
    """Ask once more, delete, or leave everything as it is."""
    number = await _find_valid(query, callback_data, here)
    if number is None:
        await _answer(query, here.texts("forget-expired"))
        return
    await _answer(query)
    match callback_data.step:
        case ForgetStep.GO_ON:
            html, keyboard = here.texts("forget-sure"), _buttons(here, ForgetStep.CONFIRM)
        case ForgetStep.KEEP:
            html, keyboard = here.texts("forget-kept"), ()
        case ForgetStep.CONFIRM:
            gone = await here.services.privacy.forget(callback_data.person_id)
            html, keyboard = here.texts("forget-done", messages=gone.messages, tasks=gone.tasks), ()
    here.send(EditParcel(message_number=number, html=html, keyboard=keyboard))


async def _find_valid(query: CallbackQuery, press: ForgetPress, here: Here) -> int | None:
    """Return the number of the message with the button, None if it counts no longer, or for others."""
    message = query.message
    is_own = query.from_user.id == press.person_id and here.chat is not None and here.chat.is_private
    # One that Telegram no longer shows to bots is older than any button counts.
    if not isinstance(message, Message) or not is_own:
        return None
    age = here.services.clock.now() - message.date.astimezone(UTC)
    return message.message_id if age <= VALID else None


def _buttons(here: Here, step: ForgetStep) -> Keyboard:
    person = _person(here)
    words = {ForgetStep.GO_ON: "forget-go-on", ForgetStep.CONFIRM: "forget-confirm"}
    return (
        (Button(text=here.texts(words[step]), data=ForgetPress(step=step, person_id=person.id).pack()),),
        (
            Button(
                text=here.texts("forget-keep"),
                data=ForgetPress(step=ForgetStep.KEEP, person_id=person.id).pack(),
            ),
        ),
    )


def _person(here: Here) -> Person:
    if here.person is None:
        raise InvalidInputError("Nobody in particular asked.")
    return here.person


async def _answer(query: CallbackQuery, text: str | None = None) -> None:
    """Answer a press; one that can't be answered, because it is old, was waited for in vain anyway."""
    with suppress(AiogramError):
        await query.bot.answer_callback_query(  # pyright: ignore[reportOptionalMemberAccess]
            query.id, text=text, show_alert=text is not None, request_timeout=_ANSWER_S
        )
