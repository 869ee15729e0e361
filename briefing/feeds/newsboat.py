"""Reads newsboat's `urls` file: one feed per line, its address followed by tags."""

import shlex

from briefing.model.feed import Subscription
from briefing.text.display import clean_line
from briefing.text.secret_parts import login_url

_OWN_KINDS = {"query:": "a query feed", "exec:": "a command", "filter:": "a filter command", "file:": "a file"}
MOST_FEEDS = 1_000


def read_urls(text: str) -> tuple[tuple[Subscription, ...], tuple[str, ...]]:
    """Return the feeds of a newsboat `urls` file, each once, and a note on each line that was left out.

    The tag "~Title" gives the title, the first other tag the folder; "!", which hides a feed, is ignored.
    """
    found: dict[str, Subscription] = {}
    notes: list[str] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        words = _words(line)
        if not words:
            continue
        refusal = _refusal(words[0])
        address = "" if refusal else login_url(words[0]) or ""
        if not address:
            notes.append(f"line {number}: {refusal or 'not a web address'}, left out")
        elif len(found) >= MOST_FEEDS:
            notes.append(f"line {number}: more than {MOST_FEEDS:,} feeds, the rest left out")
            break
        elif address not in found:
            found[address] = _subscription(address, words[1:])
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


def _subscription(address: str, tags: list[str]) -> Subscription:
    titles = [tag[1:] for tag in tags if tag.startswith("~")]
    folders = [tag for tag in tags if tag and tag[0] not in "~!"]
    title, folder = (clean_line(names[0], 200) if names else "" for names in (titles, folders))
    return Subscription(address, title, folder)
