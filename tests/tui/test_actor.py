"""The actor screen."""

from tests.tui.program import program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


async def test_p_opens_the_page_of_the_actor_under_the_cursor() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "p")
        lines = screen_lines(pilot.app)
        assert lines[0].startswith("  briefing   actor Mira Holt")
        assert lines[0].endswith("7 mentions   2 quotes   3 threads")
        text = screen_text(pilot.app)
        assert "person · also written Ms Holt · seen" in " ".join(text.split("\n"))
        assert "Tessaly Today, 22 Nov" in text
        assert "3×" in text
        assert "“We will open the gates one after the other”" in text
        assert "Osmark Ferries" in text


async def test_a_date_is_written_once() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "p")
        assert screen_text(pilot.app).count("  22 Nov  ") == 1


async def test_a_narrow_actor_page_has_one_column() -> None:
    async with opened(size=(80, 50)) as pilot:
        await press(pilot, "enter", "g", "a", "p")
        lines = screen_lines(pilot.app)
        roles = next(place for place, line in enumerate(lines) if "Roles, as reported 2" in line)
        quotes = next(place for place, line in enumerate(lines) if "Quotes over time 2" in line)
        assert roles < quotes


async def test_enter_on_a_role_opens_the_story() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "p", "enter")
        assert screen_lines(pilot.app)[0].startswith("  briefing   story")


async def test_enter_on_a_thread_goes_to_the_inbox() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "p", "j", "j", "enter")
        assert "Quotes 5" in screen_text(pilot.app)


async def test_watching_marks_and_undo_takes_it_back() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "a", "p", "W")
        assert morning.actor_wishes.watched == {"mira holt"}
        assert "Mira Holt ◆" in screen_text(pilot.app)
        await press(pilot, "u")
        assert morning.actor_wishes.watched == frozenset()
        assert "Mira Holt ◆" not in screen_text(pilot.app)


async def test_redo_makes_an_undone_statement_about_an_actor_again() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "a", "p", "W", "u", "U")
        assert "Mira Holt ◆" in screen_text(pilot.app)
        assert "redone: “Mira Holt is watched”" in screen_text(pilot.app)


async def test_undo_takes_decisions_back_in_the_order_they_were_made() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "a", "W", "b", "u")
        assert morning.actor_wishes.watched == {"mira holt"}
        await press(pilot, "u")
        assert morning.actor_wishes.watched == frozenset()


async def test_same_as_asks_for_a_name() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "a", "p", "equals_sign")
        assert "Mira Holt is the same as" in screen_text(pilot.app)
        await press(pilot, *"Joss Verrin", "enter")
        assert morning.actor_wishes.same == (("mira holt", "joss verrin"),)


async def test_an_actor_can_be_watched_from_its_pane() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "a", "W")
        assert morning.actor_wishes.watched == {"mira holt"}


async def test_q_leads_back_to_the_pane() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "p", "q")
        assert "Actors" in screen_text(pilot.app)


async def test_undo_after_watching_from_the_pane_means_the_actor() -> None:
    async with program() as morning, opened(morning) as pilot:
        await press(pilot, "g", "a", "W", "u")
        assert morning.actor_wishes.watched == frozenset()
