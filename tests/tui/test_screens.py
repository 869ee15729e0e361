"""Story, feeds, search, brief and the first screen."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Input

from briefing.model.full_text import FullText
from briefing.model.verdict import Verdict
from tests.services.feeds import rss
from tests.tui.builders import ThreadSpec
from tests.tui.morning import FEEDS, STORY_TEXT, ferry_stories, thread_specs
from tests.tui.program import Program, program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text, settle


async def test_enter_on_a_quote_opens_the_story_at_its_sentence() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "q", "enter")
        lines = screen_lines(pilot.app)
        assert lines[0].startswith("  briefing   story 1 of 7 in Ferry terminal at Osmark")
        assert any(line.startswith("   ▌ ¶2  “We will open the gates") for line in lines)
        assert any("“1 Mira Holt" in line for line in lines)
        assert lines[-1].endswith("“1 of 2")
        assert any("→ cites Lighthouse Radio, 19 Nov" in line for line in lines)


async def test_a_quote_far_down_is_in_sight_when_its_story_opens() -> None:
    before = "Nothing is said here of gates.\n" * 40
    first = replace(ferry_stories()[0], text=f"{before}{STORY_TEXT}\n{before}")
    async with program(threads=[ThreadSpec((first,))]) as morning, opened(morning) as pilot:
        await press(pilot, "g", "q", "enter")
        lines = screen_lines(pilot.app)
        (at,) = [row for row, line in enumerate(lines) if line.startswith("   ▌¶42  “We will open the gates")]
        assert 8 < at < 20


async def test_a_quote_far_down_in_a_long_paragraph_is_in_sight() -> None:
    long = "Nothing is said here of gates. " * 60
    first = replace(ferry_stories()[0], text=f"{long}{STORY_TEXT.replace(chr(10), ' ')} {long}")
    async with program(threads=[ThreadSpec((first,))]) as morning, opened(morning, size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter")
        assert "“We will open the gates" in screen_text(pilot.app)
        await press(pilot, "n", "N")
        assert "“We will open the gates" in screen_text(pilot.app)


async def test_a_narrow_story_has_its_notes_below() -> None:
    async with opened(size=(80, 30)) as pilot:
        await press(pilot, "enter", "enter")
        lines = screen_lines(pilot.app)
        assert any(line.strip("▌ ").startswith("“1 Mira Holt") for line in lines)


async def test_n_goes_from_quote_to_quote() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "q", "enter", "n")
        assert screen_lines(pilot.app)[-1].endswith("“2 of 2")
        assert "▌ ¶3" in screen_text(pilot.app)
        await press(pilot, "N")
        assert "▌ ¶2" in screen_text(pilot.app)
        await press(pilot, "q")
        assert screen_lines(pilot.app)[2].startswith("▌ ")


async def test_the_story_under_the_cursor_is_fetched_whole() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "q", "enter", "x")
        assert "eastwire.example cannot be reached" in screen_lines(pilot.app)[-1]


async def test_forward_opens_the_story_that_was_left() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "q", "enter", "left_square_bracket")
        assert "Quotes 5" in screen_text(pilot.app)
        await press(pilot, "right_square_bracket")
        assert "story 1 of 7" in screen_text(pilot.app)


async def test_an_article_that_is_not_held_says_so() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "s", "enter")
        assert "not held" in screen_lines(pilot.app)[-1]


async def test_the_feed_of_a_cited_outlet_is_offered_and_added() -> None:
    async with program() as morning, opened(morning) as pilot:
        morning.network.serve("https://mirror.example/", rss("Lorn Mirror"))
        await press(pilot, "g", "s", "s")
        assert "Add the feed of Lorn Mirror   Enter looks for it at this address" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert "https://mirror.example/" in [feed.url for feed in morning.feeds if not feed.typed]
        assert len(morning.feeds) == 6


async def test_an_address_that_the_user_changed_counts_as_typed() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "s", "s")
        pilot.app.screen.query_one(Input).value = "https://radio.test/"
        await press(pilot, "enter")
        assert "radio.test cannot be reached" in screen_lines(pilot.app)[-1]


async def test_a_source_that_is_held_needs_no_feed() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "s", "j", "s")
        assert "Go to a cited article that is not held first." in screen_lines(pilot.app)[-1]
        assert len(morning.feeds) == 5


async def test_the_feeds_screen_tells_health_in_words() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "f")
        text = screen_text(pilot.app)
        assert "2 well   ~ 1 silent   ✗ 2 failing" in text
        lines = text.split("\n")
        assert lines[4].startswith("▌ ✗ Tessaly Customs")
        heading = next(place for place, line in enumerate(lines) if line.startswith("  This feed"))
        assert lines[heading - 1] == ""
        assert "refuses us since 17 Nov (HTTP 403)" in text
        assert "you can  r try now   x full texts   d unsubscribe   u take that back" in text


async def test_a_feed_is_left_and_taken_back() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "f", "d")
        assert len(morning.feeds) == 4
        assert "✓ unsubscribed  Tessaly Customs" in screen_lines(pilot.app)[-1]
        await press(pilot, "u")
        assert len(morning.feeds) == 5


async def test_a_key_says_whether_a_feeds_full_texts_are_fetched() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "f")
        assert "for the first threads of the list and for opened ones" in screen_text(pilot.app)
        await press(pilot, "x")
        assert "✓ full texts on  Tessaly Customs" in screen_lines(pilot.app)[-1]
        assert "on: the page of every story is fetched" in screen_text(pilot.app)
        await press(pilot, "x", "x")
        assert "off: no page is fetched but for a story you ask for" in screen_text(pilot.app)


def write_list(path: Path) -> Path:
    """Write newsboat's list of the morning's feeds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(feed.url for feed in FEEDS), encoding="utf-8")
    return path


