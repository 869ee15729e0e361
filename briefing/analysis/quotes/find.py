"""Finding quotes: the direct and partial quotes of one text with their speakers."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.analysis.language.document import Document
from briefing.analysis.language.lexicon import is_action_verb, is_own_words
from briefing.analysis.language.parts import Part
from briefing.analysis.language.people import NamedInside, People
from briefing.analysis.language.phrases import Phrase
from briefing.analysis.language.quotation_marks import Quoted
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.analysis.language.tagging import TaggedSentence
from briefing.analysis.quotes.attribution import Attributor
from briefing.analysis.quotes.coreference import Resolver
from briefing.analysis.quotes.cues import find_cues
from briefing.analysis.quotes.utterances import Attribution, Speaker, is_long_enough, is_utterance, kind_of
from briefing.data.loader import word_lists
from briefing.model.evidence import CoreferenceRule, Evidence, Question, SpeakerRule
from briefing.model.quote import Quote, QuoteKind
from briefing.model.spans import Span

_LEAST_ASKED = 2
"""The number of sentences with a verb such as "I ask" or "tells me" that show a text to be an interview."""
_LEAST_ANSWERS = 2
"""The fewest quotes with the interviewee named beside them; all others together must have at most half as many."""
_ANSWERED = 60
_ASKED = frozenset({"ask", "asked", "pressed"})
_UNLED = frozenset({SpeakerRule.NONE, SpeakerRule.INTRODUCED, SpeakerRule.PREVIOUS_PARAGRAPH})
_INHERITED = frozenset(
    {SpeakerRule.INTRODUCED, SpeakerRule.PREVIOUS_PARAGRAPH, SpeakerRule.SAME_PARAGRAPH, SpeakerRule.SUBJECT}
)
_SHARED = 50
"""The confidence in a pronoun that is the source of another quotation in the sentence."""
_UNSAID = 25
"""The confidence in the subject of a sentence that has neither a verb of speech nor a colon before the quotation."""
_FAR = 35
"""The confidence in a source from another paragraph that is not taken for the speaker's name."""


def find_quotes(document: Document) -> tuple[Quote, ...]:
    """Return the quotes of a document in text order. All spans are offsets into its text; nothing is copied."""
    text, quoted = document.text, document.quoted
    if not quoted:
        return ()
    if not document.has_attribution:
        return _unattributed(document)
    sentences, people = document.quoted_sentences, document.people
    attributions = Attributor(text, sentences, quoted, people).attributions()
    interviewee = _interviewee(attributions, sentences, people)
    if interviewee is not None:
        attributions = [_answered(attribution, sentences, people, interviewee) for attribution in attributions]
    accepted = [
        number
        for number, attribution in enumerate(attributions)
        if is_utterance(text, quoted[attribution.quoted], attribution)
    ]
    speakers = _speakers(attributions, frozenset(accepted), Resolver(text, sentences, people, interviewee))
    inside = NamedInside(text, people.persons)
    speakers = [
        _left_open(speaker)
        if (interviewee is None or speaker.person != interviewee)
        and (is_guess(attribution, speaker, before, sentences) or _is_spoken_of(attribution, speaker, quoted, inside))
        else speaker
        for attribution, speaker, before in zip(attributions, speakers, (Speaker(), *speakers), strict=False)
    ]
    return tuple(
        _quote(text, [attributions[number] for number in group], quoted, speakers[group[0]], sentences)
        for group in _joined(text, accepted, attributions, quoted)
    )


def _speakers(attributions: Sequence[Attribution], accepted: frozenset[int], resolver: Resolver) -> list[Speaker]:
    """Return the speaker of each attribution; attributions that share a source share its speaker."""
    own: dict[int, Speaker] = {}
    last: Speaker | None = None
    for number, attribution in enumerate(attributions):
        if attribution.shared_from is None:
            own[number] = _own_speaker(attribution, resolver, last)
        speaker = own.get(_origin(attributions, number))
        if speaker is None or speaker.mention is None or speaker.could_mean or attribution.confidence < 35:
            continue
        if number in accepted or speaker.person is not None:  # "the paper known as the “Long Charter”" says nothing
            last = speaker
    return [own[_origin(attributions, number)] for number in range(len(attributions))]


def _interviewee(attributions: Sequence[Attribution], sentences: Sequence[Sentence], people: People) -> int | None:
    """Return the number of the person who is interviewed, or None."""
    named = [
        people.within(each.source, each.phrase.start, each.phrase.end)
        for each in attributions
        if each.cue is not None and each.phrase is not None and each.shared_from is None
    ]
    return find_interviewee(sentences, [found[-1][0] for found in named if found])


