"""Why a story stands in its group: the names, numbers and words that it shares with the rest."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from difflib import SequenceMatcher

import numpy as np

from briefing.analysis.language.stemming import WrittenWord, written_words
from briefing.analysis.threads.background import opening_words
from briefing.analysis.threads.encoded import stem_number
from briefing.analysis.threads.features import Features
from briefing.analysis.threads.shared_terms import SharedTerms, shared_terms
from briefing.model.grouping import Membership, StoryText
from briefing.model.reason import Reason

MOST = 3
_MOST_OF_ONE_KIND = 2
_LEAST_SHARE = 0.05
_TITLE_SHARE = 0.5
_SHORTEST_RUN = 3
_HOURS = 24.0
_AN_HOUR = timedelta(hours=1)
_NOTHING = 1e-9


def memberships(
    rows: Sequence[int],
    stories: Sequence[StoryText],
    similarities: Sequence[float],
    lead: int,
    features: Features,
    told: Collection[int] = (),
) -> tuple[Membership, ...]:
    """Return the memberships of one group's `stories`, which are in order of publication.

    `rows` are theirs in `features`, `similarities` are to the rest of the group. Those of stories `told` before have no
    reasons.
    """
    if len(stories) == 1:
        return (Membership(stories[0].id, similarities[0]),)
    common = shared_terms(features.vectors, rows)
    named = next(story for story in stories if story.id == lead)
    second = stories[1] if stories[0] is named else stories[0]
    return tuple(
        Membership(
            story.id,
            similarity,
            ()
            if story.id in told
            else _strongest(
                [
                    *_users_merge(story, stories),
                    *_shared_words(story, _shares(common, place, features.stems), _marks(features, row)),
                    *_title_overlap(story, second if story is named else named),
                    *_closeness(place, stories),
                ]
            ),
        )
        for place, (row, story, similarity) in enumerate(zip(rows, stories, similarities, strict=True))
    )


def _marks(features: Features, row: int) -> frozenset[int]:
    return frozenset(features.stems[list(features.marks[row])].tolist())


def _shares(common: SharedTerms, place: int, stems: np.ndarray) -> dict[int, float]:
    """Return each stem's share, 0 .. 1, of what the row at `place` has in common with the other rows, by number."""
    part = slice(common.starts[place], common.starts[place + 1])
    products, columns = common.products[part], common.columns[part]
    told = (products > _NOTHING) & (columns < len(stems))
    whole = float(products.sum()) or 1.0
    return dict(zip(stems[columns[told]].tolist(), (products[told] / whole).tolist(), strict=True))


def _shared_words(story: StoryText, shares: Mapping[int, float], marks: frozenset[int]) -> Iterator[Reason]:
    best: dict[str, Reason] = {}
    for text in (story.title, opening_words(story.lead)):
        for reason in _runs(text, story.language, shares, marks):
            key = reason.value.casefold()
            if key not in best and reason.weight >= _LEAST_SHARE:
                best[key] = reason
    kept: list[Reason] = []
    for reason in sorted(best.values(), key=lambda one: -one.weight):
        if not any(_inside(reason.value, other.value) for other in kept):
            kept.append(reason)
    return iter(kept)


def _runs(text: str, language: str, shares: Mapping[int, float], marks: frozenset[int]) -> Iterator[Reason]:
    """Yield a reason for each shared word of `text`; names that stand side by side are one."""
    run: list[tuple[WrittenWord, float]] = []
    for word in written_words(text):
        numbers = [stem_number(part, language) for part in word.parts]
        share = sum(shares.get(number, 0.0) for number in numbers)
        is_name = share > 0 and word.written[0].isupper() and not marks.isdisjoint(numbers)
        if run and not (is_name and text[run[-1][0].end : word.start] == " "):
            yield _name(text, run)
            run = []
        if is_name:
            run.append((word, share))
        elif share > 0:
            yield Reason("numbers" if word.written[0].isdigit() else "rare words", word.written, round(share, 2))
    if run:
        yield _name(text, run)


def _name(text: str, run: Sequence[tuple[WrittenWord, float]]) -> Reason:
    return Reason("shared names", text[run[0][0].start : run[-1][0].end], round(sum(share for _, share in run), 2))


def _users_merge(story: StoryText, stories: Sequence[StoryText]) -> Iterator[Reason]:
    """Yield the reader's word, where it holds the story and another one of the group together."""
    if story.pinned and any(other.pinned == story.pinned for other in stories if other is not story):
        yield Reason("your merge", "you put them together", 1.0)


def _title_overlap(story: StoryText, other: StoryText) -> Iterator[Reason]:
    """Yield the longest run of words that both titles have, where it is half of the story's title or more."""
    words, others = written_words(story.title), written_words(other.title)
    own, theirs = ([word.written.casefold() for word in side] for side in (words, others))
    least, there = max(_SHORTEST_RUN, _TITLE_SHARE * len(words)), frozenset(theirs)
    if sum(word in there for word in own) < least:
        return
    match = SequenceMatcher(None, own, theirs, autojunk=False).find_longest_match()
    if match.size >= least:
        value = story.title[words[match.a].start : words[match.a + match.size - 1].end]
        yield Reason("title overlap", value, round(match.size / len(words), 2))


def _closeness(place: int, stories: Sequence[StoryText]) -> Iterator[Reason]:
    """Yield how near the nearest other story of the group was published, if within a day: one beside it in time."""
    own, beside = stories[place].published, (*stories[max(0, place - 1) : place], *stories[place + 1 : place + 2])
    gaps = [abs(other.published - own) / _AN_HOUR for other in beside if own and other.published]
    if gaps and min(gaps) <= _HOURS:
        yield Reason("time", f"{max(1, round(min(gaps)))} h apart", round(0.05 * (1 - min(gaps) / _HOURS), 2))


def _strongest(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    chosen: list[Reason] = []
    for reason in sorted(reasons, key=lambda one: -one.weight):
        alike = sum(other.kind == reason.kind for other in chosen)
        if len(chosen) < MOST and alike < _MOST_OF_ONE_KIND:
            chosen.append(reason)
    return tuple(chosen)


def _inside(value: str, other: str) -> bool:
    return f" {value.casefold()} " in f" {other.casefold()} "
