"""Reads lists of feeds in OPML without trusting them, and writes lists that read back the same."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError, SubElement, TreeBuilder, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from briefing.feeds.listed_addresses import feed_address, is_newsletter
from briefing.model.errors import UsageError
from briefing.model.feed import Subscription
from briefing.text.display import clean_line
from briefing.text.encoding import decode
from briefing.text.markup import Tag, TagKind, scan_markup
from briefing.text.secret_parts import public_address

LARGEST = 5 * 1_048_576
"""Bytes."""
DEEPEST = 50
"""Levels of nesting."""
MOST_FEEDS = 1_000
_MOST_NOTES = 100
_LONGEST_NAME = 80
_ROOT = re.compile(r"<\s*opml\b", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BROKEN_TAIL = re.compile(r"<[^<>]*\Z")
"""A tag that is cut off with the file."""
_SCRAPED = frozenset(("html+xpath", "xml+xpath", "json+dotnotation", "json+dotpath", "html+xpath+json+dotnotation"))
"""Types of FreshRSS for pages from which it makes a feed by rules of its own."""
_OWN_KINDS = {"vfolder": "a search folder", "newsbin": "a folder of kept items"}
SEPARATOR = " / "
"""What separates the names of nested folders."""


def read_opml(body: bytes) -> tuple[tuple[Subscription, ...], tuple[str, ...]]:
    """Return the feeds of an OPML list in its order, each once with all its groups, and a note on each line left out.

    Nested groups become a folder "A / B"; categories such as "/A/B,/C" are groups too. A list that is not well-formed
    XML is read as far as it can be, with a note. Raises UsageError if this is not an OPML list, has no feed or is too
    large.
    """
    if len(body) > LARGEST:
        raise UsageError("The OPML file is larger than 5 MiB.")
    notes: list[str] = []
    found: dict[str, Subscription] = {}
    _collect(_read_tree(body, notes), found, notes)
    if not found:
        raise UsageError(_nothing(notes))
    if len(found) > MOST_FEEDS:
        notes.append(f"the list names {len(found):,} feeds: the first {MOST_FEEDS:,} were taken, the rest left out")
    return tuple(found.values())[:MOST_FEEDS], _first_notes(notes)


def _first_notes(notes: Sequence[str]) -> tuple[str, ...]:
    """Return the first notes, with a last one that says how many more there are if there are many."""
    more = len(notes) - _MOST_NOTES
    return tuple(notes) if more <= 0 else (*notes[:_MOST_NOTES], f"and {more:,} more were left out")


def write_opml(subscriptions: Sequence[Subscription], title: str) -> bytes:
    """Return the contents of an OPML 2.0 file that lists the feeds under their folders."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = clean_line(title)
    folders = {"": SubElement(root, "body")}
    for subscription in subscriptions:
        name = clean_line(subscription.title) or public_address(subscription.url)
        parent = _folder(clean_line(subscription.folder), folders)
        outline = SubElement(parent, "outline", type="rss", text=name, title=name, xmlUrl=subscription.url)
        if subscription.groups:
            outline.set("category", ",".join(map(_category, subscription.groups)))
    written: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


def _folder(path: str, folders: dict[str, Element]) -> Element:
    """Return the outline of a folder; it and the folders around it are created if needed."""
    if path not in folders:
        above, _, name = path.rpartition(SEPARATOR)
        folders[path] = SubElement(_folder(above, folders), "outline", text=name, title=name)
    return folders[path]


def _category(group: str) -> str:
    """Return a group as OPML writes it: "/A/B"; commas, which part categories, are left out."""
    return "/" + clean_line(group).replace(",", " ").replace("/", "\u2215").replace(" \u2215 ", "/")


def _read_tree(body: bytes, notes: list[str]) -> Element:
    """Return the root of the list; if it is not well-formed, what can be read of it, with a note."""
    try:
        parser = DefusedXMLParser(target=_ShallowBuilder(), forbid_dtd=False)
        parser.feed(body)
        root: Element = parser.close()
    except DefusedXmlException:
        raise UsageError("The OPML file declares XML entities, which no list of feeds needs.") from None
    except (ParseError, ValueError, LookupError):
        text = decode(body, "")
        if not _ROOT.search(text):
            raise UsageError("The OPML file is not XML that can be read.") from None
        root = _read_leniently(text)
        notes.append("the file is not well-formed XML; what could be read of it was taken")
    if root.tag.lower() != "opml":
        raise UsageError("The file is XML, but not an OPML list.")
    return root


