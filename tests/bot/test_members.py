"""Who belongs to a chat, as Telegram tells it (checklist 33: only members see)."""

import pytest

from domain.chat import Standing
from tests.bot.desk import GROUP, OLENA, TARAS, Desk, Fields

GROUP_ID, TARAS_ID = -100123, 9


def change(status: str, **more: object) -> Fields:
    """Return an update of a member: Olena made Taras what `status` says."""
    old: Fields = {"user": TARAS, "status": "left"}
    return {
        "chat": GROUP,
        "from": OLENA,
        "date": 1_760_000_000,
        "old_chat_member": old,
        "new_chat_member": {"user": TARAS, "status": status} | more,
    }


RIGHTS = """
    can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes
    can_send_voice_notes can_send_polls can_send_other_messages can_add_web_page_previews can_change_info
    can_invite_users can_pin_messages can_manage_topics can_edit_tag can_react_to_messages
"""
RESTRICTED: Fields = dict.fromkeys(RIGHTS.split(), False)


@pytest.mark.parametrize(
    ("status", "more", "standing"),
    [
        ("member", {}, Standing.MEMBER),
        ("left", {}, Standing.LEFT),
        ("kicked", {"until_date": 0}, Standing.LEFT),
        ("creator", {"is_anonymous": False}, Standing.ADMIN),
        ("restricted", {**RESTRICTED, "until_date": 0, "is_member": True}, Standing.MEMBER),
        ("restricted", {**RESTRICTED, "until_date": 0, "is_member": False}, Standing.LEFT),
    ],
)
async def test_telegram_tells_what_somebody_is(
    desk: Desk, status: str, more: Fields, standing: Standing
) -> None:
    await desk.receive("chat_member", change(status, **more))
    assert await desk.chats.get_standing(GROUP_ID, TARAS_ID) is standing


async def test_service_messages_tell_it_to_a_bot_without_rights(desk: Desk) -> None:
    await desk.write("", new_chat_members=[TARAS])
    assert await desk.chats.get_standing(GROUP_ID, TARAS_ID) is Standing.MEMBER
    await desk.write("", by=TARAS, left_chat_member=TARAS)
    assert await desk.chats.get_standing(GROUP_ID, TARAS_ID) is Standing.LEFT


async def test_who_is_only_named_is_no_member(desk: Desk) -> None:
    mention = {"type": "text_mention", "offset": 0, "length": 5, "user": TARAS}
    await desk.write("Taras, please fix the login", entities=[mention])
    assert await desk.chats.get_standing(GROUP_ID, TARAS_ID) is Standing.SEEN
    found = await desk.chats.find_person(GROUP_ID, "Taras")
    assert found is not None
    assert found.id == TARAS_ID
