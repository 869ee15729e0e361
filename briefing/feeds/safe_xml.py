"""Makes a feed's XML safe for the parsers: refuses attacks, and cuts what is too long."""

import re
import sys
from html.entities import html5

from briefing.model.errors import NotAFeed
from briefing.text.dates import read_date
from briefing.text.display import REPLACEMENT

MOST_ENTRIES = 1_000
MOST_ATTRIBUTES = 256
LONGEST_NAME = 254
"""Characters of an author's name."""
LONGEST_TEXT = 1_048_576
"""Characters from one tag to the next."""

_HEAD = 65_536
_PAGE_START = 2_048
_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
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
    "|[\x90\x98\x9d\x9e\x9f][^\x07\x1b\x90\x98\x9c-\x9f<]*+(?:\x07|\x1b\\\\|\x9c)"
    "|\x9b[0-;=-?]+[ -/]*[@-~]|[\x81\x8d\x8f\x90\x9d]"
)
"""Escape sequences, never past the end of their element. The one-character forms (0x80 to 0x9F) count only as part of a
whole sequence: alone, such a character is a stray Windows-1252 letter, which feedparser corrects."""
_BEGINS_SEQUENCE = re.compile("[\x1b\x81\x8d\x8f\x90\x98\x9b\x9d-\x9f]")
_REFERENCE = re.compile(r"&#(?:(\d++)|[xX]([\da-fA-F]++));")
_LONGEST_REFERENCE = 40
"""The most digits of a character reference; no character needs more."""
_NAMED_REFERENCES = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_XML_NAMES = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_NAME_ELEMENT = re.compile(
    r"(<(?:[\w.-]+:)?(?:author|creator|contributor|name|email|owner|managingEditor|webMaster)\b[^<>]*>\s*"
    r"(?:<!\[CDATA\[)?)([^<]{255,})",
    re.IGNORECASE,
)
_LONG_TEXT = re.compile(r"<[^<]{1048577,}+")
"""A tag with more than 1 MiB of text. It begins with its "<": at any other place the search would start over."""
_CUT_REFERENCE = re.compile(r"&[^;\s]{0,40}$")
_ENTRY_EDGE = re.compile(r"<(?:(item|entry)[\s>]|/(item|entry)\s*+>)")
_ENTRY_DATE = re.compile(r"<(?:\w+:)?(?:pubDate|date|updated|published)\b[^<>]*>\s*(?:<!\[CDATA\[)?([^<\]]{4,80})")


def make_safe(text: str) -> tuple[bytes, list[str]]:
    """Return a feed's XML as UTF-8 bytes for a parser, with notes on what was cut.

    Raises NotAFeed for entity declarations and floods of attributes: both cost a parser time and memory without bound.
    """
    text = _without_prolog(_without_controls(text))
    if _FLOOD.search(text):
        raise NotAFeed(f"holds an element with more than {MOST_ATTRIBUTES} attributes, which no feed needs")
    text = _NAMED_REFERENCES.sub(_decode_name, text)
    text = _NAME_ELEMENT.sub(_cut_name, text)
    text = _LONG_TEXT.sub(lambda found: _CUT_REFERENCE.sub("", found[0][:LONGEST_TEXT]), text)
    text, notes = _cut_entries(text)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode("utf-8"), notes


def is_web_page(text: str) -> bool:
    """Return whether a document starts like a web page."""
    return _WEB_PAGE.search(text, 0, _PAGE_START) is not None


def entry_spans(text: str) -> list[tuple[int, int]]:
    """Return where each `item` or `entry` element starts and ends in `text`."""
    spans = []
    opened, start = "", 0
    for edge in _ENTRY_EDGE.finditer(text):
        begun, ended = edge.groups()
        if begun and not opened:
            opened, start = begun, edge.start()
        elif ended and ended == opened:
            spans.append((start, edge.end()))
            opened = ""
    return spans


def _without_controls(text: str) -> str:
    """Remove the characters that XML forbids, as such or as references, and the escape sequences they begin."""
    if "&#" in text:
        text = _REFERENCE.sub(_decode_unsafe, text)
    if "\x1b" in text or (not text.isascii() and _BEGINS_SEQUENCE.search(text)):
        text = _SEQUENCES.sub("", text)
    return _CONTROLS.sub("", text)


def _decode_unsafe(reference: re.Match[str]) -> str:
    """Return a control character decoded, U+FFFD for a code that is not a character, else the reference unchanged."""
    decimal, hexadecimal = reference.groups()
    digits, base = (decimal, 10) if decimal else (hexadecimal, 16)
    code = int(digits, base) if len(digits) <= _LONGEST_REFERENCE else sys.maxunicode + 1
    if code > sys.maxunicode or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF):
        return REPLACEMENT
    return chr(code) if code < 0x20 and code not in (0x9, 0xA, 0xD) else reference.group()


def _without_prolog(text: str) -> str:
    """Remove what precedes the root element: junk, the XML declaration, comments, the document type."""
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


def _decode_name(reference: re.Match[str]) -> str:
    """Return the character that an HTML name stands for; XML defines only five of them and rejects the others."""
    name = reference.group(1)
    return reference.group() if name in _XML_NAMES else html5.get(name, reference.group())


def _cut_name(element: re.Match[str]) -> str:
    """Cut an author's name: feedparser searches it for an e-mail address in time that grows with its square."""
    start, name = element.groups()
    end = "]]>" if name.rstrip().endswith("]]>") else ""
    return start + name[:LONGEST_NAME] + end


def _cut_entries(text: str) -> tuple[str, list[str]]:
    """Keep the newest entries of a very long feed, so that the parser sees no more of them."""
    spans = entry_spans(text)
    if len(spans) <= MOST_ENTRIES:
        return text, []
    entries = [(_timestamp(text[start:end]), start, end) for start, end in spans]
    newest = sorted(entries, key=lambda entry: entry[0], reverse=True)[:MOST_ENTRIES]
    kept = "\n".join(text[start:end] for _, start, end in sorted(newest, key=lambda entry: entry[1]))
    whole = text[: spans[0][0]] + kept + text[spans[-1][1] :]
    return whole, [f"cut to {MOST_ENTRIES:,} of {len(spans):,} entries"]


def _timestamp(entry: str) -> float:
    date = _ENTRY_DATE.search(entry)
    moment = read_date(date.group(1)) if date else None
    return moment.timestamp() if moment else 0.0
