"""The panes of the inbox: moving between them, reasons, sources, zoom and clicks."""

from dataclasses import replace

from briefing.store.texts_to_read import count_not_read
from briefing.tui.app import BriefingApp
from briefing.tui.screens.inbox import InboxScreen
from tests.tui.builders import StorySpec, ThreadSpec
from tests.tui.morning import ferry_stories, thread_specs
from tests.tui.program import QUIET, Held, program
from tests.tui.screens_as_text import drawn, opened, press, screen_lines, screen_text, settle


def footer_of(lines: list[str]) -> str:
    return lines[-1]


async def test_h_and_l_go_round_the_panes() -> None:
    async with opened() as pilot:
        for pane in ("narrative", "quotes", "actors", "sources", "list"):
            await press(pilot, "l")
            assert pilot.app.focused is not None
            assert pilot.app.focused.id == pane
        await press(pilot, "h")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "sources"


async def test_the_cursor_of_a_pane_shows_the_bar_and_the_list_a_faint_one() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "q")
        lines = screen_lines(pilot.app)
        assert "Quotes 5 ━━━" in lines[19]
        assert lines[20].startswith("▌ “We will")
        assert lines[21].startswith("▌  starting")
        assert lines[2].startswith("▌ ●")
        await press(pilot, "j")
        assert screen_lines(pilot.app)[20].startswith("  “We will")


async def test_next_thread_from_any_pane() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "q", "J")
        assert "This is matter number 1" in screen_text(pilot.app)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "quotes"


async def test_n_goes_to_the_next_unread_thread() -> None:
    async with opened() as pilot:
        await press(pilot, "n", "n", "n", "n")
        assert footer_of(screen_lines(pilot.app)).endswith("9/13")
        await press(pilot, "N")
        assert footer_of(screen_lines(pilot.app)).endswith("8/13")


async def test_o_opens_the_source_and_a_number_chooses_it() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "o")
        assert "opened eastwire.example" in footer_of(screen_lines(pilot.app))
        await press(pilot, "3", "o")
        assert "opened fiorenza.example" in footer_of(screen_lines(pilot.app))


async def test_an_unsafe_address_is_not_opened() -> None:
    bad = replace(ferry_stories()[0], url="javascript:alert(1)")
    async with program(threads=[ThreadSpec((bad,))]) as morning, opened(morning) as pilot:
        await press(pilot, "o")
        assert "This address cannot be opened." in footer_of(screen_lines(pilot.app))


async def test_why_rises_from_the_footer_and_any_key_closes_it() -> None:
    async with opened() as pilot:
        await press(pilot, "i")
        lines = screen_lines(pilot.app)
        heading = next(place for place, line in enumerate(lines) if line.startswith("  Why here   5.83"))
        assert lines[heading - 1] == "━" * 120
        assert "independence" in lines[heading + 1]
        await press(pilot, "x")
        assert "Why here" not in screen_text(pilot.app)
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "list"


async def test_why_of_a_source() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "s", "j", "i")
        assert "Why in this thread   Eastwire" in screen_text(pilot.app)
        assert "shared names" in screen_text(pilot.app)


async def test_why_of_a_quote() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "q", "i")
        await settle(pilot)
        lines = [line.strip() for line in screen_lines(pilot.app)]
        heading = lines.index("Why this speaker")
        assert lines[heading + 1].startswith("“")
        assert " goes with " in " ".join(lines[heading + 1 : heading + 3])
        await press(pilot, "x")
        assert "Why this speaker" not in screen_text(pilot.app)


async def test_why_of_an_actor() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "i")
        await settle(pilot)
        lines = [line.strip() for line in screen_lines(pilot.app)]
        heading = lines.index("Why this actor")
        assert ", because the model that finds names reads " in lines[heading + 1]


async def test_the_hint_at_minor_actors_has_the_user_s_own_key() -> None:
    own = replace(QUIET, keys={"actors-minor": "%"})
    async with program(settings=own) as morning, opened(morning) as pilot:
        assert "1 named once %" in screen_text(pilot.app)


async def test_minor_actors_show_on_a() -> None:
    async with opened(size=(140, 60)) as pilot:
        assert "Ada Pell" not in screen_text(pilot.app)
        await press(pilot, "g", "a", "a")
        assert "Ada Pell" in screen_text(pilot.app)


async def test_back_leads_from_a_related_thread_to_the_one_it_was_opened_from() -> None:
    async with opened() as pilot:
        await press(pilot, "[")
        assert "Nothing to go back to." in footer_of(screen_lines(pilot.app))
        await press(pilot, "g", "n", "G", "enter")
        inbox = pilot.app.screen
        assert isinstance(inbox, InboxScreen)
        assert inbox.threads.cursor == 4
        await press(pilot, "[")
        assert inbox.threads.cursor == 0
        await press(pilot, "]")
        assert inbox.threads.cursor == 4
        await press(pilot, "]")
        assert "Nothing to go forward to." in footer_of(screen_lines(pilot.app))


async def test_zoom_gives_the_list_the_full_height() -> None:
    async with opened() as pilot:
        await press(pilot, "plus")
        assert "Quotes" not in screen_text(pilot.app)
        assert "Quiet 3 ──" in screen_text(pilot.app)
        await press(pilot, "underscore")
        assert "Quotes 5" in screen_text(pilot.app)


