"""The panes of the screen of rules: the list of rules and questions, and the threads of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from briefing.frozen import dataclass
from briefing.model.rule import RuleRow, Trial
from briefing.tui.format.bar_lines import heading
from briefing.tui.format.lines import MUTED, Line, clean, spaces
from briefing.tui.format.rule_lines import empty_line, list_head, matched_line, question_line, rule_facts, rule_line
from briefing.tui.targets import Target
from briefing.tui.widgets.pane_lines import Item, section_heading


@dataclass(frozen=True, slots=True)
class RulesContent:
    """The rules and, below them, the questions; `keys` add one or the other."""

    rules: tuple[RuleRow, ...]
    questions: tuple[RuleRow, ...]
    keys: tuple[str, str]

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:  # noqa: ARG002
        """Return the names of the columns."""
        return list_head(width)

    def items(self, width: int) -> Sequence[Item]:
        """Return a line for each."""
        items = [Item((rule_line(row, width),), Target(n=row.rule.id)) for row in self.rules]
        if not items:
            items.append(Item((empty_line(questions=False, key=self.keys[0]),)))
        items.append(section_heading("Questions", len(self.questions), width))
        items += [Item((question_line(row, width),), Target(n=row.rule.id)) for row in self.questions]
        if not self.questions:
            items.append(Item((empty_line(questions=True, key=self.keys[1]),)))
        return items


@dataclass(frozen=True, slots=True)
class MatchesContent:
    """One rule: its facts, the threads of today, and the earlier ones."""

    row: RuleRow
    trial: Trial | None
    now: datetime

    def head(self, width: int, *, has_keys: bool, more: bool) -> Sequence[Line]:
        """Return the name."""
        title = clean(self.row.rule.name, 80)
        return (heading(title, str(len(self.row.threads)), width, has_keys=has_keys, more=more),)

    def items(self, width: int) -> Sequence[Item]:
        """Return the facts, then the threads."""
        row = self.row
        earlier = row.threads[len(row.today) :]
        items = [Item(rule_facts(row, self.trial, width))]
        for title, threads in (("Today", row.today), ("Earlier", earlier)):
            if threads or title == "Today":
                words = title if threads else "Nothing today." if row.threads else "Nothing yet."
                items.append(Item(((*spaces(2), (words, MUTED)),)))
            items += [
                Item((matched_line(each, self.now, width),), Target(thread=each.id, words=each.title))
                for each in threads
            ]
        return items
