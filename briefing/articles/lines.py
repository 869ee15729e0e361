"""Turns an article's element tree into lines of plain text with the spans of their links."""

import re
from collections.abc import Iterable
from dataclasses import field
from typing import Any

from lxml.etree import iterwalk

from briefing.articles.prose import BLOCKS
from briefing.frozen import dataclass
from briefing.model.spans import Span
from briefing.model.story import Link
from briefing.text.addresses import resolve_url, safe_url
from briefing.text.display import clean_block
from briefing.text.html_text import CELL_EDGE

MOST_LINKS = 500
_CELLS = frozenset(("td", "th"))
_BRACKETS = re.compile(r"[\s()\[\]]+")
_LEFT_OUT = frozenset(("figure", "figcaption"))


@dataclass(slots=True)
class Line:
    """One paragraph under construction: its text so far, and its links as (address, start, end)."""

    text: str = ""
    links: list[tuple[str, int, int]] = field(default_factory=list)
    heading: bool = False

    def is_link(self) -> bool:
        """Return whether the line is only a link, with or without brackets around it."""
        return len(self.links) == 1 and _BRACKETS.sub("", self.text) == _BRACKETS.sub("", self._anchor())

    def _anchor(self) -> str:
        _, start, end = self.links[0]
        return self.text[start:end]

    def add(self, words: str, target: str) -> None:
        """Append words, cleaned and with single spaces; `target` is the address that they link to, or ""."""
        start = len(self.text)
        body = " ".join(clean_block(words).split())
        if words[:1].isspace() and self.text and not self.text.endswith(" "):
            self.text += " "
            start += 1
        if body:
            self.text += body
            if target:
                self.links.append((target, start, start + len(body)))
            if words[-1:].isspace():
                self.text += " "


def read_lines(body: Any, base: str) -> list[Line]:
    """Return the non-empty lines of an article; its links are relative to `base`."""
    lines = [Line()]
    target = ""
    left_out = 0
    for event, element in iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "comment"
        started = event == "start"
        if tag in _LEFT_OUT or tag == "comment":
            left_out += 1 if started else -1
        elif tag in _CELLS and not _is_layout(element):
            if started:
                lines[-1].add(CELL_EDGE if lines[-1].text.strip() else " ", "")
        elif tag in BLOCKS:
            lines.append(Line(heading=started and tag == "h1"))
        elif tag == "a":
            target = (safe_url(resolve_url(base, element.get("href") or "")) or "") if started else ""
        words = element.text if started else element.tail if element is not body else None
        if words and not left_out and not (started and tag == "comment"):
            lines[-1].add(words, target)
    return [line for line in lines if line.text.strip()]


def _is_layout(cell: Any) -> bool:
    """Return whether a cell of a table contains paragraphs, as in pages that are laid out with tables."""
    return any(each.tag in BLOCKS for each in cell.iterdescendants())


def join_lines(lines: Iterable[Line]) -> tuple[str, tuple[Link, ...]]:
    """Return the text, its paragraphs separated by LF, and its links as spans of it."""
    texts: list[str] = []
    links: list[Link] = []
    start_of_line = 0
    for line in lines:
        text = line.text.strip()
        shift = start_of_line - (len(line.text) - len(line.text.lstrip()))
        links += [Link(url, Span(start + shift, end + shift)) for url, start, end in line.links]
        texts.append(text)
        start_of_line += len(text) + 1
    whole = "\n".join(texts)
    if clean_block(whole) != whole:  # two clean pieces can be unclean together
        return clean_block(whole), ()
    return whole, tuple(links[:MOST_LINKS])
