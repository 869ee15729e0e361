"""Pronouns and nouns for them: whom "he" or "the star" refers to, and who answers the questions of an interview."""

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from math import exp, log1p

from briefing.analysis.language.lexicon import (
    FEMALE_WORDS,
    MALE_WORDS,
    SUBORDINATORS,
    TITLES,
    can_speak,
    is_body,
    is_role,
    lexicon,
    shows_man,
)
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import Mention, People, Person, mention_at
from briefing.analysis.language.phrases import Phrase
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.analysis.language.tokens import Token, tokenize
from briefing.analysis.quotes.cues import find_cues
from briefing.analysis.quotes.descriptors import FIRM_NOUNS, head_noun, is_listed_outlet, is_unknown_name
from briefing.analysis.quotes.subjects import find_subject, sentence_subject
from briefing.data.loader import word_list, word_lists
from briefing.model.spans import Span

_NEAR = 400
"""Mentions that are searched backwards for candidates."""
_CANDIDATES = 40
_OWN_NAME = frozenset({"i", "am", "’m", "'m", "is", "me", "as"})
_ANY_WORD = re.compile(r"\w+")
GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_FAR_AHEAD = 0.55
"""How far the person meant by "the director" must be ahead of the next one."""
_LONGEST_EPITHET = 3
"""Words after "the" in "the former harbour chief"."""
_WRITTEN = frozenset({"statement", "post", "letter", "email", "e-mail", "message", "tweet"})
_ISSUED = frozenset({"release", "report"})
"""What only bodies issue: a person is rather named in it."""
_OF = frozenset({"of", "for", "at", "with", "from", "in"})
_LONGEST_SALIENT = 5
"""Words after "the" in "the 85-year-old Harbour Prize winner"."""
_RESTRICTING = frozenset({"who", "whose", "that", "of", "from"})
"""What follows a noun for somebody else: "the star who called"."""
_REACH = 4
"""Sentences that are searched backwards for a speaker."""
_RECENT = 5
"""Recent mentions of a person that count."""
_STEEP = 1.43
_NOBODY = -3.07
"""A person's likelihood is exp(_STEEP * score) over the sum of all persons' and exp(_NOBODY), for nobody in the text.

Fitted to 329 pronouns beside quotations in the annotated articles (`python -m tests.benchmarks.pronouns`)."""
_LIKELY = 0.6
"""The least likelihood of a person who is named: 294 of 311 such pronouns are right."""
_POSSIBLE = 0.1
"""The least likelihood of a person who could be meant instead."""
_ANSWERS = 1.5
"""Added to the interviewee's score if the pronoun is the subject of a verb of speech."""


class Mentions:
    """All mentions of a text's persons; pronouns are added as they are resolved."""

    def __init__(self, persons: Sequence[Person]) -> None:
        self._of = [list(person.mentions) for person in persons]
        self._starts = [[mention.span.start for mention in person.mentions] for person in persons]
        self._order = sorted((start, number) for number, starts in enumerate(self._starts) for start in starts)

    def add(self, number: int, mention: Mention) -> None:
        """Add one more mention of person `number`."""
        start = mention.span.start
        index = bisect_left(self._starts[number], start)
        self._of[number].insert(index, mention)
        self._starts[number].insert(index, start)
        insort(self._order, (start, number))

    def before(self, number: int, position: int, most: int) -> tuple[list[Mention], int]:
        """Return a person's last mentions before a character of the text, at most `most`, and how many there are."""
        count = bisect_left(self._starts[number], position)
        return self._of[number][max(0, count - most) : count], count

    def candidates(self, position: int) -> list[int]:
        """Return the persons mentioned not too long before a character of the text, by their numbers."""
        found: dict[int, None] = {}
        index = bisect_left(self._order, (position, -1))
        for _, number in reversed(self._order[max(0, index - _NEAR) : index]):
            found[number] = None
            if len(found) == _CANDIDATES:
                break
        return sorted(found)


class NamedInside:
    """Finds the persons of a text who are named in the third person inside a quotation."""

    def __init__(self, text: str, persons: Sequence[Person]) -> None:
        self._text = text
        self._persons = persons
        self._bearers: dict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(persons):
            self._bearers[person.words[-1]].append(number)

    def in_sentence(self, sentence: Sentence) -> frozenset[int]:
        """Return the persons named inside the quotations of a sentence."""
        inside = (sentence.words[index] for index in sentence.quotations)
        return frozenset().union(*(self.within(Span(word.start, word.end)) for word in inside))

    def within(self, span: Span) -> frozenset[int]:
        """Return the persons named inside one quotation."""
        words = _ANY_WORD.findall(span.cut(self._text).lower())
        if self._bearers.keys().isdisjoint(words):
            return frozenset()
        tokens = tokenize(self._text, span.start, span.end)
        return frozenset(
            number
            for index, token in enumerate(tokens)
            if token.text[:1].isupper()
            for number in self._bearers.get(token.text.lower(), ())
            if _is_third(tokens, index, self._persons[number])
        )


