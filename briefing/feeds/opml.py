"""Reads lists of feeds in OPML without trusting them, and writes lists that read back the same."""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, ParseError, SubElement, TreeBuilder, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from briefing.model.errors import UsageError
from briefing.model.feed import Subscription
from briefing.text.display import clean_line
from briefing.text.secret_parts import login_url, public_address

LARGEST = 5 * 1_048_576
"""Bytes."""
DEEPEST = 50
"""Levels of nesting."""
MOST_FEEDS = 1_000
_MOST_NOTES = 100
_LONGEST_NAME = 80
SEPARATOR = " / "
"""What separates the names of nested folders."""


def read_opml(body: bytes) -> tuple[tuple[Subscription, ...], tuple[str, ...]]:
    """Return the feeds of an OPML list in its order, each once, and a note on each that was left out.

    Nested groups become a folder "A / B". Addresses that may not be fetched are left out. Raises UsageError if this is
    not an OPML list, has no feed or is too large.
    """
    if len(body) > LARGEST:
        raise UsageError("The OPML file is larger than 5 MiB.")
    found: dict[str, Subscription] = {}
    notes = _collect(_read_tree(body), found)
    if not found:
        raise UsageError("The OPML file names no feed with a web address.")
    if len(found) > MOST_FEEDS:
        raise UsageError(f"The OPML file names {len(found):,} feeds; at most {MOST_FEEDS:,} can be read at once.")
    return tuple(found.values()), notes


def write_opml(subscriptions: Sequence[Subscription], title: str) -> bytes:
    """Return the contents of an OPML 2.0 file that lists the feeds under their folders."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = clean_line(title)
    folders = {"": SubElement(root, "body")}
    for subscription in subscriptions:
        name = clean_line(subscription.title) or public_address(subscription.url)
        parent = _folder(clean_line(subscription.folder), folders)
        SubElement(parent, "outline", type="rss", text=name, title=name, xmlUrl=subscription.url)
    written: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'.encode()


def _folder(path: str, folders: dict[str, Element]) -> Element:
    """Return the outline of a folder; it and the folders around it are created if needed."""
    if path not in folders:
        above, _, name = path.rpartition(SEPARATOR)
        folders[path] = SubElement(_folder(above, folders), "outline", text=name, title=name)
    return folders[path]


def _read_tree(body: bytes) -> Element:
    try:
        parser = DefusedXMLParser(target=_ShallowBuilder(), forbid_dtd=False)
        parser.feed(body)
        root: Element = parser.close()
    except DefusedXmlException:
        raise UsageError("The OPML file declares XML entities, which no list of feeds needs.") from None
    except (ParseError, ValueError, LookupError):
        raise UsageError("The OPML file is not XML that can be read.") from None
    if root.tag.lower() != "opml":
        raise UsageError("The file is XML, but not an OPML list.")
    return root


def _collect(root: Element, found: dict[str, Subscription]) -> tuple[str, ...]:
    """Add the feeds under `root` to `found`, by address, and return the notes on those left out."""
    notes: list[str] = []
    waiting: list[tuple[Element, str]] = [(root, "")]
    while waiting:
        element, folder = waiting.pop()
        named = {name.lower(): value for name, value in element.attrib.items()}
        title = clean_line(named.get("title") or named.get("text") or "")
        inside = folder
        if "xmlurl" in named:
            address = login_url(named["xmlurl"])
            if not address:
                notes.append(
                    f"{title[:_LONGEST_NAME] or 'a feed without a title'}: its address is not a web address, left out"
                )
            elif address not in found:
                found[address] = Subscription(address, "" if title == address else title, folder)
        elif element.tag.lower() == "outline" and title:
            inside = f"{folder}{SEPARATOR}{title}" if folder else title
        waiting.extend((child, inside) for child in reversed(element))
    return tuple(notes[:_MOST_NOTES])


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
