"""Sentences of a text as spans, told by light rules: enough to show a sentence, not to parse it."""

import re

from briefing.model.spans import Span

_END = re.compile(r"(?:[.!?…]+|\.\.\.)[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9À-ÖØ-ÞА-Я“\"‘«])|[。！？]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|sen|sens|rep|reps|gov|gen|lt|col|sgt|capt|adm|rev|prof|st|maj|hon|messrs|vs|no|jr|sr|inc|corp"
    r"|co|ltd|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|dept|fig|mt|ft|etc|ca|approx|est)|\b[A-Za-z]|\b[A-Z]\.[A-Z])\.$",
    re.IGNORECASE,
)
_ENDS_ANYWAY = re.compile(r"\b(?:U\.S|U\.K|U\.N|E\.U|a\.m|p\.m|Inc|Corp|Co|Ltd|Jr|Sr|etc)\.$")
_STARTER = re.compile(
    r"\s+[\"“‘]?(?:The|A|An|He|She|It|They|We|I|In|On|At|And|But|However|That|This|These|Those|There|His|Her|Its|Their|If"
    r"|When|While|As|After|Before|For|From|By|With|According|Since|Last|Meanwhile)\b"
)


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the sentences of `text` in order; a line's end ends a sentence."""
    spans: list[Span] = []
    at = 0
    for line in text.split("\n"):
        spans.extend(_line_spans(text, at, at + len(line)))
        at += len(line) + 1
    return tuple(spans)


def _line_spans(text: str, start: int, end: int) -> list[Span]:
    spans = []
    begin = start
    for match in _END.finditer(text, start, end):
        if not _is_abbreviation(text, begin, match.end(), end):
            spans.append(_trimmed(text, begin, match.end()))
            begin = match.end()
    spans.append(_trimmed(text, begin, end))
    return [span for span in spans if span.start < span.end]


def _is_abbreviation(text: str, begin: int, end: int, line_end: int) -> bool:
    if text[end - 1] != "." or not _ABBREVIATION.search(text[max(begin, end - 12) : end]):
        return False
    ends = _ENDS_ANYWAY.search(text[max(begin, end - 12) : end])
    return not (ends and _STARTER.match(text[end : min(line_end, end + 20)]))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
