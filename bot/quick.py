"""Reading what somebody writes as a task, in their language and time zone."""

from datetime import datetime

from bot.here import Here
from domain.quick_add import QuickAdd, QuickAddSettings, Span, SpanKind


async def read_quick(here: Here, text: str, at: datetime) -> QuickAdd:
    """Return what a text says, seen from the moment it was written at; without words of its own, no title.

    Raises:
        UnavailableError: The reader is not loaded yet.
    """
    settings = QuickAddSettings(timezone=here.texts.timezone.key, language=here.texts.language)
    found = await here.services.quick_add(text, at, settings)
    return found if _has_words(text, found) else found.model_copy(update={"title": "", "description": ""})


def _has_words(text: str, found: QuickAdd) -> bool:
    """Return whether a text says more than what was understood: `!high` alone names nothing to do."""
    understood = {
        place for span in found.spans if span.kind is not SpanKind.LITERAL for place in _places(span)
    }
    return any(char.isalnum() for place, char in enumerate(text) if place not in understood)


def _places(span: Span) -> range:
    return range(span.start, span.end)
