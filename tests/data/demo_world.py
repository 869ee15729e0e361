"""The demo world as its files say it, read without the program's own parser."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

DEMO = Path(__file__).parents[2] / "briefing" / "data" / "demo"
TRUTH = Path(__file__).parent / "demo_truth.json"
ATOM = "{http://www.w3.org/2005/Atom}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
RSS_1 = "{http://purl.org/rss/1.0/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
STRAIGHT = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})


@dataclass(frozen=True)
class Item:
    """One item as its feed document gives it; `markup` is "" for a headline without text."""

    file: str
    url: str
    title: str
    author: str
    published: datetime
    markup: str

    @property
    def paragraphs(self) -> list[str]:
        """The text's lines in plain words, with straight quote marks."""
        lines = re.split(r"</p>|<br\s*/?>", self.markup)
        plain = [unescape(re.sub(r"<[^>]+>", "", line)).strip().translate(STRAIGHT) for line in lines]
        return [line for line in plain if line]

    @property
    def words(self) -> list[str]:
        """The text's words in order."""
        return " ".join(self.paragraphs).split()


def manifest() -> dict[str, Any]:
    """What the demo serves, and its clock."""
    document: dict[str, Any] = json.loads((DEMO / "manifest.json").read_text(encoding="utf-8"))
    return document


def now() -> datetime:
    """The demo's clock."""
    return datetime.fromisoformat(manifest()["now"])


def truth() -> dict[str, Any]:
    """Which stories belong together, and who said what, as written by hand."""
    document: dict[str, Any] = json.loads(TRUTH.read_text(encoding="utf-8"))
    return document


def feed_files() -> list[str]:
    """The feed documents that are meant to be read."""
    return [feed["file"] for feed in manifest()["feeds"] if not feed["file"].endswith(".html")]


def broken_files() -> list[str]:
    """The documents that stand where a feed was."""
    return [feed["file"] for feed in manifest()["feeds"] if feed["file"].endswith(".html")]


def read_items(file: str) -> list[Item]:
    """Return the items of one feed document, read without the program's own parser."""
    body = (DEMO / "feeds" / file).read_text(encoding="utf-8")
    if file.endswith(".json"):
        return [_json_item(file, item) for item in json.loads(body)["items"]]
    root = ElementTree.fromstring(body)
    readers: dict[str, tuple[str, Callable[[str, ElementTree.Element], Item]]] = {
        "rss": ("channel/item", _rss_item),
        f"{ATOM}feed": (f"{ATOM}entry", _atom_item),
        f"{RDF}RDF": (f"{RSS_1}item", _rdf_item),
    }
    path, reader = readers[root.tag]
    return [reader(file, element) for element in root.findall(path)]


def all_items() -> list[Item]:
    """Return the items of every feed document, in the manifest's order."""
    return [item for file in feed_files() for item in read_items(file)]


def copied_share(copy: Item, original: Item) -> float:
    """Return the part of the copy's word 5-grams that stand in the original too, 0 .. 1."""
    there = _five_grams(original.words)
    here = _five_grams(copy.words)
    return len(here & there) / len(here)


def _five_grams(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def _json_item(file: str, item: dict[str, Any]) -> Item:
    published = datetime.fromisoformat(item["date_published"])
    names = ", ".join(author["name"] for author in item["authors"])
    return Item(file, item["url"], item["title"], names, published, item["content_html"])


def _rss_item(file: str, item: ElementTree.Element) -> Item:
    published = parsedate_to_datetime(item.findtext("pubDate", ""))
    author = item.findtext(f"{DUBLIN_CORE}creator", "")
    return Item(
        file, item.findtext("link", ""), item.findtext("title", ""), author, published, item.findtext(CONTENT, "")
    )


def _rdf_item(file: str, item: ElementTree.Element) -> Item:
    published = datetime.fromisoformat(item.findtext(f"{DUBLIN_CORE}date", ""))
    url, title = item.findtext(f"{RSS_1}link", ""), item.findtext(f"{RSS_1}title", "")
    return Item(file, url, title, item.findtext(f"{DUBLIN_CORE}creator", ""), published, item.findtext(CONTENT, ""))


def _atom_item(file: str, entry: ElementTree.Element) -> Item:
    published = datetime.fromisoformat(entry.findtext(f"{ATOM}published", ""))
    author = ", ".join(name.text or "" for name in entry.iterfind(f"{ATOM}author/{ATOM}name"))
    link = entry.find(f"{ATOM}link")
    content = entry.find(f"{ATOM}content")
    url = "" if link is None else link.get("href", "")
    return Item(file, url, entry.findtext(f"{ATOM}title", ""), author, published, _atom_markup(content))


def _atom_markup(content: ElementTree.Element | None) -> str:
    if content is None:
        return ""
    if content.get("type") == "xhtml":
        return "".join(f"<p>{''.join(paragraph.itertext())}</p>" for paragraph in content[0])
    return content.text or ""
