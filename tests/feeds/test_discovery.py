import pytest

from briefing.feeds.discovery import find_feed_addresses

ADDRESS = "https://post.example/news/today"


def found(page: str) -> list[str]:
    return [subscription.url for subscription in find_feed_addresses(page.encode(), ADDRESS)]


def test_alternates_come_before_links_and_feeds_of_comments_last() -> None:
    page = """<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
    <link rel="ALTERNATE stylesheet" type="application/atom+xml; charset=utf-8" title="News" href="/atom.xml">
    <a href="/sport/rss">Sport</a>"""
    assert found(page) == [
        "https://post.example/atom.xml",
        "https://post.example/sport/rss",
        "https://post.example/comments/feed/",
    ]


def test_titles_are_cleaned() -> None:
    (feed,) = find_feed_addresses(
        b"<link rel=alternate type=application/rss+xml title='A &#x202e; B' href=/rss>", "https://post.example"
    )
    assert feed.title == "A B"


def test_links_are_resolved_against_the_base_of_the_page() -> None:
    page = "<base href='https://feeds.example/a/'><link rel=alternate type=application/rss+xml href=rss.xml>"
    assert found(page) == ["https://feeds.example/a/rss.xml"]


def test_an_unsafe_base_is_ignored() -> None:
    page = "<base href='javascript:x'><link rel=alternate type=application/rss+xml href=/rss.xml>"
    assert found(page) == ["https://post.example/rss.xml"]


def test_only_addresses_that_may_be_fetched_are_found() -> None:
    page = "".join(
        f"<link rel=alternate type=application/rss+xml href='{href}'>"
        for href in ("file:///rss", "javascript:rss", "http://u:p@x.example/rss")
    )
    assert found(page) == []


def test_links_that_look_like_feeds_are_found_and_others_are_not() -> None:
    page = "".join(
        f"<a href='{href}'>x</a>"
        for href in (
            "/feed/",
            "/index.xml",
            "/rss.php",
            "/feedback",
            "/news/atomic-power",
            "/podcast?format=rss",
            "/a.html",
        )
    )
    assert [address.removeprefix("https://post.example") for address in found(page)] == [
        "/feed/",
        "/index.xml",
        "/rss.php",
        "/podcast?format=rss",
    ]


def test_each_feed_is_found_once_and_the_page_itself_never() -> None:
    page = f"<a href='/rss'>a</a><a href='/rss'>b</a><link rel=alternate type=application/rss+xml href='{ADDRESS}'>"
    assert found(page) == ["https://post.example/rss"]


@pytest.mark.parametrize(
    ("header", "addresses"),
    [
        ('</atom>; rel="alternate"; type="application/atom+xml"; title="All"', ["https://post.example/atom"]),
        ("<https://f.example/a,b>;type=application/rss+xml;rel=alternate", ["https://f.example/a,b"]),
        (
            '</x>; rel=preload, </j>; rel="home alternate"; type="application/feed+json; charset=utf-8"',
            ["https://post.example/j"],
        ),
        ('</de>; rel=alternate; hreflang=de, <file:///x>; rel=alternate; type="application/rss+xml"', []),
        ('</a>; rel="alternate; type="application/rss+xml', []),
    ],
)
def test_feeds_named_in_a_link_header_are_found(header: str, addresses: list[str]) -> None:
    feeds = find_feed_addresses(b"<p>Welcome</p>", ADDRESS, header)
    assert [feed.url for feed in feeds] == addresses


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="text/xml" href="/rss">',
        '<link rel="alternate" type="application/xml" href="/rss">',
        '<link rel="feed" href="/rss">',
        '<link rel="alternate" type="application/rss&#43;xml" href="/rss">',
        '<a type="application/atom+xml" href="/rss">Subscribe</a>',
        '<link rel="alternate" type="application/feed+json" href="/rss">',
    ],
)
def test_feeds_that_are_named_in_less_usual_ways_are_found(link: str) -> None:
    assert found(link) == ["https://post.example/rss"]


def test_what_may_be_something_else_comes_after_what_is_surely_a_feed() -> None:
    page = """<link rel=alternate type=application/json href=/search.json>
    <link rel="alternate stylesheet" type="text/xml" href="/style.xml">
    <link rel=alternate type=application/rss+xml href=/rss>"""
    assert found(page) == ["https://post.example/rss", "https://post.example/search.json"]


@pytest.mark.parametrize("title", ["Kommentare", "Commentaires", "Comentarios", "Комментарии", "评论"])
def test_feeds_of_comments_come_last_in_any_language(title: str) -> None:
    page = f"<link rel=alternate type=application/rss+xml title='{title}' href=/c><link rel=feed href=/rss>"
    assert found(page) == ["https://post.example/rss", "https://post.example/c"]
