"""Reading what somebody writes as a task, in their language and time zone."""

from datetime import datetime

from bot.here import Here
from domain.quick_add import QuickAdd, QuickAddSettings


async def read_quick(here: Here, text: str, at: datetime) -> QuickAdd:
    """Return what a text says, seen from the moment it was written at.

    Raises:
        UnavailableError: The reader is not loaded yet.
    """
    settings = QuickAddSettings(timezone=here.texts.timezone.key, language=here.texts.language)
    return await here.services.quick_add(text, at, settings)
