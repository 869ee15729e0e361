"""Attribution: which words of the text name the source of each quotation, before it is known who that is.

Cue, source and content are the terms of the PARC and PolNeAR corpora (Pareti, "Attribution: A Computational Approach",
PhD thesis, Edinburgh 2015; Newell et al., "An Attribution Relations Corpus for Political News", LREC 2018). Like citron
(BBC News Labs), which is trained on PARC, this module looks for a cue verb first and then at the sentences around."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.language.appositions import DASHES
from briefing.analysis.language.lexicon import is_action_verb, is_document
from briefing.analysis.language.people import People
from briefing.analysis.language.phrases import Phrase, is_time, phrase_ending, phrase_starting
from briefing.analysis.language.quotation_marks import Quoted
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.analysis.quotes.cues import (
    Cue,
    CueKind,
    best_cue,
    cue_before,
    find_cues,
    is_report,
    postposed_attribution,
)
from briefing.analysis.quotes.descriptors import (
    author_of,
    may_speak,
    speaking_subject,
)
from briefing.analysis.quotes.signatures import (
    according_before,
    is_outweighed,
    named_before_dash,
    named_on_subject,
    signature_after,
    signature_below,
    signed_by_person,
    so_said,
)
from briefing.analysis.quotes.subjects import find_subject, sentence_subject
from briefing.analysis.quotes.utterances import (
    CUED,
    Attribution,
    is_asked,
    is_denied,
    is_done_to_subject,
    is_in_question,
    is_inscription,
    is_nickname,
    is_said_in,
    leads_to_clause,
    nickname_before,
    owner_before,
    remark_after,
    remark_before,
    stands_on,
)
from briefing.model.evidence import SpeakerRule

_ENDS = frozenset({".", "!", "?", ":", "…", "...", ",", ";"}) | DASHES
_SURE = 75
_FAIR = 55
_SIGNED = 80
_BESIDE = 7
"""Words between "was praised" and a quotation that it leads to."""
_UNCUED = frozenset(
    {
        *(SpeakerRule.NONE, SpeakerRule.SUBJECT, SpeakerRule.INTRODUCED),
        *(SpeakerRule.SAME_PARAGRAPH, SpeakerRule.PREVIOUS_PARAGRAPH, SpeakerRule.SAME_SENTENCE),
    }
)
"""The rules that rest on no cue in the quotation's own sentence."""
_REPORTED = 50
"""The confidence that a cue before a quotation needs to outweigh ", the Post reported" after it."""


