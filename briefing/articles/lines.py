"""An article's element tree as lines of plain text, with the places of its links."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lxml.etree import iterwalk

from briefing.model.spans import Span
from briefing.model.story import Link
from briefing.text.addresses import safe_url
from briefing.text.display import clean_block

MOST_LINKS = 500
_BLOCKS = frozenset(("p", "head", "list", "item", "quote", "table", "row", "div", "ab", "lb", "body", "main"))
_CELL = "cell"
_LEFT_OUT = frozenset(("graphic", "figure", "figDesc"))


@dataclass(slots=True)
class Line:
    """One paragraph while it is put together: its text so far, and (address, start, end) of its links."""

    text: str = ""
    links: list[tuple[str, int, int]] = field(default_factory=list)
    heading: bool = False

    def is_link(self) -> bool:
        """Tell whether the line is nothing but one link."""
        return len(self.links) == 1 and self.text.strip() == self.text[self.links[0][1] : self.links[0][2]]

    def add(self, words: str, target: str) -> None:
        """Append cleaned words, with one space where there was white space."""
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


def read_lines(body: Any) -> list[Line]:
    """Return the lines of an article in trafilatura's element tree, empty ones left out."""
    lines = [Line()]
    target = ""
    left_out = 0
    for event, element in iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "comment"
        started = event == "start"
        if tag in _LEFT_OUT or tag == "comment":
            left_out += 1 if started else -1
        elif tag in _BLOCKS:
            lines.append(Line(heading=started and tag == "head" and element.get("rend") == "h1"))
        elif tag == _CELL and started:
            lines[-1].add(" ", "")
        elif tag == "ref":
            target = (safe_url(element.get("target") or "") or "") if started else ""
        words = element.text if started else element.tail
        if words and not left_out and not (started and tag == "comment"):
            lines[-1].add(words, target)
    return [line for line in lines if line.text.strip()]


def join_lines(lines: Iterable[Line]) -> tuple[str, tuple[Link, ...]]:
    """Return the text, paragraphs parted by one LF, and its links as spans of it."""
    texts: list[str] = []
    links: list[Link] = []
    place = 0
    for line in lines:
        text = line.text.strip()
        shift = place - (len(line.text) - len(line.text.lstrip()))
        links += [Link(url, Span(start + shift, end + shift)) for url, start, end in line.links]
        texts.append(text)
        place += len(text) + 1
    whole = "\n".join(texts)
    if clean_block(whole) != whole:  # two clean pieces made something unclean together
        return clean_block(whole), ()
    return whole, tuple(links[:MOST_LINKS])
