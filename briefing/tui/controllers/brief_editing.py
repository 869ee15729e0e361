"""Editing the brief: the order of its items, removing them, the analyst's parts, and lint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from briefing.model.brief import BriefOptions
from briefing.model.errors import BriefingError
from briefing.text.wording import shortened
from briefing.tui.format.explanations import titled_sentences

if TYPE_CHECKING:
    from briefing.export.markdown.lint import Finding
    from briefing.model.brief import RenderedBrief
    from briefing.tui.host import Owner
    from briefing.tui.services import Briefs

_MOST_OFFERED = 12
_LONGEST_HEADING = 40


class BriefEditing:
    """Renders the brief again after each change. `show` draws it with the cursor on the item of a thread.

    `thread` returns the thread under the cursor, or "" if there is none; `lend` gives the terminal to a program.
    """

    def __init__(
        self,
        owner: Owner,
        briefs: Briefs,
        rendered: RenderedBrief,
        *,
        thread: Callable[[], str],
        show: Callable[[str], None],
        lend: Callable[[Sequence[str]], int],
    ) -> None:
        self._owner = owner
        self._briefs = briefs
        self._thread = thread
        self._show = show
        self._lend = lend
        self._before: list[tuple[str, ...]] = []
        """The threads before each change."""
        self._composed = rendered.brief
        """The brief with all its items, as it was composed."""
        self.rendered = rendered
        self.findings: tuple[Finding, ...] | None = None
        """The findings of lint; None until it has run."""
        self._asked = False
        """Whether they are to be shown as soon as it has run."""

    @property
    def threads(self) -> tuple[str, ...]:
        """The threads of the items, in order."""
        return tuple(item.page.row.id for item in self.rendered.brief.items)

    def begin(self) -> None:
        """Run lint on the brief."""
        self._owner.start(self._ask_lint, group="lint", exclusive=True)

    # The items.

    def action_brief_down(self) -> None:
        """Move the item under the cursor down."""
        self._move(1)

    def action_brief_up(self) -> None:
        """Move the item under the cursor up."""
        self._move(-1)

    def _move(self, step: int) -> None:
        order, thread = list(self.threads), self._thread()
        if thread not in order:
            self._owner.say("The cursor is on no item.")
            return
        place = order.index(thread)
        if 0 <= place + step < len(order):
            order[place], order[place + step] = order[place + step], order[place]
            self._change(order, thread)

    def action_brief_without(self) -> None:
        """Take the item under the cursor out of this brief; its verdict stays."""
        thread = self._thread()
        if not thread:
            self._owner.say("The cursor is on no item.")
            return
        self._change([each for each in self.threads if each != thread], "")
        self._owner.say("taken out of this brief", undo=True)

    def action_undo(self) -> None:
        """Undo the last change of this screen."""
        if self._before:
            self._arrange(self._before.pop(), "")
        else:
            self._owner.say("Nothing was changed here.")

    def _change(self, threads: Sequence[str], thread: str) -> None:
        self._before.append(self.threads)
        self._arrange(threads, thread)

    def _arrange(self, threads: Sequence[str], thread: str) -> None:
        """Show the items of these threads in this order, with the cursor on the item of `thread`."""
        self.rendered = self._briefs.render(self._composed.arranged(threads))
        self.findings = None
        self._show(thread)
        self.begin()

    async def _compose_again(self, thread: str) -> None:
        """Compose the brief with what the analyst wrote; its items stay as they were arranged."""
        options = BriefOptions(automatic=True, desk=self._composed.desk)
        composed = await self._owner.host.report_failure(self._briefs.preview(options))
        if composed is not None:
            self._composed = composed.brief
            self._arrange(self.threads, thread)

    # The analyst's parts.

    def write(self) -> None:
        """Open the editor for the parts about the item under the cursor, or for the bottom line of the day."""
        self._owner.start(self._write, group="write", exclusive=True)

    async def _write(self) -> None:
        thread = self._thread()
        offered: Sequence[str] = ()
        if not thread:
            offered = [item.page.row.title for item in self.rendered.brief.items[:_MOST_OFFERED]]
        subject = thread or self.rendered.record.day.isoformat()
        try:
            changed = await self._briefs.edit(subject, offered, self._lend)
        except BriefingError as error:
            self._owner.say(str(error))
            return
        if changed is None:
            self._owner.say("Nothing was saved: your words stay as they were.")
            return
        await self._compose_again(thread)
        names = ", ".join(part.value for part in changed)
        self._owner.say(f"written: {names}" if changed else "saved with the same words: confirmed", done=True)

    # Lint.

    async def _ask_lint(self) -> None:
        self.findings = await self._briefs.findings(self.rendered)
        self._owner.show_status()
        if self._asked:
            self.action_brief_lint()

    def action_brief_lint(self) -> None:
        """Show what is wrong with the form of the brief."""
        self._asked = self.findings is None
        if self.findings is None:
            self._owner.say("checking the form of this brief")
        elif not self.findings:
            self._owner.say("Nothing is wrong with the form of this brief.")
        else:
            sentences = [_with_heading(each) for each in self.findings]
            title, width = "What is wrong with the form of this brief", self._owner.host.size.width
            self._owner.sheet.tell(titled_sentences(title, sentences, width))


def _with_heading(finding: Finding) -> str:
    """Return what is wrong, after the beginning of the heading above it."""
    words = shortened(finding.heading, _LONGEST_HEADING)
    return f"{words}: {finding.sentence}" if words else finding.sentence
