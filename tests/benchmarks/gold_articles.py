"""Articles with quotes and speakers annotated by hand, as offsets into texts that are not part of the project.

An annotation names its article in `../shared/corpora` and has no word of it: quotes and names are offsets into the
reference text, which `reference_text` makes in one fixed way from the page or row, whatever the program extracts.
"""

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree, html

from briefing.articles.extract import extract

GOLD = Path(__file__).with_name("gold")
_SPACE = re.compile(r"\s+")
_HYPHENS = re.compile("[\u00ad\u2060\u200b\u200c]")
"""Soft hyphens and joiners, which the program takes out of an entry when it files it."""
_UNSEEN = ("script", "style", "noscript", "template")
_APART = (*_UNSEEN, "nav", "footer", "aside", "form", "figure", "header")
_CONTENT = ("encoded", "content", "description", "summary")
_BLOCKS = ("p", "blockquote", "h2", "h3", "li")
_PROSE = ("p", "blockquote")
"""Elements whose lines are prose of any length; headings and list items need more than seven words."""


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One quotation of four words or more and who is right to be shown as its speaker.

    `names` are the accepted full names; `unnamed` are accepted descriptors ("an official"). If both are empty, the
    words have no speaker of their own, and a name is wrong. `is_quote` is False for a title or a term in quotation
    marks. An `optional` quotation may be missed.
    """

    words: str
    kind: str
    names: tuple[str, ...]
    unnamed: tuple[str, ...]
    nobody: bool
    is_quote: bool
    optional: bool
    role: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article: the text that the program reads, its outlet, title, quotations, and outlets it names.

    `cited` are the outlets that the text names as sources of news; `named` are those that it names for another
    reason: its own outlet, or one that the news is about; `credits` are only credited for a picture. All are None if
    nobody annotated them.
    """

    source: str
    outlet: str
    title: str
    text: str
    quotes: tuple[GoldQuote, ...]
    cited: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    credits: tuple[str, ...] | None = None


def gold_parts() -> tuple[str, ...]:
    """Return the names of the annotated parts: "test" is kept for a check of finished work."""
    return tuple(sorted(path.stem.removeprefix("speakers_") for path in GOLD.glob("speakers_*.json")))


def read_gold(part: str, corpora: Path) -> Iterator[GoldArticle]:
    """Give the annotated articles of a part, such as "dev". Raises ValueError if a reference text has changed."""
    for row in json.loads((GOLD / f"speakers_{part}.json").read_text(encoding="utf-8"))["articles"]:
        raw = _raw(row["source"], corpora)
        reference = reference_text(raw)
        if hashlib.sha256(reference.encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{row['source']} is not the text that was annotated")
        quotes = tuple(_quote(reference, each) for each in row["quotes"])
        title, text = _read(raw, row["source"], corpora)
        outlets = (_names(reference, row.get(each)) for each in ("cited", "named", "credits"))
        yield GoldArticle(row["source"], row["outlet"], title, text, quotes, *outlets)


def reference_text(raw: bytes | dict[str, Any]) -> str:
    """Return the words of a page, or of a row with a text, in one line with single spaces."""
    if isinstance(raw, dict):
        return _SPACE.sub(" ", f"{raw['title']} {raw['text']}").strip()
    page = html.fromstring(raw, parser=html.HTMLParser(encoding="utf-8"))
    for element in list(page.iter(*_UNSEEN)):
        element.drop_tree()
    return _SPACE.sub(" ", str(page.text_content())).strip()


def _raw(source: str, corpora: Path) -> bytes | dict[str, Any]:
    name, _, key = source.partition("#")
    if name.startswith("feeds/"):
        return _entry((corpora / name).read_bytes(), int(key))
    if not key:
        return gzip.decompress((corpora / name).read_bytes())
    with (corpora / name).open(encoding="utf-8") as lines:
        found: dict[str, Any] = next(row for row in map(json.loads, lines) if row["id"] == key)
    return found


def _entry(feed: bytes, number: int) -> dict[str, Any]:
    """Return the title and the paragraphs of an entry, in the order of the feed."""
    parser = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False)
    elements = (each for each in etree.fromstring(feed, parser).iter() if isinstance(each.tag, str))
    entry = [each for each in elements if _local(each) in ("item", "entry")][number]
    parts = [(_local(each), "".join(each.itertext())) for each in entry if isinstance(each.tag, str)]
    title = next(words for tag, words in parts if tag == "title").strip()
    content = max((words for tag, words in parts if tag in _CONTENT), key=len)
    page = html.fromstring(f"<html><body>{_HYPHENS.sub('', content)}")
    for element in list(page.iter(*_APART)):
        element.drop_tree()
    blocks = (each for each in page.iter(*_BLOCKS) if each.tag != "blockquote" or each.find(".//p") is None)
    lines = ((each.tag, _SPACE.sub(" ", str(each.text_content())).strip()) for each in blocks)
    return {"title": title, "text": "\n".join(line for tag, line in lines if tag in _PROSE or line.count(" ") > 6)}


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _names(reference: str, spans: list[list[int]] | None) -> tuple[str, ...] | None:
    return None if spans is None else tuple(reference[start:end] for start, end in spans)


def _read(raw: bytes | dict[str, Any], source: str, corpora: Path) -> tuple[str, str]:
    """Return the title and the text that the program reads."""
    if isinstance(raw, dict):
        return raw["title"], raw["text"]
    with (corpora / "articles" / "MANIFEST.tsv").open(encoding="utf-8") as manifest:
        rows = csv.DictReader(manifest, delimiter="\t")
        url = next(row["url"] for row in rows if row["file"] == Path(source).name)
    article = extract(raw, url, "text/html")
    return article.title, article.text


def _quote(reference: str, row: dict[str, Any]) -> GoldQuote:
    def cut(spans: list[list[int]]) -> tuple[str, ...]:
        return tuple(reference[start:end] for start, end in spans)

    start, end = row["span"]
    role = row.get("role")
    return GoldQuote(
        reference[start:end],
        row["kind"],
        cut(row.get("names", [])),
        cut(row.get("unnamed", [])),
        row.get("nobody", False),
        row.get("is_quote", True),
        row.get("optional", False),
        reference[role[0] : role[1]] if role else "",
    )
