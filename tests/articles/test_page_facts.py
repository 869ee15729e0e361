"""What a page says about its article."""

import pytest

from briefing.articles.extract import extract

PROSE = "<p>The council of Velda voted by nine to four on Saturday night to close the harbour bridge, he said.</p>" * 4
DATA = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge closes", "author": [{"name": "Ada'
    ' Quill"}, {"name": "Bo Ister"}], "publisher": {"name": "The Velda Post"}}</script>'
)


def page(head: str = "", body: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}<main>{PROSE}</main></body></html>".encode()


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        (DATA, "<h1>Bridge closes</h1>", "Ada Quill, Bo Ister"),
        ("<meta name=author content='By Ada Quill'>", "", "Ada Quill"),
        ("", "<div class=by-line><span class=author-name>Von Ada Quill | 3. Mai 2026</span></div>", "Ada Quill"),
        ("", "<a rel=author href=/a>Ada Quill</a>", "Ada Quill"),
        ("<meta name=author content='https://velda.example/ada'>", "", ""),
        ("", "<span class=author>Posted by</span>", ""),
    ],
)
def test_the_author_is_a_name(head: str, body: str, author: str) -> None:
    assert extract(page(head, body), "https://velda.example/1").author == author


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<meta property=og:title content='Bridge closes'><title>Velda Post</title>", "<h1>News</h1>", "Bridge closes"),
        ("<title>Bridge closes - The Velda Post</title>", "<h1>Bridge closes tonight</h1>", "Bridge closes tonight"),
        ("<title>Harbour bridge closes | Velda Post</title>", "", "Harbour bridge closes"),
    ],
)
def test_the_title_is_the_headline(head: str, body: str, title: str) -> None:
    assert extract(page(head, body), "https://velda.example/1").title == title


def test_the_publisher_in_the_structured_data_is_the_outlet() -> None:
    assert extract(page(DATA), "https://velda.example/1").outlet == "The Velda Post"


def test_a_text_that_only_the_structured_data_has_is_the_article() -> None:
    text = "The council of Velda voted by nine to four on Saturday night. " * 6
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{text}"}}</script>'
    source = f"<html><head>{data}</head><body><p>Please wait.</p></body></html>"
    assert extract(source.encode(), "https://velda.example/1").text == text.strip()
