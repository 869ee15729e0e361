"""Extracts the article from a web page: its text, its links and what the page says about it."""

import re

from lxml.html import HtmlElement

from briefing.articles.body import find_article, text_body
from briefing.articles.boilerplate import article_lines
from briefing.articles.lines import join_lines, read_lines
from briefing.articles.page_facts import PageFacts, facts_of
from briefing.articles.publication import day_of, published_of
from briefing.articles.structured_data import structured_objects
from briefing.articles.visible import visible_page
from briefing.model.errors import NoArticle
from briefing.model.story import Article, Link
from briefing.text.display import clean_block, clean_line
from briefing.text.encoding import decode

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
_MUCH_LONGER = 2
"""How many times the text in the structured data must be longer than the one found in the page to be taken."""
_BLANK_LINE = re.compile(r"\n\s*\n")
_NOT_A_PAGE = ("application/pdf", "image/", "audio/", "video/", "application/zip", "application/octet-stream")
_NO_TEXT = "sends a page in which no article text can be found"


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
    article = _article_in(source, url)
    if article is None:
        raise NoArticle(_NO_TEXT)
    return article


def _plain_article(text: str) -> Article:
    """Return the article in a plain text, its paragraphs as one line each; raise NoArticle if there is none."""
    paragraphs = [" ".join(each.split()) for each in _BLANK_LINE.split(clean_block(text, LARGEST))]
    if not any(paragraphs):
        raise NoArticle(_NO_TEXT)
    return Article(title="", text="\n".join(filter(None, paragraphs)))


def _article_in(source: str, url: str) -> Article | None:
    """Return the article in a page, or None if there is none."""
    tree = visible_page(source)
    if tree is None:
        return None
    described = tuple(structured_objects(source))
    facts = facts_of(source, tree, described, url)
    published = published_of(facts.fields, described, source, facts.title, day_of(tree, url))
    title, text, links = _text_of(find_article(tree), facts, url)
    if not text and (again := visible_page(source)) is not None:
        title, text, links = _text_of(text_body(again), facts, url)
    if len(facts.text) > _MUCH_LONGER * len(text):
        text, links = facts.text, ()
    if not text:
        return None
    return Article(
        title=title,
        text=text,
        outlet=facts.outlet,
        author=facts.author,
        published=published,
        url=facts.url,
        language=facts.language,
        links=links,
    )


def _text_of(body: HtmlElement, facts: PageFacts, url: str) -> tuple[str, str, tuple[Link, ...]]:
    """Return the title, the text and the links of the article in the element `body` of a page."""
    lines = read_lines(body, url)
    title = facts.title or next((clean_line(line.text) for line in lines if line.heading), "")
    above = [line for line in lines[:5] if not (line.heading or _repeats_title(line.text, title))]
    lines = above + lines[5:]
    linked = {index for index, line in enumerate(lines) if line.is_link()}
    kept = article_lines([line.text.strip() for line in lines], linked=linked, author=facts.author)
    text, links = join_lines([lines[index] for index in kept])
    return title, text, links


def _repeats_title(line: str, title: str) -> bool:
    """Return whether a line repeats the title, with or without the outlet's name after it."""
    line, title = (" ".join(re.findall(r"\w+", words.lower())) for words in (line, title))
    return bool(line) and bool(title) and (line == title or (len(line) > 20 and title.startswith(line)))
