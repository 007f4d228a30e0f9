"""`manta bot`: the polling bot as a process of its own, where `manta up` does not run it."""

import os
import sys

from cli.context import explained, read_settings


def bot() -> None:
    """Poll the bot's updates and hand them to the Manta at MANTA_URL, until stopped.

    For a cluster: `manta up` does this by itself unless MANTA_BOT is false. There may be one for each token,
    and none where TELEGRAM_WEBHOOK_URL is set. TELEGRAM_WEBHOOK_SECRET must be the one that Manta has.

    Example:
      MANTA_URL=http://manta:8000 manta bot
    """
    with explained():
        read_settings()  # what is wrong with them is said as by every other command
        os.execve(sys.executable, [sys.executable, "-m", "bot"], dict(os.environ))  # noqa: S606 - our own module
