"""The bundled demo world: feeds that parse, dates in its window, one address for each story."""

import re
from collections import Counter
from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from briefing.feeds.parse import parse_feed
from briefing.model.errors import NotAFeed
from tests.data.demo_world import (
    ATOM,
    DEMO,
    RDF,
    all_items,
    broken_files,
    copied_share,
    feed_files,
    manifest,
    now,
    read_items,
    truth,
)


def test_the_manifest_names_every_document_once_and_no_other() -> None:
    named = sorted(feed["file"] for feed in manifest()["feeds"])
    assert named == sorted(path.name for path in (DEMO / "feeds").iterdir())


def test_every_feed_has_an_example_address_of_its_own_and_a_folder() -> None:
    feeds = manifest()["feeds"]
    assert all((urlsplit(feed["url"]).hostname or "").endswith(".example") for feed in feeds)
    assert len({feed["url"] for feed in feeds}) == len(feeds)
    assert all(feed["folder"] for feed in feeds)


def test_at_least_twelve_outlets_have_stories_and_one_feed_is_broken() -> None:
    assert len(feed_files()) >= 12
    assert all(read_items(file) for file in feed_files())
    assert broken_files() == ["orsina-gazette.html"]


def test_four_feed_formats_are_served() -> None:
    roots = Counter(
        ElementTree.fromstring((DEMO / "feeds" / file).read_text(encoding="utf-8")).tag
        for file in feed_files()
        if file.endswith(".xml")
    )
    assert roots == {"rss": 10, f"{ATOM}feed": 2, f"{RDF}RDF": 1}
    assert sum(file.endswith(".json") for file in feed_files()) == 1


def test_the_broken_feed_is_a_web_page_and_no_xml() -> None:
    page = (DEMO / "feeds" / "orsina-gazette.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(page)


def test_there_are_enough_items_for_a_morning() -> None:
    assert len(all_items()) >= 64


def test_every_item_is_dated_within_the_four_days_before_now() -> None:
    clock = now()
    assert all(clock - timedelta(days=4) <= item.published <= clock for item in all_items())


def test_most_items_came_in_the_last_26_hours() -> None:
    recent = [item for item in all_items() if now() - item.published <= timedelta(hours=26)]
    assert len(recent) > len(all_items()) * 3 / 4


def test_the_newest_items_stand_first() -> None:
    for file in feed_files():
        dates = [item.published for item in read_items(file)]
        assert dates == sorted(dates, reverse=True)


def test_no_address_and_no_headline_is_repeated() -> None:
    items = all_items()
    assert len({item.url for item in items}) == len(items)
    assert len({item.title for item in items}) == len(items)


def test_every_link_leads_to_an_example_address() -> None:
    for file in feed_files():
        body = (DEMO / "feeds" / file).read_text(encoding="utf-8")
        addresses = re.findall(r"https?://([^/\s\"'<&]+)", body)
        outside = {host for host in addresses if not host.endswith(".example")}
        assert outside <= {"purl.org", "www.w3.org", "jsonfeed.org"}


def test_links_inside_texts_lead_to_stories_of_the_demo() -> None:
    known = {item.url for item in all_items()}
    linked = {url for item in all_items() for url in re.findall(r'href="([^"]+)"', item.markup)}
    assert linked
    assert linked <= known


def test_every_item_names_its_author() -> None:
    assert all(item.author for item in all_items())


def test_a_text_has_90_to_260_words_in_4_to_8_paragraphs() -> None:
    for item in all_items():
        if item.markup:
            assert 90 <= len(item.words) <= 260, item.url
            assert 4 <= item.markup.count("</p>") <= 8, item.url


def test_a_few_items_are_headlines_only() -> None:
    assert 1 <= sum(not item.markup for item in all_items()) <= 4


def test_two_outlets_reprint_the_wire_and_one_of_them_is_dated_earlier() -> None:
    by_url = {item.url: item for item in all_items()}
    original = by_url["https://northwire.example/2026/11/velmar-port-cranes-restart-in-stages"]
    early = by_url["https://kadriatoday.example/2026/11/orsina-cranes-back-in-stages"]
    late = by_url["https://harbourpost.example/2026/11/cranes-to-restart-in-stages"]
    assert early.published < original.published < late.published
    for copy in (early, late):
        assert "(Northwire) —" in copy.paragraphs[0]
        assert copied_share(copy, original) >= 0.85


def test_one_report_is_carried_in_at_least_six_copies() -> None:
    ledger = next(thread for thread in truth()["threads"] if thread["name"].startswith("Ledger's report"))
    by_url = {item.url: item for item in all_items()}
    original, *copies = (by_url[url] for url in ledger["stories"])
    assert original.file == "gulf-ledger.xml"
    assert len(copies) >= 6
    assert all(copied_share(copy, original) >= 0.85 for copy in copies)


def test_the_truth_places_every_story_once() -> None:
    placed = [url for thread in truth()["threads"] for url in thread["stories"]] + truth()["aside"]
    assert sorted(placed) == sorted(item.url for item in all_items())


def test_threads_differ_in_size() -> None:
    sizes = [len(thread["stories"]) for thread in truth()["threads"]]
    assert len(sizes) >= 16
    assert sum(size >= 6 for size in sizes) >= 2
    assert sum(2 <= size <= 4 for size in sizes) >= 10
    assert 1 in sizes


def test_the_quotes_of_the_truth_stand_in_their_stories_with_their_speakers() -> None:
    texts = {item.url: "\n".join(item.paragraphs) for item in all_items()}
    for quote in truth()["quotes"]:
        surname = quote["speaker"].split()[-1]
        for url in quote["stories"]:
            assert all(part in texts[url] for part in quote["parts"]), quote["text"]
            assert surname in texts[url], quote["text"]


def test_one_quote_is_given_to_two_speakers() -> None:
    speakers: dict[str, set[str]] = {}
    for quote in truth()["quotes"]:
        speakers.setdefault(quote["text"], set()).add(quote["speaker"])
    assert {"Tomas Reyd", "Marta Quill"} in speakers.values()


def test_the_program_reads_the_same_items() -> None:
    for feed in manifest()["feeds"]:
        if feed["file"] in feed_files():
            parsed = parse_feed((DEMO / "feeds" / feed["file"]).read_bytes(), feed["url"], "", now())
            expected = [(item.url, item.title, item.published) for item in read_items(feed["file"])]
            assert [(entry.url, entry.title, entry.published) for entry in parsed.entries] == expected
            assert parsed.notes == ()


def test_the_program_reads_a_text_where_an_item_has_one() -> None:
    for feed in manifest()["feeds"]:
        if feed["file"] in feed_files():
            parsed = parse_feed((DEMO / "feeds" / feed["file"]).read_bytes(), feed["url"], "", now())
            with_text = [bool(item.markup) for item in read_items(feed["file"])]
            assert [bool(entry.content) for entry in parsed.entries] == with_text


def test_the_program_refuses_the_broken_feed() -> None:
    feed = next(feed for feed in manifest()["feeds"] if feed["file"] in broken_files())
    with pytest.raises(NotAFeed, match="sends a web page where a feed was"):
        parse_feed((DEMO / "feeds" / feed["file"]).read_bytes(), feed["url"], "text/html", now())
