"""The commands that print stories: story, compare."""

import argparse
import asyncio

from briefing.cli.output import print_json, print_lines
from briefing.cli.session import workspace_of
from briefing.cli.unread_texts import read_stories
from briefing.export.json.document import document
from briefing.export.story import compared_document, compared_text, story_document, story_text
from briefing.model.errors import NothingFound
from briefing.services.stories import Stories
from briefing.services.workspace import Access


def story(options: argparse.Namespace) -> int:
    """Print one story with its newest text."""
    with workspace_of(options, access=Access.READ) as workspace:
        page = asyncio.run(Stories(workspace).page(options.id))
        if page is not None and page.unread:
            read_stories(options, (page.story.id,))
            page = asyncio.run(Stories(workspace).page(options.id))
    if page is None:
        raise NothingFound(f"There is no story {options.id}; `briefing search` finds stories.")
    if options.json:
        print_json(story_document(page))
    else:
        print_lines(story_text(page).split("\n"))
    return 0


def compare(options: argparse.Namespace) -> int:
    """Print two stories side by side: the words that only one of them has."""
    with workspace_of(options, access=Access.READ) as workspace:
        comparison = asyncio.run(Stories(workspace).compare(*options.id))
    if comparison is None:
        raise NothingFound("One of these stories is not stored; `briefing search` finds stories.")
    both = (comparison.first, comparison.second)
    if options.json:
        print_json(document(stories=[compared_document(each) for each in both]))
    else:
        print_lines("\n".join(compared_text(each) for each in both).split("\n"))
    return 0
