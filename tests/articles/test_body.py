"""Which element of a page contains the article."""

import pytest
from lxml.html import HtmlElement, document_fromstring

from briefing.articles.body import find_article, name_words

PROSE = "The council of Velda voted by nine to four on Saturday night to close the harbour bridge, the clerk said."
PARAGRAPHS = f"<p>{PROSE}</p>" * 5
OTHER = "<p>Ten islands that nobody has ever seen, and how to get there, are in our supplement, the editors say.</p>"


def found(body: str) -> HtmlElement:
    return find_article(document_fromstring(f"<html><body>{body}</body></html>"))


def text(body: str) -> str:
    return str(found(body).text_content())


@pytest.mark.parametrize(
    "beside",
    [
        "<nav><a href=/>Home</a></nav>",
        f"<aside>{OTHER}</aside>",
        f"<div class='sideBar'>{OTHER}</div>",
        f"<section id=newsletter-signup>{OTHER}</section>",
        f"<div role=complementary>{OTHER}</div>",
        f"<figure><figcaption>{OTHER}</figcaption></figure>",
        "<ul><li><a href=/1>Ten islands</a></li><li><a href=/2>Bridges of the north</a></li></ul>",
        "<div>Advertisement</div>",
    ],
)
def test_what_is_beside_the_article_is_left_out(beside: str) -> None:
    assert text(f"<div id=x>{beside}{PARAGRAPHS}{beside}</div>").strip() == PROSE * 5


def test_a_word_that_names_most_prose_of_the_page_does_not_name_what_is_beside_the_article() -> None:
    assert PROSE in text(f"<div class='tags related'>{PARAGRAPHS}</div>")
    assert PROSE in text(f"<div class=comment>{PROSE}</div>" * 9)


def test_the_element_with_the_name_of_an_article_comes_before_a_longer_one() -> None:
    assert text(f"<div class=list>{OTHER * 9}</div><div class=story-body>{PARAGRAPHS}</div>") == PROSE * 5


def test_an_article_in_a_table_or_without_paragraphs_is_found() -> None:
    lines = "<br><br>".join([PROSE] * 5)
    assert text(f"<table><tr><td><a href=/>Home</a></td><td>{lines}</td></tr></table>") == PROSE * 5


def test_a_lead_between_the_headline_and_the_article_belongs_to_it() -> None:
    lead = "The bridge over the harbour of Velda is to be shut for two years, and a ferry will run."
    article = found(f"<div><h1>Bridge closes</h1><p>{lead}</p></div><div class=story-body>{PARAGRAPHS}</div>")
    assert article.text_content() == lead + PROSE * 5


def test_words_of_names_are_whole_words() -> None:
    element = document_fromstring("<div class='sharedBy-box x1' id=shadow>a</div>").find(".//div")
    assert name_words(element) == {"shared", "by", "box", "shared-by", "by-box", "x", "shadow"}
