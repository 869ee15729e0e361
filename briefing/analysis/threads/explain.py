"""Why a story is in its thread: the names, numbers and words that it shares with the other stories."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from difflib import SequenceMatcher

import numpy as np

from briefing.analysis.language.stemming import WrittenWord, written_words
from briefing.analysis.threads.encoded import stem_numbers_of
from briefing.analysis.threads.features import Features
from briefing.analysis.threads.opening import opening_words
from briefing.analysis.threads.shared_terms import SharedTerms, shared_terms
from briefing.model.grouping import Membership, StoryText
from briefing.model.reason import MembershipRule, Reason

MOST = 3
"""So many reasons are kept for a story."""
_MOST_OF_ONE_RULE = 2
_LEAST_SHARE = 0.05
_TITLE_SHARE = 0.5
_SHORTEST_RUN = 3
_HOURS = 24.0
_AN_HOUR = timedelta(hours=1)
_TINY = 1e-9


def memberships(
    rows: Sequence[int],
    stories: Sequence[StoryText],
    similarities: Sequence[float],
    lead: int,
    features: Features,
    known: Collection[int] = (),
) -> tuple[Membership, ...]:
    """Return the memberships of one group's `stories`, which are in order of publication.

    `rows` are their rows in `features`, and `similarities` those to the rest of the group. The `known` stories, whose
    reasons are stored, get none.
    """
    if len(stories) == 1:
        return (Membership(stories[0].id, similarities[0]),)
    shared = shared_terms(features.vectors, rows)
    named = next(story for story in stories if story.id == lead)
    second = stories[1] if stories[0] is named else stories[0]
    return tuple(
        Membership(
            story.id,
            similarity,
            ()
            if story.id in known
            else _strongest(
                [
                    *_users_merge(story, stories),
                    *_shared_words(story, _shares(shared, index, features.stems), _marks(features, row)),
                    *_title_overlap(story, second if story is named else named),
                    *_closeness_in_time(index, stories),
                ]
            ),
        )
        for index, (row, story, similarity) in enumerate(zip(rows, stories, similarities, strict=True))
    )


def _marks(features: Features, row: int) -> frozenset[int]:
    return frozenset(features.stems[list(features.marks[row])].tolist())


def _shares(shared: SharedTerms, index: int, stems: np.ndarray) -> dict[int, float]:
    """Return the share of each stem, by number, in what the row at `index` shares with the others, 0 .. 1."""
    part = slice(shared.starts[index], shared.starts[index + 1])
    products, columns = shared.products[part], shared.columns[part]
    single = (products > _TINY) & (columns < len(stems))
    whole = float(products.sum()) or 1.0
    return dict(zip(stems[columns[single]].tolist(), (products[single] / whole).tolist(), strict=True))


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
    """Yield a reason for each shared word of `text`; adjacent names make one reason."""
    run: list[tuple[WrittenWord, float]] = []
    for word in written_words(text):
        numbers = stem_numbers_of(word.parts, language)
        if shares.keys().isdisjoint(numbers):
            if run:
                yield _name(text, run)
                run = []
            continue
        share = sum(shares.get(number, 0.0) for number in numbers)
        is_name = share > 0 and word.written[0].isupper() and not marks.isdisjoint(numbers)
        if run and not (is_name and text[run[-1][0].end : word.start] == " "):
            yield _name(text, run)
            run = []
        if is_name:
            run.append((word, share))
        elif share > 0:
            rule = MembershipRule.NUMBERS if word.written[0].isdigit() else MembershipRule.RARE_WORDS
            yield Reason(rule, word.written, round(share, 2))
    if run:
        yield _name(text, run)


def _name(text: str, run: Sequence[tuple[WrittenWord, float]]) -> Reason:
    name = text[run[0][0].start : run[-1][0].end]
    return Reason(MembershipRule.SHARED_NAMES, name, round(sum(share for _, share in run), 2))


def _users_merge(story: StoryText, stories: Sequence[StoryText]) -> Iterator[Reason]:
    """Yield the user's merge if it keeps the story together with another one of the group."""
    if story.pinned and any(other.pinned == story.pinned for other in stories if other is not story):
        yield Reason(MembershipRule.YOUR_MERGE, "you put them together", 1.0)


def _title_overlap(story: StoryText, other: StoryText) -> Iterator[Reason]:
    """Yield the longest run of words in both titles if it is at least half of the story's title."""
    words, others = written_words(story.title), written_words(other.title)
    own, theirs = ([word.written.casefold() for word in side] for side in (words, others))
    least, there = max(_SHORTEST_RUN, _TITLE_SHARE * len(words)), frozenset(theirs)
    if sum(word in there for word in own) < least:
        return
    match = SequenceMatcher(None, own, theirs, autojunk=False).find_longest_match()
    if match.size >= least:
        value = story.title[words[match.a].start : words[match.a + match.size - 1].end]
        yield Reason(MembershipRule.TITLE_OVERLAP, value, round(match.size / len(words), 2))


def _closeness_in_time(index: int, stories: Sequence[StoryText]) -> Iterator[Reason]:
    """Yield the time to the story published before or after it, the nearer one, if that is within a day."""
    own, adjacent = stories[index].published, (*stories[max(0, index - 1) : index], *stories[index + 1 : index + 2])
    gaps = [abs(other.published - own) / _AN_HOUR for other in adjacent if own and other.published]
    if gaps and min(gaps) <= _HOURS:
        value = f"{max(1, round(min(gaps)))} h apart"
        yield Reason(MembershipRule.TIME, value, round(0.05 * (1 - min(gaps) / _HOURS), 2))


def _strongest(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    chosen: list[Reason] = []
    for reason in sorted(reasons, key=lambda one: -one.weight):
        same_rule = sum(other.kind == reason.kind for other in chosen)
        if len(chosen) < MOST and same_rule < _MOST_OF_ONE_RULE:
            chosen.append(reason)
    return tuple(chosen)


def _inside(value: str, other: str) -> bool:
    return f" {value.casefold()} " in f" {other.casefold()} "
