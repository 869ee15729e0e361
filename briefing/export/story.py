"""One story as plain text, Markdown or JSON."""

from collections.abc import Iterator

from briefing.export.json.document import Document, document, moment
from briefing.export.json.quotes import text_quote
from briefing.export.markdown.escape import escaped, link
from briefing.model.story_page import StoryPage


def story_text(page: StoryPage) -> str:
    """Return a story as plain text: title, outlet and time, address, text."""
    return (
        "\n".join((page.story.title or "(no headline)", _credit(page), page.story.url, "", page.snapshot.text)) + "\n"
    )


def story_markdown(page: StoryPage) -> str:
    """Return a story as Markdown: a heading, outlet and time with the address, paragraphs."""
    return "\n\n".join(_markdown_blocks(page)) + "\n"


def story_document(page: StoryPage) -> Document:
    """Return a story as one JSON document, with its quotes as spans of its text."""
    story, text = page.story, page.snapshot.text
    return document(
        id=story.id,
        title=story.title,
        url=story.url,
        outlet=story.outlet,
        domain=story.domain,
        author=story.author,
        published=moment(story.published),
        kind=page.snapshot.extent.value,
        thread=page.thread or None,
        text=text,
        quotes=[text_quote(quote, text) for quote in page.quotes],
    )


def _credit(page: StoryPage) -> str:
    story = page.story
    parts = (story.outlet or story.domain, f"{story.published:%Y-%m-%d %H:%M} UTC", story.author)
    return ", ".join(part for part in (*parts, page.snapshot.extent.value) if part)


def _markdown_blocks(page: StoryPage) -> Iterator[str]:
    yield f"# {escaped(page.story.title or '(no headline)')}"
    yield link(_credit(page), page.story.url)
    yield from (escaped(line) for line in page.snapshot.text.split("\n") if line.strip())
