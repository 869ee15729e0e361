"""The fast reader gives what feedparser gives, or leaves the feed to it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.feeds.entries import build_feed
from briefing.feeds.feedparser_reader import read_any_feed
from briefing.feeds.parse import parse_feed
from briefing.feeds.rss_atom import read_plain_feed
from briefing.feeds.safe_xml import make_safe
from briefing.model.feed import ParsedEntry, ParsedFeed
from briefing.text.encoding import decode

FEEDS = Path(__file__).parents[2] / "../shared/corpora/feeds"
NOW = datetime(2026, 11, 25, tzinfo=UTC)
ADDRESS = "https://post.example/feed"

RSS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Post</title><link>https://post.example/</link><language>en</language>
<item><title>A &amp;amp; B</title><link>/a</link><guid isPermaLink="false">1</guid>
<pubDate>Mon, 05 Jan 2026 10:00:00 +0100</pubDate>
<dc:creator>Ada</dc:creator><description>&lt;p&gt;Short.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded>
<source url="https://courier.example">The Courier</source></item>
<item><title>Two</title><link>https://post.example/b</link>%s</item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Post</title>
<link href="https://post.example/"/><id>f</id>
<entry><title type="html">A &amp;lt; B</title><link rel="alternate" href="a"/><id>tag:x,2026:1</id>
<updated>2026-01-05T10:00:00Z</updated><author><name>Ada</name></author>
<content type="html">&lt;p&gt;One&lt;/p&gt;</content></entry>%s</feed>"""

_ATOM_SPACE = "xmlns:a='http://www.w3.org/2005/Atom'"
_ABSOLUTE = "<link href='https://post.example/b'/>"
CAPTIONED = """<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://post.example/a.jpeg">
<media:description>A bridge.</media:description></media:content><description>What happened.</description>"""


def both_ways(body: bytes) -> tuple[ParsedFeed, ParsedFeed] | None:
    """Return what the fast reader and feedparser give, or None if the fast reader leaves the feed to feedparser."""
    text = decode(body).lstrip("\ufeff \t\r\n\0")
    document, _ = make_safe(text)
    fast = read_plain_feed(document, ADDRESS)
    if fast is None:
        return None
    slow = replace(read_any_feed(document, text, ADDRESS), notes=())
    return build_feed(fast, NOW), build_feed(slow, NOW)


def entries_differing(fast: ParsedFeed, slow: ParsedFeed) -> list[tuple[ParsedEntry, ParsedEntry]]:
    assert replace(fast, entries=()) == replace(slow, entries=())
    return [pair for pair in zip(fast.entries, slow.entries, strict=True) if pair[0] != pair[1]]


RDF = """<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://post.example/"><title>The Post</title>
<link>https://post.example/</link><dc:language>en</dc:language></channel>
<item rdf:about="https://post.example/a"><title>A &amp;amp; B</title><link>/a</link>
<dc:date>2026-01-05T10:00:00Z</dc:date><dc:creator>Ada</dc:creator><description>Words.</description></item>%s</rdf:RDF>"""


@pytest.mark.parametrize("template", [RSS, ATOM, RDF])
def test_a_plain_feed_is_read_as_feedparser_reads_it(template: str) -> None:
    ways = both_ways((template % "").encode())
    assert ways is not None
    fast, slow = ways
    assert fast == slow
    assert fast.entries


@pytest.mark.parametrize(
    "body",
    [
        RSS % "<description>a</description><description>b</description>",
        RSS % "<description><b>open</b> markup</description>",
        RSS % "<guid>not-an-address</guid>",
        RSS % "<pubDate>in the evening</pubDate>",
        RSS % "<unheard><title>of</title></unheard>",
        RSS % "<x:creator xmlns:x='https://purl.example/dc'>of</x:creator>",
        RSS % "<image><link>https://post.example/</link></image>",
        RSS % "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='alternate' href='https://post.example/c'/>",
        ATOM % '<entry xml:base="https://other.example/"><title>b</title><link href="b"/></entry>',
        ATOM % '<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">b</div></title></entry>',
        ATOM % "<entry><title>no address</title></entry>",
        "<rss version='2.0'><channel><title>not closed</channel></rss>",
        "<feed xmlns='http://purl.org/atom/ns#'><title>old</title></feed>",
    ],
)
def test_an_unusual_feed_is_left_to_feedparser(body: str) -> None:
    document, _ = make_safe(body)
    assert read_plain_feed(document, ADDRESS) is None