class Attributor:
    """Reads a text once, in order, and finds the source of each quotation."""

    def __init__(self, text: str, sentences: Sequence[Sentence], quoted: Sequence[Quoted], people: People) -> None:
        self._text = text
        self._sentences = sentences
        self._quoted = quoted
        self._people = people
        self._found: list[Attribution] = []
        self._last: int | None = None

    def attributions(self) -> list[Attribution]:
        """Return one attribution for each quotation, in text order."""
        for sentence in self._sentences:
            if sentence.quotations:
                self._attribute_sentence(sentence)
        return self._found

    def _attribute_sentence(self, sentence: Sentence) -> None:
        first = len(self._found)
        alone = not any(word.text[0].isalnum() for word in sentence.words if not word.is_quotation)
        for index in sentence.quotations:
            blank = Attribution(sentence.words[index].quoted, sentence.number, sentence.paragraph, alone=alone)
            found = (
                self._by_label(blank)
                or self._continued(sentence, index, blank)
                or self._in_sentence(sentence, index, blank, first)
            )
            self._found.append(found or self._carried_over(sentence, blank))
        self._share_strongest(first)
        self._share_closing(first)
        for number in range(first, len(self._found)):
            if self._found[number].has_source and self._found[number].confidence >= 25:
                self._last = number

    def _by_label(self, blank: Attribution) -> Attribution | None:
        label = self._quoted[blank.quoted].label
        return replace(blank, rule=SpeakerRule.LABEL, confidence=90, label=label) if label else None

    def _continued(self, sentence: Sentence, index: int, blank: Attribution) -> Attribution | None:
        if not self._quoted[blank.quoted].continues or not self._found:
            return None
        confidence, _ = best_cue(sentence, index, self._quoted[blank.quoted], self._text)
        if confidence >= _SURE + 3:
            return None
        return self._shared(blank, len(self._found) - 1, SpeakerRule.CONTINUED, 100)

    def _in_sentence(self, sentence: Sentence, index: int, blank: Attribution, first: int) -> Attribution | None:
        """Find the source in the quotation's own sentence; `first` is the number of its first attribution."""
        if blank.alone:
            return self._signed_below(sentence, blank)
        if sentence.low(index + 1) in DASHES and (aside := self._beside_dash(sentence, index, blank)):
            return aside
        confidence, cue = best_cue(sentence, index, self._quoted[blank.quoted], self._text)
        if owner := owner_before(sentence, index):
            return _with_source(blank, sentence, owner, SpeakerRule.NOMINAL_CUE, _SURE)
        if cue is not None and is_denied(sentence, index, cue):
            return replace(blank, denied=True)
        if cue is not None and (is_asked(sentence, index, cue) or is_inscription(sentence, index)):
            return self._postposed(sentence, index, blank) or blank
        if is_in_question(sentence, index):
            return replace(blank, denied=True)
        if cue is not None and is_done_to_subject(sentence, cue) and index - cue.end < _BESIDE:
            agent = phrase_starting(sentence, index + 2) if sentence.low(index + 1) == "by" else None
            return _with_source(blank, sentence, agent, SpeakerRule.CUE_BEFORE, _SURE) if agent else blank
        remark = remark_before(sentence, index) or remark_after(sentence, index)
        named = remark and self._people.within(sentence.number, remark.start, remark.head)
        if remark and (confidence < _SURE or (named and is_said_in(sentence, remark.head, index))):
            return _with_source(blank, sentence, remark, SpeakerRule.NOMINAL_CUE, _SURE)
        if cue and cue.end < index and _is_agreement(sentence, cue.index):
            return self._postposed(sentence, index, blank) or blank
        if cue and cue.index < index and postposed_attribution(sentence) and is_outweighed(sentence, cue):
            return self._postposed(sentence, index, blank)
        cued = self._cued(sentence, index, blank, confidence, cue) if cue is not None else None
        if cued and cued.confidence >= _FAIR:
            return (cued.confidence < _SURE and self._signed(sentence, index, blank)) or cued
        return (
            self._signed(sentence, index, blank)
            or self._postposed(sentence, index, blank)
            or cued
            or self._labelled(sentence, index, blank)
            or self._without_cue(sentence, index, blank, first)
        )

    def _without_cue(self, sentence: Sentence, index: int, blank: Attribution, first: int) -> Attribution | None:
        if len(self._found) > first and self._found[-1].has_source:
            rule = self._found[-1].rule
            rule = rule if rule is SpeakerRule.PREVIOUS_PARAGRAPH else SpeakerRule.SAME_SENTENCE
            return self._shared(blank, len(self._found) - 1, rule, 50)
        subject = sentence_subject(sentence, self._people, index)
        if subject is None or not may_speak(sentence, self._people, subject):
            return None
        confidence = 30 if sentence.low(index - 1) == ":" else 25
        return _with_source(blank, sentence, subject, SpeakerRule.SUBJECT, confidence)

    def _cued(
        self, sentence: Sentence, index: int, blank: Attribution, confidence: int, cue: Cue
    ) -> Attribution | None:
        """Take the subject of `cue`, or of the cue before the quotation if `cue` only passes on what was said."""
        subject = nickname_before(sentence, cue, index, self._text) or find_subject(sentence, self._people, cue)
        quoted = self._quoted[blank.quoted]
        rule = _cue_rule(cue, index)
        if found := find_reporting_cue(sentence, self._people, index, cue, subject, quoted, self._text):
            confidence, cue, subject = max(found[0], _SURE), *found[1:]
            rule = SpeakerRule.REPORTED
        if cue.strong and not stands_on(sentence, subject) and not is_nickname(sentence, subject):
            subject = speaking_subject(sentence, self._people, cue.index, subject)
        if subject is None or not (cue.strong or may_speak(sentence, self._people, subject)):
            return None
        sourced = _with_source(blank, sentence, subject, rule, confidence)
        return replace(sourced, cue=(sentence.number, cue.index), ahead=cue.index < index)

    def _postposed(self, sentence: Sentence, index: int, blank: Attribution) -> Attribution | None:
        """Take X of ", said X" that ends a sentence with more in it than the quotation."""
        found = postposed_attribution(sentence)
        if found is None or found[0].index < index:
            return None
        cue, speaker = found
        subject = find_subject(sentence, self._people, cue) or speaker
        sourced = _with_source(blank, sentence, subject, SpeakerRule.POSTPOSED, _SURE)
        return replace(sourced, cue=(sentence.number, cue.index))

    def _signed(self, sentence: Sentence, index: int, blank: Attribution) -> Attribution | None:
        name = signature_after(sentence, index) if sentence.low(index + 1) in DASHES else None
        return _with_source(blank, sentence, name, SpeakerRule.SIGNATURE, _SIGNED) if name else None

    def _beside_dash(self, sentence: Sentence, index: int, blank: Attribution) -> Attribution | None:
        if before := named_before_dash(sentence, self._people, index):
            return _with_source(blank, sentence, before, SpeakerRule.BESIDE_DASH, 76)
        name = signed_by_person(sentence, self._people, index)
        return _with_source(blank, sentence, name, SpeakerRule.SIGNATURE, _SIGNED) if name else None

    def _signed_below(self, sentence: Sentence, blank: Attribution) -> Attribution | None:
        """Take the name after a dash, or X of "So wrote X", from the sentence after a quotation."""
        if sentence.number + 1 >= len(self._sentences):
            return None
        following = self._sentences[sentence.number + 1]
        if said := so_said(following, self._people):
            return _with_source(blank, following, said, SpeakerRule.NAMED_AFTER, 80)
        name = signature_below(sentence, following, self._people)
        return _with_source(blank, following, name, SpeakerRule.SIGNATURE, _SIGNED) if name else None

    def _labelled(self, sentence: Sentence, index: int, blank: Attribution) -> Attribution | None:
        if sentence.low(index - 1) != ":" or index < 2:
            return None
        label = named_on_subject(sentence, self._people, index) or phrase_ending(sentence, index - 2)
        if label is None or not may_speak(sentence, self._people, label):
            return None
        if index > 8 and not self._people.within(sentence.number, label.start, label.end):
            return None
        return _with_source(blank, sentence, label, SpeakerRule.LABEL, 70)

    def _carried_over(self, sentence: Sentence, blank: Attribution) -> Attribution:
        """Find the source in the sentences around: the last one of the paragraph, one introduced, the one before."""
        before = self._sentences[sentence.number - 1] if sentence.number else None
        last = self._found[self._last] if self._last is not None else None
        near = last is not None and last.paragraph == sentence.paragraph
        if near and last is not None and last.sentence == sentence.number - 1:
            return self._shared_last(blank, SpeakerRule.SAME_PARAGRAPH, min(80, last.confidence))
        if before and before.paragraph == sentence.paragraph:
            subject = self._introduced_by(before) if not before.quotations else None
            if subject:
                return _with_source(blank, before, subject, SpeakerRule.INTRODUCED, 55)
            if near:
                return self._shared_last(blank, SpeakerRule.SAME_PARAGRAPH, 50)
        return self._from_neighbours(sentence, blank, before, last)

    def _from_neighbours(
        self, sentence: Sentence, blank: Attribution, before: Sentence | None, last: Attribution | None
    ) -> Attribution:
        if following := self._named_after(sentence, blank):
            return following
        adjacent = last is not None and last.paragraph >= sentence.paragraph - 1
        if not (blank.alone or _is_whole(sentence)):
            return blank
        if before and before.paragraph == sentence.paragraph - 1 and _is_whole(before):
            introduces = not before.quotations and (
                before.low(len(before) - 1) == ":" or any(cue.strong for cue in find_cues(before))
            )
            subject = self._introduced_by(before) if introduces else None
            if subject:
                return _with_source(blank, before, subject, SpeakerRule.INTRODUCED, 50)
            if adjacent:
                return self._shared_last(blank, SpeakerRule.PREVIOUS_PARAGRAPH, 45)
            subject = self._introduced_by(before)
            if subject:
                return _with_source(blank, before, subject, SpeakerRule.INTRODUCED, 35)
        return self._shared_last(blank, SpeakerRule.PREVIOUS_PARAGRAPH, 35) if adjacent else blank

    def _named_after(self, sentence: Sentence, blank: Attribution) -> Attribution | None:
        """Take the source of a quotation that opens the next sentence of the paragraph."""
        number = sentence.number + 1
        if not blank.alone or number >= len(self._sentences) or self._sentences[number].paragraph != sentence.paragraph:
            return None
        following = self._sentences[number]
        if not following.is_quotation(0):
            return None
        confidence, cue = best_cue(following, 0, self._quoted[following.words[0].quoted], self._text)
        if cue is None or confidence < _SURE or cue.index == 0:
            return None
        subject = find_subject(following, self._people, cue)
        return _with_source(blank, following, subject, SpeakerRule.NAMED_AFTER, 50) if subject else None

    def _introduced_by(self, sentence: Sentence) -> Phrase | None:
        """Return who speaks in a sentence: the subject of its first cue verb, or of the sentence; nobody if it asks."""
        last = sentence.low(len(sentence) - 1)
        if last == "?":
            return None
        if last == ":" and (author := author_of(sentence, Phrase(0, len(sentence), 0))):
            return author
        for cue in find_cues(sentence):
            if cue.strong and (subject := find_subject(sentence, self._people, cue)):
                return subject
        subject = sentence_subject(sentence, self._people) or (last == ":" and phrase_starting(sentence, 0)) or None
        return subject if subject is not None and may_speak(sentence, self._people, subject) else None

    def _share_strongest(self, first: int) -> None:
        """Give quotations without a cue, from number `first`, the source of a sure neighbour in their sentence."""
        numbers = range(first, len(self._found))
        terms = {number for number in numbers if self._quoted[self._found[number].quoted].is_term(self._text)}
        sure = [number for number in numbers if self._found[number].confidence >= 80 and number not in terms]
        for number in numbers:
            found = self._found[number]
            last = self._quoted[found.quoted].last(self._text)
            unsourced = not found.has_source or found.rule is SpeakerRule.SUBJECT
            joined = number + 1 in sure and found.rule not in CUED and self._is_joined(number)
            if sure and (joined or (unsourced and last in ",.?!")) and number not in sure:
                sharer = number + 1 if joined else sure[0]
                self._found[number] = self._shared(found, sharer, SpeakerRule.SAME_SENTENCE, 60)

    def _share_closing(self, first: int) -> None:
        """Give X of "It is “...” that “...,” said X" all quotations of the sentence, from number `first`."""
        last = self._found[-1]
        if last.rule is not SpeakerRule.CUE_AFTER or last.confidence < 80 or last.shared_from is not None:
            return
        for number in range(first, len(self._found) - 1):
            found = self._found[number]
            if found.rule in _UNCUED and not found.denied and found.shared_from != len(self._found) - 1:
                self._found[number] = self._shared(found, len(self._found) - 1, SpeakerRule.SAME_SENTENCE, 60)

    def _is_joined(self, number: int) -> bool:
        """Return whether nothing but "and" stands between the quotation `number` and the next one."""
        first, second = (self._quoted[self._found[at].quoted] for at in (number, number + 1))
        return self._text[first.outer.end : second.outer.start].strip() in ("and", ", and", "or", "but")

    def _shared_last(self, blank: Attribution, rule: SpeakerRule, confidence: int) -> Attribution:
        return self._shared(blank, self._last, rule, confidence) if self._last is not None else blank

    def _shared(self, blank: Attribution, number: int, rule: SpeakerRule, confidence: int) -> Attribution:
        """Return `blank` with the source of the attribution `number`."""
        other = self._found[number]
        return replace(
            blank,
            rule=rule,
            confidence=min(confidence, other.confidence),
            source=other.source,
            phrase=other.phrase,
            cue=other.cue,
            label=other.label,
            shared_from=number if other.shared_from is None else other.shared_from,
        )


