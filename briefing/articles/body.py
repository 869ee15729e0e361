"""Finds the element of a web page that contains the article, and removes what is beside the article in it.

What is an article is judged by its prose, as in Kohlschütter et al., "Boilerplate Detection using Shallow Text
Features" (2010): runs of text that are long, have punctuation, and are not links. The names of elements help.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from lxml.html import HtmlElement

from briefing.articles.prose import Measures, measure, word_set
from briefing.data.loader import word_lists

_NO_TEXT = word_set(
    "applet area audio base button canvas datalist dialog embed frame frameset head iframe input link map math meta"
    " meter object optgroup option output picture progress script select source style svg template textarea track video"
)
"""Elements without text of an article."""
_SELDOM = frozenset(("aside", "fieldset", "figure", "footer", "form", "menu", "nav", "noscript"))
"""Elements that are beside the article unless those with this tag have most prose of the page."""
_NAMED = word_set("article blockquote div dl h2 h3 h4 header li ol p section span table ul")
"""Elements whose names say what they contain."""
_ROLES = frozenset(("banner", "complementary", "contentinfo", "navigation", "search"))
_BOXES = ("article", "div", "main", "section", "td")
"""Elements that may contain an article."""
_LINES = frozenset(("blockquote", "li", "ol", "p", "span", "ul"))
"""Elements that are part of an article and never all of it."""
_LINK_LISTS = ("article", "div", "dl", "h2", "h3", "h4", "h5", "header", "ol", "section", "table", "ul")
_BESIDE, _PERHAPS_BESIDE = 0.5, 0.2
"""The part of the page's prose from which the elements with a word of these kinds are kept."""
_LEAST_NAMED, _ENOUGH = 0.3, 400
"""The part of the page's prose, or the characters of prose, that an element with the name of an article must have."""
_INNER, _NAMED_INNER = 0.8, 0.5
"""The part of an element's prose that an inner element must have to be the article, and one with the name of one."""
_MORE = 1.2
"""How many times as much prose the element around several blocks has as one of them."""
_LONGEST_LEAD = 400
"""Characters of the paragraphs between the headline and the article."""
_AD = re.compile(r"\s*(?:ads?|advertisements?|anzeige|werbung|publicité|publicidad)\s*", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORD = re.compile(r"[a-z]+")


def find_article(tree: HtmlElement) -> HtmlElement:
    """Return the element that contains the article, without what is beside it; changes the tree."""
    body = text_body(tree)
    _drop_by_name(body)
    measures = measure(body)
    article = _innermost(_named_article(body, measures), measures)
    lead = _lead(body, article, measures)
    _drop_links(article)
    article[:0] = lead
    return article


def text_body(tree: HtmlElement) -> HtmlElement:
    """Return the body of a page without the elements that never have text of an article; changes the tree."""
    body = tree.find(".//body")
    if body is None:
        body = tree
    for element in list(body.iter(*_NO_TEXT)):
        _drop(element)
    return body


def name_words(element: HtmlElement) -> frozenset[str]:
    """Return the words in the class and the id of an element, alone and joined with the next one."""
    return _split(f"{element.get('class', '')} {element.get('id', '')}")


def _drop_by_name(body: HtmlElement) -> None:
    """Remove the elements whose names say that they are beside the article.

    A word that names most of the page's prose does not count.
    """
    measures = measure(body)
    prose = max(1, measures[body].prose)
    named = [(element, words) for element in body.iterdescendants() if (words := _words_beside(element))]
    totals: Counter[str] = Counter()
    counted: dict[HtmlElement, frozenset[str]] = {}
    for element, words in named:
        above = next((counted[each] for each in element.iterancestors() if each in counted), frozenset())
        counted[element] = above | words
        totals.update(dict.fromkeys(words - above, measures[element].prose))
    perhaps = _names("perhaps beside")
    beside = {word for word in totals if totals[word] < prose * (_PERHAPS_BESIDE if word in perhaps else _BESIDE)}
    for element, words in named:
        if words & beside:
            _drop(element)


def _words_beside(element: HtmlElement) -> frozenset[str]:
    """Return the words by which an element is beside the article: its tag, its role or those of its names."""
    if element.tag in _SELDOM:
        return frozenset((f"<{element.tag}>",))
    if element.tag not in _NAMED:
        return frozenset()
    if element.get("role") in _ROLES:
        return frozenset((f"role {element.get('role')}",))
    return name_words(element) & (_names("beside") | _names("perhaps beside"))


def _named_article(body: HtmlElement, measures: Measures) -> HtmlElement:
    """Return the first element with much prose that says of itself that it is the article, else the body."""
    named = [element for element in body.iterdescendants(*_BOXES) if _is_named_article(element)]
    most = max((measures[element].prose for element in named), default=0)
    if most == 0 or most < min(_ENOUGH, _LEAST_NAMED * measures[body].prose):
        return body
    article = next(element for element in named if 2 * measures[element].prose >= most)
    for around in _around(article, body):
        if measures[around].prose >= _MORE * measures[article].prose:
            if not (_is_in_article(around) or _has_more_blocks(around, article, measures)):
                break
            article = around
    return article


def _around(article: HtmlElement, body: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements between an article and the body of the page, the innermost first."""
    for around in article.iterancestors():
        if around is body:
            return
        yield around


def _is_in_article(element: HtmlElement) -> bool:
    return element.tag == "article" or next(element.iterancestors("article"), None) is not None


def _has_more_blocks(around: HtmlElement, article: HtmlElement, measures: Measures) -> bool:
    """Return whether another block of the same class has prose: advertisements cut some articles into blocks."""
    alike = (each for each in around.iterdescendants(article.tag) if each.get("class") == article.get("class"))
    return any(measures[each].prose for each in alike if each is not article)


def _innermost(outer: HtmlElement, measures: Measures) -> HtmlElement:
    """Return the innermost element that has nearly all prose of each element around it."""
    article = outer
    while True:
        inner = max(article, key=lambda each: measures[each].prose, default=None)
        if inner is None or inner.tag in _LINES:
            return article
        least = _NAMED_INNER if _is_named_article(inner) else _INNER
        if measures[inner].prose < least * max(1, measures[article].prose):
            return article
        article = inner


def _is_named_article(element: HtmlElement) -> bool:
    """Return whether an element says of itself that it contains the paragraphs of an article."""
    if element.get("itemprop") == "articleBody" or element.tag == "article":
        return True
    return bool(name_words(element) & _names("article"))


def _lead(body: HtmlElement, article: HtmlElement, measures: Measures) -> list[HtmlElement]:
    """Return the paragraphs between the headline and the article, which some pages keep apart from it."""
    outer = {article, *article.iterancestors()}
    lead: list[HtmlElement] = []
    is_below_headline = False
    for element in body.iterdescendants():
        if element is article:
            break
        if element.tag == "h1":
            lead, is_below_headline = [], True
        elif is_below_headline and element not in outer and _is_innermost_prose(element, measures):
            lead.append(element)
    length = sum(measures[element].text for element in lead)
    return lead if is_below_headline and len(lead) <= 2 and length <= _LONGEST_LEAD else []


def _is_innermost_prose(element: HtmlElement, measures: Measures) -> bool:
    return measures[element].prose > 0 and not any(measures[inner].prose for inner in element)


def _drop_links(article: HtmlElement) -> None:
    """Remove the labels of advertisements, and the parts of an article that are mostly links to others."""
    measures = measure(article)
    for element in reversed(list(article.iterdescendants(*_LINK_LISTS, "li"))):
        found = measures[element]
        least = 0.9 if element.tag == "li" else 0.5
        is_links = found.prose == 0 and found.linked > 0 and found.linked >= least * found.text
        if is_links or (found.text < 20 and _AD.fullmatch(element.text_content())):
            _drop(element)


@cache
def _split(names: str) -> frozenset[str]:
    found: set[str] = set()
    for name in names.split():
        words = _WORD.findall(_CAPITAL.sub("-", name).lower())
        found.update(words)
        found.update(map("-".join, pairwise(words)))
    return frozenset(found)


@cache
def _names(kind: str) -> frozenset[str]:
    return word_lists("articles/element_names.txt")[kind]


def _drop(element: HtmlElement) -> None:
    """Remove an element but not the text after it."""
    if element.getparent() is not None:
        element.drop_tree()