@pytest.mark.shared
@pytest.mark.skipif(not FEEDS.exists(), reason="the corpus of feeds is not beside the project")
def test_both_readers_agree_on_every_real_feed() -> None:
    bodies = {path.name: path.read_bytes() for path in sorted(FEEDS.glob("*.xml"))}
    ways = {name: both for name, body in bodies.items() if (both := both_ways(body))}
    differing = {name: entries_differing(fast, slow) for name, (fast, slow) in ways.items() if fast != slow}
    for name, entries in differing.items():
        assert b"<media:description" in bodies[name]
        for fast, slow in entries:
            assert replace(fast, summary="", content="") == replace(slow, summary="", content="")
    assert len(ways) >= 130


@pytest.mark.parametrize(
    "body",
    [
        RSS % "<unheard>of</unheard><sync xmlns='http://sse.example'><history/></sync><image>i.png</image>",
        RSS % f"<a:link {_ATOM_SPACE} rel='standout' href='https://post.example/c'/>",
        (RSS % "").replace("<language>", f"<a:link {_ATOM_SPACE} rel='next' href='b'/><language>"),
        (ATOM % "").replace("<name>Ada</name>", "<name>Ada</name><email>ada@post.example</email>"),
        ATOM.replace('href="a"', 'href="https://post.example/a"').replace("<id>f<", "<id>tag:f<")
        % f"<entry xml:base='https://other.example/'><title>b</title>{_ABSOLUTE}<id>tag:b</id></entry>",
        ATOM % f"<entry><title>b</title>{_ABSOLUTE}<id>b</id><g:group xmlns:g='http://search.yahoo.com/mrss/'>"
        "<g:title>c</g:title><g:description>A &amp;lt;b&amp;gt; film.</g:description></g:group></entry>",
    ],
)
def test_what_says_nothing_that_is_read_keeps_the_fast_reader(body: str) -> None:
    ways = both_ways(body.encode())
    assert ways is not None
    assert ways[0] == ways[1]


def test_a_caption_is_not_the_summary() -> None:
    ways = both_ways((RSS % CAPTIONED).encode())
    assert ways is not None
    fast, _ = ways
    assert fast.entries[1].summary == "What happened."


def test_a_caption_alone_is_left_to_feedparser() -> None:
    document, _ = make_safe(RSS % CAPTIONED.partition("<description>")[0])
    assert read_plain_feed(document, ADDRESS) is None


_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><id>u</id><link href="https://tags.example/"/>{}'
    "<entry><title{}>{}</title><id>e</id><link href='https://tags.example/1'/><summary{}>{}</summary></entry></feed>"
)


@pytest.mark.parametrize(
    "odd", ["", "<!-- as feedparser reads it --><link rel='alternate' href='https://b.example/'/>"]
)
@pytest.mark.parametrize("kind", ["", ' type="text"'])
def test_an_atom_text_is_kept_word_for_word(kind: str, odd: str) -> None:
    words = "Why the <title> tag matters, and what &amp; means"
    written = words.replace("&", "&amp;").replace("<", "&lt;")
    feed = parse_feed(_ATOM.format(odd, kind, written, kind, written).encode(), "https://tags.example/", "", NOW)
    assert (feed.entries[0].title, feed.entries[0].summary) == (words, words)


def test_an_atom_summary_without_a_type_that_is_marked_up_is_html() -> None:
    body = "&lt;p&gt;One &amp;amp; two&lt;/p&gt;"
    feed = parse_feed(_ATOM.format("", "", "Title", "", body).encode(), "https://tags.example/", "", NOW)
    assert feed.entries[0].summary == "One & two"
