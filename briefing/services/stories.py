"""Stories: one text with what was found in it and its place in its thread, or two of them side by side."""

import asyncio

from briefing.analysis.language.names_in_titles import shown_names
from briefing.analysis.sources.outlets import fold_outlet_name
from briefing.analysis.sources.shared_wording import own_wording
from briefing.model.browser_command import BrowserCommand
from briefing.model.citation import Citation
from briefing.model.comparison import ComparedStory, Comparison
from briefing.model.material import StoryMaterial
from briefing.model.quote import Quote
from briefing.model.story_page import QuoteElsewhere, StoryPage
from briefing.model.story_version import StoryVersion
from briefing.model.views import ThreadPage
from briefing.services.browser import browser_command, start_browser
from briefing.services.story_versions import compared_versions
from briefing.services.threads import Threads
from briefing.services.workspace import Workspace
from briefing.store import material as material_table
from briefing.text.page_addresses import canonical_url


class Stories:
    """The stories of one workspace, opened to be read."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def page(self, story_id: int) -> StoryPage | None:
        """Return a story with its newest text, which is read now if it has not been; None if there is no such story."""
        material = await self._material(story_id)
        if material is None:
            return None
        if material.unread and not self._workspace.read_only:
            from briefing.services.findings import read_texts_of

            await read_texts_of(self._workspace, (material.story.id,))
            material = await self._material(story_id) or material
        thread = await Threads(self._workspace).page(material.thread) if material.thread else None
        return compose_story_page(material, thread)

    async def compare(self, first: int, second: int) -> Comparison | None:
        """Return two stories side by side with their newest texts; None if one of them is not in the store."""
        one, other = await self._material(first), await self._material(second)
        if one is None or other is None:
            return None
        return await asyncio.to_thread(_side_by_side, one, other)  # texts may be long, and keys are to be answered

    async def versions(self, page: StoryPage) -> tuple[StoryVersion, ...]:
        """Return all versions of a story's text, the oldest first, each with what changed."""
        read = self._workspace.database.read
        found = [await read(material_table.story_material, page.story.id, number) for number, _ in page.versions]
        snapshots = [material.snapshot for material in found if material is not None]
        return await asyncio.to_thread(compared_versions, snapshots)  # texts may be long, and keys are to be answered

    async def fetch_full_text(self, story_id: int) -> str:
        """Fetch the page of a story and keep its text; return a sentence."""
        from briefing.services.full_text import fetch_full_text

        return await fetch_full_text(self._workspace, story_id)

    def browser(self, url: str) -> BrowserCommand:
        """Return the command of the user's browser for an address. Raises UsageError if there is none."""
        return browser_command(url, self._workspace.settings.browser)

    def start_browser(self, command: BrowserCommand) -> str:
        """Start a browser that needs no terminal; return a sentence."""
        return start_browser(command)

    async def _material(self, story_id: int) -> StoryMaterial | None:
        return await self._workspace.database.read(material_table.story_material, story_id)


def compose_story_page(material: StoryMaterial, thread: ThreadPage | None) -> StoryPage:
    """Return the page of a story; `thread` knows which other stories carry its quotes, and whom they name."""
    ids = material.thread_stories
    story_id = material.story.id
    number = ids.index(story_id) + 1 if story_id in ids else 0
    return StoryPage(
        story=material.story,
        snapshot=material.snapshot,
        quotes=material.findings.quotes,
        speakers=shown_names(material.findings, material.snapshot.text, material.snapshot.title).speakers,
        citations=material.findings.citations,
        thread=material.thread,
        thread_title=material.thread_title,
        n=number,
        thread_stories=len(ids),
        versions=material.versions,
        unread=material.unread,
        refusal=material.refusal,
        held_as=tuple(_held_as(each, number, thread) for each in material.findings.citations),
        elsewhere=tuple(_elsewhere(quote, story_id, thread) for quote in material.findings.quotes),
    )


def _elsewhere(quote: Quote, story_id: int, thread: ThreadPage | None) -> QuoteElsewhere:
    place = (story_id, quote.start)
    for line in thread.quotes if thread else ():
        alike = {(line.story, line.spans[0].start): line.n, **{(v.story, v.span.start): v.n for v in line.copies}}
        reworded = {(v.story, v.span.start) for v in line.variants}
        if place in alike or place in reworded:
            numbers = sorted({line.n, *line.also} - {alike[place]}) if place in alike else ()
            known = quote.name is None and line.speaker != "" and line.story != story_id
            return QuoteElsewhere(tuple(numbers), line.speaker if known else "", line.n if known else 0)
    return QuoteElsewhere()


def _held_as(citation: Citation, number: int, thread: ThreadPage | None) -> int:
    """Return which of the stories that story [n] cites a citation means: by its address, its title or its outlet."""
    cited = [source for source in thread.sources if source.held and number in source.cited_by] if thread else []
    for source in cited:
        if citation.url and canonical_url(citation.url) == canonical_url(source.url):
            return source.n
        if citation.title and citation.title.casefold() == source.title.casefold():
            return source.n
        if (
            not citation.title
            and citation.outlet
            and fold_outlet_name(citation.outlet) == fold_outlet_name(source.outlet)
        ):
            return source.n
    return 0


def _side_by_side(one: StoryMaterial, other: StoryMaterial) -> Comparison:
    return Comparison(_compared(one, other), _compared(other, one), one.thread_title)


def _compared(one: StoryMaterial, other: StoryMaterial) -> ComparedStory:
    ids = one.thread_stories
    number = ids.index(one.story.id) + 1 if one.story.id in ids else 0
    wording = own_wording(one.snapshot.text, other.snapshot.text)
    return ComparedStory(number, one.story, one.snapshot, wording)
