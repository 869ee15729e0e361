"""The bundled demo world: feeds that parse, dates in its window, one address for each story."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

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


def test_the_manifest_names_every_document_once_and_no_other() -> None:
    named = sorted(feed["file"] for feed in manifest()["feeds"])
    assert named == sorted(path.name for path in (DEMO / "feeds").iterdir())


def test_every_feed_has_an_example_address_of_its_own_and_a_folder() -> None:
    feeds = manifest()["feeds"]
    assert all((urlsplit(feed["url"]).hostname or "").endswith(".example") for feed in feeds)
    assert len({feed["url"] for feed in feeds}) == len(feeds)
    assert all(feed["folder"] for feed in feeds)


def test_at_least_twelve_outlets_have_stories_and_one_feed_is_broken() -> None:
    assert len(feed_files()) >= 12
    assert all(read_items(file) for file in feed_files())
    assert broken_files() == ["orsina-gazette.html"]


def test_four_feed_formats_are_served() -> None:
    roots = Counter(
        ElementTree.fromstring((DEMO / "feeds" / file).read_text(encoding="utf-8")).tag
        for file in feed_files()
        if file.endswith(".xml")
    )
    assert roots == {"rss": 10, f"{ATOM}feed": 2, f"{RDF}RDF": 1}
    assert sum(file.endswith(".json") for file in feed_files()) == 1


def test_the_broken_feed_is_a_web_page_and_no_xml() -> None:
    page = (DEMO / "feeds" / "orsina-gazette.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(page)


def test_there_are_enough_items_for_a_morning() -> None:
    assert len(all_items()) >= 64


def test_every_item_is_dated_within_the_four_days_before_now() -> None:
    clock = now()
    assert all(clock - timedelta(days=4) <= item.published <= clock for item in all_items())


def test_most_items_came_in_the_last_26_hours() -> None:
    recent = [item for item in all_items() if now() - item.published <= timedelta(hours=26)]
    assert len(recent) > len(all_items()) * 3 / 4


def test_the_newest_items_stand_first() -> None:
    for file in feed_files():
        dates = [item.published for item in read_items(file)]
        assert dates == sorted(dates, reverse=True)


def test_no_address_and_no_headline_is_repeated() -> None:
    items = all_items()
    assert len({item.url for item in items}) == len(items)
    assert len({item.title for item in items}) == len(items)


def test_every_link_leads_to_an_example_address() -> None:
    for file in feed_files():
        body = (DEMO / "feeds" / file).read_text(encoding="utf-8")
        addresses = re.findall(r"https?://([^/\s\"'<&]+)", body)
        outside = {host for host in addresses if not host.endswith(".example")}
        assert outside <= {"purl.org", "www.w3.org", "jsonfeed.org"}


def test_links_inside_texts_lead_to_stories_of_the_demo() -> None:
    known = {item.url for item in all_items()}
    linked = {url for item in all_items() for url in re.findall(r'href="([^"]+)"', item.markup)}
    assert linked
    assert linked <= known


def test_every_item_names_its_author() -> None:
    assert all(item.author for item in all_items())


def test_a_text_has_90_to_260_words_in_4_to_8_paragraphs() -> None:
    for item in all_items():
        if item.markup:
            assert 90 <= len(item.words) <= 260, item.url
            assert 4 <= item.markup.count("</p>") <= 8, item.url


def test_a_few_items_are_headlines_only() -> None:
    assert 1 <= sum(not item.markup for item in all_items()) <= 4


def test_two_outlets_reprint_the_wire_and_one_of_them_is_dated_earlier() -> None:
    by_url = {item.url: item for item in all_items()}
    original = by_url["https://northwire.example/2026/11/velmar-port-cranes-restart-in-stages"]
    early = by_url["https://kadriatoday.example/2026/11/orsina-cranes-back-in-stages"]
    late = by_url["https://harbourpost.example/2026/11/cranes-to-restart-in-stages"]
    assert early.published < original.published < late.published
    for copy in (early, late):
        assert "(Northwire) —" in copy.paragraphs[0]
        assert copied_share(copy, original) >= 0.85


def test_one_report_is_carried_in_at_least_six_copies() -> None:
    ledger = next(thread for thread in truth()["threads"] if thread["name"].startswith("Ledger's report"))
    by_url = {item.url: item for item in all_items()}
    original, *copies = (by_url[url] for url in ledger["stories"])
    assert original.file == "gulf-ledger.xml"
    assert len(copies) >= 6
    assert all(copied_share(copy, original) >= 0.85 for copy in copies)


def test_the_truth_places_every_story_once() -> None:
    placed = [url for thread in truth()["threads"] for url in thread["stories"]] + truth()["aside"]
    assert sorted(placed) == sorted(item.url for item in all_items())


def test_threads_differ_in_size() -> None:
    sizes = [len(thread["stories"]) for thread in truth()["threads"]]
    assert len(sizes) >= 16
    assert sum(size >= 6 for size in sizes) >= 2
    assert sum(2 <= size <= 4 for size in sizes) >= 10
    assert 1 in sizes


def test_the_quotes_of_the_truth_stand_in_their_stories_with_their_speakers() -> None:
    texts = {item.url: "\n".join(item.paragraphs) for item in all_items()}
    for quote in truth()["quotes"]:
        surname = quote["speaker"].split()[-1]
        for url in quote["stories"]:
            assert all(part in texts[url] for part in quote["parts"]), quote["text"]
            assert surname in texts[url], quote["text"]


def test_one_quote_is_given_to_two_speakers() -> None:
    speakers: dict[str, set[str]] = {}
    for quote in truth()["quotes"]:
        speakers.setdefault(quote["text"], set()).add(quote["speaker"])
    assert {"Tomas Reyd", "Marta Quill"} in speakers.values()
