from datetime import UTC, datetime

import pytest

from briefing.articles.extract import extract
from briefing.model.errors import NoArticle
from briefing.text.display import clean_block

ADDRESS = "https://news.example/harbour"
PARAGRAPHS = [
    "The council of Port Velmar voted on Tuesday to shut the <a href='/topics/harbour'>old harbour</a> for two"
    " years, after engineers had found cracks in the outer wall that could not be mended.",
    "Fishermen said that they had learned of it <a href='https://courier.example/radio?a=1'>from the radio</a>, and"
    " that nobody had asked them where their boats should go in the meantime.",
    "“We will fight this decision,” said Mara Oln, who speaks for the fishermen, outside the town hall on Wednesday.",
    "The work is to begin in March and will cost forty million crowns, the mayor's office said in a statement.",
]
HEAD = """<title>Old harbour to close - The Velmar Post</title>
<meta property="og:site_name" content="The Velmar Post">
<meta property="article:published_time" content="2026-01-05T10:30:00+01:00">
<meta name="author" content="Ada Quill">
<link rel="canonical" href="https://news.example/harbour-closes">"""


def page(body: str = "", head: str = HEAD) -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!doctype html><html lang='en-GB'><head><meta charset=utf-8>{head}</head><body><nav><a href='/'>Home</a>"
        f"</nav><article><h1>Old harbour to close</h1>{text}{body}</article><footer>Contact</footer></body></html>"
    ).encode()


def test_the_text_is_its_paragraphs() -> None:
    lines = extract(page(), ADDRESS).text.split("\n")
    assert len(lines) == 4
    assert lines[0].startswith("The council of Port Velmar voted on Tuesday to shut the old harbour for two years,")


def test_the_metadata_of_the_page_is_kept() -> None:
    article = extract(page(), ADDRESS)
    assert article.title.startswith("Old harbour to close")
    assert article.outlet == "The Velmar Post"
    assert article.author == "Ada Quill"
    assert article.published == datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
    assert article.url == "https://news.example/harbour-closes"
    assert article.language == "en-gb"


def test_links_are_spans_of_the_text() -> None:
    article = extract(page(), ADDRESS)
    assert [(link.anchor.cut(article.text), link.url) for link in article.links] == [
        ("old harbour", "https://news.example/topics/harbour"),
        ("from the radio", "https://courier.example/radio?a=1"),
    ]


def test_a_canonical_address_on_another_host_is_ignored() -> None:
    head = HEAD.replace("https://news.example/harbour-closes", "https://elsewhere.example/harbour")
    assert extract(page(head=head), ADDRESS).url == ""


def test_a_host_name_is_not_an_outlet() -> None:
    head = HEAD.replace("The Velmar Post", "news.example")
    assert extract(page(head=head), ADDRESS).outlet == ""


def test_boilerplate_is_left_out() -> None:
    body = "<p>Read more: Ten harbours in danger</p><h2>More like this</h2><ul><li>Bridge opens</li><li>Isles</li></ul>"
    text = extract(page(body), ADDRESS).text
    assert "Read more" not in text
    assert "More like this" not in text
    assert "Bridge opens" not in text


def test_escape_sequences_are_removed() -> None:
    article = extract(
        page("<p>Then &#x1b;[31m came &#155;31m a \u202e storm, said the harbour master, and it was over.</p>"), ADDRESS
    )
    assert clean_block(article.text) == article.text


def test_unsafe_links_are_plain_text() -> None:
    body = "<p>The plan is <a href='javascript:x(1)'>to be read here</a> and at the <a href='file:///etc'>hall</a>.</p>"
    article = extract(page(body), ADDRESS)
    assert "to be read here" in article.text
    assert all(link.url.startswith("https://") for link in article.links)


@pytest.mark.parametrize("body", [b"", b"plain words", b"%PDF-1.7", b"<html><body></body></html>", b"\x00\xff" * 100])
def test_a_page_without_an_article_is_refused_with_a_sentence(body: bytes) -> None:
    with pytest.raises(NoArticle, match=r"^sends "):
        extract(body, ADDRESS)


def test_a_deeply_nested_page_is_read() -> None:
    article = extract(page("<b>" * 20_000 + "deep" + "</b>" * 20_000), ADDRESS)
    assert "Port Velmar" in article.text


def test_a_file_that_is_not_a_page_is_refused() -> None:
    with pytest.raises(NoArticle, match="not a web page"):
        extract(page(), ADDRESS, "application/pdf")


def test_a_page_over_the_limit_is_refused_with_a_reason() -> None:
    with pytest.raises(NoArticle, match="sends a page of more than 2 MiB"):
        extract(page() + b" " * 2 * 1_048_576, ADDRESS)


@pytest.mark.parametrize("name", ["grid article__content", "story-body", "entry-content wide"])
def test_an_article_cut_into_blocks_is_joined(name: str) -> None:
    """Around each advertisement, the page closes the block of the article and opens another one."""
    blocks = "".join(
        f"<div class=row><div class='{name}'><p>{each}</p></div></div><div>Ad</div>" for each in PARAGRAPHS
    )
    source = f"<html><head>{HEAD}</head><body><article><h1>Old harbour to close</h1>{blocks}</article></body></html>"
    text = extract(source.encode(), ADDRESS).text
    assert all(part in text for part in ("voted on Tuesday", "Fishermen said", "We will fight", "forty million"))
