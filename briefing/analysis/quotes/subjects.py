"""Subjects: who does what a verb of speech says."""

from briefing.analysis.language.appositions import DASHES, subject_over_commas
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import People
from briefing.analysis.language.phrases import Phrase, is_time, phrase_ending, phrase_starting
from briefing.analysis.language.quoted_sentences import FINITE, NOMINAL, Sentence
from briefing.analysis.language.words import AUXILIARIES, OBJECTS, RELATIVES, SUBORDINATORS, is_role
from briefing.analysis.quotes.closing import speaker_after
from briefing.analysis.quotes.cues import Cue, CueKind, find_cues

_REFLEXIVES = frozenset({"himself", "herself", "themselves", "itself"})
_CLAUSE_STARTS = frozenset({"and", "but", "while", ";"})
_CLAUSE_EDGES = frozenset({",", ";", ":", "("}) | RELATIVES | SUBORDINATORS
_BEFORE_GERUND = frozenset({"after", "before", "by", "while", "without", "when", "since", "despite", "besides"})
_PERCEIVED = frozenset({"heard", "seen", "quoted", "recorded", "caught", "filmed"})
_EMPTY = frozenset({"it", "that", "this", "there", "which", "what", "these", "those", "such"})


def find_subject(sentence: Sentence, people: People, cue: Cue, depth: int = 0) -> Phrase | None:
    """Return the noun phrase that `cue` gives as speaker, or None."""
    place = cue.place
    if cue.kind is CueKind.ACCORDING:
        return _with_name_after(sentence, people, phrase_starting(sentence, cue.end))
    if sentence.part(place) == Part.GERUND or sentence.low(place).endswith("ing") or sentence.low(place - 1) == "to":
        return _subject_of_nonfinite(sentence, people, cue, depth)
    passive = sentence.low(place + 1) == "by" and sentence.low(place) not in ("quoted", "cited")
    if passive and sentence.part(place - 1) in FINITE:
        return _with_name_after(sentence, people, phrase_starting(sentence, place + 2))
    if is_inverted(sentence, place):
        found = phrase_starting(sentence, place + 1)
        if found and sentence.low(found.start) not in _EMPTY | OBJECTS and not _is_object(sentence, found):
            return _with_name_after(sentence, people, found)
    if (trailing := speaker_after(sentence, place)) is not None:
        return trailing
    found = subject_before(sentence, people, place)
    if found is None:
        return _shared_subject(sentence, people, place, depth)
    if sentence.low(found.start) in _EMPTY and found.end - found.start == 1:
        return _reporter(sentence, people, found.start, depth) or found
    return found


def _reporter(sentence: Sentence, people: People, place: int, depth: int) -> Phrase | None:
    """Return who says what an "it" or "that" at `place` says: "she says it shows that"."""
    earlier = [
        cue for cue in find_cues(sentence) if cue.place < place and cue.strong and sentence.part(cue.place) in FINITE
    ]
    if earlier and depth < 3:
        return find_subject(sentence, people, earlier[-1], depth + 1)
    return sentence_subject(sentence, people, place) if sentence.low(place) != "it" else None


def is_inverted(sentence: Sentence, place: int) -> bool:
    """Tell whether the verb at `place` follows a quotation at once, so that its subject may stand behind it."""
    before = place - 1
    return (
        place == 0
        or sentence.is_quotation(before)
        or (sentence.low(before) == "," and sentence.is_quotation(before - 1))
    )


def _is_object(sentence: Sentence, phrase: Phrase) -> bool:
    """Tell whether a phrase after "told" is who was told: then another verb's subject stands elsewhere."""
    return (
        sentence.low(phrase.start - 1) in ("told", "tells")
        and phrase.end < len(sentence)
        and sentence.is_quotation(phrase.end)
    )


