import pytest

from domain.addresses import message_url, telegram_url
from domain.values import Source


@pytest.mark.parametrize(
    ("external_id", "thread_id", "url"),
    [
        ("-1001234567890:45", None, "https://t.me/c/1234567890/45"),
        ("-1001234567890:45", 7, "https://t.me/c/1234567890/7/45"),
        ("-1234567890:45", None, None),
        ("42:45", None, None),
        ("-100:45", None, None),
        ("-1001234567890", None, None),
        ("-1001234567890:", None, None),
        ("-1001234567890:4/5", None, None),
        ("-100123?x=:45", None, None),
        ("-100\u0661\u0662:45", None, None),
        ("", None, None),
    ],
)
def test_messages_of_supergroups_have_addresses(
    external_id: str, thread_id: int | None, url: str | None
) -> None:
    assert telegram_url(external_id, thread_id) == url
    assert message_url(Source.TELEGRAM, external_id, thread_id) == url


@pytest.mark.parametrize("source", [source for source in Source if source is not Source.TELEGRAM])
def test_other_sources_have_none(source: Source) -> None:
    assert message_url(source, "-1001234567890:45") is None
