"""What the bot does: one router for each feature."""

from aiogram import Router

from bot.handlers import adding, cards, checklists, edits, media, membership, messages, proposals, reactions


def routers() -> list[Router]:
    """Return new routers in the order they are asked; what is left is a message."""
    features = (membership, checklists, cards, proposals, adding, reactions, media, edits)
    return [*(feature.router() for feature in features), messages.router()]
