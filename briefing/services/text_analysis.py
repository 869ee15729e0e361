"""The analysis of one file, web page or standard input, without storing anything."""

import asyncio
import sys
from pathlib import Path

from briefing.analysis.language.names_in_titles import shown_names
from briefing.model.analysis import ShownNames, TextAnalysis
from briefing.model.errors import NetworkError, UsageError
from briefing.model.fetched import Failure, Fetched
from briefing.model.story import Article
from briefing.services.jobs import extract_article, read_one
from briefing.services.network import Fetch, network
from briefing.settings.settings import Settings
from briefing.text.addresses import host_of, origin_of
from briefing.text.display import clean_block, clean_line
from briefing.text.secret_parts import login_url, masked, shown_address
from briefing.workers.pool import WorkerPool

PAGE_BYTES = 2 * 2**20
SECONDS = 20.0
LONGEST_TITLE_LINE = 200
STANDARD_INPUT = "-"
MOST_INVALID = 20
"""A file is not text if more than one in this many characters is not valid UTF-8."""


async def analyse_source(
    source: str, settings: Settings, *, fetch: Fetch | None = None
) -> tuple[Article, TextAnalysis, ShownNames]:
    """Return the article at `source` (a file, an address, or "-" for standard input), what is found in it, and names.

    Web pages are recognised by their markup. Everything else is plain text; a short first line is its title. Raises
    UsageError, NetworkError or BriefingError if there is no text.
    """
    workers = WorkerPool(1)
    try:
        article = await _article(source, settings, workers, fetch)
        own = (host_of(article.url), article.outlet, article.title)
        found = await workers.run(read_one, article.text, article.links, *own, timeout=SECONDS)
    finally:
        workers.close()
    return article, found, shown_names(found, article.text, article.title)


async def _article(source: str, settings: Settings, workers: WorkerPool, fetch: Fetch | None) -> Article:
    if "://" in source:
        return await _page(source, settings, workers, fetch)
    body = await asyncio.to_thread(_bytes_of, source)
    if looks_like_page(body):
        return await workers.run(extract_article, body, "", "", timeout=SECONDS)
    return plain_article(_as_text(body, source))


async def _page(source: str, settings: Settings, workers: WorkerPool, fetch: Fetch | None) -> Article:
    url = login_url(source)
    if url is None:
        raise UsageError(f"{shown_address(source)} is not a web address such as https://host/path.")
    async with network(settings, fetch) as fetch_now:
        answer = await fetch_now(url, limit=PAGE_BYTES, private_origin=origin_of(url))
    if not isinstance(answer, Fetched):
        sentence = answer.sentence if isinstance(answer, Failure) else "it says that nothing has changed"
        raise NetworkError(f"{host_of(url)}: {sentence}")
    return await workers.run(
        extract_article, answer.body, masked(answer.url, url), answer.content_type, timeout=SECONDS
    )


def looks_like_page(body: bytes) -> bool:
    """Return whether `body` is an HTML page, not plain text."""
    start = body[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(
        (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"<!--", b"<article", b"<div", b"<p>")
    )


def plain_article(text: str) -> Article:
    """Return plain text as an article. Its first line is the title if it is short and not a sentence."""
    lines = [" ".join(line.split()) for line in clean_block(text, PAGE_BYTES).split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > 1 and len(lines[0]) <= LONGEST_TITLE_LINE and lines[0][-1] not in '.!?”"':
        return Article(clean_line(lines[0]), "\n".join(lines[1:]))
    return Article("", "\n".join(lines))


def _as_text(body: bytes, source: str) -> str:
    text = body.decode("utf-8", errors="replace")
    if "\0" in text or text.count("\ufffd") * MOST_INVALID > len(text):
        raise UsageError(f"The file {source} holds no text; `briefing analyse` reads plain text and web pages.")
    return text


def _bytes_of(source: str) -> bytes:
    try:
        if source == STANDARD_INPUT:
            return sys.stdin.buffer.read(PAGE_BYTES)
        with Path(source).open("rb") as file:
            return file.read(PAGE_BYTES)
    except OSError as error:
        raise UsageError(f"The file {source} cannot be read: {error.strerror or 'no reason given'}.") from error
