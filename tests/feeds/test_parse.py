from datetime import UTC, datetime, timedelta

import pytest

from briefing.feeds.parse import parse_feed
from briefing.model.errors import NotAFeed
from briefing.model.feed import ParsedEntry, ParsedFeed

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ADDRESS = "https://post.example/feed.xml"
DATE = "Mon, 05 Jan 2026 10:00:00 +0100"


def item(
    title: str = "Harbour closed", inside: str = "", link: str = "https://post.example/a", guid: str = "g1"
) -> str:
    named = f"<title>{title}</title>" if title else ""
    return f"<item>{named}<link>{link}</link><guid isPermaLink='false'>{guid}</guid>{inside}</item>"


def rss(items: str, channel: str = "<title>The Post</title><link>https://post.example/</link>") -> bytes:
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel>{channel}{items}</channel></rss>'.encode()


def parse(body: bytes) -> ParsedFeed:
    return parse_feed(body, ADDRESS, "application/rss+xml", NOW)


def only(items: str) -> ParsedEntry:
    (entry,) = parse(rss(items)).entries
    return entry


def test_rss_is_read() -> None:
    fields = "<author>ada@post.example (Ada)</author><description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.</description>"
    feed = parse(rss(item(inside=f"<pubDate>{DATE}</pubDate>{fields}")))
    assert (feed.title, feed.site) == ("The Post", "https://post.example/")
    (entry,) = feed.entries
    assert entry.title == "Harbour closed"
    assert entry.url == "https://post.example/a"
    assert entry.guid == "g1"
    assert entry.author == "Ada"
    assert entry.published == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert entry.summary == "One.\nTwo."


def test_atom_is_read() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/news/" xml:lang="en">
    <title type="html">The &amp;amp; Post</title><link href="/"/><id>f</id><updated>2026-01-05T10:00:00Z</updated>
    <entry><title>A &lt; B</title><link href="a.html"/><id>tag:1</id><updated>2026-01-05T10:00:00Z</updated>
    <author><name>Ada</name></author><content type="html">&lt;p&gt;Words&lt;/p&gt;</content></entry></feed>"""
    feed = parse(body.encode())
    assert (feed.title, feed.site) == ("The & Post", "https://post.example/")
    (entry,) = feed.entries
    assert entry.title == "A < B"
    assert entry.url == "https://post.example/news/a.html"
    assert (entry.author, entry.summary) == ("Ada", "Words")


def test_rdf_is_read() -> None:
    body = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>The Post</title><link>http://post.example</link>
    </channel><item rdf:about="http://post.example/1"><title>One</title><link>http://post.example/1</link>
    <dc:date>2026-01-05</dc:date></item></rdf:RDF>"""
    (entry,) = parse(body.encode()).entries
    assert (entry.title, entry.published) == ("One", datetime(2026, 1, 5, tzinfo=UTC))


def test_a_full_text_is_content_and_the_description_is_its_summary() -> None:
    full = "".join(f"&lt;p&gt;Paragraph {n} of the story.&lt;/p&gt;" for n in range(20))
    entry = only(item(inside=f"<description>Short.</description><content:encoded>{full}</content:encoded>"))
    assert entry.summary == "Short."
    assert entry.content.split("\n")[19] == "Paragraph 19 of the story."


def test_a_long_description_is_the_article() -> None:
    long = "".join(f"&lt;p&gt;{'A sentence of the story. ' * 20}&lt;/p&gt;" for _ in range(6))
    entry = only(item(inside=f"<description>{long}</description>"))
    assert len(entry.content) > 2_000
    assert entry.content.startswith(entry.summary)
    assert len(entry.summary) < 700


def test_an_entry_without_title_is_named_by_its_first_words() -> None:
    entry = only(item("", "<description>The harbour was closed on Tuesday. Nobody knows why.</description>"))
    assert entry.title == "The harbour was closed on Tuesday"


def test_an_empty_entry_is_left_out_with_a_note() -> None:
    feed = parse(rss("<item></item>" + item()))
    assert len(feed.entries) == 1
    assert feed.notes == ("left out 1 empty entry",)


def test_the_last_of_two_entries_with_the_same_id_is_kept() -> None:
    feed = parse(rss(item("First") + item("Second")))
    assert [entry.title for entry in feed.entries] == ["Second"]
    assert feed.notes == ("left out 1 repeated entry",)


def test_ids_are_trimmed_and_keep_their_case() -> None:
    feed = parse(rss(item(guid=" GUID-x ") + item(guid="guid-x")))
    assert sorted(entry.guid for entry in feed.entries) == ["GUID-x", "guid-x"]


def test_a_long_id_becomes_a_digest() -> None:
    assert only(item(guid="g" * 600)).guid.startswith("sha256:")


def test_an_entry_without_id_is_identified_by_its_address() -> None:
    assert only("<item><title>x</title><link>https://post.example/x</link></item>").guid == "https://post.example/x"


def test_entries_without_id_that_share_an_address_are_different() -> None:
    items = "".join(f"<item><title>Story {n}</title><link>https://post.example/</link></item>" for n in range(3))
    feed = parse(rss(items))
    assert len({entry.guid for entry in feed.entries}) == 3
    assert parse(rss(items)) == feed


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "http://user:pw@post.example/", "http://a b/", "data:x,y"]
)
def test_an_unsafe_address_is_dropped(link: str) -> None:
    assert only(item(link=link)).url == ""


