"""The daily brief as JSON."""

from briefing.export.json.document import Document, document, moment
from briefing.export.json.threads import thread_document, thread_summary
from briefing.model.brief import Brief, BriefItem, BriefRecord, ChangedJudgement, CitedStory, Coverage, StoryChange
from briefing.model.judgement import Judgement


def brief_document(brief: Brief, record: BriefRecord) -> Document:
    """Return a brief with the pages of its threads; `citations` gives the numbers of its Markdown form."""
    return document(
        type="daily-brief",
        brief=record.id,
        date=record.day.isoformat(),
        since=moment(brief.since),
        until=moment(brief.until),
        prepared=moment(brief.prepared),
        previous=brief.previous.isoformat() if brief.previous else None,
        desk=brief.desk or None,
        automatic=brief.automatic,
        left_out=brief.left_out,
        bottom_line=_judgement(brief.bottom_line) if brief.bottom_line else None,
        items=[_item(item) for item in brief.items],
        unanswered=list(brief.unanswered),
        watched=[{"why": line.why, "thread": thread_summary(line.row)} for line in brief.watched],
        changes=[_change(each) for each in brief.edited],
        changed_judgements=[_changed_judgement(each) for each in brief.changed],
        coverage=_coverage(brief.coverage),
        citations=[_citation(story) for story in record.cited],
    )


def _item(item: BriefItem) -> Document:
    return {
        "change": item.change.value,
        "fresh": list(item.fresh),
        "desks": list(item.desks),
        "questions": list(item.questions),
        "grades": {str(n): grade for n, grade in item.grades.items()},
        "judgements": [_judgement(each) for each in item.judgements.values()],
        "thread": thread_document(item.page),
    }


def _change(change: StoryChange) -> Document:
    return {
        "outlet": change.outlet,
        "title": change.title,
        "cited": change.day.isoformat(),
        "seen": moment(change.seen),
        "of": "title" if change.in_title else "text",
        "before": change.before,
        "after": change.after or None,
    }


def _changed_judgement(changed: ChangedJudgement) -> Document:
    change = changed.change
    return {
        "about": changed.about,
        "part": change.part.value,
        "before": change.before,
        "after": change.after or None,
    }


def _coverage(coverage: Coverage) -> Document:
    feeds = coverage.feeds
    return {
        "feeds": {
            "subscribed": feeds.subscribed,
            "ok": feeds.ok,
            "silent": feeds.silent,
            "failing": feeds.failing,
        },
        "failing": list(coverage.failing),
        "silent": list(coverage.silent),
        "languages": {code or "unknown": stories for code, stories in coverage.languages},
        "stories": coverage.stories,
        "threads": coverage.threads,
    }


def _judgement(judgement: Judgement) -> Document:
    return {
        "part": judgement.part.value,
        "text": judgement.text,
        "written": moment(judgement.written),
        "confirmed": moment(judgement.confirmed),
        "machine": judgement.machine,
    }


def _citation(story: CitedStory) -> Document:
    return {"n": story.n, "story": story.story, "title": story.title, "outlet": story.outlet, "sha256": story.sha256}
