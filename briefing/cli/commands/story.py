"""The command that prints one story: story."""

import argparse
import asyncio

from briefing.cli.output import print_json, print_lines
from briefing.cli.session import workspace_of
from briefing.export.story import story_document, story_text
from briefing.model.errors import NothingFound
from briefing.services.stories import Stories
from briefing.services.workspace import Access


def story(options: argparse.Namespace) -> int:
    """Print one story with its newest text."""
    with workspace_of(options, access=Access.READ) as workspace:
        page = asyncio.run(Stories(workspace).page(options.id))
    if page is None:
        raise NothingFound(f"There is no story {options.id}; `briefing search` finds stories.")
    if options.json:
        print_json(story_document(page))
    else:
        print_lines(story_text(page).split("\n"))
    return 0
