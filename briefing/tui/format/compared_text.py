"""One of two compared stories: its paragraphs, with what only it says in bold."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from briefing.model.comparison import ComparedStory
from briefing.model.spans import Span
from briefing.tui.format.lines import MUTED, STRONG_BOLD, TEXT, Line, Run, clean, clean_part
from briefing.tui.format.narrative import GUTTER, MEASURE
from briefing.tui.format.times import day_and_hour
from briefing.tui.format.wrap import wrap

NOTHING_COMMON = "The two texts share no five words in a row."


def title_lines(compared: ComparedStory, width: int, now: datetime) -> tuple[Line, ...]:
    """Return a story's headline and when it was published."""
    title: Run = (clean(compared.story.title, 500) or "(no headline)", STRONG_BOLD)
    when: Run = (f"{day_and_hour(compared.story.published, now)}, {compared.snapshot.extent.value}", MUTED)
    return (
        *wrap((title,), min(MEASURE, width - 1), first=GUTTER, rest=GUTTER, limit=3),
        *wrap((when,), width - 1, first=GUTTER, rest=GUTTER, limit=1),
    )


def common_share(compared: ComparedStory, other: ComparedStory) -> str:
    """Return how much of a story's wording the other story shares, in words for its heading."""
    wording = compared.wording
    return f"{wording.common / wording.words:.0%} also in [{other.n}]" if wording.words else "no text"


def paragraph_lines(compared: ComparedStory, paragraph: Span, width: int) -> tuple[Line, ...]:
    """Return a paragraph; what only this text says is bold, if the texts have anything in common."""
    text = compared.snapshot.text
    own = compared.wording.own if compared.wording.common else ()
    return tuple(wrap(_marked(text, paragraph, own), min(MEASURE, width - 1), first=GUTTER, rest=GUTTER))


def _marked(text: str, paragraph: Span, own: Sequence[Span]) -> list[Run]:
    runs: list[Run] = []
    at = paragraph.start
    for span in own[bisect_right(own, paragraph.start, key=lambda span: span.end) :]:
        if span.start >= paragraph.end:
            break
        start, end = max(span.start, paragraph.start), min(span.end, paragraph.end)
        if start < end:
            runs += [(clean_part(text[at:start]), TEXT), (clean_part(text[start:end]), STRONG_BOLD)]
            at = end
    runs.append((clean_part(text[at : paragraph.end]), TEXT))
    return [run for run in runs if run[0]]