def _is_third(tokens: Sequence[Token], index: int, person: Person) -> bool:
    """Return whether the surname at `index` means `person` in the third person: not "I, X", nor a namesake."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and (after.capitalised or is_body(after.text)):
        return False  # "the Velden Works" and "the Velden council" are no person
    before = tokens[index - 1].text if index else ""
    if before[:1].isupper() and not is_role(before.lower()) and before.lower().rstrip(".") not in TITLES:
        return before.lower() == person.words[0] and not _is_own(tokens, index - 2)
    return not _is_own(tokens, index - 1)


def _is_own(tokens: Sequence[Token], index: int) -> bool:
    """Return whether "I," or "my name is" ends at `index`."""
    while index > 0 and tokens[index].text == ",":
        index -= 1
    return index >= 0 and tokens[index].text.lower() in _OWN_NAME


class Pronouns:
    """Resolves each "he" and "she" of a text once, in order, and then finds the person for any pronoun.

    The weights are set by hand; GUM's coreference in news and interviews confirms them (73 of 78 right).
    """

    def __init__(
        self, sentences: Sequence[Sentence], people: People, inside: NamedInside, interviewee: int | None = None
    ) -> None:
        self._inside = inside
        self._interviewee = interviewee
        self._sentences = sentences
        self._people = people
        self._mentions = Mentions(people.persons)
        self._heading: set[tuple[int, int]] = set()
        self._speaking: set[tuple[int, int]] = set()
        self._speakers: dict[int, list[Phrase]] = defaultdict(list)
        """The subjects of the verbs of speech in each sentence, by the sentence's number."""
        self._named_speakers: set[int] = set()
        self._heard: dict[int, str] = {}
        """The gender of the last pronoun that was resolved to each person, by number."""
        for sentence in sentences:
            self._read_subjects(sentence)
            self._read_pronouns(sentence)

    def person_meant(self, sentence: Sentence, index: int, last: int | None = None) -> int | None:
        """Return the number of the person to whom the pronoun at `index` refers; `last` spoke before it."""
        return next((number for _, number in self.ranked(sentence, index, last)[:1]), None)

    def ranked(self, sentence: Sentence, index: int, last: int | None = None) -> list[tuple[float, int]]:
        """Return the persons to whom the pronoun at `index` can refer, each after its score, the likeliest first."""
        position = sentence.words[index].start
        gender = GENDERS[sentence.low(index)]
        speaks = (sentence.number, index) in self._speaking
        spoken_of = self._inside.in_sentence(sentence) | self._named_after(sentence, index) if speaks else frozenset()
        answers = self._interviewee if speaks else None
        scored = [
            (
                self._score(sentence, number, position, gender)
                + 0.2 * (number == last)
                + _ANSWERS * (number == answers),
                -number,
            )
            for number in self._mentions.candidates(position)
            if self._people.persons[number].gender in ("", gender) and number not in spoken_of
        ]
        return [(score, -number) for score, number in sorted(scored, reverse=True)]

    def could_be(self, ranked: Sequence[tuple[float, int]]) -> list[int]:
        """Return the likeliest person of `ranked`, and if they are not likely enough, the others who are."""
        weights = [exp(_STEEP * score) for score, _ in ranked]
        everybody = sum(weights) + exp(_NOBODY)
        if weights[0] >= _LIKELY * everybody:
            return [ranked[0][1]]
        return [number for weight, (_, number) in zip(weights, ranked, strict=True) if weight >= _POSSIBLE * everybody]

    def scores(self, sentence: Sentence, index: int, gender: str) -> list[tuple[float, int]]:
        """Return the persons whom a noun of this gender at `index` can mean, each after its score, the best first."""
        position = sentence.words[index].start
        scored = [
            (self._score(sentence, number, position, gender), -number)
            for number in self._mentions.candidates(position)
            if not gender or self._people.persons[number].gender in ("", gender)
        ]
        return [(score, -number) for score, number in sorted(scored, reverse=True)]

    def is_clear(self, sentence: Sentence, index: int, number: int, gender: str) -> bool:
        """Return whether only the person `number` is near enough to be meant at `index`, by a noun of this gender."""
        ranked = self.scores(sentence, index, gender)
        return ranked[:1] != [] and ranked[0][1] == number and _is_ahead(ranked, _FAR_AHEAD)

    def is_subject(self, sentence: Sentence, index: int) -> bool:
        """Return whether the word at `index` belongs to the subject of its sentence."""
        return (sentence.number, index) in self._heading

    def speaker_before(self, sentence: Sentence, index: int) -> tuple[Sentence, Phrase] | None:
        """Return the last speaker of a sentence before to whom the pronoun at `index` can refer.

        If that speaker is the same pronoun, the search goes further back: "A clerk said so. “Yes,” she said. “No,” she
        added."
        """
        for number in range(sentence.number - 1, max(-1, sentence.number - 1 - _REACH), -1):
            earlier, speakers = self._sentences[number], self._speakers.get(number, [])
            if speakers and all(earlier.low(speaker.start) != sentence.low(index) for speaker in speakers):
                return earlier, speakers[-1]
            if not speakers and _has_own_words(earlier):
                return None
        return None

    def note(self, number: int, mention: Mention) -> None:
        """Add a mention of the person `number` by a role, so that "he" after "the lawyer" can mean that person."""
        self._mentions.add(number, mention)

    def named_before(self, number: int, position: int) -> int | None:
        """Return the offset of the last mention of the person `number` before `position`, or None."""
        recent, _ = self._mentions.before(number, position, 1)
        return recent[0].span.start if recent else None

    def is_silent(self, number: int) -> bool:
        """Return whether the person `number` is dead and is by name the subject of no verb of speech."""
        return self._people.persons[number].dead and number not in self._named_speakers

    def is_only_owner(self, number: int, position: int) -> bool:
        """Return whether the text before `position` has the person `number` only as an owner: "Lee's film"."""
        recent, _ = self._mentions.before(number, position, _RECENT)
        return all(mention.possessive or mention.modifier for mention in recent)

    def antecedent(self, number: int, position: int) -> Span | None:
        """Return the last mention by name of the person `number` before a character of the text, if it is recent."""
        recent, _ = self._mentions.before(number, position, _RECENT)
        return next((mention.span for mention in reversed(recent) if not mention.pronoun), None)

    def _named_after(self, sentence: Sentence, index: int) -> frozenset[int]:
        """Return the persons named after the subject at `index`: "he" is not X in "he called X late"."""
        if sentence.low(index - 1) in SUBORDINATORS:
            return frozenset()
        after = self._people.within(sentence.number, index + 1, len(sentence))
        return frozenset(number for number, mention in after if not mention.possessive)

    def _read_subjects(self, sentence: Sentence) -> None:
        """Store which words are the subject of the sentence and which are subjects of its verbs of speech."""
        heading = sentence_subject(sentence, self._people)
        if heading:
            self._heading.update((sentence.number, index) for index in range(heading.start, heading.end))
        for cue in find_cues(sentence):
            if cue.strong and (speaking := find_subject(sentence, self._people, cue)):
                self._speaking.update((sentence.number, index) for index in range(speaking.start, speaking.end))
                self._speakers[sentence.number].append(speaking)
                named = self._people.at(sentence.number, speaking.head)
                self._named_speakers.update(named[:1] if named else ())

    def _read_pronouns(self, sentence: Sentence) -> None:
        for index, word in enumerate(sentence.words):
            if word.low in ("he", "she") and (person := self.person_meant(sentence, index)) is not None:
                self._mentions.add(person, mention_at(sentence, index, index + 1, pronoun=True))
                self._heard[person] = GENDERS[word.low]

    def _score(self, sentence: Sentence, number: int, position: int, gender: str) -> float:
        recent, count = self._mentions.before(number, position, _RECENT)
        score = max(self._weight(sentence, mention) for mention in recent) + 0.05 * log1p(count)
        return score - self._doubt(number, self._people.persons[number], gender)

    def _doubt(self, number: int, person: Person, gender: str) -> float:
        """Return the penalty for a name of unknown gender, and for one without a given name."""
        doubt = 0.2 if len(person.words) == 1 else 0.0
        if person.gender:
            return doubt
        heard = self._heard.get(number)
        return doubt + (0.4 if heard is None else 0.3 if heard == gender else 1.4)

    def _weight(self, sentence: Sentence, mention: Mention) -> float:
        distance = sentence.number - mention.sentence
        same = self._sentences[mention.sentence].paragraph == sentence.paragraph
        index = (mention.sentence, mention.start)
        plain = not mention.possessive and not mention.modifier
        return (
            -0.8 * min(distance, 8)
            - 1.6 * self._sentences[mention.sentence].boilerplate
            + 0.8 * (plain and (mention.subject or index in self._heading or index in self._speaking))
            + (0.4 + 0.3 * (distance == 0)) * (plain and index in self._heading)
            + 0.3 * (plain and index in self._speaking)
            + 0.4 * same
            - 0.6 * mention.possessive
            - 0.4 * mention.modifier
        )


