"""Descriptors: words for a speaker that are no person's name, such as a body, "the official" or "a letter by X"."""

from collections.abc import Sequence

from briefing.analysis.language.lexicon import (
    can_speak,
    is_body,
    is_document,
    is_own_words,
    is_role,
    lexicon,
    word_classes,
)
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import People
from briefing.analysis.language.person_names import before_repeat
from briefing.analysis.language.persons import Mention
from briefing.analysis.language.phrases import Phrase, is_time, phrase_starting
from briefing.analysis.language.quoted_sentences import NOMINAL, Sentence
from briefing.analysis.language.roles import FoundRole
from briefing.analysis.quotes.subjects import PERSONAL_PRONOUNS, sentence_subject
from briefing.data.loader import list_lines, phrase_list, word_list
from briefing.frozen import dataclass

_ABOUT = frozenset({"on", "about", "against", "to"})
_LINKS = frozenset({"of", "for", "at", "with", "from", "in"})
_JOINS = frozenset({"of", "for", "and", "&", "to", "the", "on", "'s", "'", "de", "del", "la", "des", "du"})
"""Words and clitics that may stand between the capitalised words of one name."""
_LOCATED = ("-based", "-headquartered", "-owned", "-backed", "-listed", "-run", "-born", "-led")
_OF_PARTS = frozenset({"parliament", "congress", "senate"})
"""Bodies whose committees are named without them: "Parliament's Joint Committee"."""
_QUANTITIES = frozenset({"lot", "number", "handful", "majority", "cluster", "dozens", "hundreds", "thousands"})
_COUNTED = frozenset({"one", "another", "some", "many", "others", "several", "few", "most", "all", "both", "two"})
_SHORTEST_AGENT = 7
"""Letters of a noun that is made from a verb; shorter ones are often things, such as "paper"."""
_PARTS_OF_LAWS = frozenset(
    {"title", "section", "article", "rule", "chapter", "clause", "paragraph", "schedule", "part"}
)
_ROMAN = frozenset("IVXLC")
_BY = frozenset({"by", "from"})
_INDEFINITE = frozenset({"a", "an"})
_DEFINITE = frozenset({"the", "this"})
_BARE = 2
"""Words of a definite noun such as "the company"."""
_NUMBERS = frozenset(line.split()[0] for line in list_lines("figures/number_words.txt"))
_GENERATIONS = frozenset({"jr", "sr"})
FIRM_NOUNS = word_list("quotes/firm_nouns.txt")
_ABBREVIATED = {
    title: frozenset(nouns.split())
    for title, _, nouns in (line.partition(":") for line in list_lines("language/title_abbreviations.txt"))
}
"""Abbreviated titles and the nouns for somebody with such a title."""
_PAPERS = frozenset({"newspaper", "paper", "magazine", "tabloid", "broadsheet", "broadcaster"})
"""Nouns that mean nothing but an outlet: "the agency" or "the station" may be another."""
_OUTLET_REACH = 3
"""Sentences that are searched backwards for what "the newspaper" means."""
_PERSON_ENDINGS = tuple(word_list("quotes/person_endings.txt"))


@dataclass(frozen=True, slots=True)
class Descriptor:
    """Words `start` up to `end` of a sentence. `named`: they are a proper name, and no description."""

    start: int
    end: int
    named: bool


