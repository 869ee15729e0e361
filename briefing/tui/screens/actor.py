"""The actor screen: one actor over time, with roles, threads and companions next to the quotes by date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.model.actor_override import OverrideKind
from briefing.tui.actor_panes import ActorFactsContent, actor_quotes
from briefing.tui.controllers.actor_decisions import ActorDecisions
from briefing.tui.controllers.decisions import UndoRedo
from briefing.tui.controllers.opening import Clipboard, Opener
from briefing.tui.controllers.outlets import OutletOpener, of_target
from briefing.tui.controllers.two_columns import ColumnKeys, TwoColumns
from briefing.tui.format.actor_page_lines import figures_of, name_line
from briefing.tui.format.lines import MUTED, STRONG_BOLD
from briefing.tui.format.status import Status
from briefing.tui.screens.base_screen import Hint
from briefing.tui.screens.columns_screen import ColumnsScreen

if TYPE_CHECKING:
    from briefing.model.actor_page import ActorPage
    from briefing.model.merge_split import MergeSplit
    from briefing.model.verdict import VerdictChange
    from briefing.tui.host import Host
    from briefing.tui.widgets.pane_lines import PaneContent


class ActorScreen(ColumnsScreen):
    """Shows one actor."""

    PLACE = "actor’s page"
    HINTS: Sequence[Hint] = (
        (("open",), "open at the sentence"),
        (("pane-left", "pane-right"), "panes"),
        (("actor-watch",), "watch"),
        (("actor-same",), "same as"),
        (("actor-apart",), "not the same"),
        (("undo",), "undo"),
        (("copy-quote",), "copy quote"),
        (("back",), "back"),
    )

    def __init__(self, host: Host, page: ActorPage) -> None:
        super().__init__(host)
        self.page = page
        self._overrides = ActorDecisions(self, host.services, self._show_changes)
        self.columns = TwoColumns(
            self,
            "actor",
            self._contents,
            opener=Opener(self, host.services),
            actors=self._overrides,
        )
        keys = ColumnKeys(self.columns, self._overrides, Clipboard(self))
        outlets = OutletOpener(self, host.services, lambda: of_target(host.services, self.columns.target))
        undo = UndoRedo(
            self,
            host.services,
            verdict_changed=self._reload_all,
            regrouped=self._reload_all,
            actor_changed=self._show_changes,
        )
        self.controllers = (self.columns, keys, outlets, undo)

    def _contents(self, with_quotes: bool) -> tuple[PaneContent, PaneContent]:
        now = self.host.services.session.now()
        return ActorFactsContent(self.page, now, with_quotes=with_quotes), actor_quotes(self.page, now)

    def status(self) -> Status:
        """Return who it is and how often the actor is named."""
        return Status(name_line(self.page), tuple(figures_of(self.page)), position=self.columns.place)

    def reload(self) -> None:
        """Read the page again."""
        self.start(self._reload, group="actor", exclusive=True)

    async def _reload(self) -> None:
        page = await self.host.report_failure(self.host.services.actors.page(self.page.key))
        if page is not None:
            self.page = page
            self.columns.show()

    async def _show_changes(self) -> None:
        """Show the result of a decision, here and in the inbox."""
        await self._reload()
        self.host.reload_inbox()

    def _reload_all(self, change: VerdictChange | MergeSplit) -> None:  # noqa: ARG002
        self.reload()
        self.host.reload_inbox()

    def action_actor_watch(self) -> None:
        """Watch this actor, or no longer."""
        self._overrides.override(OverrideKind.UNWATCH if self.page.watched else OverrideKind.WATCH, self.page.key)

    def action_actor_same(self) -> None:
        """Ask which other actor this one is the same as."""
        self._ask(OverrideKind.SAME, "is the same as", "the name that the actor goes by")

    def action_actor_apart(self) -> None:
        """Ask which other actor this one is not."""
        self._ask(OverrideKind.APART, "is not", "the name of the other actor")

    def _ask(self, kind: OverrideKind, verb: str, hint: str) -> None:
        target = self.columns.target
        question = ((f"{self.page.name} {verb}", STRONG_BOLD), (f"   {hint}", MUTED))
        known = target.words if target is not None and target.actor else ""
        self.sheet.ask(question, lambda other: self._overrides.override(kind, self.page.key, other), value=known)
