"""Independence: how many publishers report an event by themselves."""

from collections.abc import Sequence

from briefing.analysis.sources.credits import credited_publisher
from briefing.analysis.sources.outlets import fold_outlet_name
from briefing.analysis.sources.reprints import DatedText
from briefing.model.grouping import Reprint


def text_publishers(texts: Sequence[DatedText]) -> dict[int, str]:
    """Return by story the publisher family whose text it is: that of the agency it credits, else its own.

    A credit that names the outlet of one of `texts` means that outlet's family.
    """
    families = {fold_outlet_name(text.outlet): text.family for text in texts if text.outlet}
    credit = {text.story: credited_publisher(text.text, text.author) for text in texts}
    return {text.story: families.get(credit[text.story], credit[text.story]) or text.family for text in texts}


def count_independent(stories: Sequence[tuple[int, str]], reprints: Sequence[Reprint]) -> int:
    """Count the independent reports among `stories`, pairs of story and publisher family.

    A reprint does not count beside its original; if the original is not among `stories`, its reprints count once.
    The rest counts by family: a publisher's own stories are one report, however many it has.
    """
    original = {reprint.story: reprint.original for reprint in reprints}
    heads = {story for story, _ in stories}
    reports: set[str] = set()
    for story, family in stories:
        head = original.get(story, story)
        if head == story or head not in heads:
            heads.add(head)
            reports.add(family or f"story {story}")
    return len(reports)
