"""What can be wrong with a page that should hold an article."""

from briefing.model.errors import BriefingError


class NoArticle(BriefingError):
    """No article text was found in the page; the sentence says so."""
