"""Pronouns and nouns for them: whom "he" or "the star" refers to, and who answers the questions of an interview."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import exp, log1p

from briefing.analysis.language.appositions import DASHES
from briefing.analysis.language.lexicon import (
    FEMALE_WORDS,
    MALE_WORDS,
    SUBORDINATORS,
    can_speak,
    is_role,
    lexicon,
    shows_man,
)
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import Mentions, NamedInside, People
from briefing.analysis.language.persons import Mention, Person, mention_at
from briefing.analysis.language.phrases import Phrase
from briefing.analysis.language.quoted_sentences import FINITE, Sentence
from briefing.analysis.quotes.cues import find_cues
from briefing.analysis.quotes.descriptors import FIRM_NOUNS, head_noun, is_listed_outlet, is_unknown_name
from briefing.analysis.quotes.subjects import find_subject, sentence_subject
from briefing.data.loader import word_list, word_lists
from briefing.model.spans import Span

GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_OWN = {"his": "m", "himself": "m", "her": "f", "herself": "f"}
_BREAKS = frozenset(
    {";", ":", "that", "because", "who", "whose", "which", "when", "while", "as", "after", "if", "with"}
)
"""Words after which somebody else can be meant."""
_NOBODY_NAMED = frozenset({"none", "nobody", "everybody", "everyone", "somebody", "someone", "anybody", "anyone"})
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

Fitted to 406 pronouns beside quotations in the annotated articles (`python -m tests.benchmarks.pronouns`)."""
_LIKELY = 0.6
"""The least likelihood of a person who is named: 369 of 386 such pronouns are right."""
_POSSIBLE = 0.1
"""The least likelihood of a person who could be meant instead."""
_ANSWERS = 1.5
"""Added to the interviewee's score if the pronoun is the subject of a verb of speech."""


class Pronouns:
    """Resolves each "he" and "she" of a text once, in order, and then finds the person for any pronoun.

    The weights are set by hand; fitted to GUM and the annotated articles, they are no better on articles held out.
    """

    def __init__(
        self, sentences: Sequence[Sentence], people: People, inside: NamedInside, interviewee: int | None = None
    ) -> None:
        self._inside = inside
        self._interviewee = interviewee
        self._sentences = sentences
        self._people = people
        self._subjects = [sentence_subject(sentence, people) for sentence in sentences]
        self.everybody = (*people.persons, *_strangers(sentences, self._subjects, people))
        """The persons, then the subjects of sentences whose capitalised names may be those of others."""
        self._mentions = Mentions(self.everybody)
        self._heading: set[tuple[int, int]] = set()
        self._speaking: set[tuple[int, int]] = set()
        self._speakers: dict[int, list[Phrase]] = defaultdict(list)
        """The subjects of the verbs of speech in each sentence, by the sentence's number."""
        self._named_speakers: set[int] = set()
        self._heard: dict[int, Counter[str]] = defaultdict(Counter)
        """The genders of the pronouns that were resolved to each person, by number."""
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
            if self.everybody[number].gender in ("", gender) and number not in spoken_of
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
            if not self.is_stranger(number) and (not gender or self.everybody[number].gender in ("", gender))
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
        """Return the last speaker before to whom the pronoun at `index` can refer, or else the subject just before.

        If that speaker is the same pronoun, the search goes further back: "A clerk said so. “Yes,” she said. “No,” she
        added."
        """
        for number in range(sentence.number - 1, max(-1, sentence.number - 1 - _REACH), -1):
            earlier, speakers = self._sentences[number], self._speakers.get(number, [])
            if speakers and all(earlier.low(speaker.start) != sentence.low(index) for speaker in speakers):
                return earlier, speakers[-1]
            if not speakers and _has_own_words(earlier):
                subject = sentence_subject(earlier, self._people) if number == sentence.number - 1 else None
                return (earlier, subject) if subject is not None else None
        return None

    def speaks(self, sentence: Sentence, phrase: Phrase) -> bool:
        """Return whether a phrase is the subject of a verb of speech."""
        return (sentence.number, phrase.start) in self._speaking

    def note(self, number: int, mention: Mention) -> None:
        """Add a mention of the person `number` by a role, so that "he" after "the lawyer" can mean that person."""
        self._mentions.add(number, mention)

    def named_before(self, number: int, position: int) -> int | None:
        """Return the offset of the last mention of the person `number` before `position`, or None."""
        recent, _ = self._mentions.before(number, position, 1)
        return recent[0].span.start if recent else None

    def is_stranger(self, number: int) -> bool:
        """Return whether it is not known that the name of `number` in `everybody` is a person's."""
        return number >= len(self._people.persons)

    def is_silent(self, number: int) -> bool:
        """Return whether the person `number` is dead and is by name the subject of no verb of speech."""
        return self.everybody[number].dead and number not in self._named_speakers

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
        if heading := self._subjects[sentence.number]:
            self._read_gender(sentence, heading)
            self._heading.update((sentence.number, index) for index in range(heading.start, heading.end))
        for cue in find_cues(sentence):
            if cue.strong and (speaking := find_subject(sentence, self._people, cue)):
                self._speaking.update((sentence.number, index) for index in range(speaking.start, speaking.end))
                self._speakers[sentence.number].append(speaking)
                named = self._people.at(sentence.number, speaking.head)
                self._named_speakers.update(named[:1] if named else ())

    def _read_gender(self, sentence: Sentence, heading: Phrase) -> None:
        """Store the gender that "her" shows of the subject of a sentence: "Lee showed her pictures"."""
        named = self._people.at(sentence.number, heading.head)
        if named is None or named[1].possessive or named[1].modifier:
            return
        for index in range(heading.end, len(sentence)):
            low = sentence.low(index)
            if low in _OWN:
                self._heard[named[0]][_OWN[low]] += 2
            if low in _OWN or sentence.is_quotation(index) or self._people.at(sentence.number, index) or low in _BREAKS:
                return

    def _read_pronouns(self, sentence: Sentence) -> None:
        for index, word in enumerate(sentence.words):
            if word.low not in ("he", "she") or self._is_described(sentence, index):
                continue
            if ranked := self.ranked(sentence, index):
                person = ranked[0][1]
                self._mentions.add(person, mention_at(sentence, index, index + 1, pronoun=True))
                self._heard[person][GENDERS[word.low]] += len(self.could_be(ranked)) == 1

    def _is_described(self, sentence: Sentence, index: int) -> bool:
        """Return whether the pronoun at `index` means a subject without a name: "The leader said he prays"."""
        subject = sentence_subject(sentence, self._people, index)
        return (
            subject is not None
            and sentence.part(subject.start) == Part.DETERMINER
            and agrees(sentence, subject, sentence.low(index))
            and not self._people.within(sentence.number, 0, index)
        )

    def _score(self, sentence: Sentence, number: int, position: int, gender: str) -> float:
        recent, count = self._mentions.before(number, position, _RECENT)
        score = max(self._weight(sentence, mention) for mention in recent) + 0.05 * log1p(count)
        return score - self._doubt(number, self.everybody[number], gender)

    def _doubt(self, number: int, person: Person, gender: str) -> float:
        """Return the penalty for a name of unknown gender, and for one without a given name."""
        doubt = 0.2 if len(person.words) == 1 else 0.0
        if self.is_stranger(number):
            doubt = 1.1 if len(person.words) == 1 else 0.6
        if person.gender:
            return doubt
        heard = self._heard[number]
        others = heard.total() - 2 * heard[gender]
        return doubt + (0.3 if others < 0 else 0.4 if others == 0 else 0.4 + min(others, 4))

    def _weight(self, sentence: Sentence, mention: Mention) -> float:
        distance = sentence.number - mention.sentence
        same = self._sentences[mention.sentence].paragraph == sentence.paragraph
        index = (mention.sentence, mention.start)
        plain = not mention.possessive and not mention.modifier
        owner = index in self._heading and _owns_thing(self._sentences[mention.sentence], mention)
        return (
            -0.8 * min(distance, 8)
            + 0.5 * owner
            - 1.6 * self._sentences[mention.sentence].boilerplate
            + 0.8 * (plain and (mention.subject or index in self._heading or index in self._speaking))
            + (0.4 + 0.3 * (distance <= 1)) * (plain and index in self._heading)
            + 0.3 * (plain and index in self._speaking)
            + 0.4 * same
            - 1.6 * _signs_post(self._sentences[mention.sentence], mention)
            - 0.6 * mention.possessive
            - 0.4 * mention.modifier
        )


