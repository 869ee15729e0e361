import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.feeds.opml import read_opml, write_opml
from briefing.model.errors import UsageError
from briefing.model.feed import Subscription

words = st.text(alphabet=st.characters(categories=("Lu", "Ll", "Nd", "Po")), min_size=1, max_size=12)
subscriptions = st.builds(
    Subscription,
    url=st.integers(0, 10**6).map(lambda n: f"https://feeds.example/{n}?a=1&b=2"),
    title=words,
    folder=st.lists(words.filter(lambda word: "/" not in word), max_size=3).map(" / ".join),
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
        (opml("".join(f'<outline xmlUrl="http://lab.test/{n}"/>' for n in range(1_001))), "at most 1,000"),
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
