"""What is read from findings beyond their plain fields."""

from domain.analysis import Findings
from domain.values import Category


def count_tasks(findings: Findings) -> int:
    """Return how many tasks the message becomes if its agents are sure: its pieces of work, else one."""
    if not findings.classification.is_actionable:
        return 0
    pieces = [item for item in findings.summary.items if item.category is not Category.OTHER]
    return max(len(pieces), 1)
