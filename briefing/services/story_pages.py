"""Story pages: one text with what was found in it, and its place in its thread."""

from briefing.analysis.sources.outlets import fold_outlet_name
from briefing.model.citation import Citation
from briefing.model.material import StoryMaterial
from briefing.model.quote import Quote
from briefing.model.story_page import QuoteElsewhere, StoryPage
from briefing.model.views import ThreadPage
from briefing.services.pages import page_of
from briefing.services.workspace import Workspace
from briefing.store import material as material_table
from briefing.text.addresses import canonical_url


async def story_page(workspace: Workspace, story_id: int) -> StoryPage | None:
    """Return the page of a story with its newest text, or None where there is no such story."""
    material = await workspace.database.read(material_table.story_material, story_id)
    if material is None:
        return None
    thread = await page_of(workspace, material.thread) if material.thread else None
    return compose_story_page(material, thread)


def compose_story_page(material: StoryMaterial, thread: ThreadPage | None) -> StoryPage:
    """Return the page of a story; `thread` tells which other stories carry its quotes, and whom they name."""
    ids = material.thread_stories
    story_id = material.story.id
    number = ids.index(story_id) + 1 if story_id in ids else 0
    return StoryPage(
        story=material.story,
        snapshot=material.snapshot,
        quotes=material.findings.quotes,
        citations=material.findings.citations,
        thread=material.thread,
        thread_title=material.thread_title,
        n=number,
        thread_stories=len(ids),
        versions=material.versions,
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
