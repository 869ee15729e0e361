"""The screen of rules and questions: a line for each, and the matches of the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget

from briefing.model.errors import BriefingError
from briefing.model.rule import Rule, RuleRow, Trial
from briefing.text.wording import counted
from briefing.tui.controllers.decisions import UndoRedo
from briefing.tui.controllers.rule_keys import RuleKeys
from briefing.tui.format.lines import MUTED
from briefing.tui.format.status import Status, counted_figure, figure, position
from briefing.tui.rule_panes import MatchesContent, RulesContent
from briefing.tui.screens.base_screen import BaseScreen, Hint
from briefing.tui.widgets.cursor_view import CursorView
from briefing.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from textual.timer import Timer

    from briefing.model.decision import Decision
    from briefing.tui.host import Host


_BESIDE_FROM = 140
PAUSE_SECONDS = 0.1
"""How long the cursor must rest on a rule before its query is tried."""


class RulesScreen(BaseScreen):
    """All rules and questions."""

    PLACE = "rules and questions"
    HINTS: Sequence[Hint] = (
        (("rule-add",), "add rule"),
        (("question-add",), "add question"),
        (("rule-edit",), "query"),
        (("rule-rename",), "name"),
        (("rule-action",), "does"),
        (("rule-turn",), "on, off"),
        (("rule-remove",), "remove"),
        (("undo",), "undo"),
        (("open",), "its threads"),
        (("back",), "back"),
    )

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.rows: tuple[RuleRow, ...] = ()
        self.view = LinesView(id="rules")
        self.matches = LinesView(id="rule-matches")
        self._panes = Horizontal(id="rules-panes")
        self._trials: dict[str, Trial] = {}
        self._resting: Timer | None = None
        keys = RuleKeys(self, host.services, current=lambda: self._rule, changed=self._show_changed)
        undo = UndoRedo(
            self,
            host.services,
            verdict_changed=self._reload_all,
            regrouped=self._reload_all,
            actor_changed=self._show_undone,
        )
        self.controllers = (keys, undo)

    def compose_body(self) -> Iterable[Widget]:
        """Return the list and what one of its lines did."""
        with self._panes:
            yield self.view
            yield self.matches

    def on_resize(self) -> None:
        """Show both beside each other if there is room."""
        self._panes.set_class(self.app.size.width < _BESIDE_FROM, "-stacked")

    def on_mount(self) -> None:
        """Read the rules."""
        self.view.focus()
        self.reload()

    def reload(self) -> None:
        """Read the rules again."""
        self.start(self._reload, group="rules-list", exclusive=True)

    async def _reload(self, sought: int = 0) -> None:
        kept = sought or (self._rule.id if self._rule is not None else 0)
        self.rows = await self.host.services.rules.rows()
        self._trials.clear()
        shown = self._shown
        cursor = next((index for index, row in enumerate(shown) if row.rule.id == kept), self.view.cursor)
        keys = (self.host.keys.shown("rule-add"), self.host.keys.shown("question-add"))
        content = RulesContent(tuple(shown[: self._rules]), tuple(shown[self._rules :]), keys)
        self.view.show(content, cursor=max(0, min(cursor, len(shown) - 1)))
        self._show_matches()

    @property
    def _rules(self) -> int:
        """How many rules are shown above the questions."""
        return sum(not row.rule.is_question for row in self.rows)

    @property
    def _shown(self) -> list[RuleRow]:
        """The rules, then the questions."""
        return sorted(self.rows, key=lambda row: row.rule.is_question)

    @property
    def _row(self) -> RuleRow | None:
        shown = self._shown
        return shown[self.view.cursor] if self.view.cursor < len(shown) else None

    @property
    def _rule(self) -> Rule | None:
        return None if self._row is None else self._row.rule

    def status(self) -> Status:
        """Return how many rules there are, and how many questions got news today."""
        questions = [row for row in self.rows if row.rule.is_question]
        answered = sum(bool(row.today) for row in questions)
        figures = [counted_figure(self._rules, "rule")]
        got = f"of {counted(len(questions), 'question')} got news today"
        figures.append(figure(answered, got) if questions else figure(0, "questions"))
        view = self.matches if self.matches.has_focus else self.view
        place = position(view.cursor, view.item_count())
        return Status((("rules and questions", MUTED),), tuple(figures), position=place)

    def _show_matches(self) -> None:
        """Show what the rule under the cursor did, and find out what its query would match."""
        row = self._row
        self.show_status()
        self._stop_waiting()
        if row is None:
            self.matches.show(None)
            return
        query = row.rule.query
        content = MatchesContent(row, self._trials.get(query), self.host.services.session.now())
        self.matches.show(content)
        if query and query not in self._trials:
            self._resting = self.after(PAUSE_SECONDS, partial(self._start_trial, query))

    def _stop_waiting(self) -> None:
        if self._resting is not None:
            self._resting.stop()
            self._resting = None

    def _start_trial(self, query: str) -> None:
        self.start(partial(self._try, query), group="trial", exclusive=True)

    async def _try(self, query: str) -> None:
        try:
            self._trials[query] = await self.host.services.rules.try_query(query)
        except BriefingError:
            return  # the row says what is wrong
        row = self._row
        if row is not None and row.rule.query == query:
            self.matches.renew(MatchesContent(row, self._trials[query], self.host.services.session.now()))

    # What changed.

    async def _show_changed(self, rule: Rule) -> None:
        await self._reload(rule.id)
        self.host.reload_inbox()

    async def _show_undone(self) -> None:
        await self._reload()
        self.host.reload_inbox()

    def _reload_all(self, decided: Decision) -> None:  # noqa: ARG002
        self.reload()
        self.host.reload_inbox()

    # The cursor.

    def on_cursor_view_moved(self, event: CursorView.Moved) -> None:
        """Show the rule under the cursor."""
        event.stop()
        if event.view is self.view:
            self._show_matches()
        else:
            self.show_status()

    def on_cursor_view_opened(self, event: CursorView.Opened) -> None:
        """Go to the threads of the rule; go to the thread there."""
        event.stop()
        if event.view is self.view:
            self.action_pane_right()
        elif self.matches.target is not None and self.matches.target.thread:
            self.host.show_thread(self.matches.target.thread)

    def action_pane_right(self) -> None:
        """Go to the threads of the rule, or back."""
        if self.matches.has_focus or not self.matches.item_count():
            self.view.focus()
        else:
            self.matches.focus()
        self.show_status()

    def action_pane_left(self) -> None:
        """Go to the other pane."""
        self.action_pane_right()

    def action_back(self) -> None:
        """Go back to the list, or leave."""
        if self.matches.has_focus:
            self.view.focus()
            self.show_status()
        else:
            super().action_back()

    def action_history_back(self) -> None:
        """Leave."""
        super().action_back()
