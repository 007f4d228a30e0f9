"""What the bot does: one router for each feature."""

from aiogram import Router

from bot.handlers import members, messages, privacy


def routers() -> list[Router]:
    """Return new routers in the order they are asked."""
    return [members.router(), privacy.router(), messages.router()]
