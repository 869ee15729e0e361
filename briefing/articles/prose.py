"""How much text, linked text and prose each element of a page has."""

import re
from collections.abc import Iterator

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from briefing.frozen import dataclass


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())


BLOCKS = word_set(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td"
    " tfoot th thead tr ul"
)
"""Elements that begin a new line."""
_PUNCTUATION = re.compile(r"[.!?…:;,][\"”’»“')\]]*(?:\s|$)|[。！？।؟，]")
_WHOLE_WORDS = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
"""Characters of scripts that write a word or syllable with each."""
_LEAST, _LEAST_WITHOUT_PUNCTUATION, _LEAST_OF_WHOLE_WORDS = 50, 140, 20
"""Characters from which a run of text is prose."""
_LEAST_BESIDE_LINKS = 60
"""Characters outside of links from which a run of text that is mostly links is prose."""


@dataclass(slots=True)
class Measure:
    """What an element contains, in characters."""

    text: int = 0
    linked: int = 0
    prose: int = 0

    def add(self, other: "Measure") -> None:
        """Add what another element contains."""
        self.text += other.text
        self.linked += other.linked
        self.prose += other.prose


Measures = dict[HtmlElement, Measure]


def measure(root: HtmlElement) -> Measures:
    """Return what `root` and each element in it contains."""
    measures: Measures = {element: Measure() for element in root.iter()}
    for block, words, linked in _runs(root):
        unlinked = len(words) - linked
        is_prose = (unlinked > linked or unlinked >= _LEAST_BESIDE_LINKS) and _is_prose(words)
        measures[block].add(Measure(len(words), linked, len(words) if is_prose else 0))
    for element in reversed(list(measures)):
        if element is not root:
            measures[element.getparent()].add(measures[element])
    return measures


def _is_prose(words: str) -> bool:
    if len(words) >= _LEAST_WITHOUT_PUNCTUATION:
        return True
    least = _LEAST_OF_WHOLE_WORDS if _WHOLE_WORDS.search(words) else _LEAST
    return len(words) >= least and _PUNCTUATION.search(words) is not None


def _runs(root: HtmlElement) -> Iterator[tuple[HtmlElement, str, int]]:
    """Yield the runs of text between blocks: the innermost block, the words, and how many characters are linked.

    A line break does not end a run: some pages write all paragraphs of an article into one element.
    """
    blocks = [root]
    words: list[str] = []
    linked = links = 0
    for event, element in iterwalk(root, events=("start", "end")):
        is_start = event == "start"
        if element.tag == "br":
            words.append(" ")
        elif element.tag in BLOCKS and element is not root:
            if words:
                yield blocks[-1], " ".join("".join(words).split()), linked
                words, linked = [], 0
            if is_start:
                blocks.append(element)
            else:
                blocks.pop()
        elif element.tag == "a":
            links += 1 if is_start else -1
        part = element.text if is_start else element.tail if element is not root else None
        if part:
            words.append(part)
            linked += len(part.strip()) if links else 0
    yield root, " ".join("".join(words).split()), linked
