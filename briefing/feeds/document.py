"""A feed's text made safe for the parser: refused where it is an attack, cut where it is too much."""

import re
from html.entities import html5

from briefing.feeds.errors import NotAFeed
from briefing.text.dates import read_date

MOST_ENTRIES = 1_000
MOST_ATTRIBUTES = 256
LONGEST_NAME = 254

_HEAD = 65_536
_DECLARATION = re.compile(r"<\?xml\b[^<>]{0,500}\?>")
_BEFORE_ROOT = re.compile(r"(?:\s++|<\?(?:[^?]|\?(?!>))*+\?>|<!--(?:[^-]|-(?!->))*+-->)*+")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*+(?:\[(?P<subset>.*?)\]\s*+)?>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_ATTRIBUTE = r"""\s++[\w:.-]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+')"""
_FLOOD = re.compile(rf"<[A-Za-z][\w:.-]*+(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES + 1}}}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SEQUENCES = re.compile(
    "\x1b\\][^\x07\x1b\x9c<]*(?:\x07|\x1b\\\\|\x9c)?|\x1b[PX^_][^\x07\x1b\x9c<]*(?:\x07|\x1b\\\\|\x9c)?"
    "|\x1b\\[[0-;=-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-;=-~]?"
    "|[\x90\x98\x9d\x9e\x9f][^\x07\x1b\x9c<]*(?:\x07|\x1b\\\\|\x9c)|\x9b[0-;=-?]+[ -/]*[@-~]|[\x81\x8d\x8f\x90\x9d]"
)
"""Escape sequences, never beyond the element that they stand in. Their one-character forms only where they are whole:
alone, such a character is a Windows-1252 letter gone astray, which feedparser sets right."""
_CONTROL_REFERENCE = re.compile(r"&#(?:0{0,5}([0-8]|1[124-9]|2\d|3[01])|[xX]0{0,4}([0-8bcefBCEF]|1[\da-fA-F]));")
_NAMED_REFERENCES = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_XML_NAMES = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_NAME_ELEMENT = re.compile(
    r"(<(?:[\w.-]+:)?(?:author|creator|contributor|name|email|owner|managingEditor|webMaster)\b[^<>]*>\s*"
    r"(?:<!\[CDATA\[)?)([^<]{255,})",
    re.IGNORECASE,
)
_LONG_TEXT = re.compile(r"([^<]{1048576})[^<]+")
_CUT_REFERENCE = re.compile(r"&[^;\s]{0,40}$")
_ENTRY = re.compile(r"<(item|entry)[\s>].*?</\1\s*>", re.DOTALL)
_ENTRY_START = re.compile(r"<(?:item|entry)[\s>]")
_ENTRY_DATE = re.compile(r"<(?:\w+:)?(?:pubDate|date|updated|published)\b[^<>]*>\s*(?:<!\[CDATA\[)?([^<\]]{4,80})")


def prepare_document(text: str) -> tuple[bytes, list[str]]:
    """Return UTF-8 bytes for the parser, with notes on what was cut; raises NotAFeed for what we do not parse.

    Refused are entity declarations and floods of attributes: both cost a parser time and memory without bound.
    """
    text = _without_prolog(_without_controls(text))
    if _FLOOD.search(text):
        raise NotAFeed(f"holds an element with more than {MOST_ATTRIBUTES} attributes, which no feed needs")
    text = _NAMED_REFERENCES.sub(_written_out, text)
    text = _NAME_ELEMENT.sub(_cut_name, text)
    text = _LONG_TEXT.sub(lambda found: _CUT_REFERENCE.sub("", found[1]), text)
    text, notes = _cut_entries(text)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode("utf-8"), notes


def _without_controls(text: str) -> str:
    """Drop the control characters that no XML may hold, and with them the sequences that they begin."""
    if "&#" in text:
        text = _CONTROL_REFERENCE.sub(lambda found: chr(int(found[1]) if found[1] else int(found[2], 16)), text)
    return _CONTROLS.sub("", _SEQUENCES.sub("", text))


def _without_prolog(text: str) -> str:
    """Drop what stands before the root element: junk, the XML declaration, comments, the document type."""
    declaration = _DECLARATION.search(text, 0, _HEAD)
    if declaration:
        text = text[declaration.end() :]
    start = _BEFORE_ROOT.match(text)
    body = text[start.end() :] if start else text
    doctype = _DOCTYPE.match(body)
    if doctype is None:
        if body[:9].upper() == "<!DOCTYPE":
            raise NotAFeed("begins with a document type that does not end")
        return body
    if _ENTITY.search(doctype.group()) or _ENTITY.search(body, doctype.end(), doctype.end() + 1_024):
        raise NotAFeed("declares XML entities, which no feed needs and which can be used for attacks")
    return body[doctype.end() :]


def _written_out(reference: re.Match[str]) -> str:
    """Return the character that an HTML name stands for; XML knows only five of them and breaks off at the others."""
    name = reference.group(1)
    return reference.group() if name in _XML_NAMES else html5.get(name, reference.group())


def _cut_name(element: re.Match[str]) -> str:
    """Cut an author's name; feedparser looks for an e-mail address in it in time that grows with its square."""
    start, name = element.groups()
    end = "]]>" if name.rstrip().endswith("]]>") else ""
    return start + name[:LONGEST_NAME] + end


def _cut_entries(text: str) -> tuple[str, list[str]]:
    """Keep the newest entries of a very long feed before the parser sees the rest."""
    if sum(1 for _ in _ENTRY_START.finditer(text)) <= MOST_ENTRIES:
        return text, []
    entries = [(match.start(), match.end(), _stamp(match.group())) for match in _ENTRY.finditer(text)]
    if len(entries) <= MOST_ENTRIES:
        return text, []
    newest = sorted(entries, key=lambda entry: entry[2], reverse=True)[:MOST_ENTRIES]
    kept = "\n".join(text[start:end] for start, end, _ in sorted(newest))
    whole = text[: entries[0][0]] + kept + text[entries[-1][1] :]
    return whole, [f"cut to {MOST_ENTRIES:,} of {len(entries):,} entries"]


def _stamp(entry: str) -> float:
    date = _ENTRY_DATE.search(entry)
    moment = read_date(date.group(1)) if date else None
    return moment.timestamp() if moment else 0.0