async def test_a_pane_that_is_zoomed_at_its_end_shows_all_that_fits() -> None:
    async with opened(size=(100, 30)) as pilot:
        await press(pilot, "g", "s", "G")
        assert "◇ Lorn Mirror" not in screen_text(pilot.app)
        await press(pilot, "plus")
        assert "◇ Lorn Mirror" in screen_text(pilot.app)


async def test_zoom_at_80_columns_takes_the_preview_and_the_narrative_away() -> None:
    async with opened(size=(80, 24)) as pilot:
        assert "The ferry terminal at Osmark will stay closed" in screen_text(pilot.app)
        await press(pilot, "plus")
        assert "The ferry terminal at Osmark will stay closed" not in screen_text(pilot.app)
        assert "Quiet 3 ──" in screen_text(pilot.app)
        await press(pilot, "plus")
        assert "This pane has all the room already." in footer_of(screen_lines(pilot.app))
        await press(pilot, "q")
        assert "The ferry terminal at Osmark will stay closed" in screen_text(pilot.app)
        await press(pilot, "enter", "plus", "l")
        assert screen_lines(pilot.app)[2].startswith("  Quotes 5")
        assert screen_lines(pilot.app)[3].startswith("▌ Mira Holt")
        await press(pilot, "underscore")
        assert "The ferry terminal at Osmark will stay closed" in screen_text(pilot.app)


async def test_a_narrative_that_does_not_fit_folds_and_opens() -> None:
    ferry, *others = thread_specs()
    boats = " while thirty boats for the islands of Lorn wait off the quay, three of them with medicine on board"
    opening = replace(ferry.stories[0], text=ferry.stories[0].text.replace(", its operator", f"{boats}, its operator"))
    threads = (replace(ferry, stories=(opening, *ferry.stories[1:])), *others)
    async with program(threads=threads) as morning, opened(morning, size=(100, 24)) as pilot:
        assert "more lines  gn" in screen_text(pilot.app)
        await press(pilot, "g", "n", "G")
        assert "more lines" not in screen_text(pilot.app)
        assert "More like this" in screen_text(pilot.app)


async def test_a_click_moves_the_cursor_and_the_wheel_scrolls() -> None:
    async with opened(size=(80, 24)) as pilot:
        await pilot.click("#list", offset=(12, 3))
        await settle(pilot)
        assert screen_lines(pilot.app)[5].startswith("▌ ·   3/5")
        await pilot.click("#list", offset=(12, 0))
        await settle(pilot)
        assert footer_of(screen_lines(pilot.app)).endswith("1/13")


async def test_a_click_on_a_pane_gives_it_the_keys() -> None:
    async with opened() as pilot:
        await pilot.click("#quotes", offset=(6, 8))
        await settle(pilot)
        assert footer_of(screen_lines(pilot.app)).endswith("2/5")


async def test_texts_that_were_not_read_are_read_when_the_cursor_rests_on_their_thread() -> None:
    text = "Nobody said a word.\n" * 4
    first = StorySpec("Eastwire", "The gates stay closed", 2.4, text)
    later = StorySpec(
        "Lorn Times",
        "The gates do not open",
        2.2,
        f"{text}“No crane will move before Monday,” said Edda Lorn.",
        read=False,
    )
    workers = Held()
    async with program(threads=[ThreadSpec((first, later))], workers=workers) as morning:
        app = BriefingApp(morning.services)
        async with app.run_test(size=(200, 60)) as pilot:
            while not workers.read:
                await drawn(app)
            await drawn(app)
            assert "1 of 2 texts are not read yet." in screen_text(app)
            assert "Quotes ──" in screen_text(app)
            workers.go_on.set()
            await settle(pilot)
            assert "“No crane will move" in screen_text(app)
            assert "not read yet" not in screen_text(app)
            assert len(workers.read) == 1


async def test_texts_of_the_next_threads_are_read_before_the_cursor_comes_to_them() -> None:
    stories = [
        StorySpec(
            "Eastwire", f"Gate {n} stays closed", 2.0 + n, f"“Gate {n} stays closed,” said Edda Lorn.", read=n == 0
        )
        for n in range(3)
    ]
    async with program(threads=[ThreadSpec((story,)) for story in stories]) as morning, opened(morning) as pilot:
        await settle(pilot)
        assert morning.ask(count_not_read) == 0


async def test_a_thread_without_quotes_says_so_when_its_texts_were_read() -> None:
    text = "Nobody said a word.\n" * 4
    first = StorySpec("Eastwire", "The gates stay closed", 2.4, text)
    async with program(threads=[ThreadSpec((first,))]) as morning, opened(morning, size=(200, 60)) as pilot:
        assert "No key quotes in these texts." in screen_text(pilot.app)
        assert "Quotes 0 ──" in screen_text(pilot.app)


async def test_enter_goes_to_the_first_pane_with_rows() -> None:
    silent = [replace(each, quotes=(), actors=()) for each in thread_specs(1)[0].stories]
    async with program(threads=[ThreadSpec(tuple(silent))]) as morning, opened(morning) as pilot:
        await press(pilot, "enter")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "sources"
        await press(pilot, "j", "enter")
        assert "story 1 of 7" in screen_lines(pilot.app)[0]
        await press(pilot, "q", "g", "q")
        assert "open at the sentence" not in footer_of(screen_lines(pilot.app))