def _subject_of_nonfinite(sentence: Sentence, people: People, cue: Cue, depth: int) -> Phrase | None:
    """Return the subject of "saying" or "to say": the name before it, or that of an earlier verb."""
    place = cue.place
    before = place - 1
    if sentence.low(before) in _BEFORE_GERUND and place <= 2 and (main := _subject_after(sentence, people, place)):
        return main
    here = people.at(sentence.number, before)
    if here and here[1].end == place and not here[1].possessive:
        return Phrase(here[1].start, here[1].end, before)
    if sentence.part(before) in (Part.NAME, Part.PRONOUN) and not is_time(sentence, before):
        found = phrase_ending(sentence, before)
        if found and sentence.part(found.start) == Part.NUMBER:
            found = None
        if found and sentence.part(found.start - 1) not in FINITE and sentence.low(found.start) not in _EMPTY | OBJECTS:
            return found
    if sentence.low(before) in _PERCEIVED and sentence.low(before - 1) in AUXILIARIES:
        return subject_before(sentence, people, before)
    if sentence.low(before) in AUXILIARIES and sentence.low(before) != "to":
        found = subject_before(sentence, people, place)
        if found:
            return found
    earlier = [
        other for other in find_cues(sentence) if other.place < place and not sentence.low(other.place).endswith("ing")
    ]
    if earlier and depth < 3:
        earlier = [other for other in earlier if not _is_relative(sentence, other.place)] or earlier
        strong = [other for other in earlier if other.strong and sentence.part(other.place) in FINITE]
        nearest = _main_cue(sentence, strong) if strong else earlier[-1]
        found = find_subject(sentence, people, nearest, depth + 1)
        if found:
            return found
    opening = people.at(sentence.number, 0) or people.at(sentence.number, 1) or people.at(sentence.number, 2)
    return (
        sentence_subject(sentence, people, place)
        or (Phrase(opening[1].start, opening[1].end, opening[1].end - 1) if opening else None)
        or sentence_subject(sentence, people)
    )


def _subject_after(sentence: Sentence, people: People, place: int) -> Phrase | None:
    """Return X in "After saying that it was late, X left": the first subject behind the comma after `place`."""
    comma = next((at for at in range(place + 1, len(sentence)) if _parts_clauses(sentence, at)), len(sentence))
    for verb in range(comma + 2, len(sentence)):
        if sentence.part(verb) in FINITE and (found := subject_before(sentence, people, verb)):
            return found if found.start > comma else None
    return None


def _parts_clauses(sentence: Sentence, place: int) -> bool:
    return sentence.low(place) == "," or sentence.is_quotation(place)


def _is_relative(sentence: Sentence, verb: int) -> bool:
    """Tell whether the verb at `verb` belongs to "who", "that" or "which"."""
    return sentence.low(_over_auxiliaries(sentence, verb - 1)) in RELATIVES


def _main_cue(sentence: Sentence, cues: list[Cue]) -> Cue:
    """Return the last cue that is not inside what an earlier one reports: a new clause begins before it."""
    main = cues[0]
    for cue in cues[1:]:
        between = range(main.end, cue.place)
        if any(sentence.low(place) in _CLAUSE_STARTS or sentence.is_quotation(place) for place in between):
            main = cue
    return main


def _shared_subject(sentence: Sentence, people: People, place: int, depth: int) -> Phrase | None:
    """Return the subject that "and said" shares with an earlier verb."""
    earlier = [
        cue for cue in find_cues(sentence) if cue.place < place and cue.strong and sentence.part(cue.place) in FINITE
    ]
    if earlier and depth < 3:
        found = find_subject(sentence, people, earlier[-1], depth + 1)
        if found and sentence.low(found.start) not in OBJECTS:
            return found
    for verb in range(place - 1, 0, -1):
        if sentence.part(verb) in FINITE and not sentence.is_quotation(verb):
            found = subject_before(sentence, people, verb)
            if found and sentence.low(found.start) not in _EMPTY and not _is_embedded(sentence, found.start):
                return found
    return sentence_subject(sentence, people, place)


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
    """Tell whether the phrase at `start` heads a clause inside another, or stands inside an adverbial."""
    before = start - 1
    if before < 0 or sentence.is_quotation(before):
        return False
    low = sentence.low(before)
    return low in SUBORDINATORS or low in RELATIVES or sentence.part(before) in (Part.WH, Part.PREPOSITION)


def subject_before(sentence: Sentence, people: People, verb: int) -> Phrase | None:
    """Return the subject that stands to the left of the verb at `verb`, over adverbs, brackets and appositions."""
    place = _over_auxiliaries(sentence, verb - 1)
    if place < 0 or sentence.is_quotation(place):
        return None
    low = sentence.low(place)
    if low in ("who", "that", "which"):
        before = place - 2 if sentence.low(place - 1) == "," else place - 1
        return phrase_ending(sentence, before) if before >= 0 else None
    if low == "," or low in DASHES:
        found = subject_over_commas(sentence, people, place)
        return _clause_subject(sentence, people, found) if found else None
    if low in ("and", "but", "or", ";", "to") or low in OBJECTS:
        return None
    found = phrase_ending(sentence, place)
    return _told_about(sentence, people, _climbed(sentence, found)) if found else None


