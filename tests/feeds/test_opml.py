import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.feeds.opml import read_opml, write_opml
from briefing.model.errors import UsageError
from briefing.model.feed import Subscription

words = st.text(alphabet=st.characters(categories=("Lu", "Ll", "Nd", "Po")), min_size=1, max_size=12)
paths = st.lists(words.filter(lambda word: "/" not in word and "," not in word), max_size=3).map(" / ".join)
subscriptions = st.builds(
    Subscription,
    url=st.integers(0, 10**6).map(lambda n: f"https://feeds.example/{n}?a=1&b=2"),
    title=words,
    folder=paths,
    groups=st.just(()),
)


def opml(outlines: str) -> bytes:
    return f'<?xml version="1.0"?><opml version="2.0"><head/><body>{outlines}</body></opml>'.encode()


def test_nested_outlines_are_folders() -> None:
    outlines = (
        '<outline text="World"><outline title="Asia"><outline text="Post" xmlUrl="https://post.example/rss"/></outline>'
        '<outline text="Courier" type="rss" XMLURL="https://courier.example/rss"/></outline>'
    )
    assert read_opml(opml(outlines))[0] == (
        Subscription("https://post.example/rss", "Post", "World / Asia"),
        Subscription("https://courier.example/rss", "Courier", "World"),
    )


def test_a_feed_that_is_listed_twice_is_read_once() -> None:
    outline = '<outline text="a" xmlUrl="{}"/>'
    listed = opml(outline.format("http://lab.test/ok.xml") + outline.format("HTTP://LAB.test:80/ok.xml"))
    assert [feed.url for feed in read_opml(listed)[0]] == ["http://lab.test/ok.xml"]


def test_unsafe_addresses_are_left_out_with_a_note_and_logins_are_kept() -> None:
    bad = "".join(
        f'<outline text="Paper {number}" xmlUrl="{url}"/>'
        for number, url in enumerate(("javascript:x", "http://ada:s3cret@lab.test/", ""))
    )
    feeds, notes = read_opml(opml(bad + '<outline text="ok" xmlUrl="http://lab.test/"/>'))
    assert [feed.url for feed in feeds] == ["http://ada:s3cret@lab.test/", "http://lab.test/"]
    assert notes == (
        "Paper 0: its address is not a web address, left out",
        "Paper 2: its address is not a web address, left out",
    )


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "not XML"),
        (b"words", "not XML"),
        (b"<rss/>", "not an OPML list"),
        (opml(""), "names no feed"),
        (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><body/></opml>', "entities"),
        (opml("<outline>" * 60 + "</outline>" * 60), "nested deeper than 50"),
        (b" " * (5 * 2**20 + 1), "larger than 5 MiB"),
    ],
)
def test_a_file_that_is_not_a_list_is_refused_with_a_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_opml(body)


@given(st.lists(subscriptions, min_size=1, max_size=30, unique_by=lambda feed: feed.url))
def test_a_written_list_is_read_back_the_same(feeds: list[Subscription]) -> None:
    assert set(read_opml(write_opml(feeds, "My feeds"))[0]) == set(feeds)


def test_characters_that_xml_forbids_are_removed() -> None:
    written = write_opml([Subscription("https://post.example/", "a\x1b[31m\x00b & <c>")], "x\ud800")
    assert read_opml(written)[0][0].title == "ab & <c>"


def test_the_same_list_gives_the_same_bytes() -> None:
    feeds = [Subscription("https://post.example/", "Post", "World")]
    assert write_opml(feeds, "x") == write_opml(feeds, "x")


def test_of_a_very_long_list_the_first_thousand_feeds_are_taken() -> None:
    feeds, notes = read_opml(opml("".join(f'<outline xmlUrl="http://lab.test/{n}"/>' for n in range(1_203))))
    assert (len(feeds), feeds[-1].url) == (1_000, "http://lab.test/999")
    assert notes == ("the list names 1,203 feeds: the first 1,000 were taken, the rest left out",)


