"""Events of a watch as JSON."""

from briefing.export.json.document import Document, document, moment
from briefing.export.json.rules import rule_document
from briefing.export.json.threads import thread_summary
from briefing.model.watch import WatchEvent


def event_document(event: WatchEvent) -> Document:
    """Return one event; what it is not about is left out."""
    parts: Document = {"event": event.kind.value, "at": moment(event.at)}
    if event.thread:
        parts["thread"] = thread_summary(event.thread)
    if event.rule:
        parts["rule"] = rule_document(event.rule)
    if event.feed:
        parts["feed"] = {"id": event.feed[0], "title": event.feed[1]}
    if event.sentence:
        parts["sentence"] = event.sentence
    if totals := event.totals:
        names = ("feeds", "failed", "new_stories", "new_threads")
        parts["totals"] = {name: getattr(totals, name) for name in names}
    if hook := event.hook:
        parts["hook"] = {
            "command": hook.command,
            "code": hook.code,
            "output": hook.output,
            "problem": hook.problem or None,
        }
    return document(**parts)
