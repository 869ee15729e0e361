"""Which lines of an article are boilerplate: bylines, photo credits, share buttons and short labels."""

import re

from briefing.data.loader import alternatives

_OPENING = re.compile(rf"©|{alternatives('language/boilerplate_openings.txt')}(?!\w)", re.IGNORECASE)
_AGENCIES = alternatives("language/photo_agencies.txt")
_CREDIT = re.compile(
    rf"\b{_AGENCIES} ?[/|] ?\w|\w ?[/|] ?{_AGENCIES}\b|\bGetty Images\b|\b(?:AP|AFP|Reuters) [Pp]hoto\b"
)
_DATE_AT_END = re.compile(r", ?(?:\d\d?/\d\d?/\d{4}|\d{4}-\d\d-\d\d|[A-Z][a-z]{2,8}\.? \d\d?, \d{4})$")
_LISTING = re.compile(
    r"(?:most (?:read|popular|viewed|watched|shared)\b|\+? ?show all\b|\d{1,3}/\d{1,3} )", re.IGNORECASE
)
_CAPTION = re.compile(
    r"(?:AP:Associated Press|(?:Reuters|REUTERS|EPA|AFP|AP|PA|Getty(?: Images)?|GETTY|Alamy|Shutterstock)(?: - \w+)?)"
    r" (?!(?:President|Chief|Executive|Editor|Director|CEO|News|Photo)\b)(?=[A-Z])"
)
"""An agency's name and no verb: the caption of a photograph of that agency."""
_CAPTION_WORDS = 60
_END_MARKS = ".!?\"”’':;,)…»"
_LABEL_WORDS = 7
_OPENING_WORDS = 25
_CREDIT_WORDS = 40


def is_boilerplate(line: str) -> bool:
    """Return whether `line` is not part of the story: it may confirm a name, but should not introduce one."""
    words = len(line.split())
    if words <= _LABEL_WORDS and line[-1:] not in _END_MARKS:
        return True
    if is_listing(line) or (words <= _CAPTION_WORDS and _CAPTION.match(line)):
        return True
    if words <= _OPENING_WORDS and _OPENING.match(line.lstrip("( *•-–—")):
        return True
    return words <= _CREDIT_WORDS and _CREDIT.search(line) is not None


def ends_in_date(line: str) -> bool:
    """Return whether `line` ends in a date, as the citation of an article does."""
    return _DATE_AT_END.search(line, max(0, len(line) - 30)) is not None


def is_listing(line: str) -> bool:
    """Return whether `line` lists other stories or numbers a gallery's pictures: nobody in it acts in this story."""
    return _LISTING.match(line.lstrip("( *•-–—")) is not None
