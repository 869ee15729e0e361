"""Subjects: the noun phrase that is the subject of a verb."""

from briefing.analysis.language.appositions import (
    DASHES,
    name_after_role,
    name_before_apposition,
    name_before_work,
    over_suffix,
    subject_over_commas,
)
from briefing.analysis.language.lexicon import (
    AUXILIARIES,
    OBJECTS,
    RELATIVES,
    SUBORDINATORS,
    can_speak,
    is_document,
    is_role,
    lexicon,
)
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import People
from briefing.analysis.language.phrases import (
    Phrase,
    document_of_others,
    is_inverted,
    is_time,
    phrase_ending,
    phrase_starting,
    quoted_person,
    sender_before,
)
from briefing.analysis.language.quoted_sentences import FINITE, NOMINAL, Sentence
from briefing.analysis.quotes.cues import (
    Cue,
    CueKind,
    find_cues,
    speaker_after,
)

_REFLEXIVES = frozenset({"himself", "herself", "themselves", "itself"})
_CLAUSE_STARTS = frozenset({"and", "but", "while", ";"})
_CLAUSE_EDGES = frozenset({",", ";", ":", "("}) | RELATIVES | SUBORDINATORS
_BEFORE_GERUND = frozenset({"after", "before", "by", "while", "without", "when", "since", "despite", "besides"})
_PERCEIVES = frozenset({"see", "hear", "watch", "let", "sees", "hears", "saw", "heard", "watched"})
_PERCEIVED = frozenset({"heard", "seen", "quoted", "recorded", "caught", "filmed"})
_SAYING = frozenset({"telling", "saying", "shouting", "asking", "yelling"})
_ISSUES = frozenset(
    {"issued", "released", "provided", "sent", "gave", "published", "shared", "posted", "wrote", "emailed", "issues"}
)
_NAMED = frozenset({"known", "described"})
_BEFORE_YEARS = frozenset({"in", "since"})
_EMPTY = frozenset({"it", "that", "this", "there", "which", "what", "these", "those", "such"})
PERSONAL_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "it"})


def find_subject(sentence: Sentence, people: People, cue: Cue, depth: int = 0) -> Phrase | None:
    """Return the noun phrase that names the speaker for `cue`, or None."""
    index = cue.index
    if cue.kind is CueKind.ACCORDING:
        return _with_name_after(sentence, people, phrase_starting(sentence, cue.end))
    if (quoted := quoted_person(sentence, index)) is not None:
        return quoted
    if sentence.part(index) == Part.GERUND or sentence.low(index).endswith("ing") or sentence.low(index - 1) == "to":
        return _subject_of_nonfinite(sentence, people, cue, depth)
    passive = sentence.low(index + 1) == "by" and sentence.low(index) not in ("quoted", "cited")
    if passive and sentence.part(index - 1) in FINITE:
        return _with_name_after(sentence, people, phrase_starting(sentence, index + 2))
    if is_inverted(sentence, index):
        if index > 1 and (described := name_before_work(sentence, people, index)):
            return described
        found = phrase_starting(sentence, cue.end)
        if sentence.part(cue.end) == Part.ADVERB and sentence.capitalised(cue.end) and sentence.low(cue.end + 1) == ".":
            found = Phrase(cue.end, cue.end + 1, cue.end)  # "says Early."
        if found and sentence.low(found.start) not in _EMPTY | OBJECTS and not _is_object(sentence, found):
            return _with_name_after(sentence, people, found)
    if (trailing := speaker_after(sentence, index)) is not None:
        return trailing
    found = subject_before(sentence, people, index)
    if found is None:
        return _shared_subject(sentence, people, index, depth)
    if sentence.low(found.start) in _EMPTY and found.end - found.start == 1:
        return _reporter(sentence, people, found.start, depth) or found
    return found


def _reporter(sentence: Sentence, people: People, index: int, depth: int) -> Phrase | None:
    """Return the speaker if the subject at `index` is "it" or "that": "she says it shows that"."""
    earlier = [
        cue for cue in find_cues(sentence) if cue.index < index and cue.strong and sentence.part(cue.index) in FINITE
    ]
    if earlier and depth < 3:
        return find_subject(sentence, people, earlier[-1], depth + 1)
    return sentence_subject(sentence, people, index) if sentence.low(index) != "it" else None


