"""Short forms of the names of organisations: acronyms, and a head word such as "the Commission"."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from briefing.analysis.actors.entity_types import EntityTypes
from briefing.analysis.actors.mentions import ORGANISATION, Mention, free_of, initials, plain_form
from briefing.analysis.actors.name_types import actor_words
from briefing.analysis.language.lexicon import NamePaths, lexicon, name_paths
from briefing.analysis.language.sentences import word_set
from briefing.analysis.language.tagging import TaggedSentence
from briefing.data.loader import word_lists
from briefing.model.evidence import AliasRule, TypeRule
from briefing.model.spans import Span

_ORGANISATIONS = word_lists("actors/organisations.txt")
_LINK = r"of|for|and|the|on|in|to|de|&"
_NAME_WORD = rf"(?:[A-Z][\w’'.-]+|{_LINK})"
_LAST_OF_WORD = re.compile(rf"{_NAME_WORD},?$")
_BRACKET = re.compile(r" \((?:the )?([A-Z][A-Za-z.-]{1,9})\)")
_LONGEST_NAME = 200
"""Characters of the longest name that an acronym in brackets may stand for."""
_IN_BRACKETS = re.compile(r" \(([A-Z]{2,6})\)")
_EXPLAINED = re.compile(r"\b([A-Z]{2,6}) \(([a-z][a-z -]{3,60})\)")
_LAST_WORDS = 80
"""Characters before a bracket that may explain the acronym in it."""
_ACRONYM = re.compile(r"[A-Z]{2,7}$")
_HEADS = _ORGANISATIONS["head words that stand alone"]
_LEGAL = _ORGANISATIONS["legal forms"]
_DERIVING_HEADS = _ORGANISATIONS["named after somebody"]
_FRONTS = _ORGANISATIONS["words that say whose"]
_PURPOSES = word_set("of for on")
_BEFORE_PURPOSE = re.compile(r" (?:of|for|on) ")
_SHORTEST = 3
"""A name of so many letters is an acronym rather than the first word of a longer name."""
_SHORTEST_END = 2
"""Words of the end of a name that stands for it without its town or country."""


class Expansion(NamedTuple):
    """The full name of a short form, and why it is that."""

    name: str
    rule: AliasRule
    span: Span | None = None
    """The words of the text that explain it, if any do."""


def find_acronyms(defined: Mapping[str, Expansion], organisations: Collection[str]) -> dict[str, Expansion]:
    """Return the expansions of the acronyms `defined` in a text, or that fit one of its `organisations`."""
    found = dict(defined)
    for form in organisations:
        if form not in found and _ACRONYM.match(form) and form not in lexicon().organisations:
            fitting = [name for name in organisations if " " in name and form in _initials_of(name, len(form))]
            if len(fitting) == 1:
                found[form] = Expansion(fitting[0], AliasRule.INITIALS)
        town, _, short = form.rpartition(" ")
        if town and form not in found and _ACRONYM.match(short):  # "Oslo PBA"
            fitting = [name for name in organisations if _is_of_town(name, town, short)]
            if len(fitting) == 1:
                found[form] = Expansion(fitting[0], AliasRule.INITIALS)
    return found


def _is_of_town(name: str, town: str, short: str) -> bool:
    """Return whether a name is that of a town and of words with the letters of an acronym."""
    return name.startswith(f"{town} ") and len(short) >= _SHORTEST and initials(name.removeprefix(town)) == short


def defined_acronyms(text: str) -> dict[str, Expansion]:
    """Return the expansions of the acronyms in brackets after their name."""
    found: dict[str, Expansion] = {}
    for bracket in _BRACKET.finditer(text):
        words = _name_before(text, bracket.start())
        full = _defined(words, bracket.group(1))
        if full:
            end = bracket.start() - (text[bracket.start() - 1] == ",")
            found[bracket.group(1)] = Expansion(
                plain_form(full), AliasRule.DEFINED, Span(end - len(full), bracket.end())
            )
    return found


def _name_before(text: str, end: int) -> list[str]:
    """Return the capitalised words and those that link them, right before `end`; [] if there are fewer than two."""
    before = text[max(0, end - _LONGEST_NAME) : end].rpartition("\n")[2]
    words: list[str] = []
    for word in reversed(before.split(" ")):
        last = _LAST_OF_WORD.search(word)
        if last is None:
            break
        words.insert(0, last.group())
        if last.start() > 0:
            break
    if words:
        words[-1] = words[-1].removesuffix(",")
    return words if len(words) > 1 else []


def with_acronyms(
    sentences: Sequence[TaggedSentence], mentions: Sequence[list[Mention]], acronyms: Mapping[str, Expansion]
) -> list[list[Mention]]:
    """Return `mentions`, by sentence, with the organisations that the `acronyms` of the text stand for."""
    organisations = {
        short: full.name for short, full in acronyms.items() if _ACRONYM.match(short) and _is_organisation(full.name)
    }
    paths = name_paths(full for full in organisations.values() if " " in full)
    return [
        _with_acronyms(sentence, found, organisations, paths)
        for sentence, found in zip(sentences, mentions, strict=True)
    ]


def _with_acronyms(
    sentence: TaggedSentence, found: Sequence[Mention], organisations: Collection[str], paths: NamePaths
) -> list[Mention]:
    whole = [mention for mention in _whole_names(sentence, paths) if not _cuts(mention, found)]
    kept = [mention for mention in found if not any(mention.overlaps(name) for name in whole)] + whole
    return sorted([*kept, *_acronym_mentions(sentence, kept, organisations)])


def _whole_names(sentence: TaggedSentence, paths: NamePaths) -> Iterator[Mention]:
    """Yield the full names that explain an acronym; the tagger may have found a part of them."""
    for position in sentence.capitals:
        for words in paths.get(sentence.words[position], ()):
            if sentence.words[position : position + len(words)] == words:
                yield Mention(position, position + len(words), ORGANISATION, 0.9, TypeRule.DEFINED)
                break


def _cuts(name: Mention, found: Sequence[Mention]) -> bool:
    """Return whether a mention lies only partly inside `name`."""
    return any(
        mention.overlaps(name) and not (name.start <= mention.start and mention.end <= name.end) for mention in found
    )


def without_common_terms(
    text: str, sentences: Sequence[TaggedSentence], mentions: Sequence[list[Mention]]
) -> list[list[Mention]]:
    """Return `mentions` without acronyms that the text explains with plain words: "federal poverty line (FPL)"."""
    terms = {
        found.group(1)
        for found in _IN_BRACKETS.finditer(text)
        if _stands_for(found.group(1), text[max(0, found.start() - _LAST_WORDS) : found.start()])
    }
    terms |= {short for short, words in _EXPLAINED.findall(text) if _stands_for(short, words)}
    if not terms:
        return list(mentions)
    return [
        [
            mention
            for mention in found
            if not (mention.end - mention.start == 1 and sentence.words[mention.start] in terms)
        ]
        for sentence, found in zip(sentences, mentions, strict=True)
    ]


def _stands_for(short: str, words: str) -> bool:
    """Return whether the last of some plain words begin with the letters of an acronym."""
    last = re.findall(r"\w+", words)[-len(short) :]
    return all(word[0].islower() for word in last) and "".join(word[0] for word in last).upper() == short


def _is_organisation(full: str) -> bool:
    low = full.lower()
    other = low in lexicon().places or low in actor_words().not_name_phrases
    return not other and low.rpartition(" ")[2] not in actor_words().events


def _acronym_mentions(
    sentence: TaggedSentence, found: Sequence[Mention], organisations: Collection[str]
) -> Iterator[Mention]:
    for position in sentence.capitals:
        if sentence.words[position] in organisations and free_of(found, position, position + 1):
            yield Mention(position, position + 1, ORGANISATION, 0.8, TypeRule.DEFINED)


def _defined(words: list[str], acronym: str) -> str:
    """Return the words, from the first that fits, whose initials begin with the letters of `acronym`, or ""."""
    letters = "".join(letter for letter in acronym if letter.isupper())
    for start, word in enumerate(words):
        name = " ".join(words[start:])
        short = initials(name).upper()
        if len(letters) > 1 and word[0].isupper() and short.startswith(letters) and len(short) <= len(letters) + 1:
            return name
    return ""


def _initials_of(name: str, length: int) -> set[str]:
    """Return the acronyms that a name may have.

    One of three letters and more may leave out the town or country, or have a letter for "of" and the like.
    """
    words = name.split()
    fronts = next((at for at in range(len(words)) if not _is_front(words[at].lower())), 0)
    found = {initials(name), initials(re.sub(r"\b(?:U\.S\.|US) ", "", name))}
    for core in (words[at:] for at in range(fronts + 1) if length >= _SHORTEST):
        found |= {initials(" ".join(core)), "".join(word[0] for word in core).upper()}
    return found


def _is_front(low: str) -> bool:
    """Return whether a word only says whose an organisation is: its town, country or nationality."""
    return low in _FRONTS or low in lexicon().places or low in lexicon().demonyms


def homes_of_short_names(organisations: Collection[str]) -> dict[str, str]:
    """Return, for each of these keys that is a part of exactly one longer one, the longest such key.

    So it is with "brookings" and "brookings institution", and with "bureau of ports" and "federal bureau of ports".
    """
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for key in organisations:
        for part in _parts_that_stand_alone(key):
            longer[part].append(key)
    homes: dict[str, str] = {}
    sites = {key.replace(" ", ""): key for key in organisations}
    for short in organisations:
        if short.endswith(".com") and (home := sites.get(short.removesuffix(".com"), "")):
            homes[short] = home
            continue
        fitting = [home for home in longer.get(short, ()) if _may_stand_for(short, home)]
        if len(fitting) == 1:
            homes[short] = fitting[0]
    return {short: homes.get(home, home) for short, home in homes.items()}


def _parts_that_stand_alone(key: str) -> set[str]:
    """Return the parts of an organisation's name that may stand for it."""
    words = key.split()
    found = {" ".join(words[:length]) for length in range(1, len(words)) if _goes_without(key, words, length)}
    if len(words) > 1 and words[-1].endswith("s"):
        found.add(words[-1])
    front = 0
    while front < len(words) - _SHORTEST_END and _is_front(words[front]):
        front += 1
        found.add(" ".join(words[front:]))
    if words[-1] == "circuit" and " for the " in key:  # "Court of Appeals for the Ninth Circuit"
        found.add(key.rpartition(" for the ")[2])
    if len(words) > _SHORTEST and words[0] == "st.":  # "St. Piet's Harbour Church"
        found.add(" ".join((*words[:_SHORTEST_END], words[-1])))
    if len(words) == _SHORTEST_END + 1 and words[-1] in _DERIVING_HEADS:  # "Ann Lee campaign"
        found.add(" ".join(words[1:]))
    return found


