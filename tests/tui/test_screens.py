"""Story, feeds, search, brief, help, palette and the first screen."""

from dataclasses import replace

from textual.widgets import Input

from briefing.model.full_text import FullText
from briefing.model.verdict import Verdict
from tests.tui import morning
from tests.tui.fake_reader import FakeReader
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
    reader = FakeReader()
    before = "Nothing is said here of gates.\n" * 40
    page, told = morning.page(0), morning.story_page(text=f"{before}{morning.STORY_TEXT}\n{before}")
    reader.stories[101] = told
    reader.pages[page.row.id] = replace(page, quotes=(replace(page.quotes[0], spans=told.quotes[0].spans),))
    async with opened(reader) as pilot:
        await press(pilot, "g", "q", "enter")
        lines = screen_lines(pilot.app)
        (at,) = [row for row, line in enumerate(lines) if line.startswith("   ▌¶42  “We will open the gates")]
        assert 8 < at < 20


async def test_a_quote_far_down_in_a_long_paragraph_is_in_sight() -> None:
    reader = FakeReader()
    long = "Nothing is said here of gates. " * 60
    page, told = morning.page(0), morning.story_page(text=f"{long}{morning.STORY_TEXT.replace(chr(10), ' ')} {long}")
    reader.stories[101] = told
    reader.pages[page.row.id] = replace(page, quotes=(replace(page.quotes[0], spans=told.quotes[0].spans),))
    async with opened(reader, size=(80, 24)) as pilot:
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
        assert "Story 101 is whole now." in screen_lines(pilot.app)[-1]


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
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "s", "s")
        assert "Add the feed of Lorn Mirror   Enter looks for it at this address" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert reader.added == [("https://mirror.example/", False)]
        assert (len(reader.feeds), reader.refreshes) == (6, 1)


async def test_an_address_that_the_reader_changed_counts_as_typed() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "s", "s")
        pilot.app.screen.query_one(Input).value = "https://radio.test/"
        await press(pilot, "enter")
        assert reader.added == [("https://radio.test/", True)]
        assert "https://radio.test/ cannot be reached." in screen_lines(pilot.app)[-1]


async def test_a_source_that_is_held_needs_no_feed() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "s", "j", "s")
        assert "No article that is cited and not held stands here." in screen_lines(pilot.app)[-1]
        assert reader.added == []


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
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "f", "d")
        assert len(reader.feeds) == 4
        assert "✓ unsubscribed  Tessaly Customs" in screen_lines(pilot.app)[-1]
        await press(pilot, "u")
        assert len(reader.feeds) == 5


async def test_a_key_says_whether_a_feeds_full_texts_are_fetched() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "f")
        assert "threads that stand first or are opened, as the settings say" in screen_text(pilot.app)
        await press(pilot, "x")
        assert "✓ full texts on  Tessaly Customs" in screen_lines(pilot.app)[-1]
        assert "on: the page of every story is fetched" in screen_text(pilot.app)
        await press(pilot, "x", "x")
        assert "off: no page is fetched but for a story you ask for" in screen_text(pilot.app)


def full_text_of_the_first(reader: FakeReader) -> FullText:
    return reader.feeds[0].feed.full_text


async def test_what_was_said_of_full_texts_is_taken_back_step_by_step() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "f", "x", "x")
        assert full_text_of_the_first(reader) is FullText.AUTO
        assert screen_lines(pilot.app)[-1].rstrip().endswith("u undo")
        await press(pilot, "u")
        assert full_text_of_the_first(reader) is FullText.ON
        assert "✓ undone: full texts on  Tessaly Customs" in screen_lines(pilot.app)[-1]
        await press(pilot, "u")
        assert full_text_of_the_first(reader) is FullText.USUAL
        assert "✓ undone: full texts as the settings say" in screen_lines(pilot.app)[-1]
        await press(pilot, "u")
        assert "Nothing to undo here." in screen_lines(pilot.app)[-1]


async def test_the_last_change_of_a_feed_is_taken_back_first() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "f", "x", "j", "d", "u")
        assert len(reader.feeds) == 5
        assert full_text_of_the_first(reader) is FullText.ON
        await press(pilot, "u")
        assert full_text_of_the_first(reader) is FullText.USUAL


async def test_an_undo_that_fails_says_why_and_nothing_else() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "f", "d")
        reader.refusal = "The store is read-only."
        await press(pilot, "u")
        assert screen_lines(pilot.app)[-1].startswith("  The store is read-only.")


async def test_one_feed_is_asked() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "f", "r")
        await pilot.app.workers.wait_for_complete()
        assert reader.refreshes == 1


async def test_a_feed_is_added_by_its_address() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "f", "a")
        assert isinstance(pilot.app.focused, Input)
        assert "Add a feed" in screen_text(pilot.app)
        await press(pilot, *"new.example", "enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert reader.feeds[-1].feed.url == "new.example"


async def test_a_failure_is_one_sentence() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "f", "a", *"nowhere", "enter")
        assert "nowhere cannot be reached." in screen_lines(pilot.app)[-1]


async def test_a_search_shows_passages_under_their_threads() -> None:
    async with opened() as pilot:
        await press(pilot, "slash", *"note", "enter")
        lines = screen_lines(pilot.app)
        assert "3 stories   2 threads" in lines[0]
        assert any(line.startswith("  ●  5/7  Ferry") for line in lines)
        assert any(line.startswith("▌     The pilots’ union") for line in lines)
        await press(pilot, "n", "enter")
        assert "story 1 of 7" in screen_text(pilot.app)