def _is_ahead(ranked: Sequence[tuple[float, int]], margin: float) -> bool:
    return len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= margin


def _has_own_words(sentence: Sentence) -> bool:
    """Return whether a sentence is more than a quotation, so that it may introduce somebody else."""
    return any(not word.is_quotation and word.text[0].isalnum() for word in sentence.words)


def agrees(sentence: Sentence, phrase: Phrase, pronoun: str) -> bool:
    """Return whether a pronoun fits a noun in number and gender."""
    head = sentence.low(head_noun(sentence, phrase))
    if phrase.end - phrase.start == 1 and sentence.part(phrase.start) in (Part.PRONOUN, Part.WH):
        return False
    if pronoun in GENDERS and sentence.capitalised(phrase.head) and not is_role(head):
        return phrase.end - phrase.start > 1 and is_unknown_name(sentence, phrase)
    if pronoun in GENDERS:
        others = FEMALE_WORDS if GENDERS[pronoun] == "m" else MALE_WORDS
        return is_role(head) and not head.endswith("s") and head not in others
    body = can_speak(head) and not is_role(head)
    return (
        body and not head.endswith("s")
        if pronoun == "it"
        else pronoun == "they" and can_speak(head) and head.endswith("s")
    )


def is_epithet(sentence: Sentence, phrase: Phrase, *, has_role: bool) -> bool:
    """Return whether "the star" or "the director" can mean a person named before, of whom the text gives no such role.

    Of a person with a role, only nouns that anybody can be called besides.
    """
    if not _is_plain_definite(sentence, phrase):
        return False
    noun = sentence.low(phrase.end - 1)
    lists = word_lists("quotes/epithets.txt")
    return noun in lists["besides a role"] or (not has_role and noun in lists["instead of a role"])


