"""Names of persons in a sentence: those of the name tagger, corrected, and those that the context shows."""

import re

from briefing.analysis.language.lexicon import (
    FIRM_ENDINGS,
    PARTICLES,
    SAID,
    TITLES,
    cue_verb,
    is_body,
    is_given_name,
    is_role,
    lexicon,
    word_classes,
)
from briefing.analysis.language.namesakes import NAME_SUFFIXES
from briefing.analysis.language.parts import Part
from briefing.analysis.language.phrases import FUNCTION_WORDS, is_time, over_nickname, phrase_starting
from briefing.analysis.language.quoted_sentences import FINITE, Sentence
from briefing.analysis.language.tagging import GLUED
from briefing.data.loader import word_list

_HONORIFICS = word_list("language/honorifics.txt")
_TALKS = frozenset({"interview", "interviews", "speaking", "spoke", "talking", "interviewed"})
_NOT_PEOPLE = word_list("language/not_people.txt")
_GLUED = re.compile(r"[A-Z][a-z]{3,}(?:[A-Z][a-z]{3,}|[A-Z]{3,}$)")
_NEAR = 8
"""Words before a link that is glued to a name in which the name is looked for."""
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}")
_POSTS = word_list("language/posts.txt")
_KUNYAS = frozenset({"abu", "umm"})
"""Arabic for "father of" and "mother of", which open a name."""


def person_names(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the ranges of names in a sentence: the tagger's, trimmed, and those that the context shows."""
    seen = [*sentence.persons, *_by_rule(sentence)]
    found = [over_nickname(sentence, *trimmed) for start, end in seen if (trimmed := _trimmed(sentence, start, end))]
    found.sort(key=lambda index: (index[0] - index[1], index[0]))
    taken: set[int] = set()
    kept = []
    for start, end in found:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end))
    return kept


