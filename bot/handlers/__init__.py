"""What the bot does: one router for each feature."""

from aiogram import Router

from bot.handlers import adding, cards, messages, proposals, reactions


def routers() -> list[Router]:
    """Return new routers in the order they are asked."""
    return [cards.router(), proposals.router(), adding.router(), reactions.router(), messages.router()]
