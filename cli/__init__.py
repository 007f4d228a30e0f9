"""The `manta` command: runs the system and talks to it."""
