"""Keeping libraries' chatter out of what a person reads."""

import logging

import stamina.instrumentation

_CHATTY = ("alembic", "httpx2", "ray", "ray.serve", "ray._private.authentication")


def quieten_libraries() -> None:
    """Show only what goes wrong in libraries, unless debugging; the progress display tells the rest."""
    stamina.instrumentation.set_on_retry_hooks([])
    if logging.getLogger().getEffectiveLevel() > logging.DEBUG:
        for name in _CHATTY:
            logging.getLogger(name).setLevel(logging.ERROR)
