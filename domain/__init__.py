"""Values, rules and ports of Manta: what a message and a task are, independent of any framework."""
