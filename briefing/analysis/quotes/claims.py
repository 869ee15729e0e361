"""Claims: which words of the text are given as the speaker of each quotation, before it is known who that is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from briefing.analysis.language.appositions import DASHES
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import People
from briefing.analysis.language.phrases import Phrase, phrase_ending, phrase_starting
from briefing.analysis.language.quotation_marks import Quoted
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.analysis.quotes.closing import closing_attribution
from briefing.analysis.quotes.cues import Cue, best_cue, find_cues
from briefing.analysis.quotes.denials import is_denied
from briefing.analysis.quotes.owned_words import remark_before, so_said
from briefing.analysis.quotes.speaking import may_speak
from briefing.analysis.quotes.subjects import find_subject, sentence_subject
from briefing.analysis.quotes.tellers import find_teller
from briefing.model.spans import Span

_ENDS = frozenset({".", "!", "?", ":", "…", "...", ",", ";"}) | DASHES
_SURE = 75
_FAIR = 55


class Ground(Enum):
    """Why a speaker is claimed."""

    CUE = "a verb of speech or 'according to' in the sentence"
    LABEL = "a label before a colon"
    SIGNATURE = "a name after a dash"
    SUBJECT = "the sentence's subject, with no cue"
    CONTINUED = "the quote goes on from the paragraph before"
    SENTENCE = "another quotation of the sentence"
    PARAGRAPH = "the quotation before, in the same paragraph"
    INTRODUCED = "the sentence before introduces it"
    FOLLOWING = "the sentence after it names the speaker"
    PREVIOUS = "the paragraph before"
    NONE = "nothing"


@dataclass(frozen=True, slots=True)
class Claim:
    """The claim for one quotation: `phrase` in sentence `source` is its speaker, with a confidence of 0 to 100.

    `shares` is the number of the claim whose speaker this one takes over, an earlier one or one of its own sentence;
    `cue` is (sentence, word).
    """

    quoted: int
    sentence: int
    paragraph: int
    ground: Ground = Ground.NONE
    confidence: int = 0
    source: int = -1
    phrase: Phrase | None = None
    cue: tuple[int, int] | None = None
    shares: int | None = None
    label: Span | None = None
    """The label in the quotation itself, where that is the ground."""
    alone: bool = False
    """The sentence holds nothing but quotations."""
    ahead: bool = False
    """The cue stands before the quotation."""
    denied: bool = False
    """The text says that nobody said it."""

    @property
    def claimed(self) -> bool:
        """Tell whether the text gives any speaker."""
        return self.phrase is not None or self.label is not None


class Claimant:
    """Goes through a text once and claims a speaker for each quotation, remembering who spoke last."""

    def __init__(self, text: str, sentences: Sequence[Sentence], quoted: Sequence[Quoted], people: People) -> None:
        self._text = text
        self._sentences = sentences
        self._quoted = quoted
        self._people = people
        self._claims: list[Claim] = []
        self._last: int | None = None

    def claims(self) -> list[Claim]:
        """Return one claim for each quotation, in text order."""
        for sentence in self._sentences:
            if sentence.quotations():
                self._claim_sentence(sentence)
        return self._claims

    def _claim_sentence(self, sentence: Sentence) -> None:
        first = len(self._claims)
        alone = not any(word.text[0].isalnum() for word in sentence.words if not word.is_quotation)
        for place in sentence.quotations():
            blank = Claim(sentence.words[place].quoted, sentence.number, sentence.paragraph, alone=alone)
            claim = (
                self._by_label(blank)
                or self._continued(sentence, place, blank)
                or self._inside(sentence, place, blank, first)
            )
            self._claims.append(claim or self._carried(sentence, blank))
        self._share_strongest(first)
        for number in range(first, len(self._claims)):
            if self._claims[number].claimed and self._claims[number].confidence >= 25:
                self._last = number

    def _by_label(self, blank: Claim) -> Claim | None:
        label = self._quoted[blank.quoted].label
        return replace(blank, ground=Ground.LABEL, confidence=90, label=label) if label else None

    def _continued(self, sentence: Sentence, place: int, blank: Claim) -> Claim | None:
        if not self._quoted[blank.quoted].continues or not self._claims:
            return None
        confidence, _ = best_cue(sentence, place, self._quoted[blank.quoted], self._text)
        if confidence >= _SURE + 3:
            return None
        return self._shared(blank, len(self._claims) - 1, Ground.CONTINUED, 100)

    def _inside(self, sentence: Sentence, place: int, blank: Claim, first: int) -> Claim | None:
        """Claim by what stands in the quotation's own sentence."""
        if blank.alone:
            return self._signature_after(sentence, blank)
        if aside := self._beside_dash(sentence, place, blank):
            return aside
        confidence, cue = best_cue(sentence, place, self._quoted[blank.quoted], self._text)
        if cue is not None and is_denied(sentence, place, cue):
            return replace(blank, denied=True)
        if confidence < _SURE and (remark := remark_before(sentence, place)):
            return self._of(blank, sentence, remark, Ground.CUE, _SURE)
        claim = self._cued(sentence, place, blank, confidence, cue) if cue is not None else None
        if claim and claim.confidence >= _SURE:
            return claim
        if claim and claim.confidence >= _FAIR:
            return self._signed(sentence, place, blank) or claim
        found = self._signed(sentence, place, blank) or self._closed(sentence, place, blank) or claim
        found = found or self._labelled(sentence, place, blank)
        if found:
            return found
        if len(self._claims) > first and self._claims[-1].claimed:
            return self._shared(blank, len(self._claims) - 1, Ground.SENTENCE, 50)
        subject = sentence_subject(sentence, self._people, place)
        if subject is None or not may_speak(sentence, self._people, subject):
            return None
        return self._of(blank, sentence, subject, Ground.SUBJECT, 25)

    def _cued(self, sentence: Sentence, place: int, blank: Claim, confidence: int, cue: Cue) -> Claim | None:
        """Claim the subject of `cue`; where it only reports or tells a deed, that of the cue before the quotation."""
        subject = find_subject(sentence, self._people, cue)
        quoted = self._quoted[blank.quoted]
        if found := find_teller(sentence, self._people, place, cue, subject, quoted, self._text):
            confidence, cue, subject = max(found[0], _SURE), *found[1:]
        if subject is None or not (cue.strong or may_speak(sentence, self._people, subject)):
            return None
        claimed = self._of(blank, sentence, subject, Ground.CUE, confidence)
        return replace(claimed, cue=(sentence.number, cue.place), ahead=cue.place < place)

    def _closed(self, sentence: Sentence, place: int, blank: Claim) -> Claim | None:
        """Claim X where ", said X" ends the sentence, with more than the quotation before it."""
        closing = closing_attribution(sentence)
        if closing is None or closing[0].place < place:
            return None
        cue, speaker = closing
        subject = find_subject(sentence, self._people, cue) or speaker
        return replace(self._of(blank, sentence, subject, Ground.CUE, _SURE), cue=(sentence.number, cue.place))

    def _signed(self, sentence: Sentence, place: int, blank: Claim) -> Claim | None:
        if sentence.low(place + 1) not in DASHES or len(sentence) - place > 14:
            return None
        return self._signature(sentence, place + 2, blank)

    def _signature_after(self, sentence: Sentence, blank: Claim) -> Claim | None:
        if sentence.number + 1 >= len(self._sentences):
            return None
        following = self._sentences[sentence.number + 1]
        if said := so_said(following):
            return self._of(blank, following, said, Ground.FOLLOWING, 80)
        if len(following) > 14 or following.low(0) not in DASHES:
            return None
        return self._signature(following, 1, blank)

    def _signature(self, sentence: Sentence, first: int, blank: Claim) -> Claim | None:
        name = phrase_starting(sentence, first)
        if name is None or not sentence.capitalised(name.start) or sentence.part(name.start) == Part.DETERMINER:
            return None
        return self._of(blank, sentence, name, Ground.SIGNATURE, 80)

    def _beside_dash(self, sentence: Sentence, place: int, blank: Claim) -> Claim | None:
        """Claim X in "many have said so, including X -- “...” -- and Y"."""
        if sentence.low(place - 1) not in DASHES or sentence.low(place + 1) not in DASHES:
            return None
        named = self._people.at(sentence.number, place - 2)
        if named is None or named[1].end != place - 1:
            return None
        return self._of(blank, sentence, Phrase(named[1].start, named[1].end, named[1].end - 1), Ground.LABEL, 76)

    def _labelled(self, sentence: Sentence, place: int, blank: Claim) -> Claim | None:
        if sentence.low(place - 1) != ":" or place < 2:
            return None
        label = phrase_ending(sentence, place - 2)
        if label is None or not (place <= 8 or self._people.within(sentence.number, label.start, label.end)):
            return None
        return self._of(blank, sentence, label, Ground.LABEL, 70)

    def _carried(self, sentence: Sentence, blank: Claim) -> Claim:
        """Claim by the sentences around: who spoke in this paragraph, who is introduced, who spoke before."""
        before = self._sentences[sentence.number - 1] if sentence.number else None
        last = self._claims[self._last] if self._last is not None else None
        near = last is not None and last.paragraph == sentence.paragraph
        if near and last is not None and last.sentence == sentence.number - 1:
            return self._shared_last(blank, Ground.PARAGRAPH, min(80, last.confidence))
        if before and before.paragraph == sentence.paragraph:
            subject = self._introducer(before) if not before.quotations() else None
            if subject:
                return self._of(blank, before, subject, Ground.INTRODUCED, 55)
            if near:
                return self._shared_last(blank, Ground.PARAGRAPH, 50)
        return self._from_neighbours(sentence, blank, before, last)

    def _from_neighbours(self, sentence: Sentence, blank: Claim, before: Sentence | None, last: Claim | None) -> Claim:
        following = self._following(sentence, blank)
        if following:
            return following
        adjacent = last is not None and last.paragraph >= sentence.paragraph - 1
        if not (blank.alone or _is_whole(sentence)):
            return blank
        if before and before.paragraph == sentence.paragraph - 1 and _is_whole(before):
            introduces = not before.quotations() and (
                before.low(len(before) - 1) == ":" or any(cue.strong for cue in find_cues(before))
            )
            subject = self._introducer(before) if introduces else None
            if subject:
                return self._of(blank, before, subject, Ground.INTRODUCED, 50)
            if adjacent:
                return self._shared_last(blank, Ground.PREVIOUS, 45)
            subject = self._introducer(before)
            if subject:
                return self._of(blank, before, subject, Ground.INTRODUCED, 35)
        return self._shared_last(blank, Ground.PREVIOUS, 35) if adjacent else blank

    def _following(self, sentence: Sentence, blank: Claim) -> Claim | None:
        """Claim the speaker of a quotation that the next sentence of the paragraph opens with."""
        number = sentence.number + 1
        if not blank.alone or number >= len(self._sentences) or self._sentences[number].paragraph != sentence.paragraph:
            return None
        following = self._sentences[number]
        if not following.is_quotation(0):
            return None
        confidence, cue = best_cue(following, 0, self._quoted[following.words[0].quoted], self._text)
        if cue is None or confidence < _SURE or cue.place == 0:
            return None
        subject = find_subject(following, self._people, cue)
        return self._of(blank, following, subject, Ground.FOLLOWING, 50) if subject else None

    def _introducer(self, sentence: Sentence) -> Phrase | None:
        for cue in find_cues(sentence):
            if cue.strong and (subject := find_subject(sentence, self._people, cue)):
                return subject
        return sentence_subject(sentence, self._people)

    def _share_strongest(self, first: int) -> None:
        """Let a quotation without a cue take the speaker of a sure neighbour in its sentence."""
        sure = [number for number in range(first, len(self._claims)) if self._claims[number].confidence >= 80]
        for number in range(first, len(self._claims)):
            claim = self._claims[number]
            last = self._quoted[claim.quoted].last(self._text)
            if sure and (not claim.claimed or claim.ground is Ground.SUBJECT) and last in ",.?!" and number not in sure:
                self._claims[number] = self._shared(claim, sure[0], Ground.SENTENCE, 60)

    def _of(self, blank: Claim, sentence: Sentence, phrase: Phrase | None, ground: Ground, confidence: int) -> Claim:
        return replace(blank, ground=ground, confidence=confidence, source=sentence.number, phrase=phrase)

    def _shared_last(self, blank: Claim, ground: Ground, confidence: int) -> Claim:
        return self._shared(blank, self._last, ground, confidence) if self._last is not None else blank

    def _shared(self, blank: Claim, number: int, ground: Ground, confidence: int) -> Claim:
        """Return the claim that takes over the speaker of the claim `number`."""
        other = self._claims[number]
        return replace(
            blank,
            ground=ground,
            confidence=min(confidence, other.confidence),
            source=other.source,
            phrase=other.phrase,
            cue=other.cue,
            label=other.label,
            shares=number if other.shares is None else other.shares,
        )


def _is_whole(sentence: Sentence) -> bool:
    """Tell whether a sentence ends like one; headlines, captions and link lists do not."""
    last = sentence.words[-1]
    return last.is_quotation or last.text in _ENDS
