"""The story screen: one story with its quotes marked, opened at the sentence that led to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from briefing.text.wording import counted
from briefing.tui.controllers.opening import Clipboard, Opener
from briefing.tui.controllers.outlets import OutletOpener
from briefing.tui.controllers.piping import Piping
from briefing.tui.controllers.story_actions import StoryActions, StoryVersions
from briefing.tui.format.lines import MUTED, TEXT, Line, clean
from briefing.tui.format.status import Status
from briefing.tui.format.story_text import (
    MOST_SHOWN,
    Paragraph,
    line_in_paragraph,
    paragraph_lines,
    paragraphs,
    story_head,
)
from briefing.tui.format.times import moment
from briefing.tui.format.wrap import wrap
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.targets import Target
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView
from briefing.tui.widgets.pane_lines import Item

if TYPE_CHECKING:
    from briefing.model.story_page import StoryPage
    from briefing.model.story_version import StoryVersion
    from briefing.tui.host import Host

_BAR_AT = 3


class StoryContent:
    """A story's paragraphs as items below its head; the chosen quote is underlined."""

    def __init__(
        self, page: StoryPage, now: datetime, fetch_key: str = "", version: StoryVersion | None = None
    ) -> None:
        self.page = page
        self.now = now
        self._fetch_key = fetch_key
        self._changed = version.changed if version is not None else ()
        self.quote = 0
        """The number of the chosen quote, 0 for none."""
        self.paragraphs: tuple[Paragraph, ...] = paragraphs(page)
        self._laid_out: dict[tuple[int, int, int], tuple[Line, ...]] = {}
        """The lines of a paragraph, by its index, the width and its chosen quote."""

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return title, outlet, time and kind of text, which stay visible."""
        return story_head(self.page, width, self.now, self._fetch_key)

    def items(self, width: int) -> Sequence[Item]:
        """Return the paragraphs."""
        items: list[Item] = []
        for index, paragraph in enumerate(self.paragraphs):
            lines = self._lines(index, width)
            target = Target(story=self.page.story.id, at=paragraph.span.start, words=paragraph.text)
            items.append(Item(lines, target, before=1 if index else 0))
        if not self.paragraphs:
            fetch = f" {self._fetch_key} fetches the full text." if self._fetch_key else ""
            words = f"Only the headline is stored.{fetch}"
            items.append(Item(tuple(wrap(((words, MUTED),), width - 2, first=((" " * 9, TEXT),)))))
        if len(self.page.snapshot.text) > MOST_SHOWN:
            words = f"Only the first {MOST_SHOWN:,} characters are shown."
            items.append(Item(tuple(wrap(((words, MUTED),), width - 2, first=((" " * 9, TEXT),))), before=1))
        return items

    def _lines(self, index: int, width: int) -> tuple[Line, ...]:
        paragraph = self.paragraphs[index]
        chosen = self.quote if any(number == self.quote for number, _ in paragraph.quotes) else 0
        key = (index, width, chosen)
        if key not in self._laid_out:
            self._laid_out[key] = paragraph_lines(
                self.page, paragraph, width, under_cursor=chosen, changed=self._changed
            )
        return self._laid_out[key]

    def paragraph_at(self, character: int | None) -> int:
        """Return which paragraph holds a character of the text."""
        if character is None:
            return 0
        return next(
            (index for index, each in enumerate(self.paragraphs) if character < each.span.end),
            max(0, len(self.paragraphs) - 1),
        )

    def quote_at(self, character: int | None) -> int:
        """Return the number of the quote that holds a character, 0 if none does."""
        if character is None:
            return 0
        return next(
            (number for number, quote in enumerate(self.page.quotes, 1) if quote.start <= character < quote.end), 0
        )


class StoryScreen(BaseScreen):
    """Reads one story."""

    PLACE = "story"
    HINTS: Sequence[Hint] = (
        (("move-down", "move-up"), "paragraph"),
        (("move-next", "move-previous"), "next quote"),
        (("text-page",), "page"),
        (("browser",), "browser"),
        (("full-text",), "full text"),
        (("copy-quote",), "copy quote"),
        (("versions",), "versions"),
        (("outlet-page",), "outlet"),
        (("pipe",), "pipe"),
        (("back",), "back"),
    )

    def __init__(self, host: Host, page: StoryPage, *, at: int | None) -> None:
        super().__init__(host)
        self._clipboard = Clipboard(self)
        self.page = page
        self._at = at
        self._version: StoryVersion | None = None
        """The version whose changes are marked."""
        opener = Opener(self, host.services)
        actions = StoryActions(
            self,
            host.services,
            opener,
            self._clipboard,
            current=lambda: self.page,
            fetched=self._show_fetched,
        )
        self._versions = StoryVersions(self, host.services, lambda: self.page, self._show_version)
        outlets = OutletOpener(
            self, host.services, lambda: partial(host.services.outlets.page_of_story, self.page.story.id)
        )
        piping = Piping(self, host.services, "story", actions.rendered)
        self.controllers = (actions, self._versions, outlets, piping)
        self._content: StoryContent | None = None
        self.view = LinesView(id="story", bar_column=_BAR_AT, classes="whole")

    def compose_body(self) -> Iterable[Widget]:
        """Return the text."""
        yield self.view

    def on_mount(self) -> None:
        """Show the story at its sentence."""
        self.view.focus()
        self.show_page(self.page, at=self._at)

    def show_page(self, page: StoryPage, *, at: int | None) -> None:
        """Show a story with the cursor on the paragraph of a character, and its quote chosen."""
        self._version = None
        self._versions.forget()
        self._show(page, at)

    def _show_fetched(self, page: StoryPage) -> None:
        """Show the text that was fetched; the cursor stays on its paragraph if the text has it."""
        target = self.view.target
        words = target.words if target is not None and self.view.cursor else ""
        found = page.snapshot.text.find(words) if words else -1
        self.show_page(page, at=found if found >= 0 else None)

    def _show_version(self, page: StoryPage, version: StoryVersion) -> None:
        self._version = version
        first = version.changed[0].start if version.changed else None
        self._show(page, first)

    def _show(self, page: StoryPage, at: int | None) -> None:
        self.page = page
        key = self.host.keys.shown("full-text")
        self._content = StoryContent(page, self.host.services.session.now(), key, self._version)
        self._content.quote = self._content.quote_at(at)
        self.view.show(self._content, cursor=self._content.paragraph_at(at))
        if at is not None:
            self.call_after_refresh(self._bring_up, at)
        self.show_status()

    def _bring_up(self, character: int) -> None:
        """Scroll to the line of a character: a paragraph may be longer than the view."""
        if self._content is not None and self._content.paragraphs:
            index = self._content.paragraph_at(character)
            below = line_in_paragraph(self._content.paragraphs[index], character, self.view.size.width)
            self.view.bring_up(self.view.source.span(index)[0] + below)

    def status(self) -> Status:
        """Return the story's number in its thread, and its versions."""
        page = self.page
        title: list[tuple[str, str]] = [("story", MUTED)]
        if page.thread_stories:
            title = [(f"story {page.n} of {page.thread_stories} in ", MUTED), (clean(page.thread_title, 200), TEXT)]
        states = tuple(version_states(page, self._version, self.host.services.session.now()))
        number = self._content.quote if self._content is not None else 0
        total = len(page.quotes)
        words = f"“{number} of {total}" if number else counted(total, "quote") if total else "no quotes"
        return Status(tuple(title), states=states, position=((words, MUTED),))

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Choose the first quote of the paragraph, or none."""
        event.stop()
        content = self._content
        if content is None or event.view.cursor >= len(content.paragraphs):
            return
        numbers = [number for number, _ in content.paragraphs[event.view.cursor].quotes]
        if content.quote not in numbers:
            self._choose(numbers[0] if numbers else 0)

    def _choose(self, number: int) -> None:
        if self._content is not None and number != self._content.quote:
            self._content.quote = number
            self.view.rebuild()
            self.show_status()

    def action_move_next(self) -> None:
        """Go to the next quote."""
        self._go_quote(1)

    def action_move_previous(self) -> None:
        """Go to the previous quote."""
        self._go_quote(-1)

    def _go_quote(self, step: int) -> None:
        content = self._content
        if content is None:
            return
        here = [(number, index) for index, each in enumerate(content.paragraphs) for number, _ in each.quotes]
        present = (self.view.cursor, content.quote)
        ahead = [
            (number, index)
            for number, index in here
            if ((index, number) > present if step > 0 else (index, number) < present)
        ]
        if not ahead:
            self.say("No more quotes.")
            return
        number, index = ahead[0] if step > 0 else ahead[-1]
        self._choose(number)
        self.view.move_to(index)
        self._bring_up(self.page.quotes[number - 1].start)

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Do nothing at the end of the text."""
        event.stop()

    def action_thread_next(self) -> None:
        """Leave the story and go to the next thread."""
        self._go_thread(1)

    def action_thread_previous(self) -> None:
        """Leave the story and go to the previous thread."""
        self._go_thread(-1)

    def _go_thread(self, step: int) -> None:
        self.action_back()
        self.host.step_inbox(step)

    def on_unmount(self) -> None:
        """Remember the story, so that it can be opened again."""
        self.host.left_story = self.page

    def action_history_back(self) -> None:
        """Go back to where the story was opened."""
        self.action_back()

    def action_copy_quote(self) -> None:
        """Copy the chosen quote."""
        number = self._content.quote if self._content is not None else 0
        text = self.page.snapshot.text
        spans = self.page.quotes[number - 1].spans if number else ()
        self._clipboard.copy(" … ".join(span.cut(text) for span in spans), "quote")


def version_states(page: StoryPage, version: StoryVersion | None, now: datetime) -> Iterator[Line]:
    """Yield which version of the text is shown, and what the bold words are."""
    total = len(page.versions)
    if total < 2:
        return
    number = version.number if version is not None else total
    yield ((f"version {number} of {total}", MUTED),)
    if version is None:
        yield ((f"changed {moment(page.versions[-1][1], now)}", "accent"),)
    else:
        words = "bold: new" if number == total else "bold: changed later"
        yield ((f"{moment(version.snapshot.taken, now)}, {words}" if version.changed else "nothing changed", "accent"),)
