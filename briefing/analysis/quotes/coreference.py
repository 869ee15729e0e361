"""Coreference: which person or body of the text a pronoun, a surname or "the minister" refers to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.language.lexicon import (
    SPEECH_PRONOUNS,
    TITLES,
    can_speak,
    is_own_words,
    is_role,
)
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import NamedInside, People
from briefing.analysis.language.persons import mention_at
from briefing.analysis.language.phrases import Phrase
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.analysis.language.roles import best_role, find_roles
from briefing.analysis.quotes.definite_nouns import (
    earlier_descriptor,
    issuer_of,
    owner_of,
    salient_body,
    salient_person,
    whole_names_of_bodies,
)
from briefing.analysis.quotes.descriptors import (
    author_of,
    body_meant,
    describe,
    head_noun,
    is_inside,
    is_named_body,
    joint,
    modifiers,
    nouns_of,
)
from briefing.analysis.quotes.pronouns import (
    GENDERS,
    Pronouns,
    agrees,
    can_be_salient,
    epithet_gender,
    fits_body,
    is_document_noun,
    is_epithet,
)
from briefing.analysis.quotes.subjects import sentence_subject
from briefing.analysis.quotes.utterances import Speaker, is_nickname
from briefing.model.evidence import CoreferenceRule
from briefing.model.spans import Span

_UNRESOLVED = SPEECH_PRONOUNS | {"who", "that", "which", "this", "these", "those"}
_OF = frozenset({"of", "for", "from", "at", "with", "in"})
_DEPUTIES = frozenset({"vice", "deputy"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_OFFICES = {"potus": "president", "vpotus": "president", "flotus": "lady"}
"""Acronyms of offices with the nouns for those who hold them."""
_REACH = 6
"""Sentences that are searched backwards for the antecedent of "the official"."""


class Resolver:
    """Finds the person or body that a mention refers to, from who was mentioned and who spoke before."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], people: People, interviewee: int | None = None
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._people = people
        self._persons = people.persons
        self._inside = NamedInside(text, people.persons)
        self._pronouns = Pronouns(sentences, people, self._inside, interviewee)
        self._whole_names = whole_names_of_bodies(text, sentences)
        self._holders: dict[str, list[int]] = defaultdict(list)
        """The persons by the words of their roles."""
        for number, person in enumerate(people.persons):
            for word in dict.fromkeys(word for role in person.roles for word in sorted(nouns_of(role))):
                self._holders[word].append(number)

    def resolve(self, source: int, phrase: Phrase, last: Speaker | None) -> Speaker:
        """Return the speaker to whom `phrase` in sentence `source` refers; `last` spoke before it."""
        sentence = self._sentences[source]
        mention = sentence.span(phrase.start, phrase.end)
        if is_nickname(sentence, phrase):
            name = Span(mention.start + 1, mention.end - 1)
            return Speaker(name, name, sentence=source)
        low = sentence.low(phrase.start)
        pronoun = sentence.part(phrase.start) == Part.PRONOUN or low in _UNRESOLVED or low in GENDERS
        if phrase.end - phrase.start == 1 and pronoun:
            return self._pronoun(sentence, phrase.start, mention, last)
        if author := author_of(sentence, phrase):
            written = self._named(sentence, author) or self._descriptor(sentence, author, mention)
            return replace(written, mention=mention, rule=CoreferenceRule.AUTHOR)
        return (
            self._named(sentence, phrase)
            or self._owner(sentence, phrase)
            or self._by_role(sentence, phrase, mention)
            or self._introduced(sentence, phrase, mention)
            or self._salient(sentence, phrase, mention, last)
            or self._body(sentence, phrase, mention)
            or self._epithet(sentence, phrase, mention, last)
            or self._issuer(sentence, phrase, mention)
            or self._descriptor(sentence, phrase, mention)
        )

    def resolve_label(self, label: Span, sentence: int) -> Speaker:
        """Return the speaker for a label in capitals: the person with that surname, or the label itself."""
        words = tuple(label.cut(self._text).lower().split())
        for number, person in enumerate(self._persons):
            if person.words[-1] == words[-1]:
                return self._of(number, label, self._sentences[sentence], CoreferenceRule.LABEL_SURNAME)
        return Speaker(label, label, sentence=sentence)

    def _pronoun(self, sentence: Sentence, index: int, mention: Span, last: Speaker | None) -> Speaker:
        low = sentence.low(index)
        speaker, certain = self._unnamed_antecedent(sentence, index, mention)
        if low in GENDERS:
            if speaker is not None and certain:
                return speaker
            ranked = self._pronouns.ranked(sentence, index, last.person if last else None)
            if ranked:
                person = ranked[0][1]
                if could_mean := self._could_mean(ranked, speaker, sentence, index):
                    rule = CoreferenceRule.UNCLEAR if len(could_mean) > 1 else CoreferenceRule.GUESS
                    return Speaker(mention, sentence=sentence.number, rule=rule, could_mean=could_mean)
                antecedent = self._pronouns.antecedent(person, mention.start)
                return self._of(person, mention, sentence, CoreferenceRule.RECENT_PERSON, antecedent)
            return speaker or Speaker(mention, sentence=sentence.number)
        if low in ("they", "it") and (same := self._subject_of_sentence(sentence, index, low)):
            return replace(same, mention=mention, rule=CoreferenceRule.SENTENCE_SUBJECT)
        if speaker is not None and (last is None or last.sentence < sentence.number - 1):
            return speaker
        if low == "it" and (body := self._body_before(sentence)) is not None:
            return replace(body, mention=mention, sentence=sentence.number, rule=CoreferenceRule.BODY)
        if low in ("they", "it") and last is not None and last.name is not None and last.person is None:
            name = last.name.cut(self._text).rstrip()
            plural = name.endswith("s") or " and " in name
            same_paragraph = self._sentences[last.sentence].paragraph == sentence.paragraph
            if low == "it" or plural or same_paragraph:
                return replace(
                    last,
                    mention=mention,
                    sentence=sentence.number,
                    rule=CoreferenceRule.RECENT_SPEAKER,
                    antecedent=None,
                )
        return Speaker(mention, sentence=sentence.number)

    def _could_mean(
        self, ranked: Sequence[tuple[float, int]], speaker: Speaker | None, sentence: Sentence, index: int
    ) -> tuple[Span, ...]:
        """Return who could be meant if it is unclear: two persons, one and "the official" named since, or an owner."""
        everybody = self._pronouns.everybody
        name = everybody[ranked[0][1]].name
        if self._pronouns.is_silent(ranked[0][1]) or self._pronouns.is_stranger(ranked[0][1]):
            return (name,)
        if speaker is not None and speaker.name is not None and speaker.antecedent is not None:
            named = self._pronouns.named_before(ranked[0][1], sentence.words[index].start)
            near = self._sentences[max(0, sentence.number - _REACH) : sentence.number + 1]
            starts = (each.words[0].start for each in near)
            if named is not None and any(named < start <= speaker.antecedent.start for start in starts):
                return name, speaker.name
        if (could_be := self._pronouns.could_be(ranked)) != [ranked[0][1]]:
            return tuple(everybody[number].name for number in could_be) or (name,)
        if self._pronouns.is_only_owner(ranked[0][1], sentence.words[index].start):
            return (name,)
        return ()

    def _unnamed_antecedent(self, sentence: Sentence, index: int, mention: Span) -> tuple[Speaker | None, bool]:
        """Return whom "she" means in "A clerk said so. “Yes,” she said.", and whether it can only be this person."""
        if (before := self._pronouns.speaker_before(sentence, index)) is None:
            return None, False
        earlier, speaker = before
        if not agrees(earlier, speaker, sentence.low(index)):
            return None, False
        meant = self.resolve(earlier.number, speaker, None)
        if meant.name is None or meant.person is not None:
            return None, False
        introduced = meant.name.cut(self._text).split()[0].lower() in _INDEFINITE
        if sentence.low(index) in GENDERS and not introduced and not self._pronouns.speaks(earlier, speaker):
            return None, False
        certain = meant.unnamed and introduced and not self._is_somebody_named(earlier, speaker, sentence, index)
        rule = CoreferenceRule.RECENT_SPEAKER
        found = replace(meant, mention=mention, sentence=sentence.number, rule=rule, antecedent=meant.mention)
        return found, certain

    def _is_somebody_named(self, earlier: Sentence, speaker: Phrase, sentence: Sentence, index: int) -> bool:
        """Return whether a person is named before `speaker` in its sentence, or between it and the pronoun."""
        between = range(earlier.number + 1, sentence.number)
        return bool(
            self._people.within(earlier.number, 0, speaker.start)
            or self._people.within(sentence.number, 0, index)
            or any(self._people.within(number, 0, len(self._sentences[number])) for number in between)
        )

    def _subject_of_sentence(self, sentence: Sentence, index: int, pronoun: str) -> Speaker | None:
        """Return the body, text or group that is the subject of "The council said no to what it called ..."."""
        subject = sentence_subject(sentence, self._people, index)
        if subject is None or sentence.part(subject.start) == Part.PRONOUN:
            return None
        if self._people.within(sentence.number, subject.start, subject.end):
            return None
        low = sentence.low(subject.head)
        if not (can_speak(low) or sentence.capitalised(subject.head)) or low.endswith("s") != (pronoun == "they"):
            return None
        return self._descriptor(sentence, subject, sentence.span(subject.start, subject.end))

    def _named(self, sentence: Sentence, phrase: Phrase) -> Speaker | None:
        found = self._people.within(sentence.number, phrase.start, phrase.end)
        if not found:
            return None
        person, mention = found[-1]
        if (mention.end >= phrase.end - 1 and sentence.part(phrase.end - 1) != Part.NOUN) or mention.end == phrase.end:
            if joint(sentence, found, phrase):
                span = sentence.span(found[0][1].start, mention.end)
                return Speaker(span, span, sentence=sentence.number)
            if not is_inside(sentence, mention, phrase):
                return self._of(person, mention.span, sentence)
        person, mention = found[0]
        leads = all(
            is_role(sentence.low(index)) or sentence.capitalised(index) or sentence.part(index) == Part.ADJECTIVE
            for index in range(phrase.start, mention.start)
        )
        if leads and sentence.low(mention.end) in _OF and mention.end < phrase.end:
            return self._of(person, mention.span, sentence)
        return None

    def _owner(self, sentence: Sentence, phrase: Phrase) -> Speaker | None:
        """Return the owner of "her letter" or "Velden's letter"."""
        if not is_own_words(sentence.low(phrase.head)):
            return None
        if sentence.low(phrase.start) in ("his", "her"):
            person = self._pronouns.person_meant(sentence, phrase.start)
            return (
                self._of(person, sentence.span(phrase.start, phrase.start + 1), sentence, CoreferenceRule.OWNER)
                if person is not None and not self._pronouns.is_stranger(person)
                else None
            )
        owner = owner_of(self._people, sentence, phrase)
        return self._of(owner[0], owner[1].span, sentence, CoreferenceRule.OWNER) if owner is not None else None

    def _by_role(self, sentence: Sentence, phrase: Phrase, mention: Span) -> Speaker | None:
        """Return the person whom "the minister" refers to: the last one before it with that role.

        Of two ministers, "the harbour minister" is the one whose role has both words. A person who is named in the
        quotation is left out.
        """
        low = sentence.low(phrase.start)
        if low not in ("the", "this") and (not sentence.capitalised(phrase.start) or low in _INDEFINITE):
            return None
        noun = sentence.low(head_noun(sentence, phrase))
        noun = _OFFICES.get(noun, noun)
        if not (is_role(noun) or noun in _OFFICES.values()) or noun.endswith("s") or noun == "police":
            return None
        if (apposed := self._in_apposition(sentence, phrase)) is not None:
            return apposed
        spoken_of = self._inside.in_sentence(sentence)
        said = {sentence.low(index) for index in range(phrase.start, phrase.end)}
        more = modifiers(sentence, phrase)
        named = [
            (len(said.intersection(role.wording.split())), before, -number, role.span)
            for number in self._holders[noun]
            if number not in spoken_of and not self._pronouns.is_silent(number)
            for role in self._persons[number].roles
            if noun in nouns_of(role)
            and (more <= set(role.wording.split()) or len(role.wording.split()) == 1)
            and not _DEPUTIES & set(role.wording.split()) - said
            and (before := self._pronouns.named_before(number, mention.start)) is not None
        ]
        if not named:
            return None
        _, _, number, span = max(named)
        self._pronouns.note(-number, mention_at(sentence, phrase.start, phrase.end))
        return self._of(-number, mention, sentence, CoreferenceRule.ROLE_HOLDER, span)

    def _in_apposition(self, sentence: Sentence, phrase: Phrase) -> Speaker | None:
        """Return X of "“…,” X, the Chief of Harbour Police told the Post", in which the second comma is missing."""
        named = self._people.at(sentence.number, phrase.start - 2)
        if named is None or named[1].end != phrase.start - 1 or sentence.low(phrase.start - 1) != ",":
            return None
        opens = named[1].start - (sentence.low(named[1].start - 1).rstrip(".") in TITLES)
        opens -= opens > 0 and sentence.low(opens - 1) == ","
        first = opens == 0 or sentence.is_quotation(opens - 1)
        return self._of(named[0], named[1].span, sentence) if first else None

    def _introduced(self, sentence: Sentence, phrase: Phrase, mention: Span) -> Speaker | None:
        """Return the antecedent of "the official" or "the person": "one senior official" shortly before."""
        name = earlier_descriptor(self._sentences, sentence, phrase)
        if name is None:
            return None
        return Speaker(mention, name, None, True, None, sentence.number, CoreferenceRule.EARLIER_DESCRIPTOR)

    def _issuer(self, sentence: Sentence, phrase: Phrase, mention: Span) -> Speaker | None:
        """Return who issued "the statement", if the text says so shortly before."""
        if not is_document_noun(sentence, phrase, of_person=True):
            return None
        found = issuer_of(self._sentences, self._people, sentence, phrase)
        if found is None or (issuer := self._named(*found) or self._descriptor(*found, mention)).name is None:
            return None
        if issuer.unnamed:
            return None
        return replace(issuer, mention=mention, sentence=sentence.number, rule=CoreferenceRule.EPITHET)

    def _salient(self, sentence: Sentence, phrase: Phrase, mention: Span, last: Speaker | None) -> Speaker | None:
        """Return the person or body that the text is about where it says "the star" or "the airline"."""
        if not can_be_salient(sentence, phrase):
            return None
        if (body := salient_body(self._text, self._sentences, self._pronouns, sentence, phrase)) is not None:
            return Speaker(mention, body, sentence=sentence.number, rule=CoreferenceRule.SALIENT)
        person = salient_person(self._sentences, self._pronouns, sentence, phrase, last)
        if person is None or person in self._inside.in_sentence(sentence):
            return None
        return self._of(person, mention, sentence, CoreferenceRule.SALIENT)

    def _body(self, sentence: Sentence, phrase: Phrase, mention: Span) -> Speaker | None:
        """Return the named body that "the company" or "the ministry" means."""
        found = body_meant(self._sentences, sentence, phrase)
        if found is None:
            return None
        earlier, start, end = found
        return Speaker(mention, earlier.span(start, end), sentence=sentence.number, rule=CoreferenceRule.BODY)

    def _epithet(self, sentence: Sentence, phrase: Phrase, mention: Span, last: Speaker | None) -> Speaker | None:
        """Return who spoke last if "the director", "the group" or "the statement" can only mean them or theirs."""
        if last is None or last.name is None or last.unnamed or last.could_mean:
            return None
        near = last.sentence >= 0 and self._sentences[last.sentence].paragraph >= sentence.paragraph - 1
        if not near or not 0 <= sentence.number - last.sentence <= 2:
            return None
        noun = phrase.end - 1
        if sentence.capitalised(noun) and sentence.low(noun) not in last.name.cut(self._text).lower().split():
            return None  # "The Tollen Times" has a name of its own
        if last.person is None:
            name = last.name.cut(self._text)
            several = " and " in name and sentence.low(noun).endswith("s") and is_role(sentence.low(noun))
            means = several or fits_body(sentence, phrase, name) or is_document_noun(sentence, phrase, of_person=False)
        elif is_epithet(sentence, phrase, has_role=bool(self._persons[last.person].roles)):
            means = self._pronouns.is_clear(sentence, phrase.start, last.person, epithet_gender(sentence, phrase))
        else:
            here = self._sentences[last.sentence].paragraph == sentence.paragraph
            means = here and is_document_noun(sentence, phrase, of_person=True)
        if not means:
            return None
        return replace(last, mention=mention, sentence=sentence.number, rule=CoreferenceRule.EPITHET, antecedent=None)

    def _body_before(self, sentence: Sentence) -> Speaker | None:
        """Return the named body that is the subject of the sentence before, in its paragraph or the one before."""
        before = self._sentences[sentence.number - 1] if sentence.number else None
        if before is None or before.paragraph < sentence.paragraph - 1:
            return None
        subject = sentence_subject(before, self._people)
        if subject is None or not is_named_body(before, subject):
            return None
        named = self._descriptor(before, subject, before.span(subject.start, subject.end))
        return named if named.name is not None and not named.unnamed else None

    def _descriptor(self, sentence: Sentence, phrase: Phrase, mention: Span) -> Speaker:
        """Return a body, a text or an unnamed person, whose own words serve as the name; no name if it cannot speak."""
        found = describe(sentence, phrase)
        if found is None or sentence.low(phrase.head) in _OFFICES:
            return Speaker(mention, sentence=sentence.number)
        owned = any(sentence.part(index) == Part.POSSESSIVE for index in range(found.start, found.end))
        own_role = found.named and not owned  # the role beside "Velden's office" is Velden's
        role = best_role(find_roles(sentence, found.start, found.end)) if own_role else None
        own = sentence.span(found.start, found.end)
        name = self._whole_names.get(own.cut(self._text), own) if found.named else own
        return Speaker(
            mention,
            name,
            role.evidence if role else None,
            not found.named,
            None,
            sentence.number,
            None if name == own else CoreferenceRule.NAME_PART,
        )

    def _of(
        self,
        number: int,
        mention: Span,
        sentence: Sentence,
        rule: CoreferenceRule | None = None,
        antecedent: Span | None = None,
    ) -> Speaker:
        person = self._persons[number]
        rule = rule or (CoreferenceRule.NAME_PART if person.name != mention else None)
        return Speaker(
            mention,
            person.name,
            person.role.evidence if person.role else None,
            person=number,
            sentence=sentence.number,
            rule=rule,
            antecedent=antecedent,
        )