def test_implausible_dates_are_dropped() -> None:
    for date in (
        "Mon, 01 Jan 0000 00:00:00 GMT",
        "-0001-01-01T00:00:00Z",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "9" * 400,
        "1e400",
    ):
        assert only(item(inside=f"<pubDate>{date}</pubDate>")).published is None
    soon = (NOW + timedelta(hours=47)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert only(item(inside=f"<pubDate>{soon}</pubDate>")).published == NOW + timedelta(hours=47)


def test_an_unusual_date_is_read() -> None:
    assert only(item(inside="<pubDate>January 5, 2026 3:15 pm</pubDate>")).published == datetime(
        2026, 1, 5, 15, 15, tzinfo=UTC
    )


def test_newest_entries_come_first_and_undated_ones_last() -> None:
    dates = ("05 Jan 2026", "07 Jan 2026", "", "06 Jan 2026")
    items = "".join(
        item(str(n), f"<pubDate>{date} 10:00:00 GMT</pubDate>" if date else "", guid=str(n))
        for n, date in enumerate(dates)
    )
    assert [entry.title for entry in parse(rss(items)).entries] == ["1", "3", "0", "2"]


def test_a_very_long_feed_is_cut_to_its_newest_entries() -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    days = [(start + timedelta(days=n)).strftime("%d %b %Y 00:00:00 GMT") for n in range(1_500)]
    feed = parse(rss("".join(item(str(n), f"<pubDate>{day}</pubDate>", guid=str(n)) for n, day in enumerate(days))))
    assert len(feed.entries) == 1_000
    assert (feed.entries[0].title, feed.entries[-1].title) == ("1499", "500")
    assert feed.notes == ("cut to 1,000 of 1,500 entries",)


def test_titles_and_authors_are_cut() -> None:
    entry = only(item("t" * 5_000, f"<dc:creator>{'a' * 60_000}</dc:creator>"))
    assert (len(entry.title), len(entry.author)) == (1_000, 200)


def test_a_title_is_read_as_html_or_as_plain_text() -> None:
    assert only(item("&lt;b&gt;AT&amp;amp;T&lt;/b&gt; wins")).title == "AT&T wins"
    assert only(item("AT&amp;T &lt;3 x")).title == "AT&T <3 x"


@pytest.mark.parametrize("mark", ["-", "–", "—", "|"])
def test_the_outlet_that_an_aggregator_names_is_moved_out_of_the_title(mark: str) -> None:
    entry = only(
        item(f"Harbour closed {mark} The Courier", '<source url="https://courier.example">The Courier</source>')
    )
    assert (entry.title, entry.source_title, entry.source_url) == (
        "Harbour closed",
        "The Courier",
        "https://courier.example",
    )


def test_a_feed_that_breaks_off_gives_its_entries_and_a_note() -> None:
    feed = parse(rss(item("One", guid="1") + item("Two", guid="2"))[:-60])
    assert feed.entries[0].title == "One"
    assert "breaks off before its end" in feed.notes


def test_a_malformed_feed_is_read_as_far_as_possible() -> None:
    feed = parse(b"\n<b>Warning</b>: line 3<br />\n\xef\xbb\xbf" + rss(item("AT&T <b>& more")) + b"<script>x</script>")
    assert feed.entries[0].title.startswith("AT&T")
    assert feed.notes == ("is not well-formed; read as far as possible",)


def test_character_names_of_html_are_decoded() -> None:
    assert only(item("Caf&eacute;&nbsp;&mdash; open")).title == "Café — open"


def test_whole_escape_sequences_are_removed() -> None:
    assert only(item("a\x1b]0;PWN\x07b&#27;[31mc\u009b31md\u202ee")).title == "abcde"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (b"<!doctype html><html><body>Please log in</body></html>", "sends a web page where a feed was"),
        (b"<xml><a/></xml>", "sends XML that is not a feed"),
        (b"plain words", "is not XML that can be read"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not XML that can be read"),
        (b"{]", "sends JSON that cannot be read"),
        (b'{"a": 1}', "sends JSON that is not a feed"),
        (b"[" * 100_000, "sends JSON that cannot be read"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>', "declares XML entities"),
        ('<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>'.encode("utf-16"), "declares XML entities"),
        (b"<!-- <rss> --><!DOCTYPE rss [<!-- ]> --><!ENTITY a 'b'>]><rss/>", "declares XML entities"),
        (b"<!DOCTYPE rss [", "document type that does not end"),
        (b"<rss version='2.0'><channel><title>x</ti", "breaks off before its first entry"),
    ],
)
def test_a_document_that_is_not_a_feed_is_refused_with_a_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(NotAFeed, match=sentence):
        parse(body)


def test_a_flood_of_attributes_is_refused() -> None:
    flood = " ".join(f"a{n}='v'" for n in range(300))
    with pytest.raises(NotAFeed, match="attributes"):
        parse(rss(item(inside=f"<category {flood}>x</category>")))


def test_a_feed_that_writes_about_entities_is_read() -> None:
    entry = only(item(inside="<description><![CDATA[Write <!ENTITY a 'b'> at the top.]]></description>"))
    assert entry.title == "Harbour closed"


def test_a_feed_may_have_no_entries() -> None:
    assert parse(rss("")).entries == ()


def test_safe_links_of_the_longer_text_are_kept() -> None:
    links = "&lt;a href='https://radio.example/1'&gt;radio&lt;/a&gt; told &lt;a href='javascript:x'&gt;it&lt;/a&gt;"
    body = f"&lt;p&gt;The {links}."
    entry = only(item(inside=f"<description>{body}</description>"))
    assert [(link.url, link.anchor.cut(entry.summary)) for link in entry.links] == [
        ("https://radio.example/1", "radio")
    ]


def test_an_author_is_named_without_the_mail_address() -> None:
    assert only(item(inside="<author>desk@post.example (Ada Lorn)</author>")).author == "Ada Lorn"
