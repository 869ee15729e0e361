"""What can be done with the source, story, actor or thread under the cursor of a thread page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefing.tui.controllers.thread_reasons import tell_why
from briefing.tui.format.citation_line import citation_line
from briefing.tui.format.lines import MUTED, STRONG_BOLD, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from briefing.model.pipe import PipeForm
    from briefing.model.views import SourceLine, ThreadPage
    from briefing.tui.controllers.actor_decisions import ActorDecisions
    from briefing.tui.controllers.opening import Clipboard, Opener
    from briefing.tui.controllers.page_cursor import PageCursor
    from briefing.tui.controllers.subscribing import Subscribing
    from briefing.tui.host import Owner
    from briefing.tui.services import Services
    from briefing.tui.targets import Target

_HINT_WITH_ADDRESS = "   Enter looks for it at this address, Esc leaves it"
_HINT_WITHOUT_ADDRESS = "   no address is known: the address of a feed, or of any page that has one"


class SourceActions:
    """Browser, full text, subscribing to a cited outlet, and reasons."""

    def __init__(
        self, owner: Owner, services: Services, cursor: PageCursor, opener: Opener, subscribing: Subscribing
    ) -> None:
        self._owner = owner
        self._services = services
        self._cursor = cursor
        self._opener = opener
        self._subscribing = subscribing

    def action_browser(self) -> None:
        """Open the source under the cursor in the browser, or the one of the typed number."""
        target, typed = self._cursor.target, self._owner.typed_count
        if not typed and target is not None and target.url:
            self._opener.browse(target.url)
        else:
            number = typed or (target.n if target is not None else 0)
            self._owner.start(partial(self._browse, number), group="browser", exclusive=True)

    async def _browse(self, number: int) -> None:
        """Open a source of the thread under the cursor, the first one for 0."""
        page = await self._cursor.present_page(self._services)
        held = [source for source in page.sources if source.held] if page is not None else []
        number = number or next((source.n for source in held), 0)
        self._opener.browse(next((source.url for source in held if source.n == number), ""))

    def action_full_text(self) -> None:
        """Fetch the full text of the story under the cursor."""
        target = self._cursor.target
        if target is not None and target.n == 0 and target.url:
            key = self._owner.host.keys.shown("browser")
            self._owner.say(f"This article is cited but not held; {key} opens it in the browser.")
        elif target is not None and target.story:
            self._owner.start(partial(self._fetch, target.story), group="full-text", exclusive=True)
        else:
            self._owner.say("Go to a quote or a source first, then fetch the text of its story.")

    async def _fetch(self, story: int) -> None:
        self._owner.say("fetching the full text")
        sentence = await self._owner.host.report_failure(self._services.stories.fetch_full_text(story))
        if sentence:
            self._owner.say(sentence, done=True)
            self._owner.reload()

    def action_source_add(self) -> None:
        """Offer to subscribe to the outlet of the cited article under the cursor."""
        from briefing.text.addresses import home_of
        from briefing.tui.targets import of_source

        page, target = self._cursor.page, self._cursor.target
        sources = page.sources if page is not None and target is not None else ()
        cited = next((each for each in sources if of_source(each) == target), None)
        if self._cursor.pane != "sources" or cited is None or cited.held:
            self._owner.say("Go to a cited article that is not held first.")
            return
        home = home_of(cited.url)
        hint = _HINT_WITH_ADDRESS if home else _HINT_WITHOUT_ADDRESS
        question = ((f"Add the feed of {clean(cited.outlet, 60)}", STRONG_BOLD), (hint, MUTED))
        add = self._subscribing.add_feeds
        self._owner.sheet.ask(question, lambda address: add(address, typed=address != home), value=home)

    def action_why(self) -> None:
        """Explain the source, quote or actor under the cursor, or the rank and the topic of the thread."""
        page, target, pane, row = self._cursor.page, self._cursor.target, self._cursor.pane, self._cursor.row
        explain = {"sources": self._why_source, "quotes": self._why_quote, "actors": self._why_actor}.get(pane)
        if page is not None and target is not None and explain is not None:
            explain(page, target)
        elif row is not None:
            tell = partial(tell_why, self._owner, self._services, row, lambda: self._cursor.row)
            self._owner.start(tell, group="why", exclusive=True)

    def _why_source(self, page: ThreadPage, target: Target) -> None:
        from briefing.tui.targets import of_silent, of_source

        source = next((each for each in page.sources if of_source(each) == target), None)
        silent = next((each for each in page.silent if of_silent(each) == target), None)
        if source is not None:
            self._owner.start(partial(self._tell_source, page, source, target), group="why", exclusive=True)
        elif silent is not None:
            self._show_sentences("Why silent", (silent.reason,))

    async def _tell_source(self, page: ThreadPage, source: SourceLine, target: Target) -> None:
        from briefing.tui.format.explanations import why_source

        splits = await self._owner.host.report_failure(self._services.threads.explain_story(source.story))
        if splits is not None and self._cursor.target == target:
            now, width = self._services.session.now(), self._owner.host.size.width
            self._owner.sheet.tell(why_source(source, page.provenance, now, width, splits, beside=page.sources))

    def _why_quote(self, page: ThreadPage, target: Target) -> None:
        from briefing.tui.targets import of_quote

        quote = next((each for each in page.quotes if of_quote(each) == target), None)
        if quote is not None:
            reasons = partial(self._services.threads.explain_quote, quote)
            tell = partial(self._tell, "Why this speaker", reasons, target)
            self._owner.start(tell, group="why", exclusive=True)

    def _why_actor(self, page: ThreadPage, target: Target) -> None:
        actor = next((each for each in page.actors if each.key == target.actor), None)
        if actor is not None:
            reasons = partial(self._services.threads.explain_actor, page, actor)
            self._owner.start(partial(self._tell, "Why this actor", reasons, target), group="why", exclusive=True)

    async def _tell(
        self, title: str, reasons: Callable[[], Coroutine[None, None, tuple[str, ...]]], target: Target
    ) -> None:
        sentences = await self._owner.host.report_failure(reasons())
        if sentences is not None and self._cursor.target == target:
            self._show_sentences(title, sentences)

    def _show_sentences(self, title: str, sentences: tuple[str, ...]) -> None:
        from briefing.tui.format.explanations import why_sentences

        self._owner.sheet.tell(why_sentences(title, sentences, self._owner.host.size.width))


class Comparisons:
    """Chooses two stories of the thread and shows them side by side."""

    def __init__(self, owner: Owner, services: Services, cursor: PageCursor) -> None:
        self._owner = owner
        self._services = services
        self._cursor = cursor
        self._first = 0
        """The story that was chosen first, 0 for none."""

    def action_compare(self) -> None:
        """Choose the story under the cursor, then the other one; 3c compares it with [3] at once."""
        target, stored, typed = self._cursor.target, self._stored(), self._owner.typed_count
        if target is None or target.story not in stored:
            self._owner.say("Go to a source or a quote first, then choose its story to compare.")
        elif len(stored) < 2:
            self._owner.say("There is no other story in this thread to compare it with.")
        elif other := self._other(target.story, stored):
            self._first = 0
            both = (target.story, other) if typed else (other, target.story)
            self._owner.open_page("comparing the two stories", partial(self._compare, *both), group="story")
        elif typed:
            self._owner.say(f"[{typed}] is not another story of this thread.")
        else:
            self._first = target.story
            key = self._owner.host.keys.shown("compare")
            self._owner.say(f"[{stored[target.story]}] is chosen; {key} on another story compares the two.")

    def _stored(self) -> dict[int, int]:
        """Return the stories of the thread with their numbers in its source list."""
        sources = self._cursor.page.sources if self._cursor.page else ()
        return {source.story: source.n for source in sources if source.held}

    def _other(self, story: int, stored: dict[int, int]) -> int:
        """Return the story of the typed number, else the one chosen before; 0 if that is none but this one."""
        by_number = {n: known for known, n in stored.items()}
        typed = self._owner.typed_count
        other = by_number.get(typed, 0) if typed else self._first
        return other if other in stored and other != story else 0

    async def _compare(self, first: int, second: int) -> None:
        host = self._owner.host
        comparison = await host.report_failure(self._services.stories.compare(first, second))
        if comparison is None:
            self._owner.say("One of these stories is no longer in the store.")
        else:
            host.show_comparison(comparison)


class PageActors:
    """Opens and watches the actor under the cursor."""

    def __init__(self, owner: Owner, cursor: PageCursor, overrides: ActorDecisions) -> None:
        self._owner = owner
        self._cursor = cursor
        self._overrides = overrides

    def action_actor_page(self) -> None:
        """Open the page of the actor under the cursor."""
        self._overrides.open_page(self._cursor.target)

    def action_actor_watch(self) -> None:
        """Watch the actor under the cursor, or no longer."""
        from briefing.model.actor_override import OverrideKind

        target, page = self._cursor.target, self._cursor.page
        actors = page.actors if page is not None and target is not None else ()
        actor = next((each for each in actors if target is not None and each.key == target.actor), None)
        if actor is None:
            self._owner.say("There is no actor under the cursor.")
        else:
            self._overrides.override(OverrideKind.UNWATCH if actor.watched else OverrideKind.WATCH, actor.key)


class PageCopies:
    """Copies words, addresses, citations and whole threads."""

    def __init__(self, owner: Owner, services: Services, cursor: PageCursor, clipboard: Clipboard) -> None:
        self._owner = owner
        self._services = services
        self._cursor = cursor
        self._clipboard = clipboard

    def action_copy_quote(self) -> None:
        """Copy the words under the cursor."""
        target = self._cursor.target
        self._clipboard.copy(target.words if target is not None else "", "quote")

    def action_copy_address(self) -> None:
        """Copy the address of the source under the cursor."""
        self._owner.start(partial(self._copy_source, 1, "address"), group="copy", exclusive=True)

    def action_copy_citation(self) -> None:
        """Copy the citation of the source under the cursor."""
        self._owner.start(partial(self._copy_source, 0, "citation"), group="copy", exclusive=True)

    async def _copy_source(self, part: int, what: str) -> None:
        """Copy the citation of the source under the cursor (part 0) or its address (part 1)."""
        page = await self._cursor.present_page(self._services)
        self._clipboard.copy(_citation(page, self._cursor.target)[part], what)

    def action_copy_markdown(self) -> None:
        """Copy the thread under the cursor as the brief shows it."""
        self._owner.start(self._copy_markdown, group="copy", exclusive=True)

    async def _copy_markdown(self) -> None:
        page = await self._cursor.present_page(self._services)
        if page is None:
            self._owner.say("No thread to copy here.")
        else:
            self._clipboard.copy_thread(page)

    async def rendered(self, form: PipeForm) -> str | None:
        """Return the thread under the cursor in one of the forms for pipes, None if there is none."""
        page = await self._cursor.present_page(self._services)
        return self._services.pipes.thread(page, form) if page is not None else None


def _citation(page: ThreadPage | None, target: Target | None) -> tuple[str, str]:
    """Return citation and address of the source that a target names, else of the first; both "" if there is none."""
    number = target.n if target is not None else 1
    for source in page.sources if page is not None else ():
        if source.n == number and (source.held or target is None or source.url == target.url):
            return citation_line(source.title, source.outlet, source.published, source.url), source.url
    return "", ""
