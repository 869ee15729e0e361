"""The actor screen."""

from briefing.model.actor_wish import WishKind
from tests.tui.fake_reader import FakeReader
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


async def test_p_opens_the_page_of_the_actor_under_the_cursor() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "j", "p")
        lines = screen_lines(pilot.app)
        assert lines[0].startswith("  briefing   actor Mira Holt")
        assert lines[0].endswith("24 mentions   3 quotes   3 threads")
        text = screen_text(pilot.app)
        assert "person · also written Holt, Ms Holt · seen" in " ".join(text.split("\n"))
        assert "Eastwire, 22 Nov" in text
        assert "7×" in text
        assert "“We will open the gates one after the other.”" in text
        assert "Osmark Ferries" in text


async def test_a_date_is_written_once() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "j", "p")
        assert screen_text(pilot.app).count("  22 Nov  ") == 1


async def test_a_narrow_actor_stands_in_one_column() -> None:
    async with opened(size=(80, 50)) as pilot:
        await press(pilot, "enter", "g", "a", "j", "p")
        lines = screen_lines(pilot.app)
        roles = next(place for place, line in enumerate(lines) if "Roles, as reported 2" in line)
        quotes = next(place for place, line in enumerate(lines) if "Quotes over time 3" in line)
        assert roles < quotes


async def test_enter_on_a_role_opens_the_story() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "j", "p", "enter")
        assert screen_lines(pilot.app)[0].startswith("  briefing   story")


async def test_enter_on_a_thread_goes_to_the_inbox() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "j", "p", "j", "j", "enter")
        assert "Quotes 5" in screen_text(pilot.app)


async def test_watching_marks_and_undo_takes_it_back() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "a", "j", "p", "W")
        assert reader.watched == {"mira holt"}
        assert "Mira Holt ◆" in screen_text(pilot.app)
        await press(pilot, "u")
        assert reader.watched == set()
        assert "Mira Holt ◆" not in screen_text(pilot.app)


async def test_what_was_taken_back_of_an_actor_is_said_again_by_redo() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "a", "j", "p", "W", "u", "U")
        assert "Mira Holt ◆" in screen_text(pilot.app)
        assert "redone: “mira holt is watched”" in screen_text(pilot.app)


async def test_undo_takes_decisions_back_in_the_order_they_were_made() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "a", "j", "W", "b", "u")
        assert reader.watched == {"mira holt"}
        await press(pilot, "u")
        assert reader.watched == set()


async def test_same_as_asks_for_a_name() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "a", "j", "p", "equals_sign")
        assert "Mira Holt is the same as" in screen_text(pilot.app)
        await press(pilot, *"Reyd", "enter")
        assert reader.wishes == [(WishKind.SAME, "mira holt", "Reyd")]


async def test_an_actor_can_be_watched_from_its_pane() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "a", "j", "W")
        assert reader.watched == {"mira holt"}


async def test_q_leads_back_to_the_pane() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "a", "j", "p", "q")
        assert "Actors" in screen_text(pilot.app)


async def test_undo_after_watching_from_the_pane_means_the_actor() -> None:
    reader = FakeReader()
    async with opened(reader) as pilot:
        await press(pilot, "g", "a", "j", "W", "u")
        assert reader.watched == set()
