"""Decisions in words, and the conditions that a deferred thread waits for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from briefing.model.inbox import InboxPart
from briefing.model.verdict import Verdict, VerdictChange
from briefing.text.wording import counted

if TYPE_CHECKING:
    from briefing.model.decision import Decision
    from briefing.model.inbox import ThreadRow


def decision_words(decided: Decision) -> tuple[str, str]:
    """Return what was decided, and the title of what it was about."""
    if isinstance(decided, VerdictChange):
        about = decided.title if len(decided.threads) == 1 else counted(len(decided.threads), "thread")
        if decided.topic:
            about = f"topic {decided.topic}"
            about += f", {len(decided.threads)} threads" if len(decided.threads) > 1 else ""
        return verdict_words(decided), about
    from briefing.model.actor_override import ActorOverride
    from briefing.model.rule import RuleChange, TieChange

    if isinstance(decided, ActorOverride):
        return f"“{decided.sentence}”", ""
    if isinstance(decided, RuleChange):
        return decided.sentence, decided.rule.name
    if isinstance(decided, TieChange):
        return decided.sentence, decided.title if len(decided.threads) == 1 else counted(len(decided.threads), "thread")
    return decided.kind.value + merged_verdict_words(decided.verdict), decided.title


def merged_verdict_words(verdict: Verdict | None) -> str:
    """Return ", now brief", to be added to the word for a merge; "" if there is no verdict."""
    return f", now {verdict_name(verdict)}" if verdict is not None else ""


def undone_words(undone: Decision) -> tuple[str, str]:
    """Return that a decision was undone: "undone: back to undecided", "undone: merge"; and the title of its subject."""
    words, about = decision_words(undone)
    back = "back to " if isinstance(undone, VerdictChange) else ""
    return f"undone: {back}{words}", about


def redone_words(redone: Decision) -> tuple[str, str]:
    """Return that a decision was redone, and the title of its subject."""
    words, about = decision_words(redone)
    return f"redone: {words}", about


def verdict_name(verdict: Verdict) -> str:
    """Return the name of a verdict on the screen and in plain text."""
    return "undecided" if verdict is Verdict.NEW else verdict.value


def verdict_words(change: VerdictChange) -> str:
    """Return the verdict of a change, and what the threads wait for: "later until Mon 30 Nov 06:00"."""
    if not change.until:
        return verdict_name(change.verdict)
    from briefing.model.wake import waits_for

    return f"{change.verdict.value} until {waits_for(change.until, change.at)}"


def waiting_words(row: ThreadRow, now: datetime) -> str:
    """Return "until Mon 30 Nov 06:00" for a deferred thread, "woke: 3 new independent" for one that woke, else "".

    For one that developed since its brief, return that.
    """
    if row.is_woken or (row.verdict is Verdict.BRIEF and row.part is InboxPart.THREADS):
        return row.lifted
    if not row.until:
        return ""
    from briefing.model.wake import waits_for

    return f"until {waits_for(row.until, now)}"
