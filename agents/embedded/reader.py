"""Reads a message by rules: what it names, when it is due, and how it sounds as a task."""

from agents.embedded.injection import mask_commands, strip_commands
from agents.embedded.rules import names
from agents.embedded.rules.dates import find_dates
from agents.embedded.rules.due import find_due, get_local_time
from agents.embedded.rules.people import find_assignees
from agents.embedded.rules.title import write_summary, write_title
from agents.embedded.rules.versions import find_versions
from agents.text import RULES_CHARS, cut, find_urls, mask_code, mask_quotes, mask_urls, unique
from domain.analysis import Extraction, MessageContext, Summary

_MAX_ITEMS = 50
"""Most items of a kind that are kept."""


def read_extraction(message: MessageContext, *, is_actionable: bool, is_chore: bool = False) -> Extraction:
    """Return what `message` names; nobody is assigned to and nothing is due for what is not actionable.

    A date in a chore is likelier its deadline than one in a bug report or a question.
    """
    text = cut(message.text, RULES_CHARS)
    prose = mask_urls(mask_code(text))
    now = get_local_time(message)
    honest = mask_commands(prose)
    own = mask_quotes(honest)
    phrases = find_dates(honest, now)
    own_phrases = [
        phrase for phrase in phrases if own[phrase.start : phrase.end] == honest[phrase.start : phrase.end]
    ]
    return Extraction(
        projects=names.find_projects(prose)[:_MAX_ITEMS],
        components=names.find_components(mask_urls(text))[:_MAX_ITEMS],
        technologies=names.find_technology_names(mask_urls(text))[:_MAX_ITEMS],
        mentions=names.find_mentions(prose)[:_MAX_ITEMS],
        assignees=find_assignees(own)[:_MAX_ITEMS] if is_actionable else [],
        versions=find_versions(mask_urls(text))[:_MAX_ITEMS],
        dates=unique([phrase.text for phrase in phrases])[:_MAX_ITEMS],
        due=find_due(own, own_phrases, now, is_chore=is_chore) if is_actionable else None,
        urls=unique(find_urls(text))[:_MAX_ITEMS],
    )


def read_summary(message: MessageContext) -> Summary:
    """Return the message's own words: its asking sentence as the title, its first two as the summary.

    Commands to the software are left out, unless the message has nothing else.
    """
    text = cut(message.text, RULES_CHARS)
    honest, _ = strip_commands(text)
    text = honest if any(char.isalnum() for char in honest) else text
    return Summary(short=write_summary(text), title=write_title(text, f"Message from {message.author}"))
