"""A thread's figures: what its stories count, who says so and when."""

from collections.abc import Mapping, Sequence

from briefing.analysis.figures.comparison import FigureText, Statement, compare_figures
from briefing.analysis.sources.independence import text_publishers
from briefing.model.figures import FigureLine, StatedFigure
from briefing.model.material import ThreadMember
from briefing.services.source_lines import NOBODY, dated_texts


def figure_lines(members: Sequence[ThreadMember], users: Mapping[str, str] = NOBODY) -> tuple[FigureLine, ...]:
    """Return what several publishers of a thread count; source [n] is the nth of `members`."""
    told_by = text_publishers(dated_texts(members, users))
    texts = [
        FigureText(
            n,
            member.snapshot.text,
            told_by[member.story.id],
            member.story.published if member.story.dated else None,
        )
        for n, member in enumerate(members, 1)
        if not member.reprint_of
    ]
    return tuple(
        FigureLine(tuple(_stated(each, members) for each in line.stated), line.rises) for line in compare_figures(texts)
    )


def _stated(stated: Statement, members: Sequence[ThreadMember]) -> StatedFigure:
    member = members[stated.n - 1]
    span = stated.figure.span
    words = " ".join(span.cut(member.snapshot.text).split())
    return StatedFigure(stated.n, member.story.id, words, span, member.story.published, stated.also)
