"""Whether every entry of real feeds can be found again: `python -m tests.benchmarks.nothing_lost FOLDER`.

Each feed is read by feedparser alone, and by the program, which files it twice. An entry counts as found if the store
has its id, its address and title, or the beginning of its text if it has neither. Each one that is not found is printed
with its reason.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from briefing.feeds.parse import parse_feed
from briefing.feeds.safe_xml import MOST_ENTRIES
from briefing.model.errors import NotAFeed
from briefing.model.feed import Feed
from briefing.model.filing import Filed
from briefing.services.filing import filings_of
from briefing.store import stories
from briefing.store.database import Database
from briefing.text.display import clean_line
from briefing.text.encoding import decode
from briefing.text.html_text import linked_text, plain_line
from briefing.text.page_addresses import canonical_url
from tests.store.builders import a_feed, a_store, ask

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RawItem:
    """An entry as another reader found it."""

    feed: str
    guid: str
    url: str
    title: str
    text: str

    @property
    def is_empty(self) -> bool:
        """Whether it has nothing that could be shown."""
        return not (self.url or self.title or self.text)


@dataclass(frozen=True, slots=True)
class Lost:
    """An entry that cannot be found, and why."""

    item: RawItem
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The entries of all feeds, those that were not found, and what filing the feeds again changed."""

    feeds: int
    items: int
    filed: int
    lost: tuple[Lost, ...]
    again: Counter[str]
    notes: Counter[str]


def main() -> None:
    """Print the numbers, and every entry that was not found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder of feeds: *.xml and *.json")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = file_twice(arguments.folder, Path(folder))
    print(f"{found.feeds} feeds, {found.items} entries in, {found.items - len(found.lost)} found; {found.filed} filed")
    print(f"filed again: {dict(found.again)}")
    for note, times in found.notes.most_common():
        print(f"note of {times} feeds: {note}")
    for lost in found.lost:
        print(f"not found ({lost.reason}): {lost.item}")


def file_twice(folder: Path, home: Path) -> Outcome:
    """File all feeds of a folder twice in a new store in `home`, and look for every entry."""
    store = a_store(home)
    read = filed = 0
    lost: list[Lost] = []
    items: list[RawItem] = []
    again: Counter[str] = Counter()
    notes: Counter[str] = Counter()
    try:
        for path in sorted(folder.iterdir()):
            if path.suffix not in (".xml", ".json"):
                continue
            feed = a_feed(store, f"https://{path.stem}.example/feed")
            first = _file(store, feed, path, notes)
            second = _file(store, feed, path, Counter())
            if first is None or second is None:
                continue
            read += 1
            filed += len(first.new) + len(first.changed) + first.unchanged
            again.update(new=len(second.new), changed=len(second.changed), unchanged=second.unchanged)
            raw = list(raw_items(path))
            items += raw
            lost += _missing(store, feed, raw)
    finally:
        store.close()
    return Outcome(read, len(items), filed, tuple(lost), again, notes)


def raw_items(path: Path) -> Iterator[RawItem]:
    """Yield the entries of a feed as feedparser or the json module reads them."""
    if path.suffix == ".json":
        for item in json.loads(path.read_bytes()).get("items", ()):
            text = str(item.get("content_text") or item.get("content_html") or "")
            guid, url, title = (str(item.get(key, "")) for key in ("id", "url", "title"))
            yield RawItem(path.name, guid, url, title, _beginning(text))
        return
    found: Any = feedparser.parse(
        decode(path.read_bytes()).encode(), response_headers={"content-type": "text/xml; charset=utf-8"}
    )
    for entry in found.entries:
        guid, link, title = (str(entry.get(key, "")) for key in ("id", "link", "title"))
        url = str(entry.get("feedburner_origlink", link))
        yield RawItem(path.name, guid, url, plain_line(title), _beginning(entry.get("summary", "")))


def _file(store: Database, feed: Feed, path: Path, notes: Counter[str]) -> Filed | None:
    try:
        parsed = parse_feed(path.read_bytes(), feed.url, "", NOW)
    except NotAFeed:
        return None
    notes.update(parsed.notes)
    filed: Filed = store.call(stories.file_feed, feed, filings_of(parsed, feed), at=NOW)
    return filed


def _missing(store: Database, feed: Feed, items: list[RawItem]) -> Iterator[Lost]:
    held = ask(store, _held, feed.id)
    times = Counter(item.guid.strip() for item in items)
    for item in items:
        own_id = times[item.guid.strip()] == 1
        if not _is_found(item, held, own_id=own_id):
            reason = "it has no title, text or address" if item.is_empty else "unknown"
            yield Lost(item, "the feed was cut" if len(items) > MOST_ENTRIES else reason)


def _is_found(item: RawItem, held: "_Held", *, own_id: bool) -> bool:
    if own_id and clean_line(item.guid, 8_192).strip() in held.keys:
        return True
    if not item.title:
        return bool(item.text) and any(item.text in text for text in held.texts)
    page = urlsplit(canonical_url(urljoin("https://site.example/", item.url))).path
    return item.title in held.titles and (not item.url or any(page.endswith(each) for each in held.pages))


@dataclass(frozen=True, slots=True)
class _Held:
    """The keys of a feed's entries, and the paths, titles and texts under which its stories are held."""

    keys: frozenset[str]
    pages: frozenset[str]
    titles: frozenset[str]
    texts: tuple[str, ...]


def _held(connection: Any, feed_id: int) -> _Held:
    rows = connection.execute(
        "SELECT e.key, e.canonical, e.title, n.title AS shown, n.text FROM entries AS e "
        "JOIN snapshots AS n ON n.story_id = e.story_id WHERE e.feed_id = ?",
        (feed_id,),
    ).fetchall()
    return _Held(
        frozenset(row["key"] for row in rows),
        frozenset(urlsplit(row["canonical"]).path for row in rows if row["canonical"]),
        frozenset(row["title"] for row in rows) | {row["shown"] for row in rows},
        tuple(" ".join(row["text"].split()) for row in rows),
    )


def _beginning(text: str) -> str:
    return " ".join(linked_text(text)[0].split())[:60]


if __name__ == "__main__":
    main()
