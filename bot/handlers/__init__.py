"""What the bot does: one router for each feature."""

from aiogram import Router

from bot.handlers import edits, media, messages


def routers() -> list[Router]:
    """Return new routers in the order they are asked."""
    return [media.router(), edits.router(), messages.router()]
