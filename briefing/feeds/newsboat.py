"""Reads newsboat's `urls` file: one feed per line, its address followed by tags."""

import re
import shlex

from briefing.feeds.listed_addresses import feed_address
from briefing.model.feed import Subscription
from briefing.text.display import clean_line

_OWN_KINDS = {"query:": "a query feed", "exec:": "a command", "filter:": "a filter command", "file:": "a file"}
_FILTERED = re.compile(r"filter:.*:((?:https?|feed)://.+)", re.IGNORECASE)
_LONGEST_NAME = 200
MOST_FEEDS = 1_000


def read_urls(text: str) -> tuple[tuple[Subscription, ...], tuple[str, ...]]:
    """Return the feeds of a newsboat `urls` file, each once, and a note on each line that was left out.

    The tag "~Title" gives the title, the other tags are the groups; "!", which hides a feed, is ignored. Of a feed with
    a filter command the feed itself is taken.
    """
    found: dict[str, Subscription] = {}
    notes: list[str] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        words = _words(line)
        if not words:
            continue
        refusal = _refusal(words[0])
        filtered = _FILTERED.match(words[0])
        address = feed_address(filtered[1] if filtered else words[0]) if filtered or not refusal else ""
        if address and filtered:
            notes.append(f"line {number}: its filter command was left out, the feed itself taken")
        if not address:
            notes.append(f"line {number}: {refusal or 'not a web address'}, left out")
        elif len(found) >= MOST_FEEDS:
            notes.append(f"line {number}: more than {MOST_FEEDS:,} feeds, the rest left out")
            break
        else:
            found[address] = _subscription(address, words[1:], found.get(address, Subscription(address)))
    return tuple(found.values()), tuple(notes)


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


def _refusal(word: str) -> str:
    return next((kind for start, kind in _OWN_KINDS.items() if word.lower().startswith(start)), "")


def _subscription(address: str, tags: list[str], known: Subscription) -> Subscription:
    """Return the feed with its title and all its groups; `known` is what an earlier line says of it."""
    titles = [clean_line(tag[1:], _LONGEST_NAME) for tag in tags if tag.startswith("~")]
    groups = (clean_line(tag, _LONGEST_NAME) for tag in tags if tag and tag[0] not in "~!")
    first, *others = dict.fromkeys(filter(None, (known.folder, *known.groups, *groups))) or [""]
    return Subscription(address, known.title or next(iter(titles), ""), first, tuple(others))
