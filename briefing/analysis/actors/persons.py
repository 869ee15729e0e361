"""Adds persons that the tagger missed: after a title or a role, with a known given name, or before a verb of speech."""

import re
from collections.abc import Iterator, Sequence

from briefing.analysis.actors.forms import EASTERN_FAMILIES, PARTICLES
from briefing.analysis.actors.kinds import WIDE_PLACES, is_plain_person
from briefing.analysis.actors.reading import PERSON, Mention, Reading, free_of
from briefing.analysis.actors.wordlists import actor_words
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.tokens import word_set

_NAME_WORD = re.compile(r"[A-ZÀ-Þ][\w'-]*[a-zß-ÿ][\w'-]*$|[A-Z]\.$|[A-Z][a-z]?$")
_SURE_TITLES = word_set(
    "fm maj pm mr mrs ms dr sen rep gov gen col lt sgt capt adm prof sheikh sheik president minister general colonel "
    "chancellor senator ambassador commander justice judge mullah maulana ayatollah king queen prince princess sir "
    "lady lord secretary premier governor mayor professor captain imam pastor archbishop cardinal spokesman "
    "spokeswoman spokesperson chairman envoy shri congressman congresswoman"
)
_SAID = word_set("said says told added wrote tweeted")


def with_persons(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """Return `mentions` of a sentence with persons added where nothing else was seen."""
    if reading.shouted:
        return list(mentions)
    return sorted([*mentions, *_persons(reading, mentions)])


def _persons(reading: Reading, mentions: Sequence[Mention]) -> Iterator[Mention]:
    done = 0
    for position in reading.capitals:
        if position < done:
            continue
        end = _run_end(reading, mentions, position)
        start = position
        while start < end and (reading.bare[start] in lexicon().titles or reading.low[start] == "executive"):
            start += 1
        if start < end and _is_person(reading, start, end, titled=start > position or _has_title(reading, start)):
            yield Mention(start, end, PERSON, 0.6)
        done = max(end, position + 1)


def _run_end(reading: Reading, mentions: Sequence[Mention], start: int) -> int:
    end = start
    while end - start < 5 and end < reading.size and free_of(mentions, end, end + 1):
        particle = end > start and reading.low[end] in PARTICLES and reading.is_name_word(end + 1)
        if not particle and not _may_be_in_name(reading, end):
            break
        end += 1
    return end


def _may_be_in_name(reading: Reading, position: int) -> bool:
    low = reading.low[position]
    if not reading.capital[position] or not _NAME_WORD.match(reading.words[position]):
        return False
    blocked = low in actor_words().not_names and low not in lexicon().titles
    return not blocked and low not in lexicon().demonyms


def _has_title(reading: Reading, start: int) -> bool:
    before = reading.low_at(start - 1).rstrip(".")
    return before in _SURE_TITLES and (reading.is_name_word(start - 1) or before in lexicon().roles)


def _is_person(reading: Reading, start: int, end: int, *, titled: bool) -> bool:
    length, lists, low = end - start, lexicon(), reading.low
    if length > 4 or not is_plain_person(reading, start, end) or _is_spoilt(reading, start, end, titled=titled):
        return False
    if titled:
        return low[start] not in lists.organisation_heads and (length > 1 or low[start] not in lists.common)
    if length == 1:
        return _spoke(reading, start)
    if low[start] in lists.common:
        return False
    role_before = reading.low_at(start - 1) in lists.roles and not reading.is_name_word(start - 1)
    if role_before and not reading.sentence.title_case:
        return True
    given = low[start] in lists.given or low[start] in EASTERN_FAMILIES
    return given and (low[end - 1] in lists.family or not reading.sentence.title_case)


def _is_spoilt(reading: Reading, start: int, end: int, *, titled: bool) -> bool:
    lists, last = lexicon(), reading.low[end - 1]
    if last.rstrip(".") in lists.organisation_heads and last not in lists.family:
        return True
    wide = any(lists.places.get(word) in WIDE_PLACES for word in reading.low[start:end])
    return (wide and end - start <= 2 and not titled) or (last in lists.common and last not in lists.family)


def _spoke(reading: Reading, start: int) -> bool:
    """Tell whether a single capitalised word is followed by "said", and nothing speaks against a person."""
    low, lists = reading.low[start], lexicon()
    if reading.low_at(start + 1) not in _SAID or reading.sentence.title_case:
        return False
    other = low in lists.places or low in lists.common or low in lists.titles or low in lists.organisation_heads
    return not other and (start > 0 or not low.endswith("s"))
