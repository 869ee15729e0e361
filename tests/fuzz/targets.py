"""The readers that are fuzzed: each takes bytes, and raises only what its callers expect."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from briefing.analysis.reading import read_text
from briefing.articles.extract import extract
from briefing.export.markdown.escape import escaped, link
from briefing.export.markdown.lint import lint
from briefing.export.markdown.parse import parse_markdown
from briefing.feeds.discovery import find_feed_addresses
from briefing.feeds.newsboat import read_urls
from briefing.feeds.opml import read_opml, write_opml
from briefing.feeds.parse import parse_feed
from briefing.model.errors import BriefingError, NoArticle, NotAFeed, QueryError, UsageError
from briefing.query.parser import parse
from briefing.query.wake_conditions import read_conditions
from briefing.settings.settings import load_settings
from briefing.settings.themes import parse_theme
from briefing.text.addresses import safe_url
from briefing.text.dates import read_date
from briefing.text.display import clean_block, clean_line
from briefing.text.html_text import linked_text, plain_line
from briefing.text.secret_parts import login_url, masked, public_address, shown_address
from briefing.tui.format.cells import drawable
from briefing.tui.format.lines import plain, width_of
from briefing.tui.format.markdown_lines import blocks, parsed_blocks
from briefing.tui.format.wrap import wrap
from briefing.tui.terminal import without_colours

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
ADDRESS = "https://paper.example/feed"


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))


def check_clean(value: Any) -> None:
    """Check that nothing in a value acts on a terminal."""
    for text in _texts(value):
        assert clean_block(text) == text


def feed(data: bytes, kind: str = "application/rss+xml") -> None:
    """Parse a feed."""
    try:
        parsed = parse_feed(data, ADDRESS, kind, NOW)
    except NotAFeed:
        return
    check_clean(parsed)
    for entry in parsed.entries:
        assert not entry.url or safe_url(entry.url)
        assert entry.published is None or entry.published.year >= 1990


def page(data: bytes) -> None:
    """Find the article, and the feeds, of a page."""
    found = find_feed_addresses(data, ADDRESS)
    assert all(safe_url(each.url) for each in found)
    try:
        check_clean(extract(data, ADDRESS, "text/html"))
    except NoArticle:
        return


def text(data: bytes) -> None:
    """Clean and wrap a text."""
    words = _text(data)
    cleaned = clean_block(words)
    assert clean_block(cleaned) == cleaned
    assert not any(ord(each) < 32 and each not in "\n\t" for each in cleaned)
    line = clean_line(words, 200)
    assert len(line) <= 200
    assert clean_line(line, 200) == line
    assert all(width_of(each) <= 20 for each in wrap(((words, "text"),), 20))
    assert "\x1b[31" not in without_colours(words.replace("\x1b[31", ""))
    read_date(words[:200])


def markup(data: bytes) -> None:
    """Turn HTML into text."""
    words = _text(data)
    found, links = linked_text(words)
    check_clean((found, plain_line(words)))
    assert all(0 <= start <= end <= len(found) for _, start, end in links)


def quotes(data: bytes) -> None:
    """Find quotes, actors and citations."""
    words = clean_block(_text(data))
    found = read_text(words)
    for quote in found.quotes:
        assert all(0 <= span.start < span.end <= len(words) for span in quote.spans)
    for citation in found.citations:
        assert 0 <= citation.span.start <= citation.span.end <= len(words)


def query(data: bytes) -> None:
    """Parse a query, and conditions to wake."""
    words = _text(data)
    with suppress(QueryError):
        parse(words, NOW)
    try:
        read_conditions(words, NOW)
    except UsageError:
        return


def feed_list(data: bytes) -> None:
    """Read OPML and newsboat's list; what was read is written and read back the same."""
    read_urls(_text(data))
    try:
        found, notes = read_opml(data)
    except UsageError:
        return
    check_clean(notes)
    again, _ = read_opml(write_opml(found, "x"))
    assert {each.url for each in again} == {each.url for each in found}


def settings(data: bytes) -> None:
    """Load a settings file and a theme."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        path.write_bytes(data)
        load_settings(path)
    try:
        parse_theme(_text(data))
    except UsageError:
        return


def markdown(data: bytes) -> None:
    """Parse, lint and draw Markdown; what is escaped stays text."""
    words = clean_block(_text(data))
    parse_markdown(words)
    lint(words)
    for block in blocks(parsed_blocks(words), 60):
        assert all("\x1b" not in plain(line) for line in block.lines)
    line = clean_line(words, 300)
    drawn = [plain(each) for block in blocks(parsed_blocks(escaped(line)), 400) for each in block.lines]
    assert "".join("".join(drawn).split()) == "".join(drawable(line).split())
    link(line, ADDRESS)


def address(data: bytes) -> None:
    """Check and hide addresses."""
    words = _text(data)
    safe = safe_url(words)
    assert safe is None or safe_url(safe) == safe
    public = public_address(words)
    assert public_address(public) == public
    login = login_url(words)
    assert login is None or login_url(login) == login
    masked(words, words)
    shown_address(words)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "feed": feed,
    "json-feed": partial(feed, kind="application/feed+json"),
    "page": page,
    "text": text,
    "markup": markup,
    "quotes": quotes,
    "query": query,
    "feed-list": feed_list,
    "settings": settings,
    "markdown": markdown,
    "address": address,
}

EXPECTED: tuple[type[Exception], ...] = (BriefingError,)
"""What a reader may raise: a sentence for the user."""
