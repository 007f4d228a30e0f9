"""What buttons carry: at most 64 bytes, with the id and the version of what they are about."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData


class TaskAction(StrEnum):
    """What a button of a task's card does."""

    DONE = "d"
    TAKE = "t"
    DUE = "u"
    NOT_A_TASK = "n"
    REOPEN = "r"


class TaskPress(CallbackData, prefix="t"):
    """A button of a task's card; `version` is the task's as the card shows it."""

    action: TaskAction
    task_id: int
    version: int


class ProposalAction(StrEnum):
    """What a button of a proposal does."""

    ACCEPT = "a"
    DECLINE = "d"
    EDIT = "e"


class ProposalPress(CallbackData, prefix="p"):
    """A button of a proposal."""

    action: ProposalAction
    proposal_id: int


class ForgetStep(StrEnum):
    """What a button of /forget does."""

    GO_ON = "g"
    CONFIRM = "c"
    KEEP = "k"


class ForgetPress(CallbackData, prefix="f"):
    """A button of /forget, which only `person_id` may press."""

    step: ForgetStep
    person_id: int
