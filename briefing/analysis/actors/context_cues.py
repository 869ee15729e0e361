"""What the words beside a name say about its type: a person with an office, or a place where something is."""

from collections.abc import Iterator

from briefing.analysis.actors.mentions import PERSON, PLACE, Mention, Reading, Tokens
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.parts import Part
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
"""Nouns that make an organisation of the unknown word behind them, whatever that word does."""
_NO_OFFICES = word_set("former then vice deputy crown")
_LONGEST_ROLE = 8


def office_beside(reading: Reading, mention: Mention) -> Tokens | None:
    """Return the office of a name that was taken for a place's ("Governor X", "X, the engineer"), or None."""
    if mention.kind != PLACE or lexicon().places.get(_low(reading, mention), "town") not in ("town", "city", "capital"):
        return None
    return _office_before(reading, mention.start) or _role_after(reading, mention)


def locating_word(reading: Reading, mention: Mention) -> Tokens | None:
    """Return the preposition that makes a place of one word that was taken for a person's name ("in X"), or None."""
    if mention.kind != PERSON or mention.end - mention.start > 1 or reading.low_at(mention.end) == "'s":
        return None
    within = reading.low_at(mention.start - 1) in LOCATING and not reading.is_name_word(mention.end)
    placed = within and reading.low_at(mention.start - 2) not in _TRUSTING
    return (mention.start - 1, mention.start) if placed else None


def named_organisations(reading: Reading) -> Iterator[int]:
    """Yield the positions of words that the noun before them makes organisations: "internet monitor X"."""
    if _WATCHING.isdisjoint(reading.low):
        return
    for position in reading.capitals:
        named = reading.low_at(position - 1) in _WATCHING and not reading.capital[position - 1]
        if named and not reading.is_name_word(position + 1):
            yield position


def dateline_country(reading: Reading) -> int:
    """Return where the name behind the town of a dateline stands, "PORT TOLLEN, Tollena - ", or -1."""
    if reading.shouted or not reading.words[0].isupper() or "," not in reading.low[1:5]:
        return -1
    comma = reading.low.index(",", 1, 5)
    shouts = all(word.isupper() and len(word) > 1 for word in reading.words[:comma])
    named = shouts and reading.is_name_word(comma + 1) and reading.low_at(comma + 2) in _DASHES
    return comma + 1 if named else -1


def _low(reading: Reading, mention: Mention) -> str:
    return " ".join(reading.low[mention.start : mention.end])


def _office_before(reading: Reading, start: int) -> Tokens | None:
    if start == 0 or reading.bare[start - 1] in _NO_OFFICES or reading.sentence.title_case:
        return None
    word, lists = reading.bare[start - 1], lexicon()
    office = (reading.capital[start - 1] and word in lists.titles) or (word in lists.roles and not word.endswith("s"))
    return (start - 1, start) if office else None


def _role_after(reading: Reading, mention: Mention) -> Tokens | None:
    """Return "the engineer" or "Baptist minister" in "X, the engineer," or "X, Baptist minister and poet,"."""
    first = mention.end + 1
    ends_as_place = mention.end - mention.start > 1 and reading.low[mention.end - 1] in lexicon().place_words
    if ends_as_place or reading.low_at(mention.end) != "," or first >= reading.size:
        return None
    if reading.low_at(mention.start - 1) in _LEADING_TO or reading.is_name_word(mention.start - 1):
        return None
    for position in range(first, min(first + _LONGEST_ROLE, reading.size)):
        part = reading.sentence.parts[position]
        if reading.bare[position] in lexicon().roles and not reading.is_name_word(position + 1):
            return first, position + 1
        if reading.low[position] in _STOPS or part in (Part.PREPOSITION, Part.PAST, Part.PRESENT_S, Part.WH):
            return None
    return None
