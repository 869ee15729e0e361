"""What can be done with the source, story or thread under the cursor of a thread page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefing.tui.format.lines import MUTED, STRONG_BOLD, clean
from briefing.tui.screens.travelling import PaneTravel
from briefing.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from briefing.tui.targets import Target

_WHERE = {
    True: "Enter looks for it at this address, Esc leaves it",
    False: "no address is known: the address of a feed, or of any page that has one",
}


class PageActions(PaneTravel):
    """Browser, full text, comparisons, reasons and copies."""

    def __init__(self) -> None:
        super().__init__()
        self._compared_with = 0
        """The story that is to be compared with the next one chosen, 0 for none."""

    @property
    def target_under_cursor(self) -> Target | None:
        """What the item under the cursor of a pane leads to."""
        pane = self.focused
        return pane.target if isinstance(pane, LinesView) else None

    def action_browser(self) -> None:
        """Open the source under the cursor in the browser, or the one of the typed number."""
        sources = self.body.page.sources if self.body.page else ()
        target = self.target_under_cursor
        number = self.typed_count or (target.n if target is not None else 0)
        if not self.typed_count and target is not None and target.url:
            self.browse(target.url)
            return
        number = number or next((source.n for source in sources if source.held), 0)
        self.browse(next((source.url for source in sources if source.n == number and source.held), ""))

    def action_full_text(self) -> None:
        """Fetch the whole text of the story under the cursor."""
        target = self.target_under_cursor
        if target is not None and target.n == 0 and target.url:
            self.say("This article is cited and not held: o opens it in the browser.")
        elif target is not None and target.story:
            self.run_in_background(partial(self._fetch_full_text, target.story), group="full-text", exclusive=True)
        else:
            self.say("Go to a quote or a source first: the page of its story is fetched.")

    async def _fetch_full_text(self, story: int) -> None:
        self.say("fetching the full text")
        sentence = await self.briefing.tell_failure(self.briefing.reader.fetch_full_text(story))
        if sentence:
            self.say(sentence, done=True)
            self.reload()

    def action_compare(self) -> None:
        """Choose the story under the cursor to be compared, then the other one; 3c compares it with [3] at once."""
        target, held = self.target_under_cursor, self._held()
        if target is None or target.story not in held:
            self.say("Go to a source or a quote first: its story is compared with another of the thread.")
        elif len(held) < 2:
            self.say("There is no other story in this thread to compare it with.")
        elif other := self._other_of(target.story, held):
            self._compared_with = 0
            both = (target.story, other) if self.typed_count else (other, target.story)
            self.run_in_background(partial(self._compare, *both), group="story", exclusive=True)
        elif self.typed_count:
            self.say(f"[{self.typed_count}] is no other story of this thread.")
        else:
            self._compared_with = target.story
            self.say(f"[{held[target.story]}] is one: {self.briefing.keys.shown('compare')} on another compares them.")

    def _held(self) -> dict[int, int]:
        """Return the stories of the thread with their numbers in its source list."""
        sources = self.body.page.sources if self.body.page else ()
        return {source.story: source.n for source in sources if source.held}

    def _other_of(self, story: int, held: dict[int, int]) -> int:
        """Return the story of the typed number, else the one chosen before; 0 where that is none but this one."""
        by_number = {n: known for known, n in held.items()}
        other = by_number.get(self.typed_count, 0) if self.typed_count else self._compared_with
        return other if other in held and other != story else 0

    async def _compare(self, first: int, second: int) -> None:
        from briefing.tui.screens.compare import CompareScreen

        comparison = await self.briefing.tell_failure(self.briefing.reader.compare_stories(first, second))
        if comparison is None:
            self.say("One of these stories is no longer in the store.")
        else:
            self.app.push_screen(CompareScreen(comparison))

    def action_source_add(self) -> None:
        """Offer to subscribe to the outlet of the cited article under the cursor."""
        from briefing.text.addresses import home_of
        from briefing.tui.targets import of_source

        page, target = self.body.page, self.target_under_cursor
        cited = next((each for each in page.sources if target and of_source(each) == target), None) if page else None
        if self.focused_pane != "sources" or cited is None or cited.held:
            self.say("No article that is cited and not held stands here.")
            return
        home = home_of(cited.url)
        question = ((f"Add the feed of {clean(cited.outlet, 60)}", STRONG_BOLD), ("   " + _WHERE[bool(home)], MUTED))
        self.sheet.ask(question, lambda address: self.add_feed(address, typed=address != home), value=home)

    def action_why(self) -> None:
        """Explain the rank of the thread, or why the source under the cursor belongs to it."""
        from briefing.tui.format.explanations import why_source, why_thread

        width = self.app.size.width
        page, target, row = self.body.page, self.target_under_cursor, self.body.threads.current
        if page is not None and target is not None and self.focused_pane == "sources":
            source = next((each for each in page.sources if each.story == target.story and each.n == target.n), None)
            if source is not None:
                now = self.briefing.reader.now()
                self.sheet.tell(why_source(source, page.provenance, now, width, beside=page.sources))
        elif row is not None:
            self.sheet.tell(why_thread(row, width))

    def action_actor_page(self) -> None:
        """Open the page of the actor under the cursor."""
        self.open_actor(self.target_under_cursor)

    def action_actor_watch(self) -> None:
        """Watch the actor under the cursor, or no longer."""
        from briefing.model.actor_override import OverrideKind

        target, page = self.target_under_cursor, self.body.page
        actor = next((each for each in page.actors if target and each.key == target.actor), None) if page else None
        if actor is None:
            self.say("No actor stands here.")
        else:
            self.wish(OverrideKind.UNWATCH if actor.watched else OverrideKind.WATCH, actor.key)

    def action_copy_quote(self) -> None:
        """Copy the words under the cursor."""
        target = self.target_under_cursor
        self.copy(target.words if target is not None else "", "quote")

    def action_copy_address(self) -> None:
        """Copy the address of the source under the cursor."""
        source = self._cited()
        self.copy(source[1] if source else "", "address")

    def action_copy_citation(self) -> None:
        """Copy the citation of the source under the cursor."""
        source = self._cited()
        self.copy(source[0] if source else "", "citation")

    def action_copy_markdown(self) -> None:
        """Copy the thread under the cursor as the brief tells it."""
        self.run_in_background(self._copy_markdown, group="copy", exclusive=True)

    async def _copy_markdown(self) -> None:
        row, page = self.body.threads.current, self.body.page
        if row is not None and (page is None or page.row.id != row.id):
            page = await self.briefing.tell_failure(self.briefing.reader.thread_page(row.id))
        if page is None:
            self.say("No thread to copy here.")
        else:
            self.copy_thread(page)

    def _cited(self) -> tuple[str, str] | None:
        target, page = self.target_under_cursor, self.body.page
        sources = page.sources if page is not None else ()
        number = target.n if target is not None else 1
        for source in sources:
            if source.n == number and (source.held or target is None or source.url == target.url):
                when = f", {source.published:%Y-%m-%d}" if source.published else ""
                return f"“{source.title}”, {source.outlet}{when}, {source.url}", source.url
        return None
