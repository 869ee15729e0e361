"""Corrections: cited stories that were edited so that they lack words that a brief gave."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from briefing.analysis.language.sentences import sentence_spans
from briefing.model.brief import BriefRecord, CitedStory, Claim, StoryChange
from briefing.store.briefs import NewText

LEAST_ALIKE = 0.5
"""How similar a sentence must be to count as the edited form of a removed one (`difflib` ratio of their words)."""
LEAST_WORDS = 4


def changes_of(record: BriefRecord, edited: Mapping[int, NewText]) -> list[StoryChange]:
    """Return the changes of cited stories whose newest text lacks words that the brief gave.

    `edited` has the newest text of each story that was edited since, by the snapshot that was cited.
    """
    claims: dict[str, list[Claim]] = {}
    for passage in record.passages:
        for claim in passage.claims:
            claims.setdefault(claim.sha256, []).append(claim)
    changes: list[StoryChange] = []
    for story in record.cited:
        if (new := edited.get(story.snapshot)) is not None:
            changes += _changes(record, story, new, claims.get(story.sha256, ()))
    return changes


def _changes(record: BriefRecord, story: CitedStory, new: NewText, claims: Sequence[Claim]) -> Iterator[StoryChange]:
    def change(before: str, after: str, *, in_title: bool) -> StoryChange:
        return StoryChange(
            outlet=story.outlet,
            title=story.title,
            day=record.day,
            seen=new.taken,
            before=before,
            after=after,
            in_title=in_title,
            digest_before=story.sha256,
            digest_after=new.sha256,
        )

    if story.title != new.title:
        yield change(story.title, new.title, in_title=True)
    text = " ".join(new.text.split())
    for claim in dict.fromkeys(claims):
        gone = " ".join(claim.words.split()) not in text
        if gone and not claim.in_title and len(claim.words.split()) >= LEAST_WORDS:
            yield change(claim.words, _nearest(claim.words, new.text), in_title=False)


def _nearest(words: str, text: str) -> str:
    """Return the sentence of a text that is most like these words, or "" if none is."""
    wanted = words.split()
    best, found = LEAST_ALIKE, ""
    for span in sentence_spans(text):
        sentence = " ".join(span.cut(text).split())
        ratio = SequenceMatcher(None, wanted, sentence.split(), autojunk=False).ratio()
        if ratio > best:
            best, found = ratio, sentence
    return found
