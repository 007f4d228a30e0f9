"""Counting live sockets and their frames, at the outside of the application."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.metrics import FRAMES, SOCKETS, SOCKETS_CLOSED, Metrics


class SocketMetricsMiddleware:
    """Counts open sockets, frames and closings; HTTP requests pass through.

    Args:
        app: The application inside.
        metrics: Who takes the figures.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._open = 0
        metrics.watch(SOCKETS, lambda: self._open)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        self._open += 1
        try:
            await self._app(scope, receive, self._counting(send))
        finally:
            self._open -= 1

    def _counting(self, send: Send) -> Send:
        async def counted(message: Message) -> None:
            await send(message)
            if message["type"] == "websocket.send":
                self._metrics.add(FRAMES)
            elif message["type"] == "websocket.close":
                self._metrics.add(SOCKETS_CLOSED, 1, (str(message.get("code", 1000)),))

        return counted
