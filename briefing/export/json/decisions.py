"""Decisions as JSON, whether made, undone or redone."""

from briefing.export.decision_words import decision_words
from briefing.export.json.conditions import condition_document
from briefing.export.json.document import Document
from briefing.model.actor_override import ActorOverride
from briefing.model.decision import Decision
from briefing.model.merge_split import MergeSplit
from briefing.model.rule import RuleChange
from briefing.model.verdict import VerdictChange


def decision_document(decision: Decision) -> Document:
    """Return one decision: its kind, its description, and the threads that it changed."""
    words, about = decision_words(decision)
    common = {"words": words, "about": about or None}
    if isinstance(decision, VerdictChange):
        return {"kind": "verdict", **common, **verdict_document(decision)}
    if isinstance(decision, ActorOverride):
        return {"kind": "actor", **common, "threads": ()}
    if isinstance(decision, RuleChange):
        return {"kind": "rule", **common, "threads": ()}
    merged = {"verdict": decision.verdict.value} if isinstance(decision, MergeSplit) and decision.verdict else {}
    return {"kind": decision.kind.value, **common, **merged, "threads": decision.threads}


def verdict_document(change: VerdictChange) -> Document:
    """Return the verdict that threads have now, and what wakes them if they are put off."""
    return {
        "verdict": change.verdict.value,
        "threads": change.threads,
        "topic": change.topic or None,
        "until": [condition_document(condition) for condition in change.until],
    }
