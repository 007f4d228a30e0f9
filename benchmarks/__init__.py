"""Measurements of a real system, as ratios to plain references of the same run; see docs/performance.md."""