def _answered(attribution: Attribution, sentences: Sequence[Sentence], people: People, interviewee: int) -> Attribution:
    """Return `attribution` with `person` as its source if it is the answer to a question in an interview.

    The quotation fills its sentence and no verb of speech leads to it; the paragraph before ends with the question.
    """
    if not attribution.alone or attribution.sentence == 0 or attribution.rule not in _UNLED:
        return attribution
    before = sentences[attribution.sentence - 1]
    if before.paragraph == attribution.paragraph or not (before.low(len(before) - 1) == "?" or asks(before)):
        return attribution
    asked = [at for at in range(1, len(before)) if before.low(at) in _ASKED and before.low(at - 1) == "i"]
    other = people.at(before.number, asked[-1] + 1) if asked else None  # "I asked Velden about it."
    person = people.persons[other[0] if other else interviewee]
    named = [mention for mention in person.mentions if mention.sentence < attribution.sentence]
    if not named:
        return attribution
    phrase = Phrase(named[-1].start, named[-1].end, named[-1].end - 1)
    return replace(
        attribution,
        rule=SpeakerRule.ANSWER,
        confidence=_ANSWERED,
        source=named[-1].sentence,
        phrase=phrase,
        cue=None,
        shared_from=None,
    )


def is_guess(attribution: Attribution, speaker: Speaker, last: Speaker, sentences: Sequence[Sentence]) -> bool:
    """Return whether the speaker comes from too far away to be named; `last` is that of the quote before.

    Measured in polnear_train: the speaker of the paragraph before is right in 45 of 49 quotes that fill their sentence,
    and in 2 of 10 others; one introduced by the sentence before in 20 of 23 if that has a verb of speech, in 4 of 10 if
    it has none (but a person in the same paragraph is right more often), and in 5 of 16 that only end their sentence.
    """
    match attribution.rule:
        case SpeakerRule.PREVIOUS_PARAGRAPH:
            return not attribution.alone or attribution.confidence <= _FAR
        case SpeakerRule.SAME_SENTENCE:
            return attribution.confidence <= _FAR or (
                attribution.confidence <= _SHARED and speaker.rule is CoreferenceRule.RECENT_PERSON
            )
        case SpeakerRule.SUBJECT | SpeakerRule.SAME_PARAGRAPH:
            return attribution.confidence <= _UNSAID
        case SpeakerRule.INTRODUCED:
            before = sentences[attribution.source]
            led = (
                before.low(len(before) - 1) == ":"
                or writes(before)
                or any(
                    cue.strong or (speaker.person is not None and not is_action_verb(before.low(cue.index)))
                    for cue in find_cues(before)
                )
            )
            beside = before.paragraph == attribution.paragraph or speaker.person == last.person
            beside = beside and speaker.person is not None
            return not attribution.alone or not (led or beside)
    return False


def _is_spoken_of(attribution: Attribution, speaker: Speaker, quoted: Sequence[Quoted], inside: NamedInside) -> bool:
    """Return whether the quotation names the person who would be its speaker only because of words far from it."""
    return attribution.rule in _INHERITED and speaker.person in inside.within(quoted[attribution.quoted].inner)


def _left_open(speaker: Speaker) -> Speaker:
    """Return a speaker who is not named, with the name that it would have."""
    if speaker.name is None or speaker.could_mean:
        return speaker
    return Speaker(speaker.mention, sentence=speaker.sentence, rule=CoreferenceRule.GUESS, could_mean=(speaker.name,))


def _own_speaker(attribution: Attribution, resolver: Resolver, last: Speaker | None) -> Speaker:
    if attribution.label is not None:
        return resolver.resolve_label(attribution.label, attribution.sentence)
    return (
        resolver.resolve(attribution.source, attribution.phrase, last) if attribution.phrase is not None else Speaker()
    )


def _origin(attributions: Sequence[Attribution], number: int) -> int:
    """Return the number of the attribution from which `number` has its speaker, `number` itself if its own."""
    while (shared := attributions[number].shared_from) is not None:
        number = shared
    return number


def _joined(
    text: str, accepted: Sequence[int], attributions: Sequence[Attribution], quoted: Sequence[Quoted]
) -> list[list[int]]:
    """Group the pieces of one utterance: paragraphs of one quote, and parts on both sides of "he said"."""
    groups: list[list[int]] = []
    for number in accepted:
        if groups and _goes_on(
            text, attributions[groups[-1][-1]], attributions[number], quoted, groups[-1][-1], number
        ):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _goes_on(
    text: str,
    before: Attribution,
    attribution: Attribution,
    quoted: Sequence[Quoted],
    previous: int,
    number: int,
) -> bool:
    if number != previous + 1:
        return False
    if attribution.rule is SpeakerRule.CONTINUED:
        return True
    if not before.has_source or attribution.phrase != before.phrase or attribution.source != before.source:
        return False
    direct = kind_of(text, quoted[before.quoted], before) is QuoteKind.DIRECT
    if attribution.sentence == before.sentence:
        cue = attribution.cue
        return direct and cue is not None and kind_of(text, quoted[attribution.quoted], attribution) is QuoteKind.DIRECT
    return (
        direct
        and attribution.alone
        and attribution.paragraph == before.paragraph
        and attribution.sentence == before.sentence + 1
    )


