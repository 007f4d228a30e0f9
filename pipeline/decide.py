"""Deciding what becomes of an analysed message: tasks, proposals for a person, or nothing."""

from pydantic import Field

from domain.analysis import Confidence, Findings
from domain.drafting import draft_item, draft_task
from domain.inbox import Decision, ProposedTask
from domain.message import Message
from domain.task import NewTask
from domain.values import Category, Value
from domain.workspace import WorkspaceSettings


class Thresholds(Value):
    """How sure the agents must be; each is a least confidence."""

    task: Confidence = Field(default=0.75, description="Becomes a task by itself.")
    proposal: Confidence = Field(default=0.35, description="Becomes a proposal.")

    def adapt(self, settings: WorkspaceSettings) -> "Thresholds":
        """Return the thresholds of a workspace: its own where it has set them."""
        task = self.task if settings.task_threshold is None else settings.task_threshold
        proposal = self.proposal if settings.proposal_threshold is None else settings.proposal_threshold
        return Thresholds(task=task, proposal=proposal)


def decide(message: Message, findings: Findings, thresholds: Thresholds) -> Decision:
    """Return what becomes of the message.

    A message the agents call no task still becomes a proposal when they are less sure of that than
    the proposal threshold asks: doubt is shown to a person, never dropped. Of several pieces of work in
    one message each is decided by itself.
    """
    verdict = findings.classification
    if verdict.is_actionable and len(findings.summary.items) > 1:
        return _decide_each(message, findings, thresholds)
    actionable = verdict.is_actionable and verdict.category != Category.OTHER
    doubt = 1.0 - verdict.confidence
    if actionable and verdict.confidence >= thresholds.task:
        return Decision(tasks=(draft_task(message, findings),))
    likelihood = verdict.confidence if actionable else doubt
    if likelihood < thresholds.proposal or (not actionable and doubt < 1.0 - thresholds.task):
        return Decision()
    proposed = ProposedTask(task=draft_task(message, findings), confidence=likelihood, reason=verdict.reason)
    return Decision(proposals=(proposed,))


def _decide_each(message: Message, findings: Findings, thresholds: Thresholds) -> Decision:
    tasks: list[NewTask] = []
    proposals: list[ProposedTask] = []
    verdict = findings.classification
    for item in findings.summary.items:
        sure = verdict.confidence if item.confidence is None else item.confidence
        if item.category == Category.OTHER:
            continue
        if sure >= thresholds.task:
            tasks.append(draft_item(message, findings, item))
        elif sure >= thresholds.proposal:
            draft = draft_item(message, findings, item)
            proposals.append(ProposedTask(task=draft, confidence=sure, reason=verdict.reason))
    return Decision(tasks=tuple(tasks), proposals=tuple(proposals))
