"""Citations: the places in a text that name another article or outlet as its source."""

from enum import StrEnum

from briefing.frozen import dataclass
from briefing.model.spans import Span


class CitationForm(StrEnum):
    """How a text cites."""

    LINK = "link"
    TOLD = "told"
    ACCORDING = "according to"
    REPORTED = "reported"
    BLOCK = "relevant articles"
    CREDIT = "credit"
    DATELINE = "dateline"
    SOURCE_LINE = "source line"


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation; `span` is the sentence or line that makes it, `title` and `outlet` are cut from it.

    For a link the outlet is "": it is shown by the host of the address.
    """

    form: CitationForm
    span: Span
    title: str = ""
    outlet: str = ""
    date: str = ""
    """ISO date (YYYY-MM-DD), or ""."""
    url: str = ""
