"""Extracts the article from a web page: its text, its links and what the page says about it."""

import re
from typing import Any

import trafilatura

from briefing.articles.boilerplate import article_lines, is_prose
from briefing.articles.lines import join_lines, read_lines
from briefing.articles.publication import published_of
from briefing.articles.visible import visible_page
from briefing.model.errors import NoArticle
from briefing.model.story import Article
from briefing.text.addresses import host_of, safe_url
from briefing.text.display import clean_block, clean_line
from briefing.text.encoding import decode
from briefing.text.html_text import plain_line
from briefing.text.references import unescape

LARGEST = 2 * 1_048_576
"""Bytes of a page."""
_SEARCHED_TWICE = 1_000_000
"""Characters up to which a page in which no paragraph was found is searched again, which takes longer."""
_HEAD = 400_000
"""Characters in which the meta fields are looked for."""
_DECLARATION = re.compile(r"^\s*<\?xml[^<>]{0,200}\?>")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
    "|&#(?:0{0,5}(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0{0,4}(?:[0-8bcefBCEF]|1[0-9a-fA-F]));?(?![0-9a-fA-F;])"
)
"""Characters that no element tree may hold: a single one loses the whole page."""
_LANGUAGE = re.compile(
    r"<html\b[^<>]{0,500}?\s(?:xml:)?lang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?)\b", re.IGNORECASE
)
_BLANK_LINE = re.compile(r"\n\s*\n")
_META = re.compile(r"<meta\s[^<>]{1,1000}>", re.IGNORECASE)
_FIELD = re.compile(r"\b(property|name|itemprop|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_NOT_A_PAGE = ("application/pdf", "image/", "audio/", "video/", "application/zip", "application/octet-stream")
_NO_TEXT = "sends a page in which no article text can be found"
_HOST_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)+/?", re.ASCII)


def extract(page: bytes, url: str, content_type: str = "") -> Article:
    """Return the article in the page that was fetched from `url`.

    Pure, and meant for a worker process: a hostile page may take long. Raises NoArticle, with a sentence that continues
    "this address ...", if there is no article or the page has more than 2 MiB.
    """
    if page[:5] == b"%PDF-" or content_type.lower().startswith(_NOT_A_PAGE):
        raise NoArticle("sends a file that is not a web page")
    if len(page) > LARGEST:
        raise NoArticle("sends a page of more than 2 MiB, which is too large for an article")
    decoded = decode(page, content_type)
    if content_type.lower().startswith("text/plain"):
        return _plain_article(decoded)
    source = _DECLARATION.sub("", _CONTROLS.sub("", decoded))
    if "<" not in source:
        raise NoArticle("sends no web page")
    article = _article_in(source, url, fast=True)
    if (article is None or not _has_prose(article.text)) and len(source) <= _SEARCHED_TWICE:
        thorough = _article_in(source, url, fast=False)
        article = thorough if thorough and (article is None or _has_prose(thorough.text)) else article
    if article is None:
        raise NoArticle(_NO_TEXT)
    return article


def _has_prose(text: str) -> bool:
    """Return whether a text has a paragraph: without one, it may be the navigation of a page."""
    return any(map(is_prose, text.split("\n")))


def _article_in(source: str, url: str, *, fast: bool) -> Article | None:
    """Return the article in a page, or None if there is none; the slow way also tries other methods."""
    found: Any = trafilatura.bare_extraction(
        visible_page(source), fast=fast, include_comments=False, include_links=True, with_metadata=True
    )
    return None if found is None or found.body is None else _article(found, source, url)


def _plain_article(text: str) -> Article:
    """Return the article in a plain text, its paragraphs as one line each; raise NoArticle if there is none."""
    paragraphs = [" ".join(each.split()) for each in _BLANK_LINE.split(clean_block(text, LARGEST))]
    if not any(paragraphs):
        raise NoArticle(_NO_TEXT)
    return Article(title="", text="\n".join(filter(None, paragraphs)))


def _article(found: Any, source: str, url: str) -> Article | None:
    title = plain_line(found.title or "")
    lines = read_lines(found.body, url)
    title = title or next((clean_line(line.text) for line in lines if line.heading), "")
    above = [line for line in lines[:5] if not (line.heading or _repeats_title(line.text, title))]
    lines = above + lines[5:]
    author = plain_line((found.author or "").replace("; ", ", "), 200)
    linked = {index for index, line in enumerate(lines) if line.is_link()}
    kept = article_lines([line.text.strip() for line in lines], linked=linked, author=author)
    text, links = join_lines([lines[index] for index in kept])
    if not text:
        return None
    fields = _meta_fields(source[:_HEAD])
    return Article(
        title=title,
        text=text,
        outlet=_outlet(fields.get("og:site_name") or found.sitename or "", url),
        author=author,
        published=published_of(fields, source, title, found.date or ""),
        url=_canonical(found.url or fields.get("og:url", ""), url),
        language=_language(source),
        links=links,
    )


def _meta_fields(head: str) -> dict[str, str]:
    """Return the page's meta fields, the first of each name."""
    fields: dict[str, str] = {}
    for tag in _META.finditer(head):
        named = {key.lower(): a or b or c for key, a, b, c in _FIELD.findall(tag.group())}
        name = (named.get("property") or named.get("name") or named.get("itemprop") or "").lower()
        if name and named.get("content"):
            fields.setdefault(name, unescape(named["content"]))
    return fields


def _outlet(name: str, url: str) -> str:
    """Return the outlet's name, or "" if the page gives only its host."""
    shown = plain_line(name, 100)
    host = host_of(url)
    bare = shown.lower().removeprefix("www.").rstrip("/")
    return "" if shown.startswith("@") or _HOST_NAME.fullmatch(shown) or bare in (host, "") else shown


def _canonical(address: str, url: str) -> str:
    """Return the address that the page names as its own, or "" if that is on an unrelated host.

    A saved page, whose own address is unknown, is believed.
    """
    canonical = safe_url(address) or ""
    if not url:
        return canonical
    named, own = (host_of(each).split(".")[-2:] for each in (canonical, url))
    return canonical if named == own else ""


def _language(source: str) -> str:
    named = _LANGUAGE.search(source[:20_000])
    return named.group(1).replace("_", "-").lower() if named else ""


def _repeats_title(line: str, title: str) -> bool:
    """Return whether a line repeats the title, with or without the outlet's name after it."""
    line, title = (" ".join(re.findall(r"\w+", words.lower())) for words in (line, title))
    return bool(line) and bool(title) and (line == title or (len(line) > 20 and title.startswith(line)))