async def test_a_thread_can_be_decided_from_the_search() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "slash", *"note", "enter", "b")
        assert reader.rows[0].verdict is Verdict.BRIEF
        assert any(line.startswith("  b  5/7") for line in screen_lines(pilot.app))


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


async def test_the_brief_is_shown_and_written() -> None:
    async with opened() as pilot:
        await press(pilot, "e")
        text = screen_text(pilot.app)
        assert "Daily brief — Sunday 22 November 2026" in text
        assert "The terminal stays closed [1]." in text
        await press(pilot, "s")
        assert "written to /home/reader/briefs/brief-2026-11-22.md" in screen_lines(pilot.app)[-1]


async def test_the_brief_s_parts_stand_beside_it_and_are_gone_to() -> None:
    reader = FakeReader()
    reader.brief = "\n\n".join(f"## Part {n}\n\n" + "\n\n".join(["Words."] * 20) for n in range(1, 9)) + "\n"
    async with opened(reader) as pilot:
        await press(pilot, "e")
        lines = screen_lines(pilot.app)
        assert lines[3].startswith("  Parts 8 ──")
        assert [line[:10].strip() for line in lines[4:12]] == [f"Part {n}" for n in range(1, 9)]
        await press(pilot, "n", "n", "n")
        assert any(line[43:].startswith("▌   Part 4") for line in screen_lines(pilot.app))
        await press(pilot, "N")
        assert any(line[43:].startswith("▌   Part 3") for line in screen_lines(pilot.app))
        await press(pilot, "h", "G", "enter")
        assert any(line[43:].startswith("▌   Part 8") for line in screen_lines(pilot.app))


async def test_a_narrow_brief_has_no_parts_beside_it() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "e")
        assert "Parts" not in screen_text(pilot.app)
        await press(pilot, "n")
        assert any(line.startswith("▌   1. Ferry terminal") for line in screen_lines(pilot.app))


async def test_the_help_shows_the_live_keys_and_highlights() -> None:
    async with opened() as pilot:
        await press(pilot, "question_mark")
        before = screen_text(pilot.app)
        assert "gn               narrative" in before
        await press(pilot, *"copy")
        assert "/ copy▌    4 of" in screen_text(pilot.app)
        assert screen_lines(pilot.app)[6:] == before.split("\n")[6:]
        await press(pilot, "escape")
        assert "Quotes 5" in screen_text(pilot.app)


async def test_the_palette_does_what_its_name_says() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "ctrl+p", *"theme paper", "enter")
        assert pilot.app.theme == "paper"
        await press(pilot, "colon", *"follow", "enter")
        assert reader.rows[0].verdict is Verdict.FOLLOW


async def test_a_search_of_the_help_brings_its_match_into_sight() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "?")
        assert "starter pack" not in screen_text(pilot.app)
        await press(pilot, *"starter")
        assert "starter pack" in screen_text(pilot.app)
        await press(pilot, *["backspace"] * 7)
        await press(pilot, *"pane")
        assert "zoom this pane" not in screen_text(pilot.app)
        await press(pilot, "enter", "enter")
        assert "zoom this pane" in screen_text(pilot.app)
        await press(pilot, *["backspace"] * 4)
        await press(pilot, *"down")
        assert "half a page down" in screen_text(pilot.app)


async def test_a_key_that_does_nothing_here_says_so() -> None:
    async with opened() as pilot:
        await press(pilot, "=")
        assert "Nothing to do here: same as" in screen_text(pilot.app)


async def test_the_first_screen_takes_a_starter_pack() -> None:
    reader = FakeReader(0, feeds=0)
    async with opened(reader) as pilot:
        assert "science, world" in screen_text(pilot.app)
        await press(pilot, "p", *"worlds", "enter")
        assert "There is no starter pack 'worlds'." in screen_text(pilot.app)
        await press(pilot, "p", *"world", "enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert len(reader.feeds) == 5
        assert "Nothing to read yet." not in screen_text(pilot.app)


async def test_the_list_that_newsboat_left_is_proposed() -> None:
    reader = FakeReader(0, feeds=0)
    reader.newsboat = "/home/reader/.newsboat/urls"
    async with opened(reader) as pilot:
        assert "/home/reader/.newsboat/urls" in screen_text(pilot.app)
        await press(pilot, "m", "enter")
        await pilot.app.workers.wait_for_complete()
        assert len(reader.feeds) == 5


async def test_without_feeds_the_first_screen_offers_to_begin() -> None:
    reader = FakeReader(0, feeds=0)
    async with opened(reader) as pilot:
        text = screen_text(pilot.app)
        assert "Nothing to read yet." in text
        assert "an address" in text
        await press(pilot, "a", *"new.example", "enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert len(reader.feeds) == 1
        assert "Nothing to read yet." not in screen_text(pilot.app)


async def test_feeds_are_imported_from_a_file() -> None:
    reader = FakeReader(0, feeds=0)
    async with opened(reader) as pilot:
        await press(pilot, "m", *"urls", "enter")
        await pilot.app.workers.wait_for_complete()
        await settle(pilot)
        assert len(reader.feeds) == 5
