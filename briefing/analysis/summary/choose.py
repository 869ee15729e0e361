"""The narrative of a thread: a few sentences extracted from its stories.

Sentences are chosen greedily by how many stories share their words (Nenkova and Vanderwende 2005) and by what they add
to those chosen before (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from briefing.analysis.figures.comparison import LEAST_OF_TOLL
from briefing.analysis.figures.extraction import extract_figures, title_figures
from briefing.analysis.language.sentences import sentence_spans
from briefing.analysis.language.statements import Statement
from briefing.analysis.summary.sentences import QUOTED, NumberedText, Sentence, read_sentences
from briefing.data.loader import alternatives
from briefing.frozen import dataclass
from briefing.model.spans import Span

_LEAD_SENTENCES = 3
_HEADLINE = 0.5
"""What a word of the thread's headline adds to its share of the stories."""

_OWN = 0.6
_SAME_STORY, _OTHER_STORY = 0.4, 0.55
"""A sentence with less than this share of the best score is about something else.

The share is larger in a story from which nothing was chosen yet.
"""

_FEWEST_SENTENCES, _LENIENT = 3, 0.75
"""Until this many sentences are chosen, this part of those shares is enough."""

_NOVELTY = 0.7
"""How much of its score a sentence loses if all of it was said before; novelty must not outweigh relevance."""

_SAME_CORE = 0.4
"""Two sentences report the same fact if they share at least this part of the shorter one's stems."""

_SAME_COUNT = 3
"""They also do if they share a number and this many stems in all."""

_REPEATS = 0.45
"""A sentence is not chosen if at least this share of its stems was said before."""

_NAMED_AGAIN = 0.5
"""How much of its score a sentence loses if it names a person in full who was named in full before."""

_ADDS_LITTLE = 0.25
"""With this share of its stems said before, a sentence must not name a person in full again."""

_OVERTAKEN = timedelta(hours=3)
"""What a story says of the future is overtaken if another one of the thread is later by this much."""

_AGE = timedelta(hours=24)
_OLD = 0.15
"""How much of its score the lead loses if its story is a day older than the newest one."""

_DEPENDS, _OPENING = 0.5, 4
"""The part of its score that the lead keeps if one of its first words may point back."""

_NOT_ENDED = 0.93
"""The part of its score that the lead keeps if it has no full stop: it may be a headline or cut off."""

_ON_TOPIC = 2
"""The opening of a story is about the thread if it has this many stems of the headline or of several titles."""
_LEAST_NEW, _SEVERAL_TITLES = 4, 2

_OF_TITLE = 0.4
"""An opening that shares this part of the title's stems says what the title says."""

_NO_REPORT = 0.7
"""The part of its score that a sentence of an analysis, a question or a video keeps."""

_PROSPECTIVE = re.compile(alternatives("summary/prospective.txt"), re.IGNORECASE)
_NO_REPORT_TITLE = re.compile(alternatives("summary/no_reports.txt"), re.IGNORECASE)
_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ChosenSentence:
    """A chosen sentence: a span of text `n`; the texts `also` report the same in a sentence or their title."""

    n: int
    span: Span
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Toll:
    """How many were killed, injured or the like, with the stems of the sentence that says so."""

    kind: str
    value: float
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Said:
    """What the chosen sentences say."""

    stems: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def with_sentence(self, sentence: Sentence) -> "_Said":
        return _Said(self.stems | sentence.stems, self.names | sentence.full_names)


def choose_sentences(texts: Sequence[NumberedText], *, headline: str = "", most: int = 5) -> tuple[ChosenSentence, ...]:
    """Return up to `most` sentences that say what happened, the newest state first; () if there are only headlines.

    A sentence scores by how many stories share its words, by the words of the thread's `headline` in it, by how near it
    is to the beginning of its story, and by what it adds to the sentences before it. One with a much lower score than
    the best is about something else. Parts of quotes, questions, sentences that depend on the one before, bylines and
    boilerplate are never chosen, nor is what a later story has overtaken. The lead is chosen among the newer sentences;
    the openings of other stories follow from the newest to the oldest, then what else they say.
    """
    ordered = sorted(texts, key=lambda text: (text.published or _UNDATED, text.n))
    newest = max((text.published for text in texts if text.published), default=None)
    sentences = [sentence for text in ordered for sentence in read_sentences(text)]
    own = _own_sentences(sentences)
    story_counts = _story_counts(sentences)
    title_statements = {text.n: Statement(text.title) for text in texts}
    titles = Counter(stem for statement in title_statements.values() for stem in statement.stems)
    topic = Statement(headline).stems
    scores = {id(one): _score(one, story_counts, titles, topic, len(texts)) for one in own}
    tolls = {text.n: _tolls_of(text) for text in texts} if len(texts) > 1 else {}
    usable = [one for one in own if not _is_overtaken(one, newest) and not _has_risen(one, ordered, tolls)] or own
    leads = [sentence for sentence in usable if sentence.index < _LEAD_SENTENCES] or usable
    if not leads or most < 1:
        return ()
    lead = max(
        leads,
        key=lambda one: (
            _score_of_lead(one, scores[id(one)], topic, title_statements[one.n], newest),
            -one.index,
            -one.n,
        ),
    )
    reported = _Reports(sentences, title_statements)
    about = topic | {stem for stem, count in titles.items() if count >= _SEVERAL_TITLES}
    chosen = [lead, *_added_sentences(lead, usable, scores, reported, about, most - 1)]
    chosen[1:] = sorted(chosen[1:], key=lambda one: (one.index >= _LEAD_SENTENCES, -_time(one), one.n, one.index))
    return tuple(ChosenSentence(one.n, one.span, reported.elsewhere(one)) for one in chosen)


