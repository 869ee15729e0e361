"""The timeline of a thread: its steps, a line each, the newest last."""

import re
from collections.abc import Sequence
from datetime import timedelta

from briefing.analysis.language.statements import Statement
from briefing.analysis.sources.headlines import Headline, are_same_headline
from briefing.analysis.threads.titles import clean_title
from briefing.data.loader import alternatives
from briefing.frozen import dataclass
from briefing.model.material import ThreadMember
from briefing.model.views import TimelineStep

NEAR = timedelta(hours=12)
"""A title that comes later than this is a step of its own, whatever it repeats: its words then mean a new state."""

LEAST_STEPS = 3
"""Fewer steps make no timeline."""

_NO_REPORT = re.compile(alternatives("summary/no_reports.txt"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Step:
    n: int
    member: ThreadMember
    headline: Headline
    statement: Statement

    def reports_the_same(self, other: "_Step") -> bool:
        if other.member.story.published - self.member.story.published > NEAR:
            return False
        if are_same_headline(self.headline, other.headline, words_may_differ=False):
            return True
        if self.statement.gives_another_number(other.statement):
            return False
        return self.statement.reports_the_same(other.statement)


def timeline_of(members: Sequence[ThreadMember]) -> tuple[TimelineStep, ...]:
    """Return the dated steps of a thread in order of publication; source [n] is the nth of `members`.

    A title that reports what an earlier one did is no step of its own: its source joins that step. Reprints, analyses,
    questions and videos are no steps.
    """
    if len(members) < LEAST_STEPS:
        return ()
    steps: list[_Step] = []
    joined: dict[int, list[int]] = {}
    for step in map(_step, range(1, len(members) + 1), members):
        story = step.member.story
        if not story.dated or step.member.reprint_of or _NO_REPORT.search(story.title):
            continue
        same = next((each for each in steps if each.reports_the_same(step)), None)
        if same is None:
            steps.append(step)
        else:
            joined.setdefault(same.n, []).append(step.n)
    if len(steps) < LEAST_STEPS:
        return ()
    return tuple(
        TimelineStep(
            step.member.story.published,
            step.member.story.title,
            step.n,
            step.member.story.id,
            tuple(joined.get(step.n, ())),
        )
        for step in sorted(steps, key=lambda step: (step.member.story.published, step.n))
    )


def _step(n: int, member: ThreadMember) -> _Step:
    title = clean_title(member.story.title, member.story.outlet)
    return _Step(n, member, Headline.of(title), Statement(title))