POST = '<outline text="Post" xmlUrl="https://post.example/rss"/>'


@pytest.mark.parametrize(
    "outlines",
    [
        '<outline text="R & D" xmlUrl="https://a.example/rss"/>',
        '<outline text="A" xmlUrl="https://a.example/?f=rss&id=1"/>',
        '<outline text="A" htmlUrl="https://a.example/?x=1&y&z" xmlUrl="https://a.example/rss"/>',
        '<outline text="Caf&eacute;" xmlUrl="https://a.example/rss"/>',
        '<outline text="A\x0b\x1b" xmlUrl="https://a.example/rss"/>',
        '<outline text="a < b" xmlUrl="https://a.example/rss"/>',
        '<outline text="say "cheese"" xmlUrl="https://a.example/rss"/>',
        "<outline text=A xmlUrl=https://a.example/rss />",
        '<outline text="A" text="B" xmlUrl="https://a.example/rss"/>',
        '<outline text="A" xmlUrl="https://a.example/rss"></outline></outline>',
    ],
)
def test_a_list_that_is_not_well_formed_is_read_as_far_as_it_can_be(outlines: str) -> None:
    feeds, notes = read_opml(opml(outlines + POST))
    assert [feed.url.partition("/")[2].split("/")[1] for feed in feeds] == ["a.example", "post.example"]
    assert notes == ("the file is not well-formed XML; what could be read of it was taken",)


@pytest.mark.parametrize(
    "body",
    [b"\n \r\n" + opml(POST), opml(POST)[:-14], opml(POST.replace("Post", "P\xf6st")).decode().encode("latin-1")],
)
def test_blank_lines_at_the_top_a_missing_end_and_a_wrong_encoding_lose_no_feed(body: bytes) -> None:
    assert [feed.url for feed in read_opml(body)[0]] == ["https://post.example/rss"]


def test_utf_16_is_read() -> None:
    body = opml('<outline text="Zürich" xmlUrl="https://a.example/rss"/>').decode().encode("utf-16")
    assert read_opml(body)[0][0].title == "Zürich"


def test_groups_of_a_broken_list_are_kept() -> None:
    listed = opml(f'<outline text="A & B"><outline text="C">{POST}</outline></outline><outline xmlUrl="x.example/r"/>')
    assert [(feed.url, feed.folder) for feed in read_opml(listed)[0]] == [
        ("https://post.example/rss", "A & B / C"),
        ("https://x.example/r", ""),
    ]


def test_a_feed_keeps_all_its_groups_and_a_group_takes_precedence_over_none() -> None:
    listed = opml(f'{POST}<outline text="World">{POST}</outline><outline text="Europe">{POST}</outline>')
    assert read_opml(listed)[0] == (Subscription("https://post.example/rss", "Post", "World", ("Europe",)),)


def test_categories_are_groups() -> None:
    listed = opml('<outline text="P" xmlUrl="https://p.example/" category="/World/Asia,Politics, ,/"/>')
    assert read_opml(listed)[0] == (Subscription("https://p.example/", "P", "World / Asia", ("Politics",)),)


def test_addresses_as_other_programs_write_them_are_taken() -> None:
    written = ("feed://a.example/rss", "feed:https://b.example/rss", "c.example/rss", " https://d.example/rss\n")
    listed = opml("".join(f'<outline xmlUrl="{each}"/>' for each in written))
    assert [feed.url for feed in read_opml(listed)[0]] == [f"https://{name}.example/rss" for name in "abcd"]


def test_every_line_that_is_left_out_is_named() -> None:
    outlines = (
        '<outline text="Letter" type="rss" xmlUrl="ada@letters.example"/><outline text="Page" htmlUrl="https://x.test"/>'
        '<outline text="Other list" type="include" url="https://x.test/list.opml"/><outline text="Empty group"/>'
    )
    _, notes = read_opml(opml(outlines + POST))
    assert notes == (
        "Letter: a newsletter, left out",
        "Page: it names no address of a feed, left out",
        "Other list: it names no address of a feed, left out",
    )