def _quote(
    text: str,
    pieces: Sequence[Attribution],
    quoted: Sequence[Quoted],
    speaker: Speaker,
    sentences: Sequence[Sentence],
) -> Quote:
    first = pieces[0]
    cue: Span | None = None
    if first.cue is not None:
        sentence, index = first.cue
        cue = sentences[sentence].span(index, index + 1)
    return Quote(
        spans=tuple(quoted[piece.quoted].without_comma(text) for piece in pieces),
        kind=kind_of(text, quoted[first.quoted], first),
        paragraph=first.paragraph,
        mention=speaker.mention,
        name=speaker.name,
        role=speaker.role.subject if speaker.role else None,
        cue=cue,
        unnamed=speaker.unnamed,
        reasons=tuple(_reasons(first.rule, cue, speaker)),
        unclear=bool(speaker.could_mean),
    )


def _reasons(rule: SpeakerRule, cue: Span | None, speaker: Speaker) -> Iterator[Evidence]:
    """Yield why the quote has this speaker: the rule, what its mention refers to, and where the role was found."""
    yield Evidence(Question.SPEAKER, rule, spans=tuple(span for span in (cue, speaker.mention) if span is not None))
    if speaker.could_mean and speaker.rule is not None:
        yield Evidence(Question.COREFERENCE, speaker.rule, speaker.mention, speaker.could_mean)
    elif speaker.rule is not None and speaker.name is not None:
        spans = (speaker.name,) if speaker.antecedent in (None, speaker.name) else (speaker.name, speaker.antecedent)
        yield Evidence(Question.COREFERENCE, speaker.rule, speaker.mention, spans)
    if speaker.role is not None:
        yield speaker.role


def _unattributed(document: Document) -> tuple[Quote, ...]:
    """Return the quotes of a text whose speakers are not read; paragraphs of one quotation are one quote."""
    groups: list[list[int]] = []
    for number, quoted in enumerate(document.quoted):
        if not is_long_enough(document.text, quoted):
            continue
        if quoted.continues and groups and groups[-1][-1] == number - 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return tuple(_quote_alone(document, group) for group in groups)


def _quote_alone(document: Document, group: list[int]) -> Quote:
    text, pieces = document.text, [document.quoted[number] for number in group]
    first = pieces[0]
    at = bisect_right(document.sentences, first.inner.start, key=_sentence_start) - 1
    paragraph = document.sentences[max(at, 0)].paragraph
    return Quote(
        spans=tuple(piece.without_comma(text) for piece in pieces),
        kind=kind_of(text, first, Attribution(group[0], at, paragraph)),
        paragraph=paragraph,
        reasons=(Evidence(Question.SPEAKER, SpeakerRule.OTHER_LANGUAGE),),
    )


def _sentence_start(sentence: TaggedSentence) -> int:
    return sentence.span.start


def find_interviewee(sentences: Sequence[Sentence], speaking: Sequence[int]) -> int | None:
    """Return the number of the person who is interviewed, or None if the text is not an interview.

    The interviewer writes "I ask" and "tells me"; `speaking` are the persons who are named beside a verb of speech, one
    for each quote.
    """
    if sum(map(asks, sentences)) < _LEAST_ASKED:
        return None
    (person, answers), *_ = [*Counter(speaking).most_common(1), (0, 0)]
    others = len(speaking) - answers
    return person if answers >= max(_LEAST_ANSWERS, 2 * others) else None


def writes(sentence: Sentence) -> bool:
    """Return whether a sentence says where somebody wrote or spoke: "in an email", "on Twitter"."""
    links = (index for index in range(1, len(sentence)) if sentence.low(index) in ("in", "on"))
    for index in links:
        noun = index + 1 + (sentence.part(index + 1) == Part.DETERMINER)
        noun += sentence.part(noun) == Part.ADJECTIVE
        document = noun > index + 1 and is_own_words(sentence.low(noun))
        if document or sentence.low(noun) in word_lists("quotes/interviews.txt")["sites"]:
            return True
    return False


def asks(sentence: Sentence) -> bool:
    """Return whether the interviewer speaks of the interview: "I ask", "he interrupts me"."""
    verbs = word_lists("quotes/interviews.txt")
    lows = [word.low for word in sentence.words]
    return any(
        (one == "i" and two in verbs["after I"]) or (two == "me" and one in verbs["before me"])
        for one, two in pairwise(lows)
    )