def _own_sentences(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return the usable sentences, those of a reprint only if no other text has them: feeds cut off summaries."""
    usable = [one for one in sentences if one.usable]
    own = [one for one in usable if not one.reprint]
    return own + [
        one
        for one in usable
        if one.reprint and not any(one.statement.reports_the_same(other.statement) for other in own)
    ]


def _score_of_lead(
    sentence: Sentence, score: float, topic: frozenset[str], title: Statement, newest: datetime | None
) -> float:
    """Return the score of a sentence as the lead: it should be recent, and say what the headline says."""
    on_topic = len(sentence.stems & topic) / len(topic) if topic else 0.0
    depends = _DEPENDS if _points_back(sentence, title) else 1.0
    ended = 1.0 if sentence.ended else _NOT_ENDED
    return score * (1.0 + on_topic) * _freshness(sentence, newest) * depends * ended


def _points_back(sentence: Sentence, title: Statement) -> bool:
    """Return whether a sentence opens with a reference to an earlier one: "The call …", "The talks of last week …"."""
    opening = sentence.span.cut(sentence.text.text).split()[:_OPENING]
    if opening[0] != "The":
        return False
    named = any(word[0].isupper() for word in opening[1:])
    return bool(sentence.index) or not (named or Statement(" ".join(opening)).stems & title.stems)


def _added_sentences(
    lead: Sentence,
    usable: Sequence[Sentence],
    scores: dict[int, float],
    reported: "_Reports",
    topic: frozenset[str],
    most: int,
) -> list[Sentence]:
    """Return up to `most` sentences that add something to the lead and to each other; `topic` is the thread's words."""
    highest = max(scores.values(), default=0.0)
    chosen, said = [lead], _Said().with_sentence(lead)
    usable = [one for one in usable if one is not lead]
    while len(chosen) <= most:
        least = highest * (_LENIENT if len(chosen) < _FEWEST_SENTENCES else 1.0)
        used = {one.n for one in chosen}
        candidates = [
            one
            for one in usable
            if scores[id(one)] >= least * (_SAME_STORY if one.n in used else _OTHER_STORY)
            and _is_news(one, chosen, said)
        ]
        if not candidates and len(chosen) < _FEWEST_SENTENCES:
            candidates = [one for one in usable if _adds_to(one, chosen, said, topic)]
        if not candidates:
            break
        best = max(candidates, key=lambda one: (scores[id(one)] * _added(one, said), -one.index, -one.n))
        usable = [one for one in usable if one is not best]
        if not any(reported.is_same_fact(best, other) for other in chosen):
            chosen.append(best)
            said = said.with_sentence(best)
    return chosen[1:]


def _is_news(sentence: Sentence, chosen: Sequence[Sentence], said: _Said) -> bool:
    """Return whether a sentence says something that the chosen ones do not."""
    return (
        _repeated(sentence, said.stems) < _REPEATS
        and not _names_again(sentence, said)
        and not any(_says_the_same(sentence, other) for other in chosen)
    )


def _adds_to(sentence: Sentence, chosen: Sequence[Sentence], said: _Said, topic: frozenset[str]) -> bool:
    """Return whether the opening of a story is about the thread and adds to it, though few stories say the same."""
    return (
        sentence.index < _LEAD_SENTENCES
        and (len(sentence.stems & topic) >= _ON_TOPIC or any(sentence.n == other.n for other in chosen))
        and len(sentence.core - said.stems) >= _LEAST_NEW
        and _is_news(sentence, chosen, said)
    )


def _names_again(sentence: Sentence, said: _Said) -> bool:
    """Return whether it introduces a person again, or names one in full again and adds little."""
    again = sentence.full_names & said.names
    return bool(sentence.introduced & again) or (bool(again) and _repeated(sentence, said.stems) >= _ADDS_LITTLE)


def _is_overtaken(sentence: Sentence, newest: datetime | None) -> bool:
    """Return whether the sentence speaks of the future, and a later story may have what came of it."""
    at = sentence.text.published
    if at is None or newest is None or newest - at < _OVERTAKEN:
        return False
    return bool(_PROSPECTIVE.search(QUOTED.sub(" ", sentence.span.cut(sentence.text.text))))


def _tolls_of(text: NumberedText) -> tuple[_Toll, ...]:
    """Return the tolls in the title and in the opening of a text."""
    opening = extract_figures(
        text.text, (text.sentences or sentence_spans(text.text, _LEAD_SENTENCES))[:_LEAD_SENTENCES]
    )
    found = [(figure, figure.sentence.cut(text.text)) for figure in opening if figure.toll]
    found += [(figure, text.title) for figure in title_figures(text.title)]
    return tuple(_Toll(figure.noun, figure.value, Statement(words).stems) for figure, words in found)


def _has_risen(sentence: Sentence, texts: Sequence[NumberedText], tolls: Mapping[int, Sequence[_Toll]]) -> bool:
    """Return whether the sentence gives a toll, and a later text a larger one: "three dead" before "five dead"."""
    at = sentence.text.published
    later = [text.n for text in texts if at and text.published and text.published > at and tolls[text.n]]
    own = [each for each in extract_figures(sentence.text.text, (sentence.span,)) if each.toll] if later else ()
    return any(
        toll.kind == figure.noun and toll.value > figure.value and len(toll.stems & sentence.stems) >= LEAST_OF_TOLL
        for figure in own
        for n in later
        for toll in tolls[n]
    )


def _gives_toll(sentence: Sentence) -> bool:
    return any(figure.toll for figure in extract_figures(sentence.text.text, (sentence.span,)))


def _freshness(sentence: Sentence, newest: datetime | None) -> float:
    at = sentence.text.published
    return 1.0 if at is None or newest is None else 1.0 - _OLD * min(1.0, (newest - at) / _AGE)


def _time(sentence: Sentence) -> float:
    return sentence.text.published.timestamp() if sentence.text.published else 0.0


def _score(
    sentence: Sentence, story_counts: Counter[str], titles: Counter[str], topic: frozenset[str], texts: int
) -> float:
    """Return the mean share of stories that have its words, which decreases with its position in the story.

    Words in titles count twice. The sentence's own story counts little: what only one story has is not yet central.
    """
    shares = sum((story_counts[stem] - _OWN + min(texts, titles[stem])) / texts for stem in sentence.stems)
    shares += _HEADLINE * len(sentence.stems & topic)
    kept = _NO_REPORT if _NO_REPORT_TITLE.search(sentence.text.title) else 1.0
    return kept * shares / (len(sentence.stems) + 4) / (1 + 0.12 * sentence.index)


def _story_counts(sentences: Sequence[Sentence]) -> Counter[str]:
    return Counter(stem for stem, _ in {(stem, sentence.n) for sentence in sentences for stem in sentence.stems})


def _says_the_same(one: Sentence, other: Sentence) -> bool:
    if len(one.stems & other.stems) >= _SAME_COUNT and one.statement.counts & other.statement.counts:
        return True
    pairs = ((one.stems, other.stems), (one.core, other.core))
    return any(len(mine & theirs) >= _SAME_CORE * min(len(mine), len(theirs)) for mine, theirs in pairs)


def _added(sentence: Sentence, said: _Said) -> float:
    again = _NAMED_AGAIN if sentence.full_names & said.names else 0.0
    return (1.0 - _NOVELTY * _repeated(sentence, said.stems)) * (1.0 - again)


def _repeated(sentence: Sentence, said: frozenset[str]) -> float:
    return max(len(stems & said) / max(1, len(stems)) for stems in (sentence.stems, sentence.core))


class _Reports:
    """Which texts report the same as a sentence, in a sentence of theirs or in their title."""

    def __init__(self, sentences: Sequence[Sentence], titles: Mapping[int, Statement]) -> None:
        self._sentences = sentences
        read = {one.n for one in sentences}
        self._titles = {n: title for n, title in titles.items() if n in read}

    def elsewhere(self, chosen: Sentence) -> tuple[int, ...]:
        """Return the numbers of the other texts that report the same, with the same number if it is a toll."""
        same = [(one.n, one.statement) for one in self._sentences if chosen.statement.reports_the_same(one.statement)]
        same += [(n, self._titles[n]) for n in self._in_titles(chosen)]
        same = [(n, other) for n, other in same if n != chosen.n]
        if same and _gives_toll(chosen):
            same = [(n, other) for n, other in same if other.counts & chosen.statement.counts]
        return tuple(sorted({n for n, _ in same}))

    def is_same_fact(self, one: Sentence, other: Sentence) -> bool:
        """Return whether both say what one title says, or one says what the title of the other's story says."""
        titles, others = self._in_titles(one), self._in_titles(other)
        return bool(titles & others) or other.n in titles or (one.n in others and self._repeats_title(one))

    def _repeats_title(self, sentence: Sentence) -> bool:
        """Return whether the opening of a story says the same as its title, perhaps in other words."""
        title = self._titles[sentence.n].stems
        return sentence.index == 0 and len(sentence.stems & title) >= _OF_TITLE * len(title)

    def _in_titles(self, sentence: Sentence) -> frozenset[int]:
        return frozenset(n for n, title in self._titles.items() if sentence.statement.reports_the_same(title))
