"""One story as plain text, Markdown or JSON."""

from collections.abc import Iterator
from itertools import repeat

from briefing.export.json.document import Document, document, moment, words_at
from briefing.export.json.quotes import text_quote
from briefing.export.markdown.escape import escaped, link
from briefing.model.comparison import ComparedStory
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
        quotes=list(map(text_quote, page.quotes, repeat(text), page.speakers or repeat(""))),
    )


def compared_text(compared: ComparedStory) -> str:
    """Return what only this one of two stories has: its title, how much of it both have, and its own passages."""
    story, wording = compared.story, compared.wording
    share = f"{wording.common} of {wording.words} words are also in the other story"
    passages = (f"  {own.cut(compared.snapshot.text)}" for own in wording.own)
    return "\n".join(
        (f"{story.id}  {story.title or '(no headline)'}, {story.outlet or story.domain}", share, *passages, "")
    )


def compared_document(compared: ComparedStory) -> Document:
    """Return one of two compared stories, with the passages that the other does not have."""
    story, text = compared.story, compared.snapshot.text
    return {
        "id": story.id,
        "title": story.title,
        "outlet": story.outlet,
        "published": moment(story.published),
        "words": compared.wording.words,
        "common": compared.wording.common,
        "own": [words_at(span, text) for span in compared.wording.own],
    }


def _credit(page: StoryPage) -> str:
    story = page.story
    parts = (story.outlet or story.domain, f"{story.published:%Y-%m-%d %H:%M} UTC", story.author)
    return ", ".join(part for part in (*parts, page.snapshot.extent.value) if part)


def _markdown_blocks(page: StoryPage) -> Iterator[str]:
    yield f"# {escaped(page.story.title or '(no headline)')}"
    yield link(_credit(page), page.story.url)
    yield from (escaped(line) for line in page.snapshot.text.split("\n") if line.strip())
