"""The parts of a web page that a browser shows, with the marks that it adds to them."""

import re

from lxml.html import HtmlElement
from trafilatura import load_html

from briefing.text.html_text import HIDDEN_CLASS, HIDDEN_STYLE, QUOTATION_MARKS

_STRUCK_OUT = ("del", "s", "strike")
_BLOCKS = ("div", "section")
_ARTICLE_CLASS = re.compile(r"\b(?:article|story|entry|post)[\w]*[-_]+(?:content|body|text)\b", re.IGNORECASE)
"""Classes of elements that contain the paragraphs of an article."""
_WHOLE = re.compile(r"html|head|body|main|article")
"""Elements that are never taken out: a page that hides them shows them by script."""


def visible_page(source: str) -> HtmlElement | str:
    """Return the element tree of a page without hidden and struck-out parts, and with the marks of `<q>`.

    A source that is no tree is returned as it is.
    """
    tree = load_html(source)
    if tree is None:
        return source
    for element in list(tree.iter("*")):
        if element.getparent() is not None and (element.tag in _STRUCK_OUT or _is_hidden(element)):
            element.drop_tree()
    for element in reversed(list(tree.iter("q"))):
        _quote(element)
    for article in tree.iter("article"):
        _join_blocks(article)
    return tree


def _join_blocks(article: HtmlElement) -> None:
    """Move the paragraphs of an article that advertisements cut into several blocks into the first block.


    trafilatura reads only the first of several elements with the same class.
    """
    blocks: dict[str, list[HtmlElement]] = {}
    for paragraph in article.iter("p"):
        block = paragraph.getparent()
        classes = block.get("class", "")
        if block.tag in _BLOCKS and _ARTICLE_CLASS.search(classes) and next(block.iterancestors("article")) is article:
            found = blocks.setdefault(classes, [])
            if not found or found[-1] is not block:
                found.append(block)
    for first, *others in blocks.values():
        for other in others:
            if first not in other.iterancestors():
                first.extend(list(other))


def _is_hidden(element: HtmlElement) -> bool:
    if _WHOLE.fullmatch(element.tag):
        return False
    style, classes = element.get("style"), element.get("class")
    return (
        "hidden" in element.attrib
        or (style is not None and HIDDEN_STYLE.search(style) is not None)
        or (classes is not None and HIDDEN_CLASS.search(classes) is not None)
    )


def _quote(element: HtmlElement) -> None:
    depth = sum(1 for _ in element.iterancestors("q"))
    opening, closing = QUOTATION_MARKS[depth % 2]
    element.text = opening + (element.text or "")
    last = element[-1] if len(element) else None
    if last is None:
        element.text += closing
    else:
        last.tail = (last.tail or "") + closing
    element.drop_tag()
