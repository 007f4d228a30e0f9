"""What holds for all tests."""

from hypothesis import settings

# How long an example takes is the machine's business, not the test's.
settings.register_profile("manta", deadline=None)
settings.load_profile("manta")
