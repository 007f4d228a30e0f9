"""A reader of quick adds that knows one word, and keeps what it was asked."""

from datetime import datetime

from domain.quick_add import QuickAdd, QuickAddSettings, Span, SpanKind
from domain.values import Priority
from tests.fakes.outage import Outage


class FakeQuickAdd(Outage):
    """Understands a `!high` at the end of a line."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, datetime, QuickAddSettings]] = []

    async def read(self, text: str, now: datetime, settings: QuickAddSettings) -> QuickAdd:
        self.check(text)
        self.asked.append((text, now, settings))
        title = text.removesuffix(" !high")
        if title == text:
            return QuickAdd(title=text[:200])
        span = Span(start=len(title) + 1, end=len(text), kind=SpanKind.PRIORITY)
        return QuickAdd(title=title[:200], priority=Priority.HIGH, spans=[span])
