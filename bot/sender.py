"""Sending to Telegram, and reading from its answers what became of it."""

import asyncio
import json
from typing import Final

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.types import (
    BufferedInputFile,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReactionTypeEmoji,
    ReplyParameters,
    SwitchInlineQueryChosenChat,
    WebAppInfo,
)
from aiolimiter import AsyncLimiter

from bot.board_button import board_button
from bot.building import build_bot, make_links
from bot.digest import read_digest, render_digest
from bot.faces import CardFace, proposal_face, task_face
from bot.reminders import UNFINISHED, is_current, reminder_keyboard, render_reminder, render_round_up
from bot.texts import Texts
from config.settings import Settings
from domain.card import Card, CardKind
from domain.chat import Chat, Chats
from domain.errors import NotFoundError, UnavailableError
from domain.outbox import (
    CardParcel,
    DigestParcel,
    EditParcel,
    ExportParcel,
    Gone,
    Keyboard,
    Later,
    Moved,
    OutboxItem,
    ReactionParcel,
    Refused,
    ReminderParcel,
    RoundUpParcel,
    SendOutcome,
    Sent,
    TextParcel,
)
from domain.ports import TaskBoard
from domain.privacy import Privacy
from domain.proposal import ProposalStatus

TIMEOUT_S: Final = 10
"""How long Telegram may take to answer."""

UPLOAD_S: Final = 25
"""How long Telegram may take to take a file."""

EXPORT_NAME: Final = "manta-data.json"

CALLS_PER_S: Final = 22
IN_FLIGHT: Final = 6
"""Telegram takes some 30 calls a second of one bot. They leave evenly, and no more are under way than fit
into the difference: what a stall holds up arrives all at once, with those of the next second."""

_UNCHANGED: Final = "message is not modified"
_MISSING: Final = ("message to edit not found", "message can't be edited")
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


