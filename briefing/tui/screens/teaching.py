"""Teaching on the screen: merging the marked threads, and splitting the story under the cursor off its thread."""

from __future__ import annotations

from collections.abc import Awaitable
from functools import partial
from typing import TYPE_CHECKING

from briefing.tui.screens.page_showing import PageShowing

if TYPE_CHECKING:
    from briefing.model.merge_split import MergeSplit


class TeachingScreen(PageShowing):
    """Turns & and # into lessons; undo takes them back as it does verdicts."""

    def action_merge(self) -> None:
        """Make one thread of those that are marked."""
        chosen = tuple(self.chosen_threads())
        if len(chosen) < 2:
            mark = self.briefing.keys.shown("mark")
            self.say(f"Mark the threads to merge with {mark} first.")
            return
        self.say(f"merging {len(chosen)} threads")
        lesson = self.briefing.reader.merge_threads(chosen)
        self.run_in_background(partial(self._teach, lesson, "merged"), group="teach", exclusive=True)

    def action_split(self) -> None:
        """Take the story under the cursor out of its thread."""
        page, target = self.body.page, self.target_under_cursor
        if page is None or target is None or not target.story or self.focused_pane != "sources":
            self.say("Go to a source first: the story under the cursor is split off.")
            return
        self.say("splitting off")
        left = next((source.title for source in page.sources if source.held and source.story == target.story), "")
        lesson = self.briefing.reader.split_story(page.row.id, target.story)
        self.run_in_background(partial(self._teach, lesson, "split off", left), group="teach", exclusive=True)

    async def _teach(self, lesson: Awaitable[MergeSplit], word: str, subject: str = "") -> None:
        """Show what was taught, told of `subject` or of the thread."""
        taught = await self.briefing.tell_failure(lesson)
        if taught is None:
            return
        self.threads.drop_marks()
        first = taught.threads[0] if taught.threads else ""
        page = await self.briefing.tell_failure(self.briefing.reader.thread_page(first))  # a former id leads on
        row = page.row if page is not None else None
        await self.read_anew(row.id if row is not None else first)
        self.say(word, subject or (row.title if row is not None else taught.title), done=True, undo=True)

    def taught(self, lesson: MergeSplit) -> None:
        """Read the list anew and put the cursor on the thread that it is about."""
        self.run_in_background(
            partial(self.read_anew, lesson.threads[0] if lesson.threads else ""), group="reload", exclusive=True
        )
