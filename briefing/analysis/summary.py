"""The narrative of a thread: a few sentences cut from its stories."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from briefing.analysis.language.sentences import sentence_spans
from briefing.analysis.language.stemming import stemmer, tokens
from briefing.analysis.lexicons import patterns
from briefing.model.spans import Span

_FEWEST_WORDS, _MOST_WORDS = 8, 45
_FEWEST_ENDED = 14
_READ_SENTENCES = 30
"""So many sentences from a text's beginning are considered: news puts the matter first."""

_LEAD_PLACES = 3
_SAME = 0.6
"""From this overlap of stems (Jaccard) on two sentences say the same."""

_HEADLINE = 0.5
"""What a word of the thread's headline counts for, beside its share of the stories."""

_OWN = 0.6
_SAME_STORY, _OTHER_STORY = 0.4, 0.55
"""The parts of the best sentence's score below which a sentence is about something else."""

_FEWEST_SENTENCES, _LENIENT = 3, 0.6
"""Until there are so many sentences, so much of those parts is enough."""

_NOVELTY = 0.7
"""How much of a sentence's score is lost where all of it was said: what is new may not outweigh what matters."""

_SAME_CORE = 0.6
"""From this share of the shorter one's stems on, two sentences tell the same event."""

_REPEATS = 0.55
"""A sentence of whose stems this share has been said already is not chosen."""