def _read_leniently(text: str) -> Element:
    """Return the outlines of a list as a browser would read its tags: nothing is refused, and no entity is defined."""
    builder = _ShallowBuilder()
    builder.start("opml", {})
    open_groups = 0
    for tag in scan_markup(_BROKEN_TAIL.sub(">", _CONTROLS.sub("", text))):
        if not isinstance(tag, Tag) or tag.name != "outline":
            continue
        if tag.kind is TagKind.END:
            if open_groups:
                builder.end("outline")
                open_groups -= 1
            continue
        builder.start("outline", dict(reversed(tag.attributes)))
        if tag.kind is TagKind.EMPTY or tag.attribute("xmlurl"):
            builder.end("outline")
        else:
            open_groups += 1
    for _ in range(open_groups):
        builder.end("outline")
    builder.end("opml")
    return builder.close()


def _collect(root: Element, found: dict[str, Subscription], notes: list[str]) -> None:
    """Add the feeds under `root` to `found`, by address, and a note on each outline that is left out."""
    waiting: list[tuple[Element, str]] = [(root, "")]
    while waiting:
        element, folder = waiting.pop()
        named = {name.lower(): value for name, value in element.attrib.items()}
        title = clean_line(named.get("title") or named.get("text") or "")
        inside = folder
        own_part = _own_part(named, title)
        if own_part:
            notes.append(f"{_called(title)}: {own_part}, left out")
            continue
        if "xmlurl" in named:
            _add(named, title, folder, found, notes)
        elif element.tag.lower() == "outline" and not len(element) and _is_meant_as_feed(named):
            notes.append(f"{_called(title)}: it names no address of a feed, left out")
        elif element.tag.lower() == "outline" and title:
            inside = f"{folder}{SEPARATOR}{title}" if folder else title
        waiting.extend((child, inside) for child in reversed(element))


def _add(named: Mapping[str, str], title: str, folder: str, found: dict[str, Subscription], notes: list[str]) -> None:
    """Add one feed, or its further groups if it is there already: a group takes precedence over none."""
    written = named["xmlurl"]
    address = feed_address(written)
    if not address:
        what = "a newsletter" if is_newsletter(written) else "its address is not a web address"
        notes.append(f"{_called(title)}: {what}, left out")
        return
    known = found.get(address, Subscription(address, "" if title == address else title))
    groups = dict.fromkeys((known.folder, *known.groups, folder, *_categories(named.get("category", ""))))
    groups.pop("", None)
    first, *others = groups or [""]
    found[address] = replace(known, folder=first, groups=tuple(others))


def _categories(written: str) -> tuple[str, ...]:
    """Return the groups that a category attribute names: "/A/B,/C" is "A / B" and "C"; a bare word is a tag."""
    paths = (
        [clean_line(name.replace("\u2215", "/")) for name in path.strip().strip("/").split("/")]
        for path in written.split(",")
    )
    return tuple(SEPARATOR.join(filter(None, path)) for path in paths if any(path))


def _own_part(named: Mapping[str, str], title: str) -> str:
    """Return what an outline is that only the program means that wrote the list, or ""."""
    kind = named.get("type", "").lower()
    if title.startswith("tt-rss-"):
        return "settings of Tiny Tiny RSS"
    return "a page that FreshRSS makes a feed of" if kind in _SCRAPED else _OWN_KINDS.get(kind, "")


def _is_meant_as_feed(named: Mapping[str, str]) -> bool:
    """Return whether an outline without an address of a feed means one, not a group."""
    kind = named.get("type", "").lower()
    return kind in ("rss", "atom", "link", "include") or bool(named.get("htmlurl") or named.get("url"))


def _called(title: str) -> str:
    return title[:_LONGEST_NAME] or "a feed without a title"


def _nothing(notes: Sequence[str]) -> str:
    sentence = "The OPML file names no feed with a web address"
    return f"{sentence}: {notes[0]}." if notes else f"{sentence}."


class _ShallowBuilder(TreeBuilder):
    """Builds the element tree; raises UsageError if it is nested too deeply for a list of feeds."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: Any, attrs: Any) -> Element:
        """Start an element."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise UsageError(f"The OPML file is nested deeper than {DEEPEST} levels.")
        return super().start(tag, attrs)

    def end(self, tag: Any) -> Element:
        """End an element."""
        self._depth -= 1
        return super().end(tag)