def _with_source(
    blank: Attribution, sentence: Sentence, phrase: Phrase, rule: SpeakerRule, confidence: int
) -> Attribution:
    return replace(blank, rule=rule, confidence=confidence, source=sentence.number, phrase=phrase)


def _cue_rule(cue: Cue, index: int) -> SpeakerRule:
    if cue.kind is CueKind.ACCORDING:
        return SpeakerRule.ACCORDING_TO
    return SpeakerRule.CUE_BEFORE if cue.index < index else SpeakerRule.CUE_AFTER


def _is_whole(sentence: Sentence) -> bool:
    """Return whether a sentence ends like one; headlines, captions and link lists do not."""
    last = sentence.words[-1]
    return last.is_quotation or last.text in _ENDS


def find_reporting_cue(
    sentence: Sentence, people: People, index: int, cue: Cue, subject: Phrase | None, quoted: Quoted, text: str
) -> tuple[int, Cue, Phrase] | None:
    """Return (confidence, cue, speaker) of the verb before the quotation at `index` that outweighs `cue`, or None."""
    if subject is None:
        return None
    if not cue.strong and cue.index < index and (named := according_before(sentence, subject)):
        source = find_subject(sentence, people, named)
        return (_SURE, named, source) if source is not None else None
    after = cue.index > index and _passes_on(sentence, cue, subject)
    if not after and not _is_no_speech(sentence, people, index, cue, subject):
        return None
    confidence, earlier = cue_before(sentence, index, quoted, text)
    if earlier is None or confidence < _REPORTED or (not after and not leads_to_clause(sentence, earlier, subject)):
        return None
    speaker = find_subject(sentence, people, earlier)
    return (confidence, earlier, speaker) if speaker is not None else None


def _passes_on(sentence: Sentence, cue: Cue, subject: Phrase) -> bool:
    """Return whether an outlet or a document after the quotation only passes it on: "according to a statement"."""
    document = cue.kind is CueKind.ACCORDING and is_document(sentence.low(subject.head))
    return document or is_report(sentence, cue, subject)


def _is_agreement(sentence: Sentence, verb: int) -> bool:
    """Return whether the verb is that of "agreed to “a set of rules”", which is no speech."""
    linked = sentence.low(verb).startswith("agree") and sentence.low(verb + 1) in ("to", "on", "upon")
    return linked and not is_time(sentence, verb + 2)


def _is_no_speech(sentence: Sentence, people: People, index: int, cue: Cue, subject: Phrase) -> bool:
    """Return whether the verb before a quotation is an action, or has a subject that cannot speak."""
    if cue.strong or cue.index > index:
        return False
    if sentence.low(subject.start) == "that" and subject.end - subject.start > 1:
        return True  # "said that footage did not show"
    return is_action_verb(sentence.low(cue.index)) or not may_speak(sentence, people, subject)
