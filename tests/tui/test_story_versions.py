"""The versions of a story's text, and its head."""

import sqlite3
from dataclasses import replace

from rich.style import Style
from textual.app import App

from briefing.model.story import TextKind
from briefing.store.texts import index_texts, keep_text
from tests.tui.builders import NOW, ThreadSpec
from tests.tui.morning import ferry_stories
from tests.tui.program import page_of, program
from tests.tui.screens_as_text import opened, press, screen_lines, screen_text


def _edit(connection: sqlite3.Connection, story: int, text: str) -> None:
    kept = keep_text(
        connection,
        story,
        feed_id=None,
        title="An edited title",
        text=text,
        kind=TextKind.FULL,
        links=(),
        at=NOW,
        edited=True,
    )
    assert kept is not None
    index_texts(connection, (kept,))


def bold_words(app: App[None]) -> str:
    """Return the bold words below the head."""
    strips = app.screen._compositor.render_strips()[5:-1]
    segments = [segment for strip in strips for segment in strip]
    return " ".join(each.text for each in segments if isinstance(each.style, Style) and each.style.bold)


def under_cursor(app: App[None]) -> str:
    """Return the first line of the paragraph under the cursor."""
    line = next(line for line in screen_lines(app) if line[3:4] == "▌")
    return line[9:60].strip()


async def test_v_marks_what_changed_and_then_shows_the_version_before() -> None:
    first = ferry_stories()[0]
    async with program(threads=[ThreadSpec((first,))]) as morning:
        edited = first.text.replace("Saturday", "Wednesday").replace("Two carriers", "Nine carriers")
        morning.tell(_edit, 1, edited)
        async with opened(morning) as pilot:
            await press(pilot, "g", "s", "enter")
            assert "version 2 of 2" in screen_lines(pilot.app)[0]
            assert "Wednesday" not in bold_words(pilot.app)
            await press(pilot, "v")
            assert "bold: new" in screen_lines(pilot.app)[0]
            assert "Wednesday" in bold_words(pilot.app)
            assert "Nine" in bold_words(pilot.app)
            assert "carriers" not in bold_words(pilot.app)
            await press(pilot, "v")
            assert "version 1 of 2" in screen_lines(pilot.app)[0]
            assert "bold: changed later" in screen_lines(pilot.app)[0]
            assert "Saturday" in bold_words(pilot.app)
            await press(pilot, "v")
            assert "version 2 of 2" in screen_lines(pilot.app)[0]


async def test_one_version_has_nothing_to_compare() -> None:
    async with opened() as pilot:
        await press(pilot, "g", "q", "enter", "v")
        assert "There is only one version" in screen_text(pilot.app)


async def test_the_head_stays_in_sight_wherever_the_story_is_opened() -> None:
    async with opened(size=(80, 24)) as pilot:
        await press(pilot, "enter", "enter")
        for keys in ((), ("G",), ("n",), ("ctrl+d",)):
            await press(pilot, *keys)
            lines = screen_lines(pilot.app)
            assert lines[2].strip().startswith("Osmark ferry port says gates")
            assert lines[3].strip().startswith("Eastwire  ·  22 Nov 03:48  ·  text in the feed  x full text")


async def test_the_full_text_is_one_more_version_and_leaves_the_cursor_on_its_paragraph() -> None:
    first = replace(ferry_stories()[0], url="https://eastwire.example/osmark")
    more = "The harbour master said on Friday that the roads were full, and that no berth was free before next Tuesday."
    async with program(threads=[ThreadSpec((first,))]) as morning:
        morning.tell(_edit, 1, first.text.replace("Saturday", "Wednesday"))
        page = page_of(first.title, f"{more}\n{first.text}\n{more}")
        morning.network.serve(first.url, page, "text/html")
        async with opened(morning) as pilot:
            await press(pilot, "g", "s", "enter", "v", "j", "j")
            under = under_cursor(pilot.app)
            assert under.startswith("Gate control failed")
            await press(pilot, "x")
            assert more[:40] in screen_text(pilot.app)
            assert under_cursor(pilot.app) == under
            await press(pilot, "v")
            assert "version 3 of 3" in screen_lines(pilot.app)[0]
