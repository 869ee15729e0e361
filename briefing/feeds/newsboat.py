"""Reads newsboat's `urls` file: one feed per line, its address followed by tags."""

import re
import shlex

from briefing.feeds.listed_addresses import feed_address
from briefing.feeds.newsboat_queries import NoRule, QueryFeed, read_query_feed
from briefing.frozen import dataclass
from briefing.model.feed import Subscription
from briefing.text.display import clean_line

_OWN_KINDS = {"exec:": "a command", "filter:": "a filter command", "file:": "a file"}
_FILTERED = re.compile(r"filter:.*:((?:https?|feed)://.+)", re.IGNORECASE)
_LONGEST_NAME = 200
MOST_FEEDS = 1_000


@dataclass(frozen=True, slots=True)
class NewsboatList:
    """The feeds of a newsboat `urls` file, its query feeds, and a note on each line that is not read as meant."""

    feeds: tuple[Subscription, ...] = ()
    queries: tuple[QueryFeed, ...] = ()
    notes: tuple[str, ...] = ()


def read_urls(text: str) -> NewsboatList:
    """Return what a newsboat `urls` file names, each feed once.

    The tag "~Title" gives the title, the other tags are the groups. A feed that "!" hides is shown here, with a note.
    Of a feed with a filter command the feed itself is taken.
    """
    found: dict[str, Subscription] = {}
    queries: list[QueryFeed] = []
    notes: list[str] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        words = _words(line)
        if not words:
            continue
        if words[0].lower().startswith("query:"):
            _read_query(words[0], number, queries, notes)
            continue
        address, note = _address(words[0])
        if note:
            notes.append(f"line {number}: {note}")
        if not address:
            continue
        if len(found) >= MOST_FEEDS:
            notes.append(f"line {number}: more than {MOST_FEEDS:,} feeds, the rest left out")
            break
        if any(tag.startswith("!") for tag in words[1:]):
            notes.append(f"line {number}: the feed is hidden in newsboat, and shown here")
        found[address] = _subscription(address, words[1:], found.get(address, Subscription(address)))
    return NewsboatList(tuple(found.values()), tuple(queries), tuple(notes))


def _read_query(written: str, number: int, queries: list[QueryFeed], notes: list[str]) -> None:
    try:
        queries.append(read_query_feed(written))
    except NoRule as reason:
        notes.append(f"line {number}: a query feed, left out: {reason}")


def _address(written: str) -> tuple[str, str]:
    """Return the address of a feed, or "", and a note on what of the line was left out, or ""."""
    filtered = _FILTERED.match(written)
    if filtered and (address := feed_address(filtered[1])):
        return address, "its filter command was left out, the feed itself taken"
    refusal = next((kind for start, kind in _OWN_KINDS.items() if written.lower().startswith(start)), "")
    address = "" if refusal else feed_address(written)
    return address, "" if address else f"{refusal or 'not a web address'}, left out"


def _words(line: str) -> list[str]:
    """Return the words of a line, where quotes keep words together; a comment has none."""
    reader = shlex.shlex(line.strip(), posix=True)
    reader.whitespace_split = True
    reader.commenters = "#" if line.lstrip().startswith("#") else ""
    reader.quotes = '"'
    try:
        return list(reader)
    except ValueError:
        return line.replace('"', " ").split()


def _subscription(address: str, tags: list[str], known: Subscription) -> Subscription:
    """Return the feed with its title and all its groups; `known` is what an earlier line says of it."""
    titles = [clean_line(tag[1:], _LONGEST_NAME) for tag in tags if tag.startswith("~")]
    groups = (clean_line(tag, _LONGEST_NAME) for tag in tags if tag and tag[0] not in "~!")
    first, *others = dict.fromkeys(filter(None, (known.folder, *known.groups, *groups))) or [""]
    return Subscription(address, known.title or next(iter(titles), ""), first, tuple(others))