def refuse_writes(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA query_only = 1")


def full_text_of_the_first(morning: Program) -> FullText:
    """Return the mode of the feed that the screen lists first."""
    return next(feed.full_text for feed in morning.feeds if feed.title == "Tessaly Customs")


async def test_changes_of_the_full_text_policy_are_undone_step_by_step() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "f", "x", "x")
        assert full_text_of_the_first(morning) is FullText.AUTO
        assert screen_lines(pilot.app)[-1].rstrip().endswith("u undo")
        await press(pilot, "u")
        assert full_text_of_the_first(morning) is FullText.ON
        assert "✓ undone: full texts on  Tessaly Customs" in screen_lines(pilot.app)[-1]
        await press(pilot, "u")
        assert full_text_of_the_first(morning) is FullText.USUAL
        assert "✓ undone: full texts as the settings say" in screen_lines(pilot.app)[-1]
        await press(pilot, "u")
        assert "Nothing to undo here." in screen_lines(pilot.app)[-1]


async def test_the_last_change_of_a_feed_is_taken_back_first() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "f", "x", "j", "d", "u")
        assert len(morning.feeds) == 5
        assert full_text_of_the_first(morning) is FullText.ON
        await press(pilot, "u")
        assert full_text_of_the_first(morning) is FullText.USUAL


async def test_an_undo_that_fails_says_why_and_nothing_else() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "f", "d")
        morning.tell(refuse_writes)
        await press(pilot, "u")
        assert "may not be written" in screen_lines(pilot.app)[-1]


async def test_one_feed_is_refreshed() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "f", "r")
        await pilot.app.workers.wait_for_complete()
        assert morning.network.asked == [FEEDS[3].url]


