"""Names that only credit an outlet, author or photographer, open a dateline, or name a platform."""

from briefing.analysis.actors.entity_types import EntityTypes
from briefing.analysis.actors.mentions import EASTERN_FAMILIES, ORGANISATION, PERSON, PLACE, Mention, form_of
from briefing.analysis.actors.name_types import actor_words
from briefing.analysis.language.lexicon import lexicon
from briefing.analysis.language.tagging import TaggedSentence
from briefing.analysis.language.tokens import word_set
from briefing.data.loader import word_lists

_ORGANISATIONS = word_lists("actors/organisations.txt")
_PLATFORMS = _ORGANISATIONS["platforms"]
_PLATFORM_BEFORE = word_set("on via through to by over using in ( @")
_PLATFORM_AFTER = word_set("page post account feed video message followers user users")
AGENCIES = _ORGANISATIONS["credited"]
_UNITED_STATES = word_lists("actors/united_states.txt")
_PARTY_ABBREVIATIONS = _UNITED_STATES["party abbreviations"]
_AFTER_PARTY = _UNITED_STATES["after a party as a noun"]
_DASHES = word_set("- — – --")
_DATELINE_AFTER = word_set("- — – -- : ( , /")
_LONGEST_NAME = 3
"""Words of a name between a bracket and a slash."""


def is_credit(sentence: TaggedSentence, mention: Mention, index: int, types: EntityTypes) -> bool:
    """Return whether a name only credits an outlet or author, or only names a platform."""
    start, end = mention.start, mention.end
    form = form_of(sentence, start, end)
    low, before, after = form.lower(), sentence.low_at(start - 1), sentence.low_at(end)
    quarter = mention.kind == PLACE and before == "the"
    if low in actor_words().not_names and not quarter and not _is_known_person(mention, low, types):
        return True
    alone = end == len(sentence) and ((start == 0 and index > 0) or (start > 3 and before == ")"))
    if alone or _is_beside_slash(sentence, mention):
        return True
    if low in _PARTY_ABBREVIATIONS and not (before == "the" and (after in _AFTER_PARTY or not after[:1].isalpha())):
        return True
    if before == "(" and after == ")" and lexicon().places.get(low) == "abbreviation":
        return True
    if _is_dateline(sentence, mention):
        return True
    if low in _PLATFORMS and (before in _PLATFORM_BEFORE or after in _PLATFORM_AFTER):
        return True
    dateline = before == "(" and after == ")" and sentence.low_at(end + 1) in _DASHES and start < 8
    return dateline and types.kinds.get(form) == ORGANISATION


def _is_beside_slash(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether a name is an agency or a photographer: "Oslo/Reuters", "REUTERS/Ann Lee", "(Ann Lee/The Post)"."""
    start, end = mention.start, mention.end
    if "/" not in (sentence.low_at(start - 1), sentence.low_at(end)):
        return False
    slashed = sentence.low_at(start - 1) == "/"
    if (not slashed and sentence.low_at(end + 1) in AGENCIES) or (slashed and sentence.low[start] in AGENCIES):
        return True
    if slashed:
        return sentence.low_at(start - 2) in AGENCIES and end - start > 1
    in_brackets = "(" in sentence.low[max(0, start - _LONGEST_NAME) : start]
    return mention.kind == PERSON and sentence.is_name_word(end + 1) and in_brackets


def _is_known_person(mention: Mention, low: str, types: EntityTypes) -> bool:
    return mention.kind == PERSON and (low in types.by_surname or (low in types.by_given and low in EASTERN_FAMILIES))


def _is_dateline(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether a place in capitals is a dateline: "OSLO, Feb 3 (Reuters)", "OSLO: "."""
    shouts = all(word.isupper() for word in sentence.words[mention.start : mention.end])
    credited = sentence.low_at(mention.end) == "(" and sentence.low_at(mention.end + 1) in AGENCIES
    if (
        not (mention.kind == PLACE or credited)
        or not shouts
        or sum(map(len, sentence.words[mention.start : mention.end])) < 4
        or sentence.all_caps
    ):
        return False
    opens = mention.start == 0 or sentence.low[mention.start - 1] in ("/", ",")
    return opens and mention.start < 6 and sentence.low_at(mention.end) in _DATELINE_AFTER
