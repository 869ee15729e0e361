"""Finding quotes: the direct and partial quotes of one text with their speakers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.analysis.language.document import Document
from briefing.analysis.language.quotation_marks import Quoted
from briefing.analysis.language.quoted_sentences import Sentence
from briefing.analysis.quotes.attribution import Attribution, Attributor
from briefing.analysis.quotes.coreference import Resolver, Speaker
from briefing.analysis.quotes.quote_filter import is_utterance, kind_of
from briefing.model.evidence import CoreferenceRule, Evidence, Question, SpeakerRule
from briefing.model.quote import Quote, QuoteKind
from briefing.model.spans import Span


def find_quotes(document: Document) -> tuple[Quote, ...]:
    """Return the quotes of a document in text order. All spans are offsets into its text; nothing is copied."""
    text, quoted = document.text, document.quoted
    if not quoted:
        return ()
    sentences, people = document.quoted_sentences, document.people
    attributions = Attributor(text, sentences, quoted, people).attributions()
    accepted = [
        number
        for number, attribution in enumerate(attributions)
        if is_utterance(text, quoted[attribution.quoted], attribution)
    ]
    speakers = _speakers(attributions, frozenset(accepted), Resolver(text, sentences, people))
    if not document.is_english:
        speakers = [_by_name_only(speaker) for speaker in speakers]
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


def _by_name_only(speaker: Speaker) -> Speaker:
    """Return a speaker in a text that is not English: only names of persons can be trusted."""
    return replace(speaker, role=None) if speaker.person is not None else Speaker()


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
        spans=tuple(_without_comma(text, quoted[piece.quoted].inner) for piece in pieces),
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
    if speaker.could_mean:
        yield Evidence(Question.COREFERENCE, CoreferenceRule.UNCLEAR, speaker.mention, speaker.could_mean)
    elif speaker.rule is not None and speaker.name is not None:
        spans = (speaker.name,) if speaker.antecedent in (None, speaker.name) else (speaker.name, speaker.antecedent)
        yield Evidence(Question.COREFERENCE, speaker.rule, speaker.mention, spans)
    if speaker.role is not None:
        yield speaker.role


def _without_comma(text: str, inner: Span) -> Span:
    """Return a quotation without the comma before "he said", which belongs to the sentence around it."""
    end = inner.end
    while end > inner.start + 1 and text[end - 1] in ", ":
        end -= 1
    return Span(inner.start, end)
