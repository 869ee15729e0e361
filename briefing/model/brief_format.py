"""The forms in which a brief can be written."""

from enum import StrEnum


class CitationStyle(StrEnum):
    """How a brief cites: numbers, footnotes, or numbers that lead to the article."""

    INLINE = "inline"
    FOOTNOTE = "footnote"
    LINK = "link"


class BriefFormat(StrEnum):
    """What a brief is written as."""

    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"