def describe(sentence: Sentence, phrase: Phrase) -> Descriptor | None:
    """Return the words of `phrase` that stand for the speaker, or None if it means nothing that can speak."""
    if (name := _titled_name(sentence, phrase)) is not None:
        return Descriptor(name, before_repeat(sentence, name, phrase.end), named=True)
    head = head_noun(sentence, phrase)
    if (apposed := _name_in_apposition(sentence, phrase, head)) is not None:
        return apposed
    if _is_proper(sentence, head):
        start, end = _name_around(sentence, phrase, head)
        end = max(end, *(last for first, last in sentence.bodies if first <= head < last), end)
        start = max([start, *(at + 1 for at in range(start, head) if sentence.is_quotation(at))])
        if sentence.low(start - 1) in _INDEFINITE and start > phrase.start:  # "A Service" is not a name
            return Descriptor(phrase.start, phrase.end, named=False) if _speaks(sentence, head) else None
        if _is_part_of_law(sentence, head):
            return Descriptor(phrase.start, phrase.end, named=False)
        if all(sentence.low(index).rstrip(".") in _GENERATIONS for index in range(start, end)):
            return None
        named = not _is_office(sentence, start, end) and not _is_no_name(sentence, start, end)
        return Descriptor(start, end, named=True) if named else Descriptor(phrase.start, phrase.end, named=False)
    return Descriptor(phrase.start, phrase.end, named=False) if _speaks(sentence, head) else None


def _name_in_apposition(sentence: Sentence, phrase: Phrase, head: int) -> Descriptor | None:
    """Return "Koro Velk" of "Tollen's Ambassador to the League, Koro Velk, said"."""
    start = end = phrase.end + 1
    while sentence.capitalised(end) and sentence.part(end) == Part.NAME:
        end += 1
    apposed = is_role(sentence.low(head)) and sentence.low(phrase.end) == "," == sentence.low(end)
    return Descriptor(start, end, named=True) if apposed and 2 <= end - start <= 4 else None


def _titled_name(sentence: Sentence, phrase: Phrase) -> int | None:
    """Return the start of the name at the end of "University of Tollen associate professor Jan Velk"."""
    start = phrase.end
    while start > phrase.start and sentence.capitalised(start - 1) and sentence.part(start - 1) == Part.NAME:
        start -= 1
    role = start - 1 > phrase.start and not sentence.capitalised(start - 1) and is_role(sentence.low(start - 1))
    return start if role and 1 <= phrase.end - start <= 4 else None


def head_noun(sentence: Sentence, phrase: Phrase) -> int:
    """Return the index of the head noun: the one before "of", "for" or "at", and the people in "a lot of people"."""
    for index in range(phrase.start + 1, phrase.end):
        if sentence.low(index) in _LINKS and sentence.part(index - 1) in NOMINAL:
            if sentence.low(index - 1) in _QUANTITIES and sentence.low(index) == "of":
                links = (at for at in range(index + 2, phrase.end) if sentence.low(at) in _LINKS)
                return next(links, phrase.end) - 1  # "a number of clerks in Tollen"
            return index - 1
    doing = sentence.low(phrase.head).endswith("ing") and phrase.head > phrase.start
    return phrase.head - 1 if doing and _speaks(sentence, phrase.head - 1) else phrase.head


def is_somebody(sentence: Sentence, head: int) -> bool:
    """Return whether a head noun means one or more persons."""
    low = sentence.low(head)
    return is_role(low) or low in _COUNTED or low.endswith(_PERSON_ENDINGS)


def _speaks(sentence: Sentence, head: int) -> bool:
    """Return whether a common noun means a person, a body or a text."""
    low = sentence.low(head)
    group = low.endswith("s") and low in lexicon().demonyms
    return can_speak(low) or group or is_somebody(sentence, head) or _is_agent(low.removesuffix("s"))


def _is_agent(low: str) -> bool:
    """Return whether a noun in -er or -or is made from a verb: "announcer", "narrator"."""
    if len(low) < _SHORTEST_AGENT or not low.endswith(("er", "or")):
        return False
    return any("V" in word_classes(verb).split("+") for verb in (low[:-2], low[:-1], low[:-2] + "e"))


def _is_proper(sentence: Sentence, head: int) -> bool:
    """Return whether a head noun is a name: capitalised, and not only because it opens the sentence."""
    low = sentence.low(head)
    if low in _COUNTED:
        return False
    if not sentence.capitalised(head) or len(low) < 2 or is_time(sentence, head) or sentence.part(head) not in NOMINAL:
        return False
    if sentence.words[head].text.isupper() and len(low) > 3 and word_classes(low) and low in lexicon().common:
        return False  # "read MORE"
    if head == 0 or sentence.is_quotation(head - 1):
        known = low in lexicon().organisations_low or low in lexicon().places or low in lexicon().family
        return known or not word_classes(low)
    return not (low.endswith("s") and low in lexicon().demonyms)


