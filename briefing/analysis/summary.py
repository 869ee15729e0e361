"""The narrative of a thread: a few sentences extracted from its stories.

Sentences are chosen greedily by how many stories share their words (Nenkova and Vanderwende 2005) and by what they add
to those chosen before (maximal marginal relevance, Carbonell and Goldstein 1998).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from briefing.analysis.language.sentences import sentence_spans
from briefing.analysis.language.stemming import stemmer, tokens
from briefing.data.loader import alternatives
from briefing.model.spans import Span

_FEWEST_WORDS, _MOST_WORDS = 8, 45
_FEWEST_ENDED = 14
_READ_SENTENCES = 30
"""So many sentences from the beginning of a text are considered: news puts the main point first."""

_LEAD_SENTENCES = 3
_SAME = 0.6
"""Two sentences say the same if the Jaccard overlap of their stems is at least this."""

_HEADLINE = 0.5
"""What a word of the thread's headline adds to its share of the stories."""

_OWN = 0.6
_SAME_STORY, _OTHER_STORY = 0.4, 0.55
"""A sentence with less than this share of the best score is about something else.

The share is larger in a story from which nothing was chosen yet.
"""

_FEWEST_SENTENCES, _LENIENT = 3, 0.6
"""Until so many sentences are chosen, this part of those shares is enough."""

_NOVELTY = 0.7
"""How much of its score a sentence loses if all of it was said before; novelty must not outweigh relevance."""

_SAME_CORE = 0.6
"""Two sentences report the same event if they share at least this part of the shorter one's stems."""

_REPEATS = 0.55
"""A sentence is not chosen if at least this share of its stems was said before."""