def _goes_without(key: str, words: Sequence[str], length: int) -> bool:
    """Return whether the first words of an organisation may stand for it.

    The rest is a head word or a legal form, or it says what a body of that name is for.
    """
    heads = lexicon().organisation_heads
    rest = [word.rstrip(".") for word in words[length:]]
    if all(word in _LEGAL for word in rest):
        return True
    if rest[0] in _PURPOSES and length > 1 and words[length - 1] in heads:
        return True
    listed = rest[-1] in heads or key in lexicon().organisations_low
    return listed and (length == 1 or len(rest) == 1)


def _may_stand_for(short: str, home: str) -> bool:
    """Return whether a short name may stand for a longer one: it is not the listed name of another organisation."""
    if home.endswith(f" {short}"):
        other = short in lexicon().organisation_heads or short in lexicon().organisations_low
        return not other or short == "national guard"
    rest = home.removeprefix(short).split()
    if all(word.rstrip(".") in _LEGAL for word in rest):
        return True
    headed = short in lexicon().organisation_heads
    return len(short) > _SHORTEST and not headed and short not in lexicon().organisations_low


def full_names_by_head(types: EntityTypes) -> dict[str, str]:
    """Return head word -> full name for the organisations of the document.

    Of two organisations with one head it is the one named more often; "" if both are named as often.
    """
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for form, kind in types.kinds.items():
        head = _BEFORE_PURPOSE.split(form)[0].rpartition(" ")[2]
        if kind == ORGANISATION and head != form and head.lower() in _HEADS:
            bearers[head].add(form)
    return {head: _likeliest(forms, types) for head, forms in bearers.items()}


