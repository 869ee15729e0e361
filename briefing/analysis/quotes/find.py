"""Finding quotes: the direct and partial quotes of one text with who says them."""

from collections.abc import Sequence
from dataclasses import replace

from briefing.analysis.language.document import TaggedDocument
from briefing.analysis.language.people import find_people
from briefing.analysis.language.quotation_marks import Quoted, find_quoted
from briefing.analysis.language.quoted_sentences import Sentence, named_persons, read_sentences
from briefing.analysis.quotes.accept import is_utterance, kind_of
from briefing.analysis.quotes.claims import Claim, Claimant, Ground
from briefing.analysis.quotes.english import is_english
from briefing.analysis.quotes.resolve import Resolver, Speaker
from briefing.model.quote import Quote, QuoteKind
from briefing.model.spans import Span


def find_quotes(text: str, document: TaggedDocument | None = None) -> tuple[Quote, ...]:
    """Return the quotes of `text` in order. All spans are offsets into `text`; nothing is copied or guessed.

    `document` is the tagged form of the same text, where it is at hand: it saves tagging again.
    """
    quoted = find_quoted(text)
    if not quoted:
        return ()
    sentences = read_sentences(text, quoted, document)
    people = find_people(text, sentences, named_persons(sentences, document))
    claims = Claimant(text, sentences, quoted, people).claims()
    accepted = [number for number, claim in enumerate(claims) if is_utterance(text, quoted[claim.quoted], claim)]
    speakers = _speakers(claims, frozenset(accepted), Resolver(text, sentences, people))
    if not is_english(text):
        speakers = [_by_name_only(speaker) for speaker in speakers]
    return tuple(
        _quote(text, [claims[number] for number in group], quoted, speakers[group[0]], sentences)
        for group in _joined(text, accepted, claims, quoted)
    )


def _speakers(claims: Sequence[Claim], accepted: frozenset[int], resolver: Resolver) -> list[Speaker]:
    """Return the speaker of each claim; one that takes over another's, before or after it, has that one's."""
    own: dict[int, Speaker] = {}
    last: Speaker | None = None
    for number, claim in enumerate(claims):
        if claim.shares is None:
            own[number] = _own_speaker(claim, resolver, last)
        speaker = own.get(_origin(claims, number))
        if speaker is None or speaker.mention is None or claim.confidence < 35:
            continue
        if number in accepted or speaker.person is not None:  # "the paper known as the “Long Charter”" says nothing
            last = speaker
    return [own[_origin(claims, number)] for number in range(len(claims))]


def _by_name_only(speaker: Speaker) -> Speaker:
    """Keep a person's name only: the grammar of descriptors and roles is read as English."""
    return replace(speaker, role=None) if speaker.person is not None else Speaker()


def _own_speaker(claim: Claim, resolver: Resolver, last: Speaker | None) -> Speaker:
    if claim.label is not None:
        return resolver.resolve_label(claim.label, claim.sentence)
    return resolver.resolve(claim.source, claim.phrase, last) if claim.phrase is not None else Speaker()


def _origin(claims: Sequence[Claim], number: int) -> int:
    """Return the number of the claim that `number` takes its speaker over from, itself where it has its own."""
    while (shared := claims[number].shares) is not None:
        number = shared
    return number


def _joined(text: str, accepted: Sequence[int], claims: Sequence[Claim], quoted: Sequence[Quoted]) -> list[list[int]]:
    """Group the pieces of one utterance: paragraphs of one quote, and what "he said" splits."""
    groups: list[list[int]] = []
    for number in accepted:
        if groups and _goes_on(text, claims[groups[-1][-1]], claims[number], quoted, groups[-1][-1], number):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _goes_on(text: str, before: Claim, claim: Claim, quoted: Sequence[Quoted], previous: int, number: int) -> bool:
    if number != previous + 1:
        return False
    if claim.ground is Ground.CONTINUED:
        return True
    if not before.claimed or claim.phrase != before.phrase or claim.source != before.source:
        return False
    direct = kind_of(text, quoted[before.quoted], before) is QuoteKind.DIRECT
    if claim.sentence == before.sentence:
        cue = claim.cue
        return direct and cue is not None and kind_of(text, quoted[claim.quoted], claim) is QuoteKind.DIRECT
    return direct and claim.alone and claim.paragraph == before.paragraph and claim.sentence == before.sentence + 1


def _quote(
    text: str, pieces: Sequence[Claim], quoted: Sequence[Quoted], speaker: Speaker, sentences: Sequence[Sentence]
) -> Quote:
    first = pieces[0]
    cue: Span | None = None
    if first.cue is not None:
        sentence, place = first.cue
        cue = sentences[sentence].span(place, place + 1)
    return Quote(
        spans=tuple(_said(text, quoted[piece.quoted].inner) for piece in pieces),
        kind=kind_of(text, quoted[first.quoted], first),
        paragraph=first.paragraph + 1,
        mention=speaker.mention,
        name=speaker.name,
        role=speaker.role,
        cue=cue,
        unnamed=speaker.unnamed,
    )


def _said(text: str, inner: Span) -> Span:
    """Leave out the comma that leads on to "he said": it belongs to the sentence around the quote."""
    end = inner.end
    while end > inner.start + 1 and text[end - 1] in ", ":
        end -= 1
    return Span(inner.start, end)