_LINKS_HEADING = re.compile(rf"^\s*{alternatives('summary/links_headings.txt')}\s*:?\s*$", re.IGNORECASE | re.MULTILINE)
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40}(?:, [A-Z][\w. ]{1,30})?\s*(?:\([^()]{2,40}\)\s*)?(?:—|–|--|-)\s+(?=[\"“A-Z0-9])"
    r"|(?:\[[A-Z][^\[\]\n]{1,40}\]\s+)(?:[A-Z][\w .,'’/-]{1,40}\s(?:—|–|--|-)\s+)?(?=[\"“A-Z0-9])"
    r"|[A-Z][A-Z .’'-]{2,30}(?:/[A-Z .]{2,30})?:\s+(?=[A-Z0-9])"
    r"|[^\n()]{0,60}\((?:[A-Z][\w. /-]{1,30})\)\s*(?:—|–|--|-)\s+(?=[\"“A-Z0-9])"
)
_UNRESOLVED = re.compile(alternatives("summary/unresolved_openings.txt"), re.IGNORECASE)
_BOILERPLATE_OPENING = re.compile(alternatives("summary/boilerplate_openings.txt"), re.IGNORECASE)
_BOILERPLATE_PHRASE = re.compile(alternatives("summary/boilerplate_phrases.txt"), re.IGNORECASE)
_ENDS = re.compile(r"[.!。！][\"”’»)]*$")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|my|me|we|we['’]\w+|our|us|you|your)\b")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class NumberedText:
    """One story's text with its number in the source list; a `reprint` repeats an earlier story."""

    n: int
    title: str
    text: str
    published: datetime | None
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class ChosenSentence:
    """A chosen sentence: a span of text `n`; the texts `also` have nearly the same sentence."""

    n: int
    span: Span
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    n: int
    span: Span
    index: int
    stems: frozenset[str]
    usable: bool
    reprint: bool


def choose_sentences(texts: Sequence[NumberedText], *, headline: str = "", most: int = 5) -> tuple[ChosenSentence, ...]:
    """Return up to `most` sentences that say what happened, the lead first; () if there are only headlines.

    A sentence scores by how many stories share its words, by the words of the thread's `headline` in it, by how near it
    is to the beginning of its story, and by what it adds to the sentences before it. One with a much lower score than
    the best is about something else. Parts of quotes, questions, sentences that depend on the one before, bylines and
    boilerplate are never chosen.
    """
    ordered = sorted(texts, key=lambda text: (text.published or _UNDATED, text.n))
    sentences = [sentence for text in ordered for sentence in _read(text)]
    usable = [sentence for sentence in sentences if sentence.usable and not sentence.reprint]
    story_counts = _story_counts(sentences)
    titles = Counter(stem for text in texts for stem in _stems(text.title))
    topic = _stems(headline)
    scores = {id(one): _score(one, story_counts, titles, topic, len(texts)) for one in usable}
    highest = max(scores.values(), default=0.0)
    leads = [sentence for sentence in usable if sentence.index < _LEAD_SENTENCES] or usable
    chosen: list[_Sentence] = []
    said: set[str] = set()
    candidates = leads
    while candidates and len(chosen) < most:
        best = max(candidates, key=lambda one: (scores[id(one)] * _added(one, said), -one.index, -one.n))
        chosen.append(best)
        said |= best.stems
        least = highest * (_LENIENT if len(chosen) < _FEWEST_SENTENCES else 1.0)
        used = {one.n for one in chosen}
        candidates = [
            one
            for one in usable
            if one not in chosen
            and _repeated(one, said) < _REPEATS
            and not any(_says_the_same(one, other) for other in chosen)
            and scores[id(one)] >= least * (_SAME_STORY if one.n in used else _OTHER_STORY)
        ]
    return tuple(ChosenSentence(one.n, one.span, _repeated_in(one, sentences)) for one in chosen)


def _read(text: NumberedText) -> Iterator[_Sentence]:
    """Yield the first sentences of a text, without datelines."""
    end = _LINKS_HEADING.search(text.text)
    body = text.text[: end.start()] if end else text.text
    whole_text = len(body.strip())
    for index, whole in enumerate(sentence_spans(body, _READ_SENTENCES)):
        dateline = _DATELINE.match(body, whole.start, whole.end)
        span = Span(dateline.end(), whole.end) if dateline else whole
        sentence = span.cut(body)
        alone = whole.end - whole.start == whole_text
        usable = _stands_alone(sentence, text.title, ended=alone)
        yield _Sentence(text.n, span, index, _stems(sentence), usable, text.reprint)


def _stands_alone(sentence: str, title: str, *, ended: bool = False) -> bool:
    """Return whether the sentence can be understood without its context.

    `ended` says that it is the whole text: many feeds give one sentence without its full stop.
    """
    words = sentence.split()
    complete = _ENDS.search(sentence) or (ended and sentence[-1:].isalnum() and len(words) >= _FEWEST_ENDED)
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or not complete:
        return False
    if sentence[0] in "\"“‘'(-–—•*[" or sentence[0].islower() or sentence.count("“") != sentence.count("”"):
        return False
    if sentence.count('"') % 2 or _UNRESOLVED.match(sentence) or _is_boilerplate(sentence):
        return False
    unquoted = _QUOTED.sub(" ", sentence)
    if _FIRST_PERSON.search(unquoted) or len(unquoted.split()) < len(words) / 2:
        return False
    return sentence.rstrip(".").casefold() != title.rstrip(".").casefold()


def _is_boilerplate(sentence: str) -> bool:
    return bool(_BOILERPLATE_OPENING.match(sentence) or _BOILERPLATE_PHRASE.search(sentence))


def _score(
    sentence: _Sentence, story_counts: Counter[str], titles: Counter[str], topic: frozenset[str], texts: int
) -> float:
    """Return the mean share of stories that have its words, which decreases with its position in the story.

    Words in titles count twice. The sentence's own story counts little: what only one story has is not yet central.
    """
    shares = sum((story_counts[stem] - _OWN + min(texts, titles[stem])) / texts for stem in sentence.stems)
    shares += _HEADLINE * len(sentence.stems & topic)
    return shares / (len(sentence.stems) + 4) / (1 + 0.12 * sentence.index)


def _story_counts(sentences: Sequence[_Sentence]) -> Counter[str]:
    return Counter(stem for stem, _ in {(stem, sentence.n) for sentence in sentences for stem in sentence.stems})


def _says_the_same(one: _Sentence, other: _Sentence) -> bool:
    return len(one.stems & other.stems) >= _SAME_CORE * min(len(one.stems), len(other.stems))


def _added(sentence: _Sentence, said: set[str]) -> float:
    return 1.0 - _NOVELTY * _repeated(sentence, said)


def _repeated(sentence: _Sentence, said: set[str]) -> float:
    return len(sentence.stems & said) / max(1, len(sentence.stems))


def _repeated_in(chosen: _Sentence, sentences: Sequence[_Sentence]) -> tuple[int, ...]:
    """Return the numbers of the other texts that have nearly the same sentence."""
    return tuple(
        sorted(
            {
                other.n
                for other in sentences
                if other.n != chosen.n
                and len(chosen.stems & other.stems) >= _SAME * max(1, len(chosen.stems | other.stems))
            }
        )
    )


def _stems(text: str) -> frozenset[str]:
    stem = stemmer()
    return frozenset(stem(word) for word in tokens(text)) - {""}
