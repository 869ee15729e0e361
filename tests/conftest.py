"""Settings of all tests."""

from hypothesis import settings

settings.register_profile("any machine", deadline=None)
"""Without a time limit for one example: a busy machine is no fault of the code."""
settings.load_profile("any machine")
