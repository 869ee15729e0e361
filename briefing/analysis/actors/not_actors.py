"""Covers names that name no actor: titles of works, cases of law, storms, ships, credits, words in another language."""

from collections.abc import Iterator, Sequence

from briefing.analysis.actors.mentions import OTHER, PERSON, Mention
from briefing.analysis.language.document import Document
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.parts import Part
from briefing.analysis.language.quotation_marks import Quoted
from briefing.analysis.language.quoted_sentences import FINITE
from briefing.analysis.language.tagging import TaggedSentence
from briefing.analysis.language.tokens import word_set
from briefing.data.loader import word_lists
from briefing.model.spans import Span

_WORDS = word_lists("actors/not_actors.txt")
_WORKS = _WORDS["works"]
_STORMS = _WORDS["storms"]
_SHIPS = _WORDS["ships"]
_ENGLISH = _WORDS["english"]
_FOREIGN = _WORDS["other languages"]
_CREDITS = _WORDS["credits"]
_VERSUS = word_set("v v. vs vs.")
_LONGEST_TITLE = 7
"""Words that a quoted title may have."""
_LONGEST_CREDIT = 8
"""Words after "Photograph:" among which a verb shows that it is a caption."""
_LEAST_FOREIGN = 6
"""Words that a sentence needs to be judged to be in another language."""


def without_non_actors(document: Document, mentions: Sequence[Sequence[Mention]]) -> list[list[Mention]]:
    """Return `mentions`, by sentence, with those that name no actor as OTHER, so that they stay covered."""
    titles = [quoted.outer for quoted in document.quoted if _is_title(document.text, quoted)]
    storms = {word for sentence in document.sentences for word in _storms(sentence)}
    full = {
        sentence.low[mention.end - 1]
        for sentence, found in zip(document.sentences, mentions, strict=True)
        for mention in found
        if mention.kind == PERSON and mention.end - mention.start > 1
    }
    return [
        list(_covered(sentence, found, titles, storms - full))
        for sentence, found in zip(document.sentences, mentions, strict=True)
    ]


def _covered(
    sentence: TaggedSentence, found: Sequence[Mention], titles: Sequence[Span], storms: set[str]
) -> Iterator[Mention]:
    foreign = bool(found) and _is_foreign(sentence)
    credited = _credit_start(sentence) if found else len(sentence)
    for mention in found:
        span = Span(sentence.tokens[mention.start].start, sentence.tokens[mention.end - 1].end)
        storm = mention.end - mention.start == 1 and sentence.low[mention.start] in storms
        quoted = any(title.holds(span) for title in titles)
        if foreign or storm or quoted or mention.start >= credited or _is_no_actor(sentence, mention):
            yield Mention(mention.start, mention.end, OTHER)
        else:
            yield mention


def _is_title(text: str, quoted: Quoted) -> bool:
    """Return whether a few quoted words are all written with capitals, as the title of a work or a nickname is."""
    words = quoted.inner.cut(text).rstrip(",").split()
    if not quoted.closed or not words or len(words) > _LONGEST_TITLE or words[-1][-1:] in ".!?":
        return False
    return all(word[:1].isupper() or not word[:1].isalpha() or word in _ENGLISH for word in words)


def _storms(sentence: TaggedSentence) -> Iterator[str]:
    """Yield the names after "Hurricane" and the like."""
    for position in sentence.capitals:
        if sentence.low_at(position - 1) in _STORMS and position > 0 and sentence.capital[position - 1]:
            yield sentence.low[position]


def _is_foreign(sentence: TaggedSentence) -> bool:
    """Return whether a sentence of an English text is in another language."""
    if len(sentence) < _LEAST_FOREIGN or not _ENGLISH.isdisjoint(sentence.low):
        return False
    return sum(word in _FOREIGN for word in sentence.low) > 1


def _credit_start(sentence: TaggedSentence) -> int:
    """Return where the credit of a picture begins ("Photograph: Ann Lee"), or the end of the sentence."""
    for position, low in enumerate(sentence.low):
        if low in _CREDITS and sentence.low_at(position + 1) in (":", "/") and sentence.low_at(position - 1) != "file":
            rest = sentence.parts[position + 2 : position + 2 + _LONGEST_CREDIT]
            return len(sentence) if FINITE.intersection(rest) else position
    return len(sentence)


def _is_no_actor(sentence: TaggedSentence, mention: Mention) -> bool:
    start, end = mention.start, mention.end
    single = end - start == 1
    if single and len(sentence.words[start]) == 1 and sentence.words[start] != "X":
        return True
    before, after = sentence.low_at(start - 1), sentence.low_at(end)
    if (after in _VERSUS and sentence.is_name_word(end + 1)) or (
        before in _VERSUS and sentence.is_name_word(start - 2)
    ):
        return True
    if sentence.words[start] in _SHIPS or (start > 0 and sentence.words[start - 1] in _SHIPS):
        return True
    if single and after.isdigit() and sentence.words[start] in lexicon().organisations and len(after) == 3:  # an index
        return True
    work = before in _WORKS and not sentence.capital[start - 1] and sentence.parts[start - 1] == Part.NOUN
    return work and sentence.low[start] not in lexicon().given
