"""The connection to Telegram by the API."""

from domain.chat import ChatKind, ChatState
from domain.telegram_report import TelegramChat, TelegramReport
from tests.api.client import Api, problem
from tests.fakes.world import FOREIGN

CHAT = TelegramChat(chat_id=-100, title="Harbor", kind=ChatKind.SUPERGROUP, state=ChatState.ACTIVE, members=3)


async def test_without_a_bot_all_of_telegram_is_null(api: Api) -> None:
    assert (await api.viewer.get("/api/telegram")).json() == {
        "configured": False,
        "token_set": False,
        "bot": None,
        "delivery": None,
        "webhook_url": None,
        "pending_updates": None,
        "last_error": None,
        "reads_all_of_groups": None,
        "can_join_groups": None,
        "last_update_at": None,
        "chats": [],
        "public_url": None,
        "mini_app_url": None,
        "problem": None,
    }


async def test_chats_are_those_of_the_callers_workspace(api: Api) -> None:
    report = TelegramReport(configured=True, token_set=True, chats=[CHAT])
    api.world.telegram.reports[FOREIGN] = report
    assert (await api.viewer.get("/api/telegram")).json()["chats"] == []
    assert (await api.foreigner.get("/api/telegram")).json()["chats"] == [
        {"chat_id": -100, "title": "Harbor", "kind": "supergroup", "state": "active", "members": 3}
    ]


async def test_an_outage_is_told(api: Api) -> None:
    api.world.telegram.unavailable = True
    problem(await api.viewer.get("/api/telegram"), 503, "unavailable")
