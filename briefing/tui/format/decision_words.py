"""Decisions in the words of the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.verdict import Verdict, VerdictChange

if TYPE_CHECKING:
    from briefing.model.decision import Decision


def decision_words(decided: Decision) -> tuple[str, str]:
    """Return what was decided, and the title of what it was about."""
    if isinstance(decided, VerdictChange):
        about = decided.title if len(decided.threads) == 1 else f"{len(decided.threads)} threads"
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
        return decided.sentence, decided.title if len(decided.threads) == 1 else f"{len(decided.threads)} threads"
    return decided.kind.value, decided.title


def verdict_words(change: VerdictChange) -> str:
    """Return the verdict of a change, and what the threads wait for: "later until Mon 30 Nov 06:00"."""
    if not change.until:
        return "undecided" if change.verdict is Verdict.NEW else change.verdict.value
    from briefing.model.wake import waits_for

    return f"{change.verdict.value} until {waits_for(change.until, change.at)}"