def _name_around(sentence: Sentence, phrase: Phrase, head: int) -> tuple[int, int]:
    """Return the run of capitalised words around `head`, without words that only describe it.

    "The" is part of it if it has a capital inside the sentence: "said The Tollen Post".
    """
    start = head
    while (before := _joined_before(sentence, phrase, start)) is not None:
        start = before
    end = head + 1
    person = any(first <= head < last for first, last in sentence.persons)
    while end < phrase.end and (after := _joined_after(sentence, phrase, end)) is not None:
        if person and sentence.low(end) == "of":
            break  # "Martin Velk of Tollen"
        end = after
    start = _without_owner(sentence, start, end)
    end = before_repeat(sentence, start, end)
    opens = start < 2 or sentence.is_quotation(start - 2)
    article = start - 1 >= phrase.start and sentence.low(start - 1) == "the" and sentence.capitalised(start - 1)
    name = " ".join(sentence.words[index].text for index in range(start, end))
    listed = phrase_list("outlets.txt")
    return start - (article and (not opens or (f"The {name}" in listed and name not in listed))), end


def _joined_before(sentence: Sentence, phrase: Phrase, start: int) -> int | None:
    before = start - 1
    if before >= phrase.start and sentence.capitalised(before) and sentence.low(before) != "the":
        located = sentence.low(before).endswith(_LOCATED)
        return None if located or sentence.part(before) == Part.DETERMINER else before
    index = before
    while index > phrase.start and sentence.low(index) in _JOINS:
        index -= 1
    joined = index < before and index >= phrase.start and sentence.capitalised(index)
    return index if joined and sentence.part(index) != Part.DETERMINER else None


def _joined_after(sentence: Sentence, phrase: Phrase, end: int) -> int | None:
    index = end
    while index < phrase.end - 1 and sentence.low(index) in _JOINS:
        index += 1
    return index + 1 if index < phrase.end and sentence.capitalised(index) else None


def _without_owner(sentence: Sentence, start: int, end: int) -> int:
    """Return the start of a name without the parliament that owns it."""
    if sentence.low(start) in _OF_PARTS and sentence.part(start + 1) == Part.POSSESSIVE and end - start > 3:
        return start + 2
    return start


def _is_part_of_law(sentence: Sentence, head: int) -> bool:
    """Return whether a name is a numbered part of a law or contract: "Section 2", "Article III"."""
    number = sentence.words[head + 1].text if head + 1 < len(sentence) else ""
    numbered = number[:1].isdigit() or (number.isupper() and set(number) <= _ROMAN)
    return numbered and sentence.low(head) in _PARTS_OF_LAWS