class TelegramSender:
    """`domain.outbox.Sender` over a bot, which is closed with it.

    Args:
        bot: Sends.
        chats: Knows how each chat wants to be spoken to.
        board: Knows what cards show.
        privacy: Has what is kept of a person.
        public_url: MANTA_PUBLIC_URL, where buttons lead to.
    """

    def __init__(
        self, bot: Bot, chats: Chats, board: TaskBoard, privacy: Privacy, public_url: str | None = None
    ) -> None:
        self._bot = bot
        self._chats = chats
        self._board = board
        self._privacy = privacy
        self._links = make_links(bot, public_url)
        self._turns = AsyncLimiter(1, 1.0 / CALLS_PER_S)
        self._way = asyncio.Semaphore(IN_FLIGHT)

    async def send(self, item: OutboxItem) -> SendOutcome:
        """See `domain.outbox.Sender`."""
        try:
            return await self._send(item)
        except NotFoundError as error:
            return Refused(reason=error.detail)
        except UnavailableError as error:
            return Later(reason=error.detail, retry_in_s=0.0)
        except AiogramError as error:
            return _read_refusal(error)

    async def close(self) -> None:
        """Close the bot's connections."""
        await self._bot.session.close()

    async def _send(self, item: OutboxItem) -> SendOutcome:
        match item.parcel:
            case TextParcel() as parcel:
                return _asked(item, parcel, await self._write(item.chat_id, parcel))
            case EditParcel() as parcel:
                await self._edit(item.chat_id, parcel)
                return _sent(parcel.message_number)
            case CardParcel() as parcel:
                return await self._show(item, parcel)
            case ReactionParcel() as parcel:
                return await self._react(item.chat_id, parcel)
            case ExportParcel() as parcel:
                return await self._export(item.chat_id, parcel)
            case _:
                return await self._tell(item)

    async def _tell(self, item: OutboxItem) -> SendOutcome:
        """Send what is said because time passes."""
        match item.parcel:
            case ReminderParcel() as parcel:
                return await self._remind(item, parcel)
            case RoundUpParcel() as parcel:
                return await self._round_up(item, parcel)
            case DigestParcel() as parcel:
                return await self._digest(item, parcel)
            case _:
                return Refused(reason=f"Nothing is known of a {item.parcel.kind}.")

    async def _write(self, chat_id: int, parcel: TextParcel) -> int:
        async with self._way, self._turns:
            sent = await self._bot.send_message(
                chat_id,
                parcel.html,
                parse_mode="HTML",
                link_preview_options=_NO_PREVIEW,
                message_thread_id=parcel.thread_id,
                reply_parameters=_reply_to(parcel.reply_to),
                reply_markup=ForceReply(selective=True) if parcel.force_reply else to_markup(parcel.keyboard),
                disable_notification=parcel.silent,
                request_timeout=TIMEOUT_S,
            )
        return sent.message_id

    async def _edit(self, chat_id: int, parcel: EditParcel) -> None:
        """Give a message another text; that it has it already is as good."""
        try:
            async with self._way, self._turns:
                await self._bot.edit_message_text(
                    parcel.html,
                    chat_id=chat_id,
                    message_id=parcel.message_number,
                    parse_mode="HTML",
                    link_preview_options=_NO_PREVIEW,
                    reply_markup=to_markup(parcel.keyboard),
                    request_timeout=TIMEOUT_S,
                )
        except TelegramBadRequest as error:
            if _UNCHANGED not in error.message:
                raise

    async def _react(self, chat_id: int, parcel: ReactionParcel) -> SendOutcome:
        async with self._way, self._turns:
            await self._bot.set_message_reaction(
                chat_id,
                parcel.message_number,
                reaction=[ReactionTypeEmoji(emoji=parcel.emoji)] if parcel.emoji else [],
                request_timeout=TIMEOUT_S,
            )
        return Sent()

    async def _remind(self, item: OutboxItem, parcel: ReminderParcel) -> SendOutcome:
        """Remind of a task as it is now, unless there is nothing to remind of any more."""
        task = await self._board.get_task(item.workspace_id, parcel.task_id)
        if not is_current(task, parcel):
            return Refused(reason="The task was done, or its due time moved, before it was told.")
        texts = await self._texts(item.chat_id)
        people = {name: await self._chats.find_person(item.chat_id, name) for name in task.assignees[:10]}
        text = TextParcel(
            html=render_reminder(task, parcel, people, texts),
            keyboard=reminder_keyboard(task, texts),
            thread_id=parcel.thread_id,
            silent=False,
        )
        return _sent(await self._write(item.chat_id, text))

    async def _round_up(self, item: OutboxItem, parcel: RoundUpParcel) -> SendOutcome:
        found = [await self._board.get_task(item.workspace_id, task_id) for task_id in parcel.task_ids]
        tasks = [task for task in found if task.status in UNFINISHED]
        if not tasks and not parcel.more:
            return Refused(reason="The tasks were done before they were told.")
        html = render_round_up(tasks, parcel, await self._texts(item.chat_id))
        return _sent(await self._write(item.chat_id, TextParcel(html=html, silent=False)))

    async def _digest(self, item: OutboxItem, parcel: DigestParcel) -> SendOutcome:
        """Tell what a day has for a chat, quietly where several read; of an empty day nothing is said."""
        chat = await self._chats.get_chat(item.chat_id)
        if chat is None:
            return Refused(reason="The bot has never been in this chat.")
        texts = Texts(chat.language, chat.timezone)
        digest = await read_digest(self._board, chat, parcel.day, texts)
        if digest.is_empty:
            return Refused(reason="There is nothing to tell of this day.")
        html = render_digest(digest, parcel.day, texts)
        return _sent(await self._write(item.chat_id, TextParcel(html=html, silent=not chat.is_private)))

    async def _export(self, chat_id: int, parcel: ExportParcel) -> SendOutcome:
        """Send a person what is kept of them, to nobody else."""
        if chat_id != parcel.person_id:
            return Refused(reason="What is kept of a person is sent to their private chat only.")
        export = await self._privacy.export(parcel.person_id)
        texts = await self._texts(chat_id)
        async with self._way, self._turns:
            sent = await self._bot.send_document(
                chat_id,
                BufferedInputFile(export.document.encode(), EXPORT_NAME),
                caption=texts("export-caption", left=export.left_out),
                request_timeout=UPLOAD_S,
            )
        return _sent(sent.message_id)

    async def _show(self, item: OutboxItem, parcel: CardParcel) -> SendOutcome:
        """Show a card as its subject is now: where it is, or anew."""
        face = await self._face(item, parcel)
        number = item.card.message_number if item.card is not None and not parcel.anew else None
        if number is not None:
            edit = EditParcel(message_number=number, html=face.html, keyboard=face.keyboard)
            try:
                await self._edit(item.chat_id, edit)
                return _shown(item, parcel, face, number)
            except TelegramBadRequest as error:
                if not any(words in error.message for words in _MISSING):
                    raise
        text = TextParcel(
            html=face.html, keyboard=face.keyboard, reply_to=parcel.reply_to, thread_id=parcel.thread_id
        )
        return _shown(item, parcel, face, await self._write(item.chat_id, text))

    async def _face(self, item: OutboxItem, parcel: CardParcel) -> CardFace:
        """Return what a card looks like now; that of a proposal which became a task is the task's.

        Raises:
            NotFoundError: Its subject is gone.
            UnavailableError: What it shows can't be read now.
        """
        chat = await self._chats.get_chat(item.chat_id)
        texts = _texts_of(chat)
        task_id = parcel.subject_id
        if parcel.card is CardKind.PROPOSAL:
            proposal = await self._board.get_proposal(item.workspace_id, parcel.subject_id)
            if proposal.status is not ProposalStatus.ACCEPTED or proposal.task_id is None:
                return proposal_face(proposal, texts)
            task_id = proposal.task_id
        elif parcel.card is not CardKind.TASK:
            raise NotFoundError(f"Nothing is shown of a {parcel.card}.")
        task = await self._board.get_task(item.workspace_id, task_id)
        in_private = chat is not None and chat.is_private
        button = await board_button(task_id, texts, self._links, in_private=in_private)
        return task_face(task, texts, parcel.menu, button)

    async def _texts(self, chat_id: int) -> Texts:
        return _texts_of(await self._chats.get_chat(chat_id))