def _is_object(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether a phrase after "told" is the object: then the subject is elsewhere."""
    return (
        sentence.low(phrase.start - 1) in ("told", "tells")
        and phrase.end < len(sentence)
        and sentence.is_quotation(phrase.end)
    )


def _subject_of_nonfinite(sentence: Sentence, people: People, cue: Cue, depth: int) -> Phrase | None:
    """Return the subject of "saying" or "to say": the name before it, or the subject of an earlier verb."""
    index = cue.index
    before = index - 1
    if sentence.low(before) in _BEFORE_GERUND and index <= 2 and (main := _subject_after(sentence, people, index)):
        return main
    if sentence.low(before) == "by" and (found := _subject_over_by(sentence, people, before)):
        return found
    if (beside := _name_before_gerund(sentence, people, index)) and not _is_addressed(sentence, beside):
        return beside
    if sentence.low(before) in _PERCEIVED and sentence.low(before - 1) in AUXILIARIES:
        return subject_before(sentence, people, before)
    if sentence.low(before) in AUXILIARIES and sentence.low(before) != "to":
        found = subject_before(sentence, people, index)
        if found:
            return found
    earlier = [
        other for other in find_cues(sentence) if other.index < index and not sentence.low(other.index).endswith("ing")
    ]
    if earlier and depth < 3:
        own = [each for each in earlier if sentence.low(_over_auxiliaries(sentence, each.index - 1)) not in RELATIVES]
        earlier = own or earlier
        strong = [other for other in earlier if other.strong and _is_finite(sentence, other.index)]
        nearest = _main_cue(sentence, strong) if strong else earlier[-1]
        found = find_subject(sentence, people, nearest, depth + 1)
        if found:
            return found
    opening = people.at(sentence.number, 0) or people.at(sentence.number, 1) or people.at(sentence.number, 2)
    return (
        sentence_subject(sentence, people, index)
        or (Phrase(opening[1].start, opening[1].end, opening[1].end - 1) if opening else None)
        or sentence_subject(sentence, people)
        or _opening_noun(sentence)
    )


def _opening_noun(sentence: Sentence) -> Phrase | None:
    """Return "The leader" of "The leader appeared to agree, adding": the tagger marks "appeared" as a participle."""
    found = phrase_starting(sentence, 0)
    verb = found is not None and found.start == 0 and sentence.part(found.end) == Part.PARTICIPLE
    return found if found and verb and can_speak(sentence.low(found.head)) else None


def _subject_over_by(sentence: Sentence, people: People, by: int) -> Phrase | None:
    """Return X of "X ended by saying": the subject of the active verb right before "by"."""
    verb = next((at for at in range(by - 1, max(0, by - 4), -1) if sentence.part(at) in FINITE), 0)
    return subject_before(sentence, people, verb) if verb and sentence.low(verb) not in AUXILIARIES else None


def _name_before_gerund(sentence: Sentence, people: People, index: int) -> Phrase | None:
    """Return the name, pronoun or role noun directly before "saying": X of "she recalled X saying"."""
    before = index - 1
    here = people.at(sentence.number, before)
    if here and here[1].end == index and not here[1].possessive:
        return Phrase(here[1].start, here[1].end, before)
    if sentence.part(before) in (Part.NAME, Part.PRONOUN) and not is_time(sentence, before):
        found = phrase_ending(sentence, before)
        if found and sentence.part(found.start) == Part.NUMBER:
            found = None
        if found and sentence.part(found.start - 1) not in FINITE and sentence.low(found.start) not in _EMPTY | OBJECTS:
            return found
    if sender := sender_before(sentence, before):
        return sender
    lows_before = {sentence.low(at) for at in range(max(0, before - 3), before)}
    if is_document(sentence.low(before)) and (others := document_of_others(sentence, before)):
        return others
    told = (
        phrase_ending(sentence, before)
        if (sentence.low(index) in _SAYING or "with" in lows_before) and sentence.part(before) == Part.NOUN
        else None
    )
    if told and is_role(sentence.low(told.head)) and sentence.low(told.head) == sentence.low(before):
        return told  # "she recalled the pilot telling them"
    return None


def _is_addressed(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether the words before "saying" are addressed: "sent a letter to X saying"."""
    return sentence.low(phrase.start - 1) == "to" and sentence.part(phrase.start - 2) == Part.NOUN


def _subject_after(sentence: Sentence, people: People, index: int) -> Phrase | None:
    """Return X in "After saying that it was late, X left": the first subject after the next comma."""
    comma = next(
        (at for at in range(index + 1, len(sentence)) if sentence.low(at) == "," or sentence.is_quotation(at)),
        len(sentence),
    )
    for verb in range(comma + 2, len(sentence)):
        if sentence.part(verb) in FINITE and (found := subject_before(sentence, people, verb)):
            return found if found.start > comma else None
    return None


def _main_cue(sentence: Sentence, cues: list[Cue]) -> Cue:
    """Return the last cue that is not inside what an earlier one reports: as a new clause begins before it."""
    main = cues[0]
    for cue in cues[1:]:
        between = range(main.end, cue.index)
        if any(sentence.low(index) in _CLAUSE_STARTS or sentence.is_quotation(index) for index in between):
            main = cue
    return main


def _is_finite(sentence: Sentence, verb: int) -> bool:
    """Return whether a verb has a subject; the tagger marks "called" after "X, a clerk," as a participle."""
    part, before = sentence.part(verb), sentence.low(verb - 1)
    return part in FINITE or (
        part == Part.PARTICIPLE and (before in (",", "and", "but") or before in PERSONAL_PRONOUNS)
    )


def _shared_subject(sentence: Sentence, people: People, index: int, depth: int) -> Phrase | None:
    """Return the subject that "and said" shares with an earlier verb."""
    earlier = [
        cue for cue in find_cues(sentence) if cue.index < index and cue.strong and _is_finite(sentence, cue.index)
    ]
    if earlier and depth < 3:
        found = find_subject(sentence, people, earlier[-1], depth + 1)
        if found and sentence.low(found.start) not in OBJECTS:
            return found
    for verb in range(index - 1, 0, -1):
        if sentence.part(verb) in FINITE and not sentence.is_quotation(verb):
            found = subject_before(sentence, people, verb)
            if found and sentence.low(found.start) not in _EMPTY and not _is_embedded(sentence, found.start):
                return found
    return sentence_subject(sentence, people, index)


def sentence_subject(sentence: Sentence, people: People, end: int | None = None) -> Phrase | None:
    """Return the first plausible subject of a finite verb in the words before `end`, the main clause first."""
    embedded = None
    for verb in range(1, len(sentence) if end is None else end):
        if sentence.part(verb) in FINITE and not sentence.is_quotation(verb - 1):
            found = subject_before(sentence, people, verb)
            if found and sentence.low(found.start) not in _EMPTY | OBJECTS:
                if not _is_embedded(sentence, found.start):
                    return found
                embedded = embedded or found
    return embedded


def _is_embedded(sentence: Sentence, start: int) -> bool:
    """Return whether the phrase at `start` is the subject of an inner clause or part of an adverbial."""
    before = start - 1
    if before < 0 or sentence.is_quotation(before):
        return False
    low = sentence.low(before)
    return low in SUBORDINATORS or low in RELATIVES or sentence.part(before) in (Part.WH, Part.PREPOSITION)


def subject_before(sentence: Sentence, people: People, verb: int) -> Phrase | None:
    """Return the subject before the verb at `verb`, with adverbs, brackets and appositions skipped."""
    index = _over_auxiliaries(sentence, verb - 1)
    if index < 0 or sentence.is_quotation(index):
        return None
    index = over_suffix(sentence, index) if sentence.low(index - 1) == "," else index
    low = sentence.low(index)
    if low in ("who", "that", "which"):
        before = index - 2 if sentence.low(index - 1) == "," else index - 1
        before = over_suffix(sentence, before)
        found = phrase_ending(sentence, before) if before >= 0 else None
        return _issuer(sentence, people, found) or found if found and low != "who" else found
    if low == "," or low in DASHES:
        found = _before_aside(sentence, people, index) or subject_over_commas(sentence, people, index)
        return _clause_subject(sentence, people, found) if found else None
    if low in OBJECTS and sentence.part(index - 1) == Part.GERUND and sentence.part(index - 2) == Part.NOUN:
        return phrase_ending(sentence, index - 2)  # "the person following them began"
    if low in ("and", "but", "or", ";", "to") or low in OBJECTS:
        return None
    found = phrase_ending(sentence, index)
    if found is None:
        return None
    outer = _climbed(sentence, found)
    if _is_whereabouts(sentence, outer):
        return None
    body = any(start <= outer.start and outer.end <= end for start, end in sentence.bodies)
    person = people.within(sentence.number, outer.start, outer.end) and not body
    if person or sentence.part(outer.start) == Part.PRONOUN or not people.within(sentence.number, 0, outer.start):
        return outer
    return name_before_apposition(sentence, people, outer) or outer


def _before_aside(sentence: Sentence, people: People, dash: int) -> Phrase | None:
    """Return the name or pronoun X of "X — asked about the “deal” — said", with the second dash at `dash`."""
    if sentence.low(dash) not in DASHES:
        return None
    opening = next((at for at in range(dash - 2, 0, -1) if sentence.low(at) in DASHES | {";"}), 0)
    found = phrase_ending(sentence, opening - 1) if opening and sentence.low(opening) in DASHES else None
    if found is None or not (people.within(sentence.number, found.start, found.end) or found.start in (0, 1)):
        return None
    return found if sentence.low(found.start) not in _EMPTY | OBJECTS else None


def _is_whereabouts(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether a place only says where the subject is: Tollen in "“Karo” in Tollen was told"."""
    place = sentence.low(phrase.head) in lexicon().places and sentence.capitalised(phrase.head)
    return place and sentence.low(phrase.start - 1) in ("in", "at", "near") and sentence.is_quotation(phrase.start - 2)


def _issuer(sentence: Sentence, people: People, document: Phrase) -> Phrase | None:
    """Return X of "X issued a statement by post, which read"."""
    for verb in range(document.start - 1, 0, -1):
        if sentence.is_quotation(verb):
            return None
        if sentence.low(verb) in _ISSUES and sentence.part(verb) in FINITE:
            texts = any(is_document(sentence.low(index)) for index in range(verb, document.end))
            return subject_before(sentence, people, verb) if texts else None
    return None


def _clause_subject(sentence: Sentence, people: People, found: Phrase) -> Phrase:
    """Return X instead of Y in "X did not come to Y, but, on Monday, rejected": a verb before Y has its own subject."""
    if sentence.low(found.start - 1) in _PERCEIVES:
        return found
    for index in range(found.start - 1, 0, -1):
        if sentence.low(index) in _CLAUSE_EDGES or sentence.is_quotation(index):
            break
        if sentence.part(index) in FINITE:
            return subject_before(sentence, people, index) or found
    return found


def _over_auxiliaries(sentence: Sentence, index: int) -> int:
    while index >= 0 and not sentence.is_quotation(index):
        low = sentence.low(index)
        passed = sentence.part(index) in (Part.ADVERB, Part.MODAL) or low in AUXILIARIES or low in _REFLEXIVES
        passed = passed or (
            low in ("further", "early", "late", "once", "since", "also", "then", "later", "on", "in")
            and _before_time(sentence, index)
        )
        passed = passed or (sentence.part(index) == Part.NUMBER and sentence.low(index - 1) in _BEFORE_YEARS)
        passed = passed or "all but" in (f"{sentence.low(index - 1)} {low}", f"{low} {sentence.low(index + 1)}")
        if not passed and not (is_time(sentence, index) and index > 0):
            break
        if sentence.part(index) == Part.POSSESSIVE:
            break
        index -= 1
    return index


def _before_time(sentence: Sentence, index: int) -> bool:
    if sentence.low(index) in ("on", "in"):
        return is_time(sentence, index + 1) or sentence.part(index + 1) == Part.NUMBER
    return True


def _climbed(sentence: Sentence, found: Phrase) -> Phrase:
    """Return the outer phrase of "the streets" in "marchers in the streets", and of X in "Y, who leads X"."""
    relative = _relative_before(sentence, found.start)
    if relative is not None:
        return relative
    for _ in range(4):
        link = found.start - 1
        if (
            link < 1
            or sentence.part(link) != Part.PREPOSITION
            or (sentence.low(link) in SUBORDINATORS and sentence.low(link - 1) not in _NAMED)
        ):
            break
        if sentence.part(found.start) == Part.PRONOUN:
            break
        index = link - 1
        while index >= 0 and sentence.part(index) == Part.ADVERB:
            index -= 1
        if sentence.low(link) == "as" and sentence.part(index) not in (Part.GERUND, Part.PARTICIPLE):
            break
        if index >= 0 and sentence.part(index) in (Part.GERUND, Part.PARTICIPLE):
            index -= 1
        if index < 0 or sentence.is_quotation(index) or sentence.part(index) not in NOMINAL | {Part.NUMBER}:
            break
        outer = phrase_ending(sentence, index)
        if outer is None or is_time(sentence, outer.end - 1):
            break
        found = outer
    return found


def _relative_before(sentence: Sentence, start: int) -> Phrase | None:
    """Return Y if `start` follows "Y who leads": the relative clause has its own verb before `start`."""
    verbs = 0
    for index in range(start - 1, max(-1, start - 12), -1):
        if sentence.low(index) in (",", ";") or sentence.is_quotation(index):
            return None
        verbs += sentence.part(index) in FINITE
        if sentence.low(index) == "who":
            before = index - 2 if sentence.low(index - 1) == "," else index - 1
            return phrase_ending(sentence, before) if verbs and before >= 0 else None
    return None


def _with_name_after(sentence: Sentence, people: People, found: Phrase | None) -> Phrase | None:
    """Return the name instead of "the club's chairman" in "said the club's chairman, X"."""
    if found is None or people.within(sentence.number, found.start, found.end):
        return found
    return (is_role(sentence.low(found.head)) and name_after_role(sentence, people, found)) or found
