"""The story reader: one story with its quotes marked, opened at the sentence that led to it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from textual.widget import Widget

from briefing.model.story_page import StoryPage
from briefing.tui.format.lines import MUTED, TEXT, Line, clean
from briefing.tui.format.story_text import Paragraph, line_in_paragraph, paragraph_lines, paragraphs, story_head
from briefing.tui.format.times import moment
from briefing.tui.format.wrap import wrap
from briefing.tui.screens.base_screen import Hint
from briefing.tui.screens.opening import OpeningScreen
from briefing.tui.targets import Target
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import Item, LinesView

_BAR_AT = 3


class StorySubject:
    """A story's paragraphs as items; the chosen quote is underlined."""

    def __init__(self, page: StoryPage, now: datetime) -> None:
        self.page = page
        self.now = now
        self.quote = 0
        """The number of the chosen quote, 0 for none."""
        self.paragraphs: tuple[Paragraph, ...] = paragraphs(page)

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return nothing: the title scrolls with the text."""
        return ()

    def items(self, width: int) -> Sequence[Item]:
        """Return the title, then the paragraphs."""
        items = [Item(story_head(self.page, width, self.now))]
        for index, paragraph in enumerate(self.paragraphs):
            lines = paragraph_lines(self.page, paragraph, width, under_cursor=self.quote)
            target = Target(story=self.page.story.id, at=paragraph.span.start, words=paragraph.text)
            items.append(Item(lines, target, before=1 if index else 0))
        if not self.paragraphs:
            words = "Only the headline is held. x fetches the full text."
            items.append(Item(tuple(wrap(((words, MUTED),), width - 2, first=((" " * 9, TEXT),)))))
        return items

    def paragraph_at(self, character: int | None) -> int:
        """Return which paragraph holds a character of the text."""
        if character is None:
            return 0
        return next(
            (index for index, each in enumerate(self.paragraphs) if character < each.span.end),
            max(0, len(self.paragraphs) - 1),
        )

    def quote_at(self, character: int | None) -> int:
        """Return the number of the quote that holds a character, 0 where none does."""
        if character is None:
            return 0
        return next(
            (number for number, quote in enumerate(self.page.quotes, 1) if quote.start <= character < quote.end), 0
        )


class StoryScreen(OpeningScreen):
    """Reads one story."""

    HINTS: Sequence[Hint] = (
        (("move-down", "move-up"), "paragraph"),
        (("move-next", "move-previous"), "next quote"),
        (("text-page",), "page"),
        (("browser",), "browser"),
        (("full-text",), "full text"),
        (("copy-quote",), "copy quote"),
        (("back",), "back"),
    )

    def __init__(self, page: StoryPage, *, at: int | None) -> None:
        super().__init__()
        self.page = page
        self._at = at
        self._subject: StorySubject | None = None
        self.view = LinesView(id="story", bar_column=_BAR_AT, classes="whole")

    def compose_body(self) -> Iterable[Widget]:
        """Return the text."""
        yield self.view

    def on_mount(self) -> None:
        """Show the story at its sentence."""
        self.view.focus()
        self.show_page(self.page, at=self._at)
        self.show_hints()

    def show_page(self, page: StoryPage, *, at: int | None) -> None:
        """Show a story with the cursor on the paragraph of a character, and its quote chosen."""
        self.page = page
        self._subject = StorySubject(page, self.briefing.reader.now())
        self._subject.quote = self._subject.quote_at(at)
        self.view.show(self._subject, cursor=self._subject.paragraph_at(at))
        if at is not None:
            self.call_after_refresh(self._bring_up, at)
        self.show_status()

    def _bring_up(self, character: int) -> None:
        """Bring the line of a character into sight: a paragraph may be longer than the view."""
        if self._subject is not None and self._subject.paragraphs:
            index = self._subject.paragraph_at(character)
            below = line_in_paragraph(self._subject.paragraphs[index], character, self.view.size.width)
            self.view.bring_up(self.view.span(index)[0] + below)

    def show_status(self) -> None:
        """Show where the story stands in its thread, and its versions."""
        page = self.page
        title: list[tuple[str, str]] = [("story", MUTED)]
        if page.thread_stories:
            title = [(f"story {page.n} of {page.thread_stories} in ", MUTED), (clean(page.thread_title, 200), TEXT)]
        states: list[Line] = []
        if len(page.versions) > 1:
            states.append(((f"version {len(page.versions)} of {page.story.version}", MUTED),))
            taken = moment(page.versions[-1][1], self.briefing.reader.now())
            states.append(((f"changed {taken}", "accent"),))
        self.header.show(tuple(title), (), tuple(states))
        self.header.show_progress(self.briefing.progress)
        number = self._subject.quote if self._subject is not None else 0
        total = len(page.quotes)
        words = (
            f"“{number} of {total}"
            if number
            else f"{total} {'quote' if total == 1 else 'quotes'}"
            if total
            else "no quotes"
        )
        self.footer.show_position(((words, MUTED),))

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Choose the first quote of the paragraph, or none."""
        event.stop()
        subject = self._subject
        if subject is None or event.view.cursor >= len(subject.paragraphs):
            return
        numbers = [number for number, _ in subject.paragraphs[event.view.cursor].quotes]
        if subject.quote not in numbers:
            self._choose(numbers[0] if numbers else 0)

    def _choose(self, number: int) -> None:
        if self._subject is not None and number != self._subject.quote:
            self._subject.quote = number
            self.view.rebuild()
            self.show_status()

    def action_move_next(self) -> None:
        """Go to the next quote."""
        self._go_quote(1)

    def action_move_previous(self) -> None:
        """Go to the quote before."""
        self._go_quote(-1)

    def _go_quote(self, step: int) -> None:
        subject = self._subject
        if subject is None:
            return
        here = [(number, index) for index, each in enumerate(subject.paragraphs) for number, _ in each.quotes]
        present = (self.view.cursor, subject.quote)
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
        """At the end of the text: go on."""
        event.stop()

    def action_browser(self) -> None:
        """Open the story in the browser."""
        self.browse(self.page.story.url)

    def action_full_text(self) -> None:
        """Fetch the whole text."""
        self.run_in_background(self._fetch, group="full-text", exclusive=True)

    async def _fetch(self) -> None:
        self.say("fetching the full text")
        reader = self.briefing.reader
        sentence = await self.briefing.tell_failure(reader.fetch_full_text(self.page.story.id))
        if not sentence:
            return
        self.say(sentence, done=True)
        page = await self.briefing.tell_failure(reader.story_page(self.page.story.id))
        if page is not None:
            self.show_page(page, at=None)

    def action_thread_next(self) -> None:
        """Leave the story and go to the next thread."""
        self._go_thread(1)

    def action_thread_previous(self) -> None:
        """Leave the story and go to the thread before."""
        self._go_thread(-1)

    def _go_thread(self, step: int) -> None:
        inbox = self.briefing.inbox
        self.action_back()
        if inbox is not None:
            inbox.threads.move_to(inbox.threads.cursor + step)

    def on_unmount(self) -> None:
        """Let it be opened again."""
        self.briefing.left_story = self.page

    def action_history_back(self) -> None:
        """Go back to where the story was opened."""
        self.action_back()

    def action_copy_quote(self) -> None:
        """Copy the chosen quote."""
        number = self._subject.quote if self._subject is not None else 0
        text = self.page.snapshot.text
        spans = self.page.quotes[number - 1].spans if number else ()
        self.copy(" … ".join(span.cut(text) for span in spans), "quote")

    def action_copy_citation(self) -> None:
        """Copy the story's citation."""
        story = self.page.story
        self.copy(f"“{story.title}”, {story.outlet}, {story.published:%Y-%m-%d}, {story.url}", "citation")

    def action_copy_address(self) -> None:
        """Copy the story's address."""
        self.copy(self.page.story.url, "address")
