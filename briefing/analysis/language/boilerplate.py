"""Which lines of an article are boilerplate: bylines, photo credits, share buttons and short labels."""

import re

_OPENINGS = """
by|photos?|photographs?|images?|pictures?|illustration|related|also read|see also|read (?:more|also|next|full)|read:
|more (?:from|on|stories)|most (?:read|popular)|more:|follow|share|sign up|subscribe|newsletter|copyright|updated
|last updated|published|posted|advertise|click here|listen|watch:|watch live|video:|recommended|reporting by|posted by
|additional reporting by|(?:writing|editing|compiled) by|getty images|source:|file photo|caption|credits?:|contact us
|comments?|print|e-?mail|home|menu|search|tags?:|topics?:|filed under|trending|latest|privacy|terms of|all rights
|we use cookies|cookies?|skip to|join us|download our|story continues|continue reading|tweet this|advertisement
|sponsored|discover more|you may also like|this article
"""
_FRAME = re.compile("©|(?:" + _OPENINGS.replace("\n", "") + r")(?!\w)", re.IGNORECASE)
_AGENCIES = r"(?:AFP|AP|EPA|EFE|Reuters|REUTERS|Getty|Shutterstock|Alamy|Rex|PA|Xinhua|ANP|Anadolu|UPI|iStock)"
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
_FRAME_WORDS = 25
_CREDIT_WORDS = 40


def is_boilerplate(line: str) -> bool:
    """Return whether `line` is not part of the story: it may confirm a name, but should not introduce one."""
    words = len(line.split())
    if words <= _LABEL_WORDS and line[-1:] not in _END_MARKS:
        return True
    if is_listing(line) or (words <= _CAPTION_WORDS and _CAPTION.match(line)):
        return True
    if words <= _FRAME_WORDS and _FRAME.match(line.lstrip("( *•-–—")):
        return True
    return words <= _CREDIT_WORDS and _CREDIT.search(line) is not None


def ends_in_date(line: str) -> bool:
    """Return whether `line` ends in a date, as the citation of an article does."""
    return _DATE_AT_END.search(line, max(0, len(line) - 30)) is not None


def is_listing(line: str) -> bool:
    """Return whether `line` lists other stories or numbers a gallery's pictures: nobody in it acts in this story."""
    return _LISTING.match(line.lstrip("( *•-–—")) is not None