def _likeliest(forms: set[str], types: EntityTypes) -> str:
    first, *others = sorted(forms, key=lambda form: (-types.text_counts.get(form, 0), form))
    return "" if others and types.text_counts.get(others[0], 0) == types.text_counts.get(first, 0) else first


def without_ambiguous_heads(types: EntityTypes, names: Mapping[str, str]) -> EntityTypes:
    """Return `types` without the head words that could stand for two organisations."""
    return replace(
        types, text_counts={form: times for form, times in types.text_counts.items() if names.get(form) != ""}
    )


def with_heads_alone(
    sentences: Sequence[TaggedSentence], mentions: Sequence[Sequence[Mention]], names: Mapping[str, str]
) -> list[list[Mention]]:
    """Return `mentions`, by sentence, with "the Commission" and the like, but without ambiguous ones."""
    known: list[list[Mention]] = []
    for sentence, found in zip(sentences, mentions, strict=True):
        clear = [mention for mention in found if not _is_ambiguous(sentence, mention, names)]
        known.append(sorted([*clear, *_heads_alone(sentence, clear, names)]))
    return known


def _is_ambiguous(sentence: TaggedSentence, mention: Mention, names: Mapping[str, str]) -> bool:
    """Return whether a mention is a head word alone that could stand for two organisations."""
    alone = mention.end - mention.start == 1 and mention.kind == ORGANISATION
    return alone and names.get(sentence.words[mention.start]) == ""


def _heads_alone(sentence: TaggedSentence, found: Sequence[Mention], names: Mapping[str, str]) -> Iterator[Mention]:
    for position in sentence.capitals:
        known = bool(names.get(sentence.words[position])) and sentence.low_at(position - 1) == "the"
        if known and not _goes_on(sentence, position + 1) and free_of(found, position, position + 1):
            yield Mention(position, position + 1, ORGANISATION, 0.7, TypeRule.HEAD_ALONE)


def _goes_on(sentence: TaggedSentence, position: int) -> bool:
    return sentence.is_name_word(position) or sentence.low_at(position) in ("of", "for", "on", "-", "&")