def epithet_gender(sentence: Sentence, phrase: Phrase) -> str:
    """Return the gender that the noun shows, or ""."""
    noun = sentence.low(phrase.end - 1)
    return "m" if shows_man(noun) else "f" if noun in FEMALE_WORDS else ""


def fits_body(sentence: Sentence, phrase: Phrase, name: str) -> bool:
    """Return whether "the group" or "the newspaper" can mean the body with this name."""
    noun = sentence.low(phrase.end - 1)
    if not _is_plain_definite(sentence, phrase) or is_role(noun):
        return False
    outlet = is_listed_outlet(name)
    if noun in word_list("quotes/outlet_nouns.txt"):
        return outlet or name.lower().split()[-1] in word_list("quotes/outlet_nouns.txt")
    return noun in FIRM_NOUNS and not outlet and name.lower() not in lexicon().places


def is_document_noun(sentence: Sentence, phrase: Phrase, *, of_person: bool) -> bool:
    """Return whether a phrase is "the statement" or the like, which goes on with the words of whoever issued it."""
    nouns = _WRITTEN if of_person else _WRITTEN | _ISSUED
    named = any(sentence.capitalised(at) for at in range(phrase.start + 1, phrase.end))  # "the Post", "the WHO report"
    return _is_plain_definite(sentence, phrase) and sentence.low(phrase.end - 1) in nouns and not named


def _is_plain_definite(sentence: Sentence, phrase: Phrase, longest: int = _LONGEST_EPITHET) -> bool:
    """Return whether a phrase is "the" and at most `longest` words, of which the last is a noun."""
    inside = range(phrase.start + 1, phrase.end)
    return (
        sentence.low(phrase.start) == "the"
        and len(inside) <= longest
        and not any(sentence.low(at) in _OF or sentence.part(at) == Part.POSSESSIVE for at in inside)
    )


def can_be_salient(sentence: Sentence, phrase: Phrase) -> bool:
    """Return whether a phrase is "the" and a noun that can mean the person or body that the text is about."""
    noun = sentence.low(phrase.end - 1)
    listed = any(noun in nouns for nouns in word_lists("quotes/salient_nouns.txt").values())
    plain = _is_plain_definite(sentence, phrase, _LONGEST_SALIENT)
    return (listed or noun.endswith("-year-old")) and plain and sentence.low(phrase.end) not in _RESTRICTING
