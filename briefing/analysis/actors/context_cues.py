"""What the words beside a name say about its type: a person with an office, or a place where something is."""

from collections.abc import Iterator

from briefing.analysis.actors.mentions import PERSON, PLACE, Mention, Tokens
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.parts import Part
from briefing.analysis.language.tagging import TaggedSentence
from briefing.analysis.language.tokens import word_set
from briefing.data.loader import word_lists

_ORGANISATIONS = word_lists("actors/organisations.txt")
LOCATING = word_set("in near outside around across throughout")
"""Prepositions that places follow."""
_TRUSTING = word_set("confidence trust faith interest interested belief believe believes believed disappointed change")
"""Words whose "in" leads to a person: "trust in Ann Lee"."""
_LEADING_TO = word_set("in near at from to of across around outside throughout toward towards for and ,")
_STOPS = word_set(", . ; : ) — – -")
_DASHES = word_set("- — – --")
_WATCHING = _ORGANISATIONS["nouns before an unknown word"]
"""Nouns that make an organisation of the unknown word after them, whatever that word does."""
_NO_OFFICES = word_set("former then vice deputy crown")
_LONGEST_ROLE = 8


def office_beside(sentence: TaggedSentence, mention: Mention) -> Tokens | None:
    """Return the office of a name that was taken for a place's ("Governor X", "X, the engineer"), or None."""
    if mention.kind != PLACE or lexicon().places.get(_low(sentence, mention), "town") not in (
        "town",
        "city",
        "capital",
    ):
        return None
    return _office_before(sentence, mention.start) or _role_after(sentence, mention)


def locating_word(sentence: TaggedSentence, mention: Mention) -> Tokens | None:
    """Return the preposition that makes a place of one word that was taken for a person's name ("in X"), or None."""
    if mention.kind != PERSON or mention.end - mention.start > 1 or sentence.low_at(mention.end) == "'s":
        return None
    within = sentence.low_at(mention.start - 1) in LOCATING and not sentence.is_name_word(mention.end)
    placed = within and sentence.low_at(mention.start - 2) not in _TRUSTING
    return (mention.start - 1, mention.start) if placed else None


def named_organisations(sentence: TaggedSentence) -> Iterator[int]:
    """Yield the positions of words that the noun before them makes organisations: "internet monitor X"."""
    if _WATCHING.isdisjoint(sentence.low):
        return
    for position in sentence.capitals:
        named = sentence.low_at(position - 1) in _WATCHING and not sentence.capital[position - 1]
        if named and not sentence.is_name_word(position + 1):
            yield position


def dateline_country(sentence: TaggedSentence) -> int:
    """Return the index of the name after the town of a dateline, "PORT TOLLEN, Tollena - ", or -1."""
    if sentence.all_caps or not sentence.words[0].isupper() or "," not in sentence.low[1:5]:
        return -1
    comma = sentence.low.index(",", 1, 5)
    shouts = all(word.isupper() and len(word) > 1 for word in sentence.words[:comma])
    named = shouts and sentence.is_name_word(comma + 1) and sentence.low_at(comma + 2) in _DASHES
    return comma + 1 if named else -1


def _low(sentence: TaggedSentence, mention: Mention) -> str:
    return " ".join(sentence.low[mention.start : mention.end])


def _office_before(sentence: TaggedSentence, start: int) -> Tokens | None:
    if start == 0 or sentence.bare[start - 1] in _NO_OFFICES or sentence.title_case:
        return None
    word, lists = sentence.bare[start - 1], lexicon()
    office = (sentence.capital[start - 1] and word in lists.titles) or (word in lists.roles and not word.endswith("s"))
    return (start - 1, start) if office else None


def _role_after(sentence: TaggedSentence, mention: Mention) -> Tokens | None:
    """Return "the engineer" or "Baptist minister" in "X, the engineer," or "X, Baptist minister and poet,"."""
    first = mention.end + 1
    ends_as_place = mention.end - mention.start > 1 and sentence.low[mention.end - 1] in lexicon().place_words
    if ends_as_place or sentence.low_at(mention.end) != "," or first >= len(sentence):
        return None
    if sentence.low_at(mention.start - 1) in _LEADING_TO or sentence.is_name_word(mention.start - 1):
        return None
    for position in range(first, min(first + _LONGEST_ROLE, len(sentence))):
        part = sentence.parts[position]
        if sentence.bare[position] in lexicon().roles and not sentence.is_name_word(position + 1):
            return first, position + 1
        if sentence.low[position] in _STOPS or part in (Part.PREPOSITION, Part.PAST, Part.PRESENT_S, Part.WH):
            return None
    return None
