"""Rules: saved queries with an action, and what they matched. A standing question is a rule too."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from briefing.frozen import dataclass


class RuleAction(StrEnum):
    """What a rule does with the threads that match its query."""

    WATCH = "watch"
    """Lift them."""
    MUTE = "mute"
    """Hide them from the inbox."""
    TAG = "tag"
    """Put them on a desk."""
    WAKE = "wake"
    """Wake deferred ones when a new story matches."""
    QUESTION = "question"
    """Tie them to a standing question, and lift them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, or a standing question: its `name` is the question, and its `query` may be empty."""

    action: RuleAction
    name: str
    query: str = ""
    desk: str = ""
    """The desk of a rule that tags, else ""."""
    on: bool = True
    id: int = 0
    """0 as long as it is not stored."""

    @property
    def is_question(self) -> bool:
        """Whether it is a standing question."""
        return self.action is RuleAction.QUESTION

    @property
    def reference(self) -> str:
        """How commands name it: r3, or q3 for a question."""
        return f"{'q' if self.is_question else 'r'}{self.id}"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One decision about a rule, with the rule before and after it; None if there was or is none."""

    before: Rule | None
    after: Rule | None

    @property
    def rule(self) -> Rule:
        """The rule that the decision is about."""
        rule = self.after or self.before
        if rule is None:
            raise ValueError("a change of no rule")
        return rule

    @property
    def sentence(self) -> str:
        """What was done, without the name."""
        what = "question" if self.rule.is_question else f"{self.rule.action} rule"
        if self.before is None:
            return f"{what} added"
        if self.after is None:
            return f"{what} removed"
        if self.before.on is not self.after.on:
            return f"{what} turned {'on' if self.after.on else 'off'}"
        return f"{what} changed"


class TieKind(StrEnum):
    """What a thread can be tied to by hand."""

    DESK = "desk"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class TieChange:
    """One decision that puts threads on a desk or ties them to a question, or removes them from it."""

    kind: TieKind
    name: str
    """The name of the desk, or the question."""
    threads: tuple[str, ...]
    tied: bool
    title: str = ""
    """The headline of the first thread."""

    @property
    def sentence(self) -> str:
        """What was done, without the threads."""
        if self.kind is TieKind.DESK:
            return f"{'on' if self.tied else 'off'} the desk {self.name}"
        return f"{'tied to' if self.tied else 'no longer tied to'} “{self.name}”"


@dataclass(frozen=True, slots=True)
class Trial:
    """What a query would match: stories of the last `days` days and their threads, of all stories."""

    matching: int
    stories: int
    threads: int
    days: int
    not_read: int = 0
    """How many stories have one of its names, but have not been read for quotes and actors."""

    @property
    def sentence(self) -> str:
        """The figures in words."""
        some = f"matches {self.matching:,} of {self.stories:,} stories of the last {self.days} days"
        unread = f"; {self.not_read:,} more with these names are not read yet" if self.not_read else ""
        return f"{some}, {self.threads:,} {'thread' if self.threads == 1 else 'threads'}{unread}"


@dataclass(frozen=True, slots=True)
class MatchedThread:
    """A thread that a rule matched: why, and when its newest matching story was added."""

    id: str
    title: str
    words: str
    """The words of its text that the query found, or the query."""
    at: datetime
    by_hand: bool = False
    archived: bool = False
    """Whether it was already old when it was first read; such a thread does not count as today's."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with what it did: its open threads, and those that got a matching story today, the newest first."""

    rule: Rule
    threads: tuple[MatchedThread, ...] = ()
    today: tuple[MatchedThread, ...] = ()
    problem: str = ""
    """Why its query can no longer be answered, or ""."""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A desk with the number of its open threads, and of those that are undecided."""

    name: str
    threads: int = 0
    undecided: int = 0
    is_folder: bool = False
    """Whether it is a folder of feeds too."""
