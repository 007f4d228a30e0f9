"""The emulator over HTTP: with aiogram, as a process of its own, and after its death."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramRetryAfter
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    ReactionTypeEmoji,
)

from tests.chaos.world import Helper
from tests.fakes.telegram import (
    Emulator,
    EmulatorError,
    Fault,
    FaultKind,
    HttpDoor,
    Sendable,
    TelegramClient,
    User,
    running,
)
from tests.fakes_tests.telegram.world import GROUP, OLENA, TOKEN, call, populate, send


async def test_aiogram_sends_and_edits(people: TelegramClient, bot: Bot) -> None:
    markup = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Done", callback_data="d")]])
    sent = await bot.send_message(GROUP.id, "<b>a &amp; b</b>", parse_mode="HTML", reply_markup=markup)
    pressed = people.press(GROUP.id, OLENA.id, "Done")
    [update] = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.id == pressed.query_id
    await bot.answer_callback_query(update.callback_query.id, "Done!")
    await bot.edit_message_text("c", chat_id=GROUP.id, message_id=sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("c", chat_id=GROUP.id, message_id=sent.message_id)
    await bot.set_message_reaction(GROUP.id, sent.message_id, [ReactionTypeEmoji(emoji="👀")])
    [line] = people.transcript(GROUP.id)
    assert (line.text, [one.emoji for one in line.reactions]) == ("c", ["👀"])
    assert [one.text for one in line.edits] == ["a & b"]


async def test_files_go_both_ways(people: TelegramClient, bot: Bot) -> None:
    content = b"line\r\n\x00--boundary\r\n\xff" * 9
    sent = await bot.send_document(OLENA.id, BufferedInputFile(content, "export é.json"), caption="All")
    assert sent.document is not None
    assert (sent.document.file_name, sent.caption) == ("export é.json", "All")
    assert people.content(sent.document.file_id) == content
    people.media(OLENA.id, OLENA.id, Sendable(kind="voice", content=content))
    file = await bot.get_file(people.transcript(OLENA.id)[-1].attachments[0].file_id)
    assert file.file_path is not None
    received = await bot.download_file(file.file_path)
    assert received is not None
    assert received.read() == content


async def test_albums_are_uploaded(people: TelegramClient, bot: Bot) -> None:
    files = [InputMediaDocument(media=BufferedInputFile(name.encode(), name)) for name in ("a", "b")]
    await bot.send_media_group(GROUP.id, [*files])
    contents = [people.content(line.attachments[0].file_id) for line in people.transcript(GROUP.id)]
    assert contents == [b"a", b"b"]


async def test_trouble_on_the_wire(people: TelegramClient, bot: Bot) -> None:
    people.order(Fault(kind=FaultKind.RATE_LIMITED, retry_after=7))
    with pytest.raises(TelegramRetryAfter) as told:
        await bot.send_message(GROUP.id, "x")
    assert told.value.retry_after == 7
    people.order(Fault(kind=FaultKind.CLOSE_AFTER_TAKING))
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(GROUP.id, "x")
    assert len(people.transcript(GROUP.id)) == 1


async def test_tokens_and_paths_that_are_unknown(telegram: Emulator, people: TelegramClient) -> None:
    people.configure(token=TOKEN)
    async with running(telegram) as url, httpx2.AsyncClient(trust_env=False) as client:
        for path, status in {
            f"bot{TOKEN}/getMe": 200,
            "bot4242:wrong/getMe": 401,
            "botnone/getMe": 401,
            f"bot{TOKEN}/getNothing": 404,
            f"file/bot{TOKEN}/documents/none": 404,
            "file/bot4242:wrong/documents/none": 401,
        }.items():
            assert (await client.get(f"{url}/{path}")).status_code == status, path
        cut = await client.post(
            f"{url}/bot{TOKEN}/getMe", content=b"{", headers={"content-type": "application/json"}
        )
        assert cut.json()["description"] == "Bad Request: can't parse JSON object"
        named = await client.get(f"{url}/bot{TOKEN}/sendMessage", params={"chat_id": GROUP.id, "text": "x"})
        assert named.json()["result"]["text"] == "x"


async def test_it_knows_after_a_restart_what_it_knew(tmp_path: Path) -> None:
    file = tmp_path / "telegram.jsonl"
    before = Emulator(file)
    populate(before.people)
    number = await send(before)
    pushed = before.people.text(GROUP.id, OLENA.id, "x")
    await call(before, "setMyCommands", commands=[{"command": "new", "description": "New"}])
    await call(before, "setWebhook", url="http://127.0.0.1:9/", secret_token="s")
    await call(before, "setMyCommands", commands=[{"command": "old", "description": "x"}], language_code="uk")
    await call(before, "deleteMyCommands", language_code="uk")
    last = before.people.text(GROUP.id, OLENA.id, "y")
    await before.close()
    with file.open("ab") as stream:
        stream.write(b'{"table": "messages", "key": "torn')
    after = Emulator(file)
    assert after.people.transcript(GROUP.id) == before.people.transcript(GROUP.id)
    assert after.people.calls() == before.people.calls()
    assert after.people.pending() == [pushed.update_id, last.update_id]
    assert after.people.commands(OLENA.id, OLENA.id) == ["/new New"]
    assert after.state.webhook == before.state.webhook
    assert await send(after) > number
    assert len(Emulator(file).people.transcript(GROUP.id)) == 4


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Helper]:
    """The emulator as a process of its own, which may be killed and come back."""
    process = Helper("tests.fakes.telegram", ("--file", str(tmp_path / "sent.jsonl")))
    process.start()
    yield process
    process.kill()


def test_it_is_asked_from_another_process_and_survives_its_death(process: Helper) -> None:
    people = TelegramClient(HttpDoor(process.url))
    populate(people)
    people.media(OLENA.id, OLENA.id, Sendable(kind="voice", content=b"\xff\x00"))
    fields = {
        "chat_id": GROUP.id,
        "text": "x",
        "reply_parameters": {"message_id": 4, "allow_sending_without_reply": True},
    }
    url = f"{process.url}/bot{TOKEN}/sendMessage"
    assert httpx2.post(url, json=fields, trust_env=False).is_success
    process.kill()
    process.start()
    assert [line.text for line in people.transcript(GROUP.id)] == ["x"]
    assert people.content(people.transcript(OLENA.id)[0].attachments[0].file_id) == b"\xff\x00"
    sent = httpx2.get(f"{process.url}/control/sent", trust_env=False).json()
    assert sent == [{"chat_id": str(GROUP.id), "text": "x", "reply_to": 4}]


def test_the_old_switches_work_in_a_process(process: Helper) -> None:
    def post(path: str, **body: object) -> int:
        return httpx2.post(f"{process.url}/{path}", json=body, trust_env=False).status_code

    chat = {"id": -1001, "type": "supergroup", "title": "Harbor"}
    message = {"message_id": 1, "date": 1, "chat": chat, "text": "x"}
    assert post("control/update", update_id=1, message=message) == 200
    assert post("control/mode", mode="rate_limited") == 200
    assert post(f"bot{TOKEN}/sendMessage", chat_id=-1001, text="x") == 429
    assert post(f"bot{TOKEN}/getMe") == 200
    assert post("control/mode", mode="ok") == 200
    assert post(f"bot{TOKEN}/sendMessage", chat_id=-1001, text="x") == 200
    people = TelegramClient(HttpDoor(process.url))
    assert people.pending() == [1]
    assert [line.message_id for line in people.transcript(-1001)] == [1, 10_001]


def test_what_another_process_does_not_know_is_told(process: Helper) -> None:
    people = TelegramClient(HttpDoor(process.url))
    with pytest.raises(EmulatorError, match="There is no chat -404"):
        people.text(-404, OLENA.id, "x")
    with pytest.raises(EmulatorError, match="KeyError: 'nothing'"):
        HttpDoor(process.url).ask("nothing", b"")
    people.add_user(User(id=1, first_name="A"))
    with pytest.raises(EmulatorError, match="REACTION_INVALID"):
        people.react(1, people.text(1, 1, "x").message_id or 0, 1, "✅")
