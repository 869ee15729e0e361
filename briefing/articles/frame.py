"""The frame around an article: what a page puts before, between and after the text that is not the text."""

import re
from collections import Counter
from collections.abc import Container, Sequence

_LEADING = (
    r"home\s?(?:[»>›/|]|(?-i:[A-Z])).{0,120}",
    r"(?:first |originally |last )?(?:published|posted|updated|modified|created)\b\s?"
    r"(?:on|at|by|:|\d|\w{3,9} \d).{0,80}",
    r"(?:by|von|par|por)\s(?-i:[A-Z])[^.!?]{2,80}",
    r"\d{1,3}\s?min(?:ute)?s?(?:\sread)?",
    r"(?:photo|image|picture|file photo|credit|source)s?\s?:.{0,120}",
    r"(?:listen|play|watch|print|order|email|share|save|gift|bookmark|skip|menu|search|close)\b.{0,40}(?<![.!?])",
)
_RANKS = (
    "latest|related|recommended|suggested|similar|trending|popular|recent|top|other|more|most|further|featured|must[ -]"
)
_MATTERS = (
    "articles?|stories|story|news|posts?|content|topics|headlines|coverage|videos?|read(?:s|ing)?|viewed|popular|commented"
    "|shared|watched|links|picks|updates|like this|to (?:read|explore|discover)|for you"
)
_HEADING = (
    rf"(?:(?:the|our|all|see|view|read|get)\s)?(?:{_RANKS})\s?(?:\w+\s){{0,2}}?(?:{_MATTERS})\s?:?",
    rf"(?:{_RANKS})\s(?:from (?:the )?\S.{{0,40}}|on this(?: \w+)?|in (?:the )?\w+)\s?:?|popular on .{2, 40}",
    r"discover more.{0,40}|(?:you (?:may|might)|readers) (?:also|like).{0,40}|don.t miss.{0,30}|what to read next",
    r"(?:read|up|coming|watch|see) next\s?:?.{0,30}|editors?.s? (?:picks?|choice)|in case you missed it.{0,20}",
    r"(?:share|tweet|print|email|comment|topic|tag|keyword|advertisement|ad|newsletter)s?\s?:?|categories\s?:?",
    r"share (?:this|on|via|with)\b.{0,40}|about the authors?\s?:?|leave a (?:comment|reply).{0,30}|\d+ comments?",
    r"(?:sign up|subscribe|register|log in|sign in)\b.{0,80}|follow us\b.{0,60}",
    r"(?:stay|get) (?:connected|in touch|informed)\b.{0,40}",
)
_CALLS = (
    r"(?:read|see|watch|listen|find|learn|know)\s(?:more|also|next|now|the full (?:story|article))\b\s?"
    r"(?:[:|»>›…-].{0,200}|.{0,60})",
    r"(?:also|must) (?:read|watch|see)\b.{0,200}",
    r"(?:related|more|watch|video|listen|podcast|gallery|photos|poll|analysis) ?:\s.{0,200}",
    r"advert(?:isement|ising|orial)?\s?\d{0,2}|advert.{0,60}continues.{0,20}|sponsored.{0,40}",
    r"(?:story|article) continues.{0,30}|continue reading.{0,60}|loading\b.{0,30}|(?:click|tap) (?:here|to)\b.{0,160}",
    r"(?:sign up|subscribe)\b.{0,120}\b(?:newsletters?|updates|alerts|inbox|account|today|now|free)\b.{0,160}",
    r"(?:get|receive)\b.{0,80}\b(?:newsletter|inbox|email alerts)\b.{0,120}",
    r"(?:follow|like|join|find)\s.{1,60}\son\s(?:twitter|facebook|instagram|whatsapp|telegram|youtube|linkedin|tiktok"
    r"|x|threads|google news)\b.{0,160}",
    r"(?:download|get) (?:the|our) .{0,40}\bapp\b.{0,100}",
    r"(?:copyright|©|\(c\))\s?.{0,200}|all rights reserved.{0,100}",
    r"this (?:site|website|page) (?:uses|is protected|requires)\b.{0,200}",
    r"(?:please )?enable (?:javascript|cookies)\b.{0,160}",
    r"(?:this (?:copy|article) is for (?:your )?personal\b|distribution and use of this material\b).{0,300}",
    r"this (?:article|story|link) has been (?:sent|shared|saved|added)\b.{0,60}|(?:sorry|thank you|thanks)[.!]?",
    r"(?:an error (?:has )?occurred|there was an error|something went wrong)\b.{0,100}",
    r"thank(?:s| you) for (?:signing up|subscribing|registering|reading)\b.{0,80}",
    r"(?:keep an eye on|check) your inbox\b.{0,80}",
    r"(?:write|contact|email|e-mail|reach)\s.{2,80}\sat\s\S+@\S+|(?:https?://|www\.)\S+",
    r".{2,160}\[(?-i:[A-Z ]{4,14})\]\s?\|?",
    r"back to top|load more.{0,20}|show (?:more|less)|view comments|no comments(?: yet)?|embed(?: this)?",
)


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_LEADS, _HEADS, _CALLED = map(_any_of, (_LEADING, _HEADING, _CALLS))
_CITED = re.compile(r"relevant articles\s?:?", re.IGNORECASE)
_CREDIT = re.compile(
    r"\b(?:report|contribut|edit|writ|with files|source|agenc|translat|\(?(?:ap|afp|reuters|dpa|upi|ani|pti)\)?$)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…。！？।][\"”’»」')\]]*$|[\"”»」)]$")
