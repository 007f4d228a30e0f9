"""Which Manta this is."""

from importlib.metadata import version

VERSION = version("manta")
"""The installed version, read from disk once."""
