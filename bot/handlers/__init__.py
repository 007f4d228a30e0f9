"""What the bot does: one router for each feature."""

from aiogram import Router

from bot.handlers import checklists, media, membership, messages


def routers() -> list[Router]:
    """Return new routers in the order they are asked."""
    return [membership.router(), checklists.router(), media.router(), messages.router()]
