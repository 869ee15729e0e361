"""Boilerplate: the lines that a page puts before, between and after the text of an article."""

import re
from collections import Counter
from collections.abc import Container, Sequence

from briefing.data.loader import list_lines


def _any_pattern(name: str) -> re.Pattern[str]:
    """Return an expression that matches if any pattern of a data file does."""
    return re.compile("|".join(list_lines(f"articles/{name}.txt")), re.IGNORECASE)


_LABEL = _any_pattern("page_labels")
_HEADING = _any_pattern("page_headings")
_CALL = _any_pattern("page_calls")
_CITED = re.compile(r"relevant articles\s?:?", re.IGNORECASE)
_CREDIT = re.compile(
    r"\b(?:report|contribut|edit|writ|with files|source|agenc|translat|\(?(?:ap|afp|reuters|dpa|upi|ani|pti)\)?$)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…。！？।][\"”’»」')\]]*$|[\"”»」)]$")
_WORD = re.compile(r"\w")
PROSE = 160
"""Characters from which a line that ends like a sentence counts as a paragraph of the article."""
SHORT = 60
"""Characters below which a line that is no sentence counts as a label at the edges of the article."""
_LONGEST_HEADING = 100
_LONGEST_CALL = 320
_LABELS_ABOVE = 12
"""The greatest number of lines above an article."""


def article_lines(lines: Sequence[str], *, linked: Container[int] = (), author: str = "") -> list[int]:
    """Return the indexes of the lines that belong to the article, in order; `linked` are lines that are only a link.

    A line is judged by its form and position, never by the site it comes from. Left out are labels at both edges,
    everything from a heading such as "More like this" with no paragraph after it, a line given twice, lines that are
    only a link, labels that recur, and calls to the user. A list under "Relevant articles" names sources and stays.
    """
    end = _end_of_article(lines)
    cited = next((index for index in range(end) if _CITED.fullmatch(lines[index])), end)
    start = _first_line(lines[:cited], author)
    last = cited if cited < end else _without_labels(lines, start, end)
    recurring = {line for line, times in Counter(lines).items() if times > 2 and len(line) < SHORT}
    text = [
        index
        for index in range(start, last)
        if lines[index] not in recurring
        and not _is_boilerplate(lines[index], linked=index in linked)
        and lines[index] not in lines[max(start, index - 1) : index]
    ]
    return text + [index for index in range(cited, end) if _WORD.search(lines[index])]


def is_prose(line: str) -> bool:
    """Return whether a line reads like a paragraph: long, and ending like a sentence."""
    return len(line) >= PROSE and _ENDED.search(line) is not None


def _first_line(lines: Sequence[str], author: str) -> int:
    """Return the index of the article's first line, after the labels, the date and the byline above it."""
    for index, line in enumerate(lines[:_LABELS_ABOVE]):
        label = len(line) < SHORT and not _ENDED.search(line) and any(map(is_prose, lines[index:]))
        if not (label or line == author or _LABEL.fullmatch(line) or _HEADING.fullmatch(line)):
            return index
    return 0


def _end_of_article(lines: Sequence[str]) -> int:
    """Return the index of the first heading of other content that no paragraph follows, else the number of lines."""
    paragraphs_after = 0
    end = len(lines)
    for index in range(len(lines) - 1, 0, -1):
        line = lines[index]
        if _CITED.fullmatch(line) or paragraphs_after > 1:
            break
        if is_prose(line):
            paragraphs_after += 1
        elif paragraphs_after == 0 and len(line) < _LONGEST_HEADING and _HEADING.fullmatch(line):
            end = index
    return end


def _without_labels(lines: Sequence[str], start: int, end: int) -> int:
    """Return the end without the labels below the last sentence; credits and lines with figures stay."""
    while end - start > 3:
        line = lines[end - 1]
        if len(line) >= SHORT or _ENDED.search(line) or _CREDIT.search(line) or any(map(str.isdigit, line)):
            break
        end -= 1
    return end


def _is_boilerplate(line: str, *, linked: bool) -> bool:
    if _WORD.search(line) is None or (linked and not is_prose(line)):
        return True
    return len(line) < _LONGEST_CALL and _CALL.fullmatch(line) is not None
