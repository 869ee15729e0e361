"""What a web page says about its article: title, author, outlet, address, language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from briefing.articles.body import name_words
from briefing.articles.structured_data import is_article, names_in
from briefing.data.loader import word_lists
from briefing.frozen import dataclass
from briefing.text.addresses import host_of, resolve_url, safe_url
from briefing.text.html_text import linked_text, plain_line
from briefing.text.references import unescape
from briefing.text.words import share_words

_HEAD = 400_000
"""Characters in which the meta fields are looked for."""
_META = re.compile(r"<meta\s[^<>]{1,1000}>", re.IGNORECASE)
_FIELD = re.compile(r"\b(property|name|itemprop|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"<html\b[^<>]{0,500}?\s(?:xml:)?lang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})?)\b", re.IGNORECASE
)
_SITE_AFTER = re.compile(r"\s+(?:[|·•»—–-]|::?)\s+")
"""What stands between a headline and the name of the site in the title of a page."""
_HOST_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)+/?", re.ASCII)
_BY = re.compile(r"^(?:by|von|par|por|di|written by|posted by|from|text:?)\s+(?=\S)", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s+(?:[|·•–—]|-\s|@)|\s*\n|,?\s+\S*\d")
"""What follows the name in a byline: a date, the name of the site."""
_NO_NAME = re.compile(
    r"https?:|www\.|@|\d{3}|^(?:admin|author|autor|editor|name|none|null|press\w*|staff|unknown|ver\w* am"
    r"|(?:(?:posted|published|written) )?(?:by|di|par|por|von)|posted|published)[\s:]*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:,?\s[\w.'’-]+){0,5}")
_LONGEST_BYLINE = 200
_AUTHOR_FIELDS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "byl")
_TITLE_FIELDS = ("og:title", "twitter:title", "dc.title", "parsely-title", "headline")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about its article; each field is "" if the page does not say it."""

    title: str
    author: str
    outlet: str
    url: str
    """The address that the page names as its own."""
    language: str
    text: str
    """The text of the article in the structured data of the page."""
    fields: Mapping[str, str]
    """The meta fields of the page, the first of each name, in lower case."""


def facts_of(source: str, tree: HtmlElement, described: Sequence[Mapping[str, Any]], url: str) -> PageFacts:
    """Return what a page says about its article.

    The page is given as written, as a tree, and as the objects in its structured data; it was fetched from `url`.
    """
    fields = _meta_fields(source[:_HEAD])
    title = _title(fields, tree)
    own = _description(described, title)
    return PageFacts(
        title=title or plain_line(str(own.get("headline") or "")),
        author=_author(fields, own, tree),
        outlet=_outlet(fields, own, url),
        url=_canonical(fields, tree, url),
        language=_language(source),
        text=linked_text(str(own.get("articleBody") or ""))[0],
        fields=fields,
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


def _description(described: Sequence[Mapping[str, Any]], title: str) -> Mapping[str, Any]:
    """Return the structured data about the article `title`, or an empty mapping."""
    for each in described:
        headline = each.get("headline") or each.get("name")
        if is_article(each) and (not headline or not title or share_words(str(headline), title)):
            return each
    return {}


def _title(fields: Mapping[str, str], tree: HtmlElement) -> str:
    """Return the headline: as the page gives it to other sites, else its only main heading, else its title."""
    stated = next((title for name in _TITLE_FIELDS if (title := plain_line(fields.get(name, "")))), "")
    if stated:
        return stated
    headings = [title for each in tree.iter("h1") if (title := plain_line(each.text_content()))]
    if len(headings) == 1:
        return headings[0]
    named = tree.find(".//title")
    whole = plain_line(named.text_content()) if named is not None else ""
    return max(_SITE_AFTER.split(whole), key=len) if whole else next(iter(headings), "")


def _author(fields: Mapping[str, str], described: Mapping[str, Any], tree: HtmlElement) -> str:
    """Return the names of the authors: as the page describes them to other sites, else the first byline."""
    stated = names_in(described.get("author")) or [fields[name] for name in _AUTHOR_FIELDS if name in fields]
    names = list(dict.fromkeys(filter(None, map(_cleaned_name, stated)))) or list(islice(_bylines(tree), 1))
    return plain_line(", ".join(names), 200)


def _bylines(tree: HtmlElement) -> Iterator[str]:
    """Yield the names in elements that say of themselves that they name the author."""
    kinds = word_lists("articles/element_names.txt")["author"]
    for element in tree.iter("a", "address", "div", "p", "span", "strong"):
        if element.get("rel") == "author" or "author" in element.get("itemprop", "") or name_words(element) & kinds:
            text = element.text_content()
            name = _cleaned_name(_AFTER_NAME.split(text.strip(), maxsplit=1)[0]) if len(text) < _LONGEST_BYLINE else ""
            if _NAME.fullmatch(name):
                yield name


def _cleaned_name(written: str) -> str:
    """Return a name without "by" before it, or "" if it is no name."""
    name = _BY.sub("", plain_line(written, 200)).strip(" ,;|")
    return name if 2 < len(name) < 100 and not _NO_NAME.search(name) else ""


def _outlet(fields: Mapping[str, str], described: Mapping[str, Any], url: str) -> str:
    """Return the outlet's name, or "" if the page gives only its host."""
    stated = fields.get("og:site_name") or next(iter(names_in(described.get("publisher"))), "")
    shown = plain_line(stated or fields.get("application-name", ""), 100)
    host = host_of(url)
    bare = shown.lower().removeprefix("www.").rstrip("/")
    return "" if shown.startswith("@") or _HOST_NAME.fullmatch(shown) or bare in (host, "") else shown


def _canonical(fields: Mapping[str, str], tree: HtmlElement, url: str) -> str:
    """Return the address that the page names as its own, or "" if that is on an unrelated host.

    A saved page, whose own address is unknown, is believed.
    """
    link = tree.find(".//link[@rel='canonical']")
    named = (link.get("href") if link is not None else "") or fields.get("og:url", "")
    canonical = safe_url(resolve_url(url, named) if url else named) or ""
    if not url:
        return canonical
    theirs, own = (host_of(each).split(".")[-2:] for each in (canonical, url))
    return canonical if theirs == own else ""


def _language(source: str) -> str:
    named = _LANGUAGE.search(source[:20_000])
    return named.group(1).replace("_", "-").lower() if named else ""