def _told_about(sentence: Sentence, people: People, found: Phrase) -> Phrase:
    """Return X instead of Y in "X, chief of Y said", where the comma after the apposition is left out."""
    named = people.at(sentence.number, found.start - 2) if sentence.low(found.start - 1) == "," else None
    alone = not people.within(sentence.number, found.start, found.end) and sentence.part(found.start) != Part.PRONOUN
    if named is None or named[1].end != found.start - 1 or not alone or not is_role(sentence.low(found.head)):
        return found
    if sentence.capitalised(found.start):
        return found
    after_quote = named[1].start > 0 and is_inverted(sentence, named[1].start)
    opens = sentence.part(found.start) != Part.DETERMINER or after_quote
    return Phrase(named[1].start, named[1].end, named[1].end - 1) if opens else found


def _clause_subject(sentence: Sentence, people: People, found: Phrase) -> Phrase:
    """Return X instead of Y in "X did not come to Y, but, on Monday, rejected": a verb before Y has its own subject."""
    for place in range(found.start - 1, 0, -1):
        if sentence.low(place) in _CLAUSE_EDGES or sentence.is_quotation(place):
            break
        if sentence.part(place) in FINITE:
            return subject_before(sentence, people, place) or found
    return found


def _over_auxiliaries(sentence: Sentence, place: int) -> int:
    while place >= 0 and not sentence.is_quotation(place):
        low = sentence.low(place)
        passed = sentence.part(place) in (Part.ADVERB, Part.MODAL) or low in AUXILIARIES or low in _REFLEXIVES
        passed = passed or (
            low in ("further", "early", "late", "once", "since", "also", "then", "later", "on", "in")
            and _before_time(sentence, place)
        )
        if not passed and not (is_time(sentence, place) and place > 0):
            break
        if sentence.part(place) == Part.POSSESSIVE:
            break
        place -= 1
    return place


def _before_time(sentence: Sentence, place: int) -> bool:
    return sentence.low(place) not in ("on", "in") or is_time(sentence, place + 1)


def _climbed(sentence: Sentence, found: Phrase) -> Phrase:
    """Climb from "the streets" in "protesters marching through the streets" and from "X" in "Y, who leads X"."""
    relative = _relative_before(sentence, found.start)
    if relative is not None:
        return relative
    for _ in range(4):
        link = found.start - 1
        if link < 1 or sentence.part(link) != Part.PREPOSITION or sentence.low(link) in SUBORDINATORS:
            break
        if sentence.part(found.start) == Part.PRONOUN:
            break
        place = link - 1
        while place >= 0 and sentence.part(place) == Part.ADVERB:
            place -= 1
        if place >= 0 and sentence.part(place) in (Part.GERUND, Part.PARTICIPLE):
            place -= 1
        if place < 0 or sentence.is_quotation(place) or sentence.part(place) not in NOMINAL | {Part.NUMBER}:
            break
        outer = phrase_ending(sentence, place)
        if outer is None or is_time(sentence, outer.end - 1):
            break
        found = outer
    return found


def _relative_before(sentence: Sentence, start: int) -> Phrase | None:
    """Return Y where `start` follows "Y who leads": the relative clause has its own verb before `start`."""
    verbs = 0
    for place in range(start - 1, max(-1, start - 12), -1):
        if sentence.low(place) in (",", ";") or sentence.is_quotation(place):
            return None
        verbs += sentence.part(place) in FINITE
        if sentence.low(place) == "who":
            before = place - 2 if sentence.low(place - 1) == "," else place - 1
            return phrase_ending(sentence, before) if verbs and before >= 0 else None
    return None


def _with_name_after(sentence: Sentence, people: People, found: Phrase | None) -> Phrase | None:
    """Return the name instead of "the club's chairman" in "said the club's chairman, X"."""
    if found is None or found.end >= len(sentence) or sentence.low(found.end) != ",":
        return found
    if people.within(sentence.number, found.start, found.end) or not is_role(sentence.low(found.head)):
        return found
    here = people.at(sentence.number, found.end + 1)
    return Phrase(here[1].start, here[1].end, here[1].end - 1) if here else found
