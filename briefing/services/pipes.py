"""Threads and stories as the input of a command of the user."""

import json

from briefing.model.pipe import PipeForm, PipeResult
from briefing.model.story_page import StoryPage
from briefing.model.views import ThreadPage
from briefing.services.user_commands import run_command
from briefing.services.workspace import Workspace


class Pipes:
    """Renders what is piped, and runs the command."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def thread(self, page: ThreadPage, form: PipeForm) -> str:
        """Return a thread in one of the forms."""
        if form is PipeForm.MARKDOWN:
            from briefing.export.markdown.item import render_thread

            return render_thread(page)
        if form is PipeForm.JSON:
            from briefing.export.json.document import document, moment
            from briefing.export.json.threads import thread_document

            return _printed(document(now=moment(self._workspace.now()), **thread_document(page)))
        from briefing.export.plain_text import thread_page

        return "".join(f"{line}\n" for line in thread_page(page, self._workspace.now()))

    def story(self, page: StoryPage, form: PipeForm) -> str:
        """Return a story in one of the forms."""
        from briefing.export.story import story_document, story_markdown, story_text

        if form is PipeForm.JSON:
            return _printed(story_document(page))
        return story_markdown(page) if form is PipeForm.MARKDOWN else story_text(page)

    async def run(self, command: str, words: str) -> PipeResult:
        """Run a command of the shell with `words` as its input; return what it prints.

        It is stopped, with all that it started, after a minute, or when the caller is cancelled.
        """
        return await run_command(("/bin/sh", "-c", command), words)


def _printed(whole: object) -> str:
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
