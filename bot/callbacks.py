"""What buttons carry: at most 64 bytes, with the id and the version of what they are about."""

import zlib
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from domain.due_choice import DueChoice
from domain.proposal import Proposal

Id = Annotated[int, Field(ge=1, lt=2**63)]
Version = Annotated[int, Field(ge=0, lt=2**32)]


class TaskAction(StrEnum):
    """What a button of a task's card does."""

    DONE = "d"
    TAKE = "t"
    DUE = "u"
    NOT_A_TASK = "n"
    REOPEN = "r"
    BACK = "b"


class TaskPress(CallbackData, prefix="t"):
    """A button of a task's card; `version` is the task's as the card shows it."""

    action: TaskAction
    task_id: Id
    version: Version


class DuePress(CallbackData, prefix="u"):
    """A due time on a task's card; `version` is the task's as the card shows it."""

    choice: DueChoice
    task_id: Id
    version: Version


class ProposalAction(StrEnum):
    """What a button of a proposal does."""

    ACCEPT = "a"
    DECLINE = "d"
    EDIT = "e"
    UNDO = "u"


class ProposalPress(CallbackData, prefix="p"):
    """A button of a proposal; `version` stands for the draft as the card shows it."""

    action: ProposalAction
    proposal_id: Id
    version: Version


def version_of(proposal: Proposal) -> int:
    """Return what changes with a proposal's draft: it has no version of its own."""
    return zlib.crc32(proposal.task.model_dump_json().encode())
