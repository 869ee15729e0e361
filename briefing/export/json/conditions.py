"""The conditions of deferred threads as JSON."""

from briefing.export.json.document import Document, moment
from briefing.model.wake import AtTime, MoreIndependent, QuoteBy, RuleMatches, StoryMatches, WakeCondition


def condition_document(condition: WakeCondition) -> Document:
    """Return what a thread waits for."""
    match condition:
        case AtTime(at):
            return {"kind": "time", "at": moment(at)}
        case MoreIndependent(more):
            return {"kind": "independent", "more": more}
        case QuoteBy(name):
            return {"kind": "quote", "by": name}
        case StoryMatches(query):
            return {"kind": "story", "query": query}
        case RuleMatches(rule):
            return {"kind": "rule", "rule": rule}
    return {"kind": "topic"}
