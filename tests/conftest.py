"""What holds for all tests."""

import os

from hypothesis import settings

# How long an example takes is the machine's business, not the test's.
settings.register_profile("manta", deadline=None)
settings.load_profile("manta")

# Nor how wide the terminal is, at which what commands print is wrapped.
os.environ["COLUMNS"] = "200"
