"""The narrative of a thread page: the chosen sentences, cut from their texts, with who reports the same."""

from collections.abc import Sequence

from briefing.analysis.sources.independence import independent_tellings
from briefing.analysis.summary.choose import ChosenSentence, choose_sentences
from briefing.analysis.summary.sentences import NumberedText
from briefing.model.material import ThreadMaterial, ThreadMember
from briefing.model.views import NarrativeSentence
from briefing.services.source_lines import Tellings

MOST_OTHERS = 3
"""The most sources cited besides the one from which a sentence is cut."""


def narrative_of(material: ThreadMaterial, tellings: Tellings) -> tuple[NarrativeSentence, ...]:
    """Return the narrative; source [n] is the nth of the thread's stories."""
    members = material.members
    telling = independent_tellings(tuple(tellings.by_story.values()))
    sentences = []
    for chosen in _chosen(members, material.row.title):
        member = members[chosen.n - 1]
        others = {telling[members[n - 1].story.id]: n for n in reversed(chosen.also)}
        others.pop(telling[member.story.id], None)
        sentences.append(
            NarrativeSentence(
                text=" ".join(chosen.span.cut(member.snapshot.text).split()),
                citations=(chosen.n, *sorted(others.values())[:MOST_OTHERS]),
                story=member.story.id,
                snapshot=member.snapshot.id,
                span=chosen.span,
                new=material.is_new(member),
                independent=1 + len(others),
            )
        )
    return tuple(sentences)


def _chosen(members: Sequence[ThreadMember], headline: str) -> tuple[ChosenSentence, ...]:
    """Return the sentences; those of a story that is alone were chosen when its text was read."""
    if len(members) == 1 and (narrative := members[0].findings.narrative) is not None:
        return tuple(ChosenSentence(1, span) for span in narrative)
    return choose_sentences([_text(n, member) for n, member in enumerate(members, 1)], headline=headline)


def _text(n: int, member: ThreadMember) -> NumberedText:
    return NumberedText(
        n,
        member.snapshot.title,
        member.snapshot.text,
        member.story.published,
        reprint=bool(member.reprint_of),
        persons=member.findings.persons,
        sentences=member.findings.sentences or None,
    )
