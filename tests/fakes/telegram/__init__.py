"""A Telegram for tests: the Bot API checked against its schema, with people, chats, faults and a flood judge.

In a test it lives in the process (`running(Emulator())`); as a process of its own it is
`python -m tests.fakes.telegram --port 8010 --file SENT.jsonl`, and tests talk to it by
`TelegramClient(HttpDoor("http://127.0.0.1:8010"))`. What it has answered for is in the file before it
answers, and read again at its next start, as Telegram would know it too.
"""

from tests.fakes.telegram import origins
from tests.fakes.telegram.app import running
from tests.fakes.telegram.asks import Extras, Pushed, Sendable
from tests.fakes.telegram.calls import LoggedCall
from tests.fakes.telegram.client import EmulatorError, HttpDoor, TelegramClient
from tests.fakes.telegram.emulator import Emulator
from tests.fakes.telegram.faults import Fault, FaultKind
from tests.fakes.telegram.models import Chat, ChatType, Member, Settings, Status, Topic, User
from tests.fakes.telegram.modes import FakeTelegram, Mode, Outgoing
from tests.fakes.telegram.transcript import Line

__all__ = [
    "Chat",
    "ChatType",
    "Emulator",
    "EmulatorError",
    "Extras",
    "FakeTelegram",
    "Fault",
    "FaultKind",
    "HttpDoor",
    "Line",
    "LoggedCall",
    "Member",
    "Mode",
    "Outgoing",
    "Pushed",
    "Sendable",
    "Settings",
    "Status",
    "TelegramClient",
    "Topic",
    "User",
    "origins",
    "running",
]
