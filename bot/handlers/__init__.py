"""What the bot does: one router for each feature."""

from aiogram import Router

from bot.handlers import messages, reminders, repeating


def routers() -> list[Router]:
    """Return new routers in the order they are asked."""
    return [reminders.router(), repeating.router(), messages.router()]