_AFTERWARDS = re.compile(
    r"^\s*(?:latest (?:articles|news)|more (?:like this|on this|from|stories)|discover more|related(?: \w+)?"
    r"|relevant articles?|recommended|read (?:more|next)|you may also like|most (?:read|popular)|sources?"
    r"|references)\s*:?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,40}(?:, [A-Z][\w. ]{1,30})?\s*(?:\([^()]{2,40}\)\s*)?(?:—|–|--|-)\s+(?=[\"“A-Z0-9])"
    r"|(?:\[[A-Z][^\[\]\n]{1,40}\]\s+)(?:[A-Z][\w .,'’/-]{1,40}\s(?:—|–|--|-)\s+)?(?=[\"“A-Z0-9])"
    r"|[A-Z][A-Z .’'-]{2,30}(?:/[A-Z .]{2,30})?:\s+(?=[A-Z0-9])"
    r"|[^\n()]{0,60}\((?:[A-Z][\w. /-]{1,30})\)\s*(?:—|–|--|-)\s+(?=[\"“A-Z0-9])"
)
_ENDS = re.compile(r"[.!。！][\"”’»)]*$")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|my|me|we|we['’]\w+|our|us|you|your)\b")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class NumberedText:
    """One story's text under its number in the source list; `reprint` tells that it repeats an earlier story."""

    n: int
    title: str
    text: str
    published: datetime | None
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen sentence: a span of text `n`; the texts `also` carry nearly the same sentence."""

    n: int
    span: Span
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sentence:
    n: int
    span: Span
    place: int
    stems: frozenset[str]
    usable: bool
    reprint: bool


def choose_sentences(texts: Sequence[NumberedText], *, headline: str = "", most: int = 5) -> tuple[Chosen, ...]:
    """Return up to `most` sentences that tell what happened, the lead first; () where there are only headlines.

    A sentence counts by how many stories share its words, by what it has of the thread's `headline`, how near it
    stands to the beginning of its story, and what it adds to the sentences before it. One that counts for much less
    than the best is about another matter, the more so in a story that nothing was chosen from. Fragments of quotes,
    questions, sentences that hang on the one before, bylines and page furniture are never chosen.
    """
    ordered = sorted(texts, key=lambda text: (text.published or _UNDATED, text.n))
    sentences = [sentence for text in ordered for sentence in _read(text)]
    usable = [sentence for sentence in sentences if sentence.usable and not sentence.reprint]
    spread = _spread(sentences)
    titles = Counter(stem for text in texts for stem in _stems(text.title))
    topic = _stems(headline)
    scores = {id(one): _score(one, spread, titles, topic, len(texts)) for one in usable}
    most_counted = max(scores.values(), default=0.0)
    leads = [sentence for sentence in usable if sentence.place < _LEAD_PLACES] or usable
    chosen: list[_Sentence] = []
    said: set[str] = set()
    candidates = leads
    while candidates and len(chosen) < most:
        best = max(candidates, key=lambda one: (scores[id(one)] * _added(one, said), -one.place, -one.n))
        chosen.append(best)
        said |= best.stems
        least = most_counted * (_LENIENT if len(chosen) < _FEWEST_SENTENCES else 1.0)
        told = {one.n for one in chosen}
        candidates = [
            one
            for one in usable
            if one not in chosen
            and _repeated(one, said) < _REPEATS
            and not any(_says_the_same(one, other) for other in chosen)
            and scores[id(one)] >= least * (_SAME_STORY if one.n in told else _OTHER_STORY)
        ]
    return tuple(Chosen(one.n, one.span, _carriers(one, sentences)) for one in chosen)


def _read(text: NumberedText) -> Iterator[_Sentence]:
    """Yield the first sentences of a text, datelines cut off."""
    end = _AFTERWARDS.search(text.text)
    body = text.text[: end.start()] if end else text.text
    whole_text = len(body.strip())
    for place, whole in enumerate(sentence_spans(body, _READ_SENTENCES)):
        dateline = _DATELINE.match(body, whole.start, whole.end)
        span = Span(dateline.end(), whole.end) if dateline else whole
        sentence = span.cut(body)
        alone = whole.end - whole.start == whole_text
        usable = _stands_alone(sentence, text.title, ended=alone)
        yield _Sentence(text.n, span, place, _stems(sentence), usable, text.reprint)


def _stands_alone(sentence: str, title: str, *, ended: bool = False) -> bool:
    """Tell whether the sentence can be read without the text around it.

    `ended` says that it is all of its text: many feeds give one sentence and leave its full stop away.
    """
    words = sentence.split()
    complete = _ENDS.search(sentence) or (ended and sentence[-1:].isalnum() and len(words) >= _FEWEST_ENDED)
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or not complete:
        return False
    if sentence[0] in "\"“‘'(-–—•*[" or sentence[0].islower() or sentence.count("“") != sentence.count("”"):
        return False
    if sentence.count('"') % 2 or _hangs_on(sentence) or _is_frame(sentence):
        return False
    unquoted = _QUOTED.sub(" ", sentence)
    if _FIRST_PERSON.search(unquoted) or len(unquoted.split()) < len(words) / 2:
        return False
    return sentence.rstrip(".").casefold() != title.rstrip(".").casefold()


def _hangs_on(sentence: str) -> bool:
    return patterns("unresolved_openings").match(sentence) is not None


def _is_frame(sentence: str) -> bool:
    return bool(patterns("frame_openings").match(sentence) or patterns("frame_phrases").search(sentence))


def _score(sentence: _Sentence, spread: Counter[str], titles: Counter[str], topic: frozenset[str], texts: int) -> float:
    """Return the mean share of stories that have its words, its words in titles counted twice, less further down.

    The sentence's own story counts little: what a story alone has is no part of the matter yet.
    """
    shares = sum((spread[stem] - _OWN + min(texts, titles[stem])) / texts for stem in sentence.stems)
    shares += _HEADLINE * len(sentence.stems & topic)
    return shares / (len(sentence.stems) + 4) / (1 + 0.12 * sentence.place)


def _spread(sentences: Sequence[_Sentence]) -> Counter[str]:
    return Counter(stem for stem, _ in {(stem, sentence.n) for sentence in sentences for stem in sentence.stems})


def _says_the_same(one: _Sentence, other: _Sentence) -> bool:
    return len(one.stems & other.stems) >= _SAME_CORE * min(len(one.stems), len(other.stems))


def _added(sentence: _Sentence, said: set[str]) -> float:
    return 1.0 - _NOVELTY * _repeated(sentence, said)


def _repeated(sentence: _Sentence, said: set[str]) -> float:
    return len(sentence.stems & said) / max(1, len(sentence.stems))


def _carriers(chosen: _Sentence, sentences: Sequence[_Sentence]) -> tuple[int, ...]:
    """Return the numbers of the other texts that carry nearly the same sentence."""
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
