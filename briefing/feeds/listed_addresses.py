"""The addresses in lists of feeds, as the programs that write such lists mean them."""

import re

from briefing.text.secret_parts import login_url

_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?://)|feed://", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]|\Z)")
_MAILBOX = re.compile(r"(?:mailto:)?[^\s/@]+@[\w.-]+\Z", re.IGNORECASE)


def feed_address(written: str) -> str:
    """Return the web address that a list gives for a feed, or "" if it gives none.

    `feed://paper.example/rss`, `feed:https://paper.example/rss` and `paper.example/rss` are addresses of the web too.
    """
    words = written.strip()
    if is_newsletter(words):
        return ""
    bare = _FEED_SCHEME.sub("", words, count=1) if words.lower().startswith("feed:") else words
    bare = bare.removeprefix("//")
    if not _SCHEME.match(bare) or _HOST.match(bare):
        if not _HOST.match(bare):
            return ""
        bare = f"https://{bare}"
    return login_url(bare) or ""


def is_newsletter(written: str) -> bool:
    """Return whether a list gives a mailbox, where some programs receive newsletters, instead of a web address."""
    return bool(_MAILBOX.match(written.strip()))