def _texts_of(chat: Chat | None) -> Texts:
    return Texts() if chat is None else Texts(chat.language, chat.timezone)


def _read_refusal(error: AiogramError) -> SendOutcome:
    """Return what became of something that Telegram did not simply take."""
    outcome: SendOutcome
    match error:
        case TelegramRetryAfter(retry_after=pause_s):
            outcome = Later(reason="Telegram asks for patience.", retry_in_s=pause_s)
        case TelegramMigrateToChat(migrate_to_chat_id=chat_id):
            outcome = Moved(chat_id=chat_id)
        case TelegramForbiddenError(message=words):
            outcome = Gone(reason=f"Telegram refused: {words}")
        case TelegramServerError(message=words):
            outcome = Later(reason=f"Telegram failed: {words}", retry_in_s=0.0, doubtful=True)
        case TelegramNetworkError(message=words):
            outcome = Later(reason=f"Telegram gave no answer: {words}", retry_in_s=0.0, doubtful=True)
        case TelegramAPIError(message=words):
            outcome = Refused(reason=f"Telegram refused: {words}")
        case _:
            outcome = Later(reason="Telegram's answer can't be read.", retry_in_s=0.0, doubtful=True)
    return outcome


def _sent(message_number: int) -> Sent:
    return Sent(answer=json.dumps({"message_id": message_number}))


def _shown(item: OutboxItem, parcel: CardParcel, face: CardFace, number: int) -> Sent:
    card = Card(
        chat_id=item.chat_id,
        workspace_id=item.workspace_id,
        kind=face.kind,
        subject_id=face.subject_id,
        thread_id=parcel.thread_id,
        message_number=number,
        version=face.version,
    )
    return _sent(number).model_copy(update={"card": card})


def _asked(item: OutboxItem, parcel: TextParcel, number: int) -> Sent:
    """Return that a text was sent, and what an answer to it is about."""
    if parcel.asks_about is None:
        return _sent(number)
    card = Card(
        chat_id=item.chat_id,
        workspace_id=item.workspace_id,
        kind=CardKind.QUESTION,
        subject_id=parcel.asks_about,
        thread_id=parcel.thread_id,
        message_number=number,
    )
    return _sent(number).model_copy(update={"card": card})


def to_markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    """Return buttons as Telegram takes them."""
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(
                    text=button.text,
                    callback_data=button.data,
                    url=button.url,
                    web_app=WebAppInfo(url=button.web_app) if button.web_app else None,
                    switch_inline_query_chosen_chat=None
                    if button.query is None
                    else SwitchInlineQueryChosenChat(
                        query=button.query, allow_user_chats=True, allow_group_chats=True
                    ),
                )
                for button in row
            ]
            for row in keyboard
        ]
    )


def _reply_to(message_number: int | None) -> ReplyParameters | None:
    if message_number is None:
        return None
    return ReplyParameters(message_id=message_number, allow_sending_without_reply=True)


def build_sender(settings: Settings, chats: Chats, board: TaskBoard, privacy: Privacy) -> TelegramSender:
    """Return a sender for the bot of the settings.

    Raises:
        ConfigurationError: There is no token.
    """
    return TelegramSender(build_bot(settings), chats, board, privacy, settings.manta_public_url)
