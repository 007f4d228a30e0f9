"""Reading the files of messages: whose they are, and how a browser may treat them."""

import pytest

from domain.attachment import AttachmentKind, FileTooLargeError, NewAttachment
from tests.api.client import Api, problem
from tests.fakes.world import OWN

BYTES = b"\xff\xd8\xff a photo"


async def keep(api: Api, workspace_id: int = OWN, **more: object) -> str:
    """Keep a file and return its address."""
    attachments = api.world.attachments
    fields = {
        "chat_id": -1,
        "message_number": len(attachments.kept),
        "kind": AttachmentKind.DOCUMENT,
        "file_id": "F",
        "unique_id": "uniq-1",
    }
    await attachments.keep(workspace_id, NewAttachment.model_validate(fields | more))
    api.world.files.files["F"] = BYTES
    return f"/api/attachments/{len(attachments.kept)}"


async def test_a_photo_is_shown(api: Api) -> None:
    response = await api.viewer.get(await keep(api, mime="image/jpeg", kind=AttachmentKind.PHOTO))
    assert response.status_code == 200
    assert response.content == BYTES
    headers = response.headers
    assert headers["content-type"] == "image/jpeg"
    assert headers["content-disposition"] == "inline; filename*=UTF-8''photo-1"
    assert headers["content-length"] == str(len(BYTES))
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, no-cache"
    assert [content.is_closed for content in api.world.files.opened] == [True]


@pytest.mark.parametrize(
    "mime", ["text/html", "image/svg+xml", "application/javascript", "text/xml", "video/mp4; x=y", None]
)
async def test_what_could_be_active_is_a_plain_download(api: Api, mime: str | None) -> None:
    response = await api.viewer.get(await keep(api, mime=mime, name='план "A";\r\n.html'))
    assert response.headers["content-type"] == "application/octet-stream"
    shown = response.headers["content-disposition"]
    assert shown.startswith("attachment; filename*=UTF-8''%D0%BF")
    assert shown.endswith("%22A%22%3B%0D%0A.html")


async def test_what_the_reader_has_is_not_fetched(api: Api) -> None:
    address = await keep(api)
    etag = (await api.viewer.get(address)).headers["etag"]
    assert etag == '"uniq-1"'
    for known in (etag, f"W/{etag}", f'"other", {etag}'):
        response = await api.viewer.get(address, headers={"If-None-Match": known})
        assert (response.status_code, response.content) == (304, b"")
    assert len(api.world.files.opened) == 1
    response = await api.viewer.get(address, headers={"If-None-Match": '"other"'})
    assert response.status_code == 200


async def test_files_of_others_are_not_there(api: Api) -> None:
    address = await keep(api)
    problem(await api.foreigner.get(address), 404, "not-found")
    problem(await api.viewer.get("/api/attachments/99"), 404, "not-found")
    assert api.world.files.opened == []


async def test_trouble_with_telegram_is_a_problem(api: Api) -> None:
    address = await keep(api)
    api.world.files.files.clear()
    problem(await api.viewer.get(address), 404, "file-gone")
    api.world.files.fail_with(FileTooLargeError())
    response = await api.viewer.get(address)
    problem(response, 404, "file-too-large")
    assert "20 MB" in response.json()["remedy"]
    api.world.files.error = None
    api.world.files.unavailable = True
    problem(await api.viewer.get(address), 503, "unavailable")
