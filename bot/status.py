"""How the bot is connected, as Telegram tells it, and taking its webhook away by hand."""

from aiogram import Bot
from aiogram.methods import DeleteWebhook, GetMe, GetWebhookInfo
from aiogram.types import User, WebhookInfo

from bot.asking import ask, without_token
from bot.building import build_bot
from bot.kinds import HANDLED_KINDS
from bot.retry import TransientError
from config.settings import Settings
from domain.errors import UnavailableError
from domain.telegram import ConnectionStatus, Delivery, DeliveryError

_REMEDY = "Check this machine's way to Telegram, or TELEGRAM_API_URL, and try again."


async def get_status(settings: Settings) -> ConnectionStatus:
    """Return what Telegram says of the settings' bot.

    Raises:
        ConfigurationError: There is no token, or a wrong one.
        UnavailableError: Telegram does not answer.
    """
    async with build_bot(settings) as bot:
        try:
            me, info = await ask(bot, GetMe()), await ask(bot, GetWebhookInfo())
        except TransientError as error:
            raise UnavailableError(str(error), remedy=_REMEDY) from None
        return _to_status(bot, me, info)


async def delete_webhook(settings: Settings) -> None:
    """Delete whatever webhook is set; updates that wait are kept.

    Raises:
        ConfigurationError: There is no token, or a wrong one.
        UnavailableError: Telegram does not answer.
    """
    async with build_bot(settings) as bot:
        try:
            await ask(bot, DeleteWebhook(drop_pending_updates=False))
        except TransientError as error:
            raise UnavailableError(str(error), remedy=_REMEDY) from None


def _to_status(bot: Bot, me: User, info: WebhookInfo) -> ConnectionStatus:
    kinds = None if info.allowed_updates is None else tuple(info.allowed_updates)
    return ConnectionStatus(
        bot_id=me.id,
        username=me.username or "",
        delivery=Delivery.WEBHOOK if info.url else Delivery.POLLING,
        # Another program may have put the token into it, as was usual before there were secrets.
        webhook_url=without_token(info.url, bot.token) or None,
        pending_updates=info.pending_update_count,
        last_error=_find_error(info, bot.token),
        max_connections=info.max_connections,
        kinds=kinds,
        missing_kinds=() if kinds is None else tuple(kind for kind in HANDLED_KINDS if kind not in kinds),
        can_join_groups=bool(me.can_join_groups),
        reads_all_of_groups=bool(me.can_read_all_group_messages),
    )


def _find_error(info: WebhookInfo, token: str) -> DeliveryError | None:
    if info.last_error_date is None:
        return None
    return DeliveryError(at=info.last_error_date, message=without_token(info.last_error_message or "", token))
