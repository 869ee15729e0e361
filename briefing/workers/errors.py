"""What can go wrong with a child process that works for us."""

from briefing.model.errors import BriefingError


class WorkerTimeout(BriefingError):
    """The work took longer than it was given, and its process was ended."""


class WorkerCrashed(BriefingError):
    """The process died at its work, or what it did could not be handed over."""