def _is_ahead(ranked: Sequence[tuple[float, int]], margin: float) -> bool:
    return len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= margin


def _owns_thing(sentence: Sentence, mention: Mention) -> bool:
    """Return whether what a name owns cannot speak: "Lee's decision", not "Lee's spokesman"."""
    index = mention.end + 1
    while sentence.part(index) in (Part.ADJECTIVE, Part.NOUN, Part.NAME):
        if can_speak(sentence.low(index)):
            return False
        index += 1
    return mention.possessive


def _signs_post(sentence: Sentence, mention: Mention) -> bool:
    """Return whether a name signs a post that the text shows: "— Ann Lee (@annlee)"."""
    return sentence.low(mention.start - 1) in DASHES and sentence.low(mention.end) == "("


def _strangers(sentences: Sequence[Sentence], subjects: Sequence[Phrase | None], people: People) -> Iterator[Person]:
    """Yield those `subjects` of sentences that may be names of persons: "Bad Bunny wears a hat"."""
    found: dict[tuple[str, ...], list[Mention]] = {}
    for sentence, subject in zip(sentences, subjects, strict=True):
        if subject is None or sentence.listing or sentence.boilerplate:
            continue
        if people.within(sentence.number, subject.start, subject.end):
            continue
        alone = sentence.part(subject.end) in FINITE | {Part.ADVERB} or sentence.low(subject.end) == ","
        if alone and sentence.low(subject.head) not in _NOBODY_NAMED and is_unknown_name(sentence, subject):
            words = tuple(sentence.low(index) for index in range(subject.start, subject.end))
            found.setdefault(words, []).append(mention_at(sentence, subject.start, subject.end))
    plain = {word.low for sentence in sentences for word in sentence.words if not word.capitalised} if found else set()
    for words, mentions in found.items():
        if words[-1] not in plain:
            yield Person(words, mentions[0].span, "", tuple(mentions))


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
