"""Names that rest on the tagger's word alone and are likely wrong: they are left out rather than shown."""

from briefing.analysis.actors.mentions import ORGANISATION, PERSON, Mention
from briefing.analysis.language.lexicon import lexicon, word_classes
from briefing.analysis.language.tagging import TaggedSentence
from briefing.model.evidence import TypeRule

_LONGEST_ACRONYM = 6
_PRAISING = frozenset({"worst", "best", "top", "biggest", "greatest", "most"})


def is_doubtful(form: str, kind: str, rule: TypeRule, *, times: int, products: int) -> bool:
    """Return whether a name is left out: a product, or a word that only the tagger takes for a name.

    `times` says how often the name stands in running text, `products` how often a noun for a product follows it.
    """
    if products and 2 * products >= times:
        return True
    if rule is not TypeRule.TAGGED:
        return False
    low, lists = form.lower(), lexicon()
    if " " not in form:
        return times <= 1 and not _is_listed(low, form) and not _is_acronym(form)
    if kind == PERSON:
        words = low.split()
        named = any(word in lists.given or word in lists.family for word in words)
        return not named and all(_is_plain(word) for word in words)
    return kind == ORGANISATION and times <= 1 and low.split()[0] in _PRAISING


def speaks_or_holds_office(sentence: TaggedSentence, mention: Mention) -> bool:
    """Return whether a verb of speech, a title or an office stands beside a name."""
    lists, before, after = lexicon(), mention.start - 1, mention.end
    if sentence.low_at(after) in lists.saying or sentence.low_at(before) in lists.saying:
        return True
    word = sentence.low_at(before).rstrip(".")
    if word in lists.titles or word in lists.roles:
        return True
    apposition = range(after + 1, min(after + 6, len(sentence))) if sentence.low_at(after) == "," else range(0)
    return any(sentence.low[at] in lists.roles for at in apposition)


def _is_listed(low: str, form: str) -> bool:
    lists = lexicon()
    return low in lists.given or low in lists.family or low in lists.places or form in lists.organisations


def _is_acronym(form: str) -> bool:
    return form.isupper() and 2 <= len(form) <= _LONGEST_ACRONYM


def _is_plain(word: str) -> bool:
    return bool(word_classes(word).strip("-")) and word in lexicon().common
