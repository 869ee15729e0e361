"""What can be wrong with a document that should have been a feed."""

from briefing.model.errors import BriefingError


class NotAFeed(BriefingError):
    """The document cannot be read as a feed; the sentence says what the address sends instead."""