def _is_office(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether capitals only write an office or a group large: "the Chief of Staff", "Republicans"."""
    link = next((index for index in range(start + 1, end) if sentence.low(index) in ("of", "on")), end)
    before = sentence.low(link - 1)
    if not is_role(before) or (link < end and before.endswith("s")):
        return False
    name = " ".join(sentence.words[index].text for index in range(start, end))
    listed = phrase_list("outlets.txt")
    return not (name in listed or f"The {name}" in listed or name.lower() in lexicon().organisations_low)


def _is_no_name(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether capitals only count or say where somebody is from: "Seven", "U.S. and Chinese", "TV"."""
    words = [sentence.low(index) for index in range(start, end)]
    if words == ["tv"]:
        return True
    where = [word in lexicon().demonyms or word in lexicon().places for word in words if word != "and"]
    joined = "and" in words and all(where) and words[-1] in lexicon().demonyms
    return joined or (len(words) == 1 and words[0] in _NUMBERS)


def may_speak(sentence: Sentence, people: People, phrase: Phrase) -> bool:
    """Return whether `phrase` can be a speaker: a personal pronoun, a name but not a place, a noun such as "board"."""
    low = sentence.low(phrase.head)
    if sentence.part(phrase.start) == Part.PRONOUN or low in PERSONAL_PRONOUNS:
        return low in PERSONAL_PRONOUNS
    if people.within(sentence.number, phrase.start, phrase.end) or can_speak(low) or is_own_words(low):
        return True
    name = sentence.capitalised(phrase.head) and (phrase.head > 0 or not word_classes(low))
    return name and low not in lexicon().places


def speaking_subject(sentence: Sentence, people: People, verb: int, found: Phrase | None) -> Phrase | None:
    """Return `found`, the subject of the verb of speech at `verb`; if that cannot speak, one that can.

    That is X in "“...,” X, who works at the Tollen think tank told", or the subject of the sentence.
    """
    if found is None or sentence.part(found.start) in (Part.PRONOUN, Part.WH):
        return found
    if people.within(sentence.number, found.start, found.end) or describe(sentence, found) is not None:
        return found
    first = next((at + 1 for at in range(verb - 1, -1, -1) if sentence.is_quotation(at)), 0)
    first += sentence.low(first) == ","
    here = people.at(sentence.number, first)
    if here is not None and here[1].start == first and sentence.low(here[1].end) == ",":
        return Phrase(first, here[1].end, here[1].end - 1)
    if sentence.low(found.start - 1) in ("and", "but", "while") and sentence.low(found.start - 2) == ",":
        return found  # "X built it, and the device claims": the clause has a subject of its own
    other = sentence_subject(sentence, people, verb)
    return other if other and may_speak(sentence, people, other) else found


def author_of(sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """Return the name X if `phrase` is part of "a statement (issued) by X"."""
    noun = next((index for index in range(phrase.start, phrase.end) if is_document(sentence.low(index))), None)
    if noun is None:
        return None
    link = noun + 1 + (sentence.part(noun + 1) in (Part.PARTICIPLE, Part.PAST))
    if sentence.low(link) not in _BY:
        return None
    author = phrase_starting(sentence, link + 1)
    if author is None or author.start != link + 1 or not sentence.capitalised(author.head):
        return None
    return author if sentence.low(author.head) not in lexicon().places else None


def nouns_of(role: FoundRole) -> frozenset[str]:
    """Return the nouns that mean somebody with a role: "governor" also for "Gov."."""
    words = {word.rstrip(".") for word in role.head_words}
    return frozenset(words.union(*(_ABBREVIATED[word] for word in words if word in _ABBREVIATED)))


def modifiers(sentence: Sentence, phrase: Phrase) -> set[str]:
    """Return the plain words before the head noun and the numbers after it: "prime" of "the prime minister"."""
    inner = range(phrase.start + 1, phrase.head)
    numbers = {sentence.low(at) for at in range(phrase.head, phrase.end) if sentence.part(at) == Part.NUMBER}
    return {sentence.low(index) for index in inner if not sentence.capitalised(index)} - {"'s", "'"} | numbers


def body_meant(sentences: Sequence[Sentence], sentence: Sentence, phrase: Phrase) -> tuple[Sentence, int, int] | None:
    """Return the named body for "the ministry" or "the company": its sentence and words.

    It is the last one before it whose name has the noun. "The company" also means the only body named so far.
    """
    noun = sentence.low(phrase.head)
    definite = sentence.low(phrase.start) in _DEFINITE and phrase.end - phrase.start == _BARE
    if definite and noun in _PAPERS and (outlet := _outlet_before(sentences, sentence)):
        return outlet
    if not definite or not (is_body(noun) or noun in FIRM_NOUNS) or is_role(noun):
        return None
    named: dict[str, tuple[Sentence, int, int]] = {}
    for number in range(sentence.number, -1, -1):
        last = phrase.start if number == sentence.number else len(sentences[number])
        for index in range(last - 1, -1, -1):
            owns = sentences[number].part(index + 1) == Part.POSSESSIVE
            if sentences[number].low(index) == noun and sentences[number].capitalised(index) and not owns:
                start, end = _name_around(sentences[number], Phrase(0, last, index), index)
                if end - start > 1:
                    return sentences[number], start, end
        for start, end in _named_bodies(sentences[number], last):
            named.setdefault(sentences[number].low(start), (sentences[number], start, end))
    return next(iter(named.values())) if noun in FIRM_NOUNS and len(named) == 1 else None


def _outlet_before(sentences: Sequence[Sentence], sentence: Sentence) -> tuple[Sentence, int, int] | None:
    """Return the only outlet named in the sentences shortly before, that is, its sentence and words."""
    named: dict[str, tuple[Sentence, int, int]] = {}
    for before in sentences[max(0, sentence.number - _OUTLET_REACH) : sentence.number]:
        for start, end in before.bodies:
            if _is_outlet_named(before, start, end):
                named[before.low(end - 1)] = before, start, end
    return next(iter(named.values())) if len(named) == 1 else None


def is_unknown_name(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether a phrase is all capitals and no known body or place: perhaps a person."""
    words = range(phrase.start, phrase.end)
    if not all(sentence.capitalised(at) and sentence.part(at) == Part.NAME for at in words):
        return False
    name = " ".join(sentence.low(at) for at in words)
    known = name in lexicon().places or name in lexicon().organisations_low or is_body(sentence.low(phrase.head))
    tagged = any(start <= phrase.head < end for start, end in sentence.bodies)
    return not known and not tagged and sentence.low(phrase.head) not in lexicon().organisation_heads


def is_named_body(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether a phrase is the name of a body, or the name of a country alone."""
    country = lexicon().places.get(sentence.low(phrase.head)) == "country" and phrase.end - phrase.start == 1
    return country or any(start <= phrase.head < end for start, end in sentence.bodies)


def _named_bodies(sentence: Sentence, last: int) -> list[tuple[int, int]]:
    """Return the names of bodies before the word `last`, the last one first; outlets are mostly cited."""
    names = [(start, end) for start, end in reversed(sentence.bodies) if end <= last]
    return [(start, end) for start, end in names if not _is_outlet_named(sentence, start, end)]


def _is_outlet_named(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a name is an outlet's: it is cited more often than it is the body that a text is about."""
    return is_listed_outlet(" ".join(sentence.words[index].text for index in range(start, end)))


def is_listed_outlet(name: str) -> bool:
    """Return whether a name is a listed outlet's."""
    return name in phrase_list("outlets.txt") or f"The {name}" in phrase_list("outlets.txt")


def joint(sentence: Sentence, found: list[tuple[int, Mention]], phrase: Phrase) -> bool:
    """Return whether two people are quoted together: "X and Y"."""
    if len(found) < 2 or found[0][0] == found[-1][0]:
        return False
    between = range(found[-2][1].end, found[-1][1].start)
    return any(sentence.low(index) in ("and", "&") for index in between) and found[0][1].start <= phrase.start + 3


def is_inside(sentence: Sentence, mention: Mention, phrase: Phrase) -> bool:
    """Return whether the name only belongs to the speaker: "X's mother", "a spokesman for X", "the mother of X"."""
    if mention.possessive and mention.end + 1 < phrase.end:
        return True
    before = range(phrase.start, mention.start)
    if is_document(sentence.low(phrase.start + 1)) and sentence.low(phrase.start + 2) == "to":
        return True  # "the letter to Editor Ada Lee"
    if not any(sentence.low(index) in _LINKS | _ABOUT for index in before) or is_role(sentence.low(mention.start - 1)):
        return False
    if is_role(sentence.low(phrase.start)) and sentence.part(mention.start - 1) == Part.NOUN:
        return False  # "head of harbour fees Rosa Velk"
    titled = all(
        sentence.capitalised(index) or sentence.low(index) in ("of", "and", "for", "the", "'s") for index in before
    )
    return not (titled and sentence.low(mention.start - 1) not in (*_LINKS, "the", "and"))