_WORD = re.compile(r"\w")
PROSE = 160
"""Characters from which a line that ends as a sentence is taken for a paragraph of the article."""


SHORT = 60
"""Characters below which a line that is no sentence is taken for a label at the article's edges."""


def strip_frame(lines: Sequence[str]) -> list[str]:
    """Return the lines that belong to the article."""
    return [lines[place] for place in kept_lines(lines)]


def kept_lines(lines: Sequence[str], *, linked: Container[int] = (), author: str = "") -> list[int]:
    """Return the places of the lines that belong to the article, in order.

    Told by what a line is and where it stands, never by whose page it is: labels at both edges, a heading such as "More
    like this" with no paragraph after it, a line given twice, lines that are nothing but a link (their places are
    `linked`), labels that come again and again, and lines that call on the reader. A list under "Relevant articles"
    names sources and stays.
    """
    end = _last_line(lines)
    cited = next((place for place in range(end) if _CITED.fullmatch(lines[place])), end)
    start = _first_line(lines[:cited], author)
    last = cited if cited < end else _without_labels(lines, start, end)
    often = {line for line, times in Counter(lines).items() if times > 2 and len(line) < SHORT}
    text = [
        place
        for place in range(start, last)
        if lines[place] not in often
        and not _is_frame(lines[place], linked=place in linked)
        and lines[place] not in lines[max(start, place - 1) : place]
    ]
    return text + [place for place in range(cited, end) if _WORD.search(lines[place])]


def is_prose(line: str) -> bool:
    """Tell whether a line reads like a paragraph: long, and ended as sentences are."""
    return len(line) >= PROSE and _ENDED.search(line) is not None


def _first_line(lines: Sequence[str], author: str) -> int:
    """Return where the article begins: after the labels, the date and the byline that stand above it."""
    for place, line in enumerate(lines[:12]):
        label = len(line) < SHORT and not _ENDED.search(line) and any(map(is_prose, lines[place:]))
        if not (label or line == author or _LEADS.fullmatch(line) or _HEADS.fullmatch(line)):
            return place
    return 0


def _last_line(lines: Sequence[str]) -> int:
    """Return where the article ends: before the first heading of other matter that no paragraph follows."""
    paragraphs_after = 0
    end = len(lines)
    for place in range(len(lines) - 1, 0, -1):
        line = lines[place]
        if _CITED.fullmatch(line) or paragraphs_after > 1:
            break
        if is_prose(line):
            paragraphs_after += 1
        elif paragraphs_after == 0 and len(line) < 100 and _HEADS.fullmatch(line):
            end = place
    return end


def _without_labels(lines: Sequence[str], start: int, end: int) -> int:
    """Return the end without the labels that stand below the last sentence; credits and figures stay."""
    while end - start > 3:
        line = lines[end - 1]
        if len(line) >= SHORT or _ENDED.search(line) or _CREDIT.search(line) or any(map(str.isdigit, line)):
            break
        end -= 1
    return end


def _is_frame(line: str, *, linked: bool) -> bool:
    if _WORD.search(line) is None or (linked and not is_prose(line)):
        return True
    return len(line) < 320 and _CALLED.fullmatch(line) is not None