async def test_a_feed_is_added_by_its_address() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "f", "a")
        assert isinstance(pilot.app.focused, Input)
        assert "Add a feed" in screen_text(pilot.app)
        morning.network.serve("https://new.example/", rss("New"))
        await press(pilot, *"new.example", "enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert "https://new.example" in [feed.url.rstrip("/") for feed in morning.feeds]


async def test_the_feeds_of_a_page_are_listed_to_choose_from() -> None:
    async with program() as morning, opened(morning) as pilot:
        links = "".join(f'<link rel=feed href="/{name}.xml">' for name in ("world", "sport"))
        morning.network.serve("https://new.example/", f"<html><head>{links}</head></html>")
        morning.network.serve("https://new.example/world.xml", rss("New World"))
        morning.network.serve("https://new.example/sport.xml", rss("New Sport"))
        await press(pilot, "g", "f", "a", *"new.example", "enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        shown = screen_text(pilot.app)
        assert "The page has 2 feeds" in shown
        assert "1 New World https://new.example/world.xml" in shown
        assert "2 New Sport https://new.example/sport.xml" in shown
        await press(pilot, "backspace", "2", "enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert "https://new.example/sport.xml" in [feed.url for feed in morning.feeds]


async def test_a_failure_is_one_sentence() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "f", "a", *"nowhere", "enter")
        assert "nowhere cannot be reached" in screen_lines(pilot.app)[-1]


async def test_a_search_shows_passages_under_their_threads() -> None:
    async with opened() as pilot:
        await press(pilot, "slash", *"photographed", "enter")
        lines = screen_lines(pilot.app)
        assert "2 stories   1 thread" in lines[0]
        assert any(line.startswith("  ●   5/7  Ferry") for line in lines)
        assert any(line.startswith("▌     …three control screens") for line in lines)
        await press(pilot, "n", "enter")
        assert "story 2 of 7" in screen_text(pilot.app)


async def test_a_thread_can_be_decided_from_the_search() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "slash", *"photographed", "enter", "b")
        assert morning.verdicts(0) == [Verdict.BRIEF]
        assert any(line.startswith("  b   5/7") for line in screen_lines(pilot.app))


async def test_a_search_names_the_ways_of_asking_that_there_are() -> None:
    async with opened() as pilot:
        await press(pilot, "slash")
        assert "outlet:name, after:18nov and before:20nov leave the others out." in screen_text(pilot.app)


async def test_a_search_without_hits_says_so() -> None:
    async with opened() as pilot:
        await press(pilot, "slash", *"nothing", "enter")
        assert "Nothing found for nothing." in screen_text(pilot.app)
        await press(pilot, "escape")
        assert "Quotes 5" in screen_text(pilot.app)


async def test_a_wrong_search_is_named_with_its_place() -> None:
    async with opened() as pilot:
        await press(pilot, "slash", *"ferry outlt:herald", "enter")
        assert "There is no field outlt: (character 7); did you mean outlet:?" in screen_lines(pilot.app)[-1]


async def test_the_brief_is_shown_and_written() -> None:
    async with program() as morning, opened(morning, (120, 80)) as pilot:
        await press(pilot, "b", "e")
        text = screen_text(pilot.app)
        assert "Daily brief — Sunday 22 November 2026" in text
        assert "The ferry terminal at Osmark will stay closed" in text
        await press(pilot, "s")
        assert "✓ written to" in screen_lines(pilot.app)[-1]
        assert (morning.workspace.places.briefs / "brief-2026-11-22.md").exists()


async def test_an_edited_brief_is_kept_and_the_screen_says_so() -> None:
    async with program() as morning, opened(morning, (120, 80)) as pilot:
        brief = morning.workspace.places.briefs / "brief-2026-11-22.md"
        await press(pilot, "b", "e", "s")
        brief.write_text("my note\n", encoding="utf-8")
        await press(pilot, "s")
        assert "✓ written; your edited brief is now brief-2026-11-22.1.md:" in screen_lines(pilot.app)[-1]
        assert brief.with_name("brief-2026-11-22.1.md").read_text(encoding="utf-8") == "my note\n"


async def test_the_outline_of_the_brief_leads_to_its_parts() -> None:
    briefed = [replace(each, verdict=Verdict.BRIEF) for each in thread_specs(8)]
    async with program(threads=briefed) as morning, opened(morning) as pilot:
        await press(pilot, "e")
        lines = screen_lines(pilot.app)
        assert lines[3].startswith("  Parts 11 ──")
        assert lines[4].startswith("  At a glance")
        assert lines[5].startswith("  1. Ferry terminal")
        await press(pilot, "n", "n", "n")
        assert any(line[43:].startswith("▌   2. Tessaly sends") for line in screen_lines(pilot.app))
        await press(pilot, "N")
        assert any(line[43:].startswith("▌   1. Ferry terminal") for line in screen_lines(pilot.app))
        await press(pilot, "h", "G", "enter")
        assert any(line[43:].startswith("▌   Method") for line in screen_lines(pilot.app))


async def test_a_narrow_brief_has_no_parts_beside_it() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "e")
        assert "Parts" not in screen_text(pilot.app)
        await press(pilot, "n", "n")
        assert any(line.startswith("▌   1. Former minister") for line in screen_lines(pilot.app))


async def test_a_key_that_does_nothing_here_says_so() -> None:
    async with opened() as pilot:
        await press(pilot, "=")
        assert "Nothing to do here: same as" in screen_text(pilot.app)


async def test_the_first_screen_takes_a_starter_pack() -> None:
    async with program(0, feeds=0) as morning, opened(morning) as pilot:
        assert "world, europe, cyber and 8 more" in screen_text(pilot.app)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        await press(pilot, "p")
        assert "africa, americas, asia-pacific" in screen_text(pilot.app)
        assert "technology, world" in screen_text(pilot.app)
        await press(pilot, *"worlds", "enter")
        assert "There is no starter pack 'worlds'" in screen_text(pilot.app)
        await press(pilot, "p", *"world", "enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert len(morning.feeds) > 5
        assert "Nothing to read yet." not in screen_text(pilot.app)


async def test_the_list_that_newsboat_left_is_proposed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    urls = write_list(tmp_path / ".newsboat" / "urls")
    async with program(0, feeds=0) as morning, opened(morning, (200, 40)) as pilot:
        assert str(urls) in screen_text(pilot.app)
        await press(pilot, "m", "enter")
        await pilot.app.workers.wait_for_complete()
        assert len(morning.feeds) == 5


async def test_without_feeds_the_first_screen_offers_to_begin() -> None:
    async with program(0, feeds=0) as morning, opened(morning) as pilot:
        text = screen_text(pilot.app)
        assert "Nothing to read yet." in text
        assert "an address" in text
        morning.network.serve("https://new.example/", rss("New"))
        await press(pilot, "a", *"new.example", "enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert len(morning.feeds) == 1
        assert "Nothing to read yet." not in screen_text(pilot.app)


async def test_feeds_are_imported_from_a_file(tmp_path: Path) -> None:
    urls = write_list(tmp_path / "urls")
    async with program(0, feeds=0) as morning, opened(morning) as pilot:
        await press(pilot, "m", *str(urls), "enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert len(morning.feeds) == 5


async def test_going_to_an_open_screen_goes_back_to_it() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "f", "G", "O", "g", "f", "d")
        assert screen_lines(pilot.app)[0].startswith("  briefing   feeds")
        assert len(await morning.services.feeds.rows()) == len(FEEDS) - 1
        await press(pilot, "q")
        assert screen_lines(pilot.app)[0].startswith("  briefing   Sun 22 Nov")
