"""The parts of a web page that a browser shows, with the marks that it adds to them."""

import re

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from briefing.text.html_text import HIDDEN_CLASS, HIDDEN_STYLE, QUOTATION_MARKS, raised

_LEFT_OUT = ("del", "s", "strike", "rt", "rp")
"""Elements whose text is withdrawn, or says how to pronounce another."""
_POPUP = re.compile(
    r"(?:\S*[-_])?(?:rollover|hover-?card|popover|tooltip)[-_]*(?:\w*[-_])*(?:block|content|body|inner|box|card|text|panel)"
    r"(?!\S)",
    re.IGNORECASE,
)
"""Classes of what appears over a word that the pointer is on."""
_COMMENTS = re.compile(
    r"(?<!\S)(?:\w+[-_]+)*(?:comments?|commentlist|disqus_thread)"
    r"(?:[-_]+(?:list|section|area|container|wrapper|body|content|thread|block))?(?!\S)",
    re.IGNORECASE,
)
"""Classes of what readers of the page wrote."""
_TEASERS = re.compile(
    r"(?:^|[\s_-])(?:related|recirc(?:ulation)?|read-?more|see-?also|more-?(?:on|from|stories)|most-?(?:read|popular)"
    r"|outbrain|taboola|trending|newsletter)(?:$|[\s_-]|(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""Classes of links to other articles, if most of the text is links."""
_BESIDE = frozenset(("div", "section", "aside", "ul", "ol", "li", "span", "details", "dl"))
"""Elements that can contain what is beside the article."""
_ARTICLE_ABOVE = 400
"""Characters of paragraphs from which on comments can follow."""
_WHOLE = re.compile(r"html|head|body|main|article")
"""Elements that are never taken out: a page that hides them shows them by script."""


def visible_page(source: str) -> HtmlElement | None:
    """Return the element tree of a page without hidden and struck-out parts, and with the marks of `<q>`.

    Return None if there is no element in the page.
    """
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree: HtmlElement = document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return None
    for element in list(tree.iter("*")):
        if element.getparent() is not None and (element.tag in _LEFT_OUT or _is_hidden(element)):
            element.drop_tree()
    _drop_what_is_beside(tree)
    for element in tree.iter("sup"):
        if element.text and not len(element):
            element.text = raised(element.text)
    for element in reversed(list(tree.iter("q"))):
        _quote(element)
    return tree


def _drop_what_is_beside(tree: HtmlElement) -> None:
    """Remove comments, teasers of other articles, and what appears over a word that the pointer is on."""
    above = 0
    for element in list(tree.iter("*")):
        if element.tag == "p":
            above += len(element.text_content().strip())
        elif element.tag in _BESIDE and element.getparent() is not None:
            names = f"{element.get('class', '')} {element.get('id', '')}"
            if names != " " and _is_beside(element, names, above):
                element.drop_tree()


def _is_beside(element: HtmlElement, names: str, above: int) -> bool:
    if _POPUP.search(names) is not None:
        return True
    if _COMMENTS.search(names) is not None and above >= _ARTICLE_ABOVE:
        return True
    return _TEASERS.search(names) is not None and _is_mostly_links(element)


def _is_mostly_links(element: HtmlElement) -> bool:
    linked = sum(len(link.text_content().strip()) for link in element.iter("a"))
    return 2 * linked >= len(" ".join(element.text_content().split()))


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
