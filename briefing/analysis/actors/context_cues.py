"""What the words beside a name say that it is: a person with a role, or a place where something is."""

from collections.abc import Iterator

from briefing.analysis.actors.mentions import PERSON, PLACE, Mention, Reading
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.parts import Part
from briefing.analysis.language.tokens import word_set

LOCATING = word_set("in near outside around across throughout")
"""Words behind which places stand."""
_TRUSTING = word_set("confidence trust faith interest interested belief believe believes believed disappointed change")
"""What is put in persons: "trust in Ann Lee"."""
_LEADING_TO = word_set("in near at from to of across around outside throughout toward towards for and ,")
_STOPS = word_set(", . ; : ) — – -")
_DASHES = word_set("- — – --")
_WATCHING = word_set("monitor watchdog tracker group startup thinktank")
"""Nouns that make a body of the unknown word behind them, whatever that word does."""
_NO_OFFICES = word_set("former then vice deputy crown")
_LONGEST_ROLE = 8


def stands_as_person(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name that was taken for a place's bears an office: "Governor X", "X, the engineer"."""
    if mention.kind != PLACE or lexicon().places.get(_low(reading, mention), "town") not in ("town", "city", "capital"):
        return False
    return _has_office_before(reading, mention.start) or _has_role_after(reading, mention)


def stands_in(reading: Reading, mention: Mention) -> bool:
    """Tell whether a name of one word that was taken for a person's stands where only places do: "in X"."""
    if mention.kind != PERSON or mention.end - mention.start > 1 or reading.low_at(mention.end) == "'s":
        return False
    within = reading.low_at(mention.start - 1) in LOCATING and not reading.is_name_word(mention.end)
    return within and reading.low_at(mention.start - 2) not in _TRUSTING


def named_bodies(reading: Reading) -> Iterator[str]:
    """Give words of which the noun before them makes a body: "internet monitor X"."""
    if _WATCHING.isdisjoint(reading.low):
        return
    for position in reading.capitals:
        told = reading.low_at(position - 1) in _WATCHING and not reading.capital[position - 1]
        if told and not reading.is_name_word(position + 1):
            yield reading.words[position]


def dateline_land(reading: Reading) -> str:
    """Return the name behind the town in capitals in a line that opens a story, "PORT TOLLEN, Tollena - ", or ""."""
    if reading.shouted or not reading.words[0].isupper() or "," not in reading.low[1:5]:
        return ""
    comma = reading.low.index(",", 1, 5)
    shouts = all(word.isupper() and len(word) > 1 for word in reading.words[:comma])
    named = shouts and reading.is_name_word(comma + 1) and reading.low_at(comma + 2) in _DASHES
    return reading.words[comma + 1] if named else ""


def _low(reading: Reading, mention: Mention) -> str:
    return " ".join(reading.low[mention.start : mention.end])


def _has_office_before(reading: Reading, start: int) -> bool:
    if start == 0 or reading.bare[start - 1] in _NO_OFFICES or reading.sentence.title_case:
        return False
    word, lists = reading.bare[start - 1], lexicon()
    return (reading.capital[start - 1] and word in lists.titles) or (word in lists.roles and not word.endswith("s"))


def _has_role_after(reading: Reading, mention: Mention) -> bool:
    """Tell whether ", the engineer," or ", Baptist minister and poet," stands behind a name."""
    first = mention.end + 1
    ends_as_place = mention.end - mention.start > 1 and reading.low[mention.end - 1] in lexicon().place_words
    if ends_as_place or reading.low_at(mention.end) != "," or first >= reading.size:
        return False
    if reading.low_at(mention.start - 1) in _LEADING_TO or reading.is_name_word(mention.start - 1):
        return False
    for position in range(first, min(first + _LONGEST_ROLE, reading.size)):
        part = reading.sentence.parts[position]
        if reading.bare[position] in lexicon().roles and not reading.is_name_word(position + 1):
            return True
        if reading.low[position] in _STOPS or part in (Part.PREPOSITION, Part.PAST, Part.PRESENT_S, Part.WH):
            return False
    return False
