"""Reads news articles that were written for the name tagger, with every name marked: `[P Ada Quill]`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefing.analysis.language.document import read_document
from tests.benchmarks.tagger_corpora import TaggedWords

FOLDER = Path(__file__).parent / "written_news"
_KINDS = {"P": "PER", "O": "ORG", "L": "LOC"}
_MARK = re.compile(r"\[([POL]) ([^\[\]\n]+)\]")
_BETWEEN = re.compile(r"(?m)^---\s*$")


class MarkedName(NamedTuple):
    """A name of a text: its span and its kind."""

    start: int
    end: int
    kind: str


def read_articles(path: Path) -> Iterator[list[TaggedWords]]:
    """Yield the sentences of each article of a file; a quotation is a sentence of its own, as in the program."""
    for article in _BETWEEN.split(path.read_text("utf-8")):
        if article.strip():
            yield _tagged(*unmarked(article.strip()))


def unmarked(article: str) -> tuple[str, list[MarkedName]]:
    """Return the text of an article without its marks, and its names."""
    text = ""
    names: list[MarkedName] = []
    done = 0
    for mark in _MARK.finditer(article):
        text += article[done : mark.start()]
        names.append(MarkedName(len(text), len(text) + len(mark[2]), _KINDS[mark[1]]))
        text += mark[2]
        done = mark.end()
    return text + article[done:], names


def _tagged(text: str, names: list[MarkedName]) -> list[TaggedWords]:
    name_at = {position: name for name in names for position in range(name.start, name.end)}
    sentences = []
    for sentence in read_document(text).sentences:
        tags = []
        last = None
        for token in sentence.tokens:
            name = name_at.get(token.start)
            name = name if name is None or token.end <= name.end else None  # no name in "Leeds-based"
            tags.append("O" if name is None else ("I-" if name is last else "B-") + name.kind)
            last = name
        sentences.append((list(sentence.words), tags))
    return sentences