def _trimmed(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """Return a name without titles and marks, or None if the rest is no name of a person."""
    while (end > start and not sentence.capitalised(end - 1)) or sentence.is_quotation(end - 1):
        end -= 1
    while _goes_on(sentence, start, end):
        end += 1
    end = _shouted_end(sentence, start, end)
    start, end = _between_lower_case(sentence, start, _over_particles(sentence, end))
    for index in range(end - 2, start - 1, -1):
        low = sentence.low(index)
        if (
            low.rstrip(".") in TITLES
            or sentence.words[index].text in FIRM_ENDINGS
            or is_role(low)
            or (is_body(low) and end - index > 2)
        ):
            start = index + 1
            break
    while start < end and not (sentence.capitalised(start) or sentence.low(start) in PARTICLES):
        start += 1
    start = _whole_start(sentence, start, end)
    end = before_repeat(sentence, start, end)
    if end - start == 1 and sentence.low(start - 1) == "the" and sentence.part(end) in FINITE:
        return None  # "The Hill noted"
    start = _after_place(sentence, start, end)
    if end - start > 2 and sentence.low(start) in lexicon().common and sentence.low(start) not in lexicon().given:
        start += sentence.low(start + 1) in lexicon().given  # "State" is no name in "Secretary of State Nora Velden"
    if start >= end or not _is_name(sentence, start, end) or _is_outlet(sentence, start, end):
        return None
    return start, end


def _whole_start(sentence: Sentence, start: int, end: int) -> int:
    """Return the start of a name without the adverb before it, and with what the tagger left out."""
    opens = start == 0 or sentence.part(start - 1) == Part.MARK
    if opens and end - start > 1 and "R" in word_classes(sentence.low(start)).split("+"):
        tagged = any(first == start + 1 for first, _ in sentence.persons)  # "— To Ada Velden,"
        start += tagged or sentence.low(start) not in lexicon().given  # "Earlier Velden said"
    if sentence.low(start - 1) in _KUNYAS and sentence.capitalised(start - 1):
        start -= 1
    if end - start == 2 and sentence.low(end - 1).rstrip(".") in NAME_SUFFIXES and _is_plain_name(sentence, start - 1):
        start -= 1  # the tagger has only "Reed II" of "Orlan Reed II"
    return start


def before_repeat(sentence: Sentence, start: int, end: int) -> int:
    """Return the end of the first "Ada Velk" in "Ada Velk Ada Velk", as pages write a name that is a link.

    The link may be glued to the next headline, and have names that the text leaves out: "Velk Ada Maria VelkStorms".
    """
    first = sentence.words[start].text if start < end else ""
    for at in range(start + 2, end):
        word = sentence.words[at].text
        if word == first or (word.startswith(first) and word[len(first) :][:1].isupper()):
            given = lexicon().given
            surname = sentence.low(start) not in given and sentence.low(start + 1) in given
            return start + 1 if surname else at
    return end


def _is_plain_name(sentence: Sentence, index: int) -> bool:
    """Return whether a word is tagged as a name and is no title or role."""
    low = sentence.low(index)
    name = sentence.capitalised(index) and sentence.part(index) == Part.NAME
    return name and low.rstrip(".") not in TITLES and not is_role(low)


def _shouted_end(sentence: Sentence, start: int, end: int) -> int:
    """Return the end of "ANN LEE" in "ANN LEE Videos", which a caption glues together."""
    after = start
    while after < end and sentence.words[after].text.isupper() and len(sentence.words[after].text) > 1:
        after += 1
    return after if after - start > 1 else end


def _between_lower_case(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the name after a lower-case word that belongs to none, or before "of" in "Ann Lee of Tollen"."""
    for index in range(end - 1, start, -1):
        if sentence.capitalised(index) or sentence.low(index) in PARTICLES or not sentence.low(index).isalpha():
            continue
        if sentence.low(index) != "of":
            return index + 1, end
        if index - start > 1:
            end = index
    return start, end


def _after_place(sentence: Sentence, start: int, end: int) -> int:
    """Return the start of X in "the manager at Ocean Florida X" or "envoy for Harbour Policy X".

    A place or a plain noun precedes a listed given name there.
    """
    given, family = lexicon().given, lexicon().family
    for index in range(start + 1, end - 1):
        before = sentence.low(index - 1)
        noun = index - start > 1 and "N" in word_classes(before).split("+") and before not in family
        if sentence.low(index) in given and (noun or before in lexicon().places) and before not in given:
            return index
    return start


def _over_particles(sentence: Sentence, end: int) -> int:
    """Return the end of a name that goes on after particles: "Laurence" in "Laurence des Cars"."""
    after = end
    while sentence.low(after) in PARTICLES and not sentence.capitalised(after):
        after += 1
    numeral = sentence.low(end) == "ten" and sentence.low(after).endswith("s")  # "ten Americans"
    name = end < after and sentence.capitalised(after) and sentence.part(after) not in FUNCTION_WORDS and not numeral
    return after + 1 if name else end


def _goes_on(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether one more capitalised word belongs to a name that the tagger cut short."""
    if (
        end <= start
        or sentence.paragraph == 1
        or sentence.low(end) == sentence.low(start)
        or not sentence.capitalised(end)
        or sentence.is_quotation(end)
        or is_time(sentence, end)
    ):
        return False
    word = sentence.words[end]
    plain = (
        word.text[1:].islower() and sentence.part(end) == Part.NAME and word.start == sentence.words[end - 1].end + 1
    )
    return plain and cue_verb(word.low) is None and not is_role(word.low) and not is_body(word.low) and end - start < 4


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    last = sentence.low(end - 1)
    if (
        last in _NOT_PEOPLE
        or is_time(sentence, end - 1)
        or (is_body(last) and last not in ("house", "church", "board", "bank"))
    ):
        return False
    if end - start > 1:
        if any(sentence.low(index).endswith(("-based", "-owned")) for index in range(start, end)):
            return False
        low = " ".join(sentence.low(index) for index in range(start, end))
        known = low in lexicon().places or low in lexicon().organisations_low
        return not known and not _is_brand(sentence, start, end) and not _is_glued(sentence, start, end)
    if last in lexicon().places or last in lexicon().organisations_low:
        return False
    if sentence.part(start) not in (Part.NAME, Part.NOUN, Part.ADJECTIVE):
        return False
    text = sentence.words[start].text
    title = last.rstrip(".") in TITLES or is_role(last)
    return (
        not (text.isupper() and len(text) > 3)
        and (not title or (_after_honorific(sentence, start) and last in lexicon().family))  # "Dr. King"
        and len(text) > 1
    )


def _is_outlet(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether plain words in capitals name an outlet: "in an interview with Deadline Hollywood"."""
    if end - start < 2 or sentence.low(start) in lexicon().given:
        return False
    told = sentence.low(start - 1) in ("told", "tells") or (
        sentence.low(start - 1) in ("with", "to", "by") and sentence.low(start - 2) in _TALKS
    )
    last = sentence.low(end - 1)
    return told and last not in lexicon().family and (bool(word_classes(last)) or last in lexicon().places)


def _is_glued(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether a word ends in another: "VeldenMORE", "VeldenHarker". "FitzGerald" and "McLeod" are whole."""
    return any(
        _GLUED.search(sentence.words[index].text) and not sentence.low(index).startswith("fitz")
        for index in range(start, end)
    )


def _is_brand(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether capitals before a plain word make a brand: "LG Display"; "JD Vance" has a known family name."""
    first, last = sentence.words[start].text, sentence.low(end - 1)
    short = first.isupper() and first.isalpha() and 2 <= len(first) <= 4 and first.lower() not in lexicon().given
    return (
        short
        and bool(word_classes(last))
        and last not in lexicon().family
        and not sentence.words[end - 1].text.isupper()
    )


def _by_rule(sentence: Sentence) -> list[tuple[int, int]]:
    """Return names seen by context: a known given name, a role before capitals, a capital before a verb of speech."""
    found = []
    for index, word in enumerate(sentence.words):
        if not word.text[0].isalpha():
            continue
        if word.capitalised and is_given_name(word.low) and not _inside_name(sentence, index):
            end = _capitals_end(sentence, index)
            if 2 <= end - index <= 4:
                found.append((index, end))
        elif not word.capitalised and is_role(word.low) and not word.low.endswith("s"):
            end = _capitals_end(sentence, index + 1)
            if 2 <= end - index - 1 <= 4:
                found.append((index + 1, end))
        elif not word.capitalised:
            continue
        elif _is_office_before_name(sentence, index):
            found.append((index + 1, _capitals_end(sentence, index + 1)))
        elif is_body(word.low) and _is_titled_name(sentence, index):
            found.append((index + 1, index + 3))
        elif _after_honorific(sentence, index):
            initials = bool(_INITIALS.fullmatch(word.text)) and sentence.capitalised(index + 1)
            found.append((index, _capitals_end(sentence, index + initials)))
        elif _is_described(sentence, index, end := _capitals_end(sentence, index)):
            found.append((index, end))
        elif _speaks_alone(sentence, index):
            found.append((index, index + 1))
    return found


def _inside_name(sentence: Sentence, index: int) -> bool:
    if not sentence.capitalised(index - 1) or sentence.is_quotation(index - 1):
        return False
    before = sentence.low(index - 1)
    return before.rstrip(".") not in TITLES and not is_role(before)


def _begins_link(sentence: Sentence, start: int, index: int) -> bool:
    """Return whether a word begins what a page glues to a name: "Ada Quill Adalind (Ada) QuillHarbour closes"."""
    if sentence.low(index + 1) == "(" and sentence.low(index + 2) == sentence.low(start):
        return index - start > 1
    glued = GLUED.match(sentence.words[index].text)
    return glued is not None and any(word.text == glued[1] for word in sentence.words[max(0, start - _NEAR) : index])


def _capitals_end(sentence: Sentence, start: int) -> int:
    """Return the index after the run of name-like words from `start`."""
    end = start
    while end < len(sentence) and end - start < 5:
        word = sentence.words[end]
        particle = end > start and word.low in PARTICLES and sentence.capitalised(end + 1)
        if not particle and not _is_name_like(sentence, start, end):
            break
        end += 1
    if end > start and is_body(sentence.low(end - 1)):
        return start
    return end


def _is_name_like(sentence: Sentence, start: int, index: int) -> bool:
    """Return whether the word at `index` may belong to a name that begins at `start`."""
    word = sentence.words[index]
    if not word.capitalised or (word.text.isupper() and len(word.text) > 3):
        return False
    again = index > start and (word.low == sentence.low(start) or _begins_link(sentence, start, index))
    return not again and not is_time(sentence, index) and sentence.parts[index] not in (Part.PREPOSITION, Part.WH)


def _is_described(sentence: Sentence, start: int, end: int) -> bool:
    """Return whether capitals are described like a person: "Zrinko Qual, a builder," or "Zrinko Qual, 45,"."""
    if not 2 <= end - start <= 4 or sentence.low(end) != "," or _inside_name(sentence, start):
        return False
    if sentence.low(start - 1) == "," and _opens_with_role(sentence, start - 1):
        return True
    if end + 2 >= len(sentence) or sentence.low(end - 1) in lexicon().organisation_heads:
        return False
    if any(sentence.part(at) != Part.NAME or sentence.words[at].text.isupper() for at in range(start, end)):
        return False
    if " ".join(sentence.low(index) for index in range(start, end)) in lexicon().organisations_low:
        return False
    if sentence.words[end + 1].text.isdigit():
        return sentence.low(end + 2) in (",", "and") and 10 <= int(sentence.words[end + 1].text) < 110
    if sentence.low(end + 1) == "who":
        return True
    apposition = phrase_starting(sentence, end + 1)
    if apposition is None or apposition.start != end + 1:
        return False
    if sentence.low(end + 1) not in ("a", "an", "the"):
        return _is_post(sentence, apposition.head) and sentence.low(apposition.end) in (",", "(")
    return is_role(sentence.low(apposition.head)) and sentence.low(apposition.end) in (",", ".", ";", "who", "")


def _is_post(sentence: Sentence, head: int) -> bool:
    """Return whether a noun is a post that only persons have, not companies: "director of the port"."""
    return sentence.low(head) in _POSTS and not sentence.capitalised(head)


def _is_office_before_name(sentence: Sentence, index: int) -> bool:
    """Return whether the capitals after an office in capitals are a name: "Northwire Chief Executive Zrinko Qual"."""
    office = is_role(sentence.low(index)) and sentence.capitalised(index - 1) and sentence.low(index) in lexicon().roles
    if not office:
        return False
    end = _capitals_end(sentence, index + 1)
    if not 2 <= end - index - 1 <= 3 or sentence.low(end - 1) in lexicon().organisation_heads:
        return False
    if not (sentence.part(end) in FINITE or sentence.low(end) in (",", ".") or sentence.is_quotation(end)):
        return False
    names = range(index + 1, end)
    return all(
        sentence.part(at) == Part.NAME and not is_role(sentence.low(at)) and not sentence.words[at].text.isupper()
        for at in names
    ) and not any(sentence.low(at) in lexicon().places for at in names)


def _is_titled_name(sentence: Sentence, body: int) -> bool:
    """Return whether two capitals after a body's name end a long title: "Head of the Harbour Board Zrinko Qual"."""
    end = body + 3
    if not (sentence.capitalised(body + 1) and sentence.capitalised(body + 2)) or sentence.capitalised(end):
        return False
    if any(sentence.part(at) != Part.NAME or is_body(sentence.low(at)) for at in (body + 1, body + 2)):
        return False
    headed = any(is_role(sentence.low(at)) and sentence.low(at + 1) == "of" for at in range(max(0, body - 12), body))
    return headed and (sentence.part(end) in FINITE | {Part.ADVERB} or sentence.low(end) == ",")


def _after_honorific(sentence: Sentence, index: int) -> bool:
    """Return whether a capital follows "Mr" or "PM", which only names follow."""
    before = sentence.words[index - 1].text if index else ""
    return before[:1].isupper() and before.lower().rstrip(".") in _HONORIFICS and sentence.capitalised(index)


def _opens_with_role(sentence: Sentence, comma: int) -> bool:
    """Return whether the sentence opens with something like "A builder who left last year" before the comma."""
    found = phrase_starting(sentence, 0)
    if (
        found is None
        or found.start != 0
        or not is_role(sentence.low(found.head))
        or sentence.low(found.head)[-1] == "s"
    ):
        return False
    return sentence.low(0) in ("a", "an", "the", "one", "another") and "," not in map(sentence.low, range(comma))


def _speaks_alone(sentence: Sentence, index: int) -> bool:
    """Return whether a single capitalised word precedes a plain verb of speech: "McLenney said"."""
    word = sentence.words[index]
    if (
        not word.capitalised
        or sentence.low(index + 1) not in SAID
        or sentence.capitalised(index - 1)
        or sentence.part(index - 1) == Part.DETERMINER
        or word.text.isupper()
    ):
        return False
    if sentence.low(index - 1) in ("of", "on", "for", "and") and sentence.capitalised(index - 2):
        return False  # "the Committee on Safety said"
    return sentence.part(index) == Part.NAME or (
        sentence.part(index) == Part.NOUN and index > 0 and not word.low.endswith("s")
    )
